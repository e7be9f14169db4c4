package ir.roshan.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.agreement.Agreement.Text;
import ir.roshan.agreement.Targets.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** The agreement as data: ours as it is committed, and what a company may write in its place. */
class AgreementTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 21);
    /** 1405/12/29. */
    private static final LocalDate LAST = LocalDate.of(2027, 3, 20);

    private static final Targets TARGETS = new Targets(target(30, 240), target(15, 180), target(5, 120));

    private static Target target(int verifyMinutes, int restoreMinutes) {
        return new Target(Duration.ofMinutes(verifyMinutes), Duration.ofMinutes(restoreMinutes));
    }

    private static Text text(int steps) {
        return new Text(
                "title", List.of("a", "b", "c", "d", "e", "f").subList(0, steps), List.of(), List.of(), "", List.of());
    }

    private static Agreement agreement(LocalDate from, LocalDate until, Map<String, Text> texts) {
        return new Agreement("1", from, until, 0, TARGETS, texts);
    }

    private static Agreement ours() throws IOException {
        return new Binder(ConfigurationPropertySources.from(
                        new YamlPropertySourceLoader().load("ours", new ClassPathResource("agreement.yaml"))))
                .bind("roshan.agreement", Agreement.class)
                .get();
    }

    @Test
    void oursHoldsForAYearAndHasItsTargets() throws IOException {
        Agreement ours = ours();
        assertThat(List.of(ours.validFrom(), ours.validUntil())).containsExactly(FIRST, LAST);
        assertThat(ours.targets()).isEqualTo(TARGETS);
        assertThat(ours.text()).containsOnlyKeys("fa", "en");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-20, false", "2026-03-21, true", "2027-03-20, true", "2027-03-21, false"})
    void itsFirstAndItsLastDayAreOfIt(LocalDate day, boolean inForce) {
        assertThat(agreement(FIRST, LAST, Map.of("fa", text(5))).inForceOn(day)).isEqualTo(inForce);
    }

    @Test
    void whatIsNotSaidInALanguageIsSaidInPersian() {
        Text persian = text(5);
        Text english = new Text("in English", persian.steps(), List.of(), List.of(), "", List.of());
        Agreement both = agreement(FIRST, LAST, Map.of("fa", persian, "en", english));
        assertThat(both.textIn(Locale.UK)).isEqualTo(english);
        assertThat(both.textIn(Locale.GERMANY)).isEqualTo(persian);
    }

    @Test
    void whatNoAgreementCanBeStopsTheStart() {
        Map<String, Text> persian = Map.of("fa", text(5));
        assertThat(agreement(FIRST, FIRST, persian).inForceOn(FIRST)).isTrue();
        refused("valid-until", () -> agreement(FIRST, FIRST.minusDays(1), persian));
        refused("text.fa", () -> agreement(FIRST, LAST, Map.of("en", text(5))));
        refused("five steps", () -> agreement(FIRST, LAST, Map.of("fa", text(5), "en", text(4))));
        refused("five steps", () -> agreement(FIRST, LAST, Map.of("fa", text(6))));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1"})
    void atOnceIsNoPromise(int verifyMinutes, int restoreMinutes) {
        refused("longer than zero", () -> target(verifyMinutes, restoreMinutes));
    }

    private static void refused(String says, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, HIGH", "HIGH, EMERGENCY", "EMERGENCY, EMERGENCY"})
    void whoObjectsIsOneStepMoreUrgent(Priority before, Priority raised) {
        assertThat(before.raised()).isEqualTo(raised);
        assertThat(before.orHigher(raised)).isEqualTo(raised);
        assertThat(raised.orHigher(before)).isEqualTo(raised);
        assertThat(TARGETS.of(raised).restoreWithin())
                .isLessThanOrEqualTo(TARGETS.of(before).restoreWithin());
    }
}
