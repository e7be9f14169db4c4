package ir.roshan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.calendar.MalformedSolarHijri.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolarHijriTest {
    private static final Locale PERSIAN = Locale.forLanguageTag("fa");
    private static final AtomicInteger YEARS_CHECKED = new AtomicInteger();

    @ParameterizedTest
    @CsvFileSource(resources = "new-years.csv", numLinesToSkip = 1)
    void everyYearOfTheOfficialListBeginsOnItsDay(int year, String leap, LocalDate firstDay) {
        assertThat(SolarHijri.newYear(year)).isEqualTo(firstDay);
        assertThat(SolarHijri.isLeap(year)).isEqualTo(leap != null);
        assertThat(SolarHijri.formatDate(firstDay, Locale.ENGLISH)).isEqualTo(year + "/01/01");
        assertThat(SolarHijri.parseDate(year + "/1/1")).isEqualTo(firstDay);
        YEARS_CHECKED.incrementAndGet();
    }

    @AfterAll
    static void theWholeListWasThere() {
        if (YEARS_CHECKED.get() > 0) assertThat(YEARS_CHECKED).hasValue(1498 - 1206 + 1);
    }

    @Test
    void everyDayOfThreeCenturiesIsReadAsItIsWritten() {
        int days = 0;
        for (LocalDate day = SolarHijri.newYear(1206); day.isBefore(SolarHijri.newYear(1499)); day = day.plusDays(1)) {
            assertThat(SolarHijri.parseDate(SolarHijri.formatDate(day, PERSIAN)))
                    .isEqualTo(day);
            days++;
        }
        assertThat(days).isGreaterThan(293 * 365);
    }

    @ParameterizedTest
    @CsvSource({
        "1405/12/29, 2027-03-20",
        "1403/12/30, 2025-03-20",
        "1404/12/29, 2026-03-20",
        "1404/05/16, 2025-08-07",
        "1405/6/31, 2026-09-22",
        "1405/7/1, 2026-09-23",
        "۱۴۰۵/۰۹/۰۲, 2026-11-23",
        "١٤٠٥/٠٩/٠٢, 2026-11-23",
        "1405-09-02, 2026-11-23",
        "' 1405/09/02 ', 2026-11-23",
    })
    void datesAreRead(String typed, LocalDate day) {
        assertThat(SolarHijri.parseDate(typed)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "1404/12/30, IMPOSSIBLE_DAY",
        "1405/07/31, IMPOSSIBLE_DAY",
        "1405/13/01, IMPOSSIBLE_DAY",
        "1405/00/01, IMPOSSIBLE_DAY",
        "1405/01/00, IMPOSSIBLE_DAY",
        "1405/01/32, IMPOSSIBLE_DAY",
        "2026/11/23, DATE",
        "1205/01/01, DATE",
        "1499/01/01, DATE",
        "05/09/02, DATE",
        "1405/09, DATE",
        "1405/09-02, DATE",
        "14050902, DATE",
        "1405/09/02x, DATE",
        "'', DATE",
    })
    void impossibleDatesAreRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> SolarHijri.parseDate(typed))
                .isInstanceOfSatisfying(
                        MalformedSolarHijri.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"00:00, 0", "16:0, 960", "۲۲:۰۰, 1320", "15:00:00, 900", "15:00:59, 900", "24:00, 1440", "9:05, 545"})
    void timesAreRead(String typed, int minute) {
        assertThat(SolarHijri.parseMinuteOfDay(typed)).isEqualTo(minute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "24:01", "24:00:01", "23:60", "12:00:60", "12", "12:", "-1:00", "1200", "", "***"})
    void impossibleTimesAreRefused(String typed) {
        assertThatThrownBy(() -> SolarHijri.parseMinuteOfDay(typed))
                .isInstanceOfSatisfying(
                        MalformedSolarHijri.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TIME));
    }

    @ParameterizedTest
    @CsvSource({
        "1405/09/02 14:30, 2026-11-23T11:00:00Z",
        "۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰, 2026-11-23T11:00:00Z",
        "1405/09/02 24:00, 2026-11-23T20:30:00Z",
        "1405/09/03 00:00, 2026-11-23T20:30:00Z",
        "'1405/09/02, 14:30', 2026-11-23T11:00:00Z",
        "1400/05/01 12:00, 2021-07-23T07:30:00Z", // daylight saving, which ended with 1401
    })
    void momentsAreInTehran(String typed, Instant moment) {
        assertThat(SolarHijri.parseMoment(typed)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1405/09/02", "14:30", "1405/09/02T14:30", "1405/09/02 25:00", "1404/12/30 10:00", ""})
    void impossibleMomentsAreRefused(String typed) {
        assertThatThrownBy(() -> SolarHijri.parseMoment(typed)).isInstanceOf(MalformedSolarHijri.class);
    }

    @Test
    void aMomentIsWrittenForItsReader() {
        Instant moment = Instant.parse("2026-11-23T11:00:59Z");
        assertThat(SolarHijri.format(moment, PERSIAN)).isEqualTo("۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰");
        assertThat(SolarHijri.format(moment, Locale.ENGLISH)).isEqualTo("1405/09/02 14:30");
    }

    @Test
    void theDayIsTehransAndNotGreenwichs() {
        Instant afterMidnight = Instant.parse("2027-03-20T20:30:00Z");
        assertThat(SolarHijri.formatDate(afterMidnight, PERSIAN)).isEqualTo("۱۴۰۶/۰۱/۰۱");
        assertThat(SolarHijri.formatDate(afterMidnight.minusMillis(1), PERSIAN)).isEqualTo("۱۴۰۵/۱۲/۲۹");
    }
}
