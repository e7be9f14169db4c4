package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import org.joda.time.DateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryExpressionTest {
    private static Object valueOf(String text) {
        return QueryExpression.read(text, ExpressionRefused::new).orElseThrow().getValue(null);
    }

    @Test
    void momentsAreCountedFromNow() {
        assertThat((Date) valueOf("${now()}")).isCloseTo(new DateTime().toDate(), 5_000);
        assertThat(((DateTime) valueOf("${dateTime()}")).toDate()).isCloseTo(new DateTime().toDate(), 5_000);
        assertThat(((DateTime) valueOf("#{ dateTime().plusDays(2).minusHours( 3 ) }")).toDate())
                .isCloseTo(new DateTime().plusDays(2).minusHours(3).toDate(), 5_000);
        assertThat(((DateTime) valueOf("${dateTime().withTimeAtStartOfDay().plusMinutes(-1)}")).toDate())
                .isEqualTo(new DateTime().withTimeAtStartOfDay().minusMinutes(1).toDate());
        assertThat(((DateTime) valueOf("${dateTime().withDate(2026, 3, 21).withTime(10, 30, 0, 0)}")).toString())
                .startsWith("2026-03-21T10:30:00.000");
    }

    /** A moment of its own for each that asks: nobody changes another's. */
    @Test
    void nothingIsShared() {
        ((Date) valueOf("${now()}")).setTime(0);
        assertThat((Date) valueOf("${now()}")).isCloseTo(new DateTime().toDate(), 5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${now().getTime()}",
                "${dateTime().getZone()}",
                "${dateTime().zone}",
                "${dateTime().withZone(1)}",
                "${dateTime().withZoneRetainFields(1)}",
                "${dateTime().withChronology(1)}",
                "${dateTime().withMillis(1)}",
                "${dateTime().plus(1)}",
                "${dateTime().withFields(1)}",
                "${dateTime().toDate()}",
                "${dateTime().plusDays()}",
                "${dateTime().plusDays(1, 2)}",
                "${dateTime().plusDays(1,)}",
                "${dateTime().plusDays(1.5)}",
                "${dateTime().plusDays(1e3)}",
                "${dateTime().plusDays('1')}",
                "${dateTime().plusDays(--1)}",
                "${dateTime().plusDays(12345678901)}",
                "${dateTime().plusDays(currentUser())}",
                "${dateTime()['plusDays'](1)}",
                "${dateTime().plusdays(1)}",
                "${dateTime().plusDays(1)}${now()}",
                "${dateTime().plusDays(1)} ",
                " ${now()}",
                "${Now()}",
                "${now( )}",
                "${now}",
                "${currentUser().x}",
                "${currentUserGroups().add('x')}",
                "${currentUserGroups()[0]}",
                "${execution}",
                "${(now())}",
                "${${now()}}",
                "${'${now()}'}",
                "now()",
                "",
                "${}"
            })
    void whatIsAnythingElseByOneLetterIsNoQuery(String text) {
        assertThat(QueryExpression.read(text, ExpressionRefused::new)).isEmpty();
    }

    @Test
    void whatIsVeryLongIsRefusedLikeAnythingElse() {
        assertThat(QueryExpression.read("${dateTime()" + ".plusDays(1)".repeat(100_000) + "}", ExpressionRefused::new))
                .isEmpty();
        assertThat(QueryExpression.read("${" + " ".repeat(1_000_000) + "now()}", ExpressionRefused::new))
                .isEmpty();
    }

    @Test
    void aMomentThatCannotBeIsRefused() {
        for (String text : new String[] {
            "${dateTime().plusYears(999999999)}", "${dateTime().withHourOfDay(25)}", "${dateTime().withDate(0, 0, 0)}"
        }) {
            assertThatThrownBy(() -> valueOf(text)).isInstanceOf(ExpressionRefused.class);
        }
    }
}
