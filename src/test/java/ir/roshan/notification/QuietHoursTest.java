package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.SourceTree;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    private static final QuietHours SIESTA = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 30));

    @ParameterizedTest
    @CsvSource({
        "1405/09/02 22:00, 1405/09/03 07:00",
        "1405/09/02 23:59, 1405/09/03 07:00",
        "1405/09/03 00:00, 1405/09/03 07:00",
        "1405/09/03 06:59, 1405/09/03 07:00",
    })
    void theNightGoesOverMidnight(String moment, String morning) {
        assertThat(NIGHT.endOf(tehran(moment))).contains(tehran(morning));
    }

    @ParameterizedTest
    @CsvSource({"1405/09/02 07:00", "1405/09/02 12:00", "1405/09/02 21:59"})
    void theDayIsNotQuiet(String moment) {
        assertThat(NIGHT.endOf(tehran(moment))).isEmpty();
    }

    @Test
    void noEveningIsOfferedInWhichNobodyIsToldBeforeTheMorning() {
        String offered = SourceTree.read(Path.of("src/main/resources/web/my/alerts.js"))
                .transform(script ->
                        script.substring(script.indexOf("const EVENINGS")).split("\n", 2)[0]);
        List<String> evenings = Pattern.compile("[0-9]{2}:[0-9]{2}")
                .matcher(offered)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(evenings)
                .isNotEmpty()
                .allSatisfy(hour ->
                        assertThat(NIGHT.endOf(tehran("1405/09/02 " + hour))).isEmpty());
    }

    @Test
    void hoursWithinOneDayAreHoursToo() {
        assertThat(SIESTA.endOf(tehran("1405/09/02 14:00"))).contains(tehran("1405/09/02 15:30"));
        assertThat(SIESTA.endOf(tehran("1405/09/02 15:30"))).isEmpty();
        assertThat(SIESTA.endOf(tehran("1405/09/02 12:59"))).isEmpty();
        assertThat(SIESTA.endOf(tehran("1405/09/02 23:00"))).isEmpty();
    }

    @Test
    void fromAndToAtTheSameTimeAreNoQuietHours() {
        for (String moment : new String[] {"1405/09/02 00:00", "1405/09/02 07:00", "1405/09/02 23:59"}) {
            assertThat(QuietHours.NONE.endOf(tehran(moment))).isEmpty();
            assertThat(new QuietHours(LocalTime.of(7, 0), LocalTime.of(7, 0)).endOf(tehran(moment)))
                    .isEmpty();
        }
    }

    @Test
    void theNightBelongsToTheDayBeforeIt() {
        assertThat(NIGHT.nextMorning(tehran("1405/09/02 07:00"))).isEqualTo(tehran("1405/09/03 07:00"));
        assertThat(NIGHT.nextMorning(tehran("1405/09/03 01:00"))).isEqualTo(tehran("1405/09/03 07:00"));
    }

    private static Instant tehran(String moment) {
        return SolarHijri.parseMoment(moment);
    }
}
