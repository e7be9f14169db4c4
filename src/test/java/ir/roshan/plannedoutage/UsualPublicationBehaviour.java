package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** By when the plan of a day usually comes: said of a habit, and of nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsualPublicationBehaviour {
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 24);
    private static final int DAY = 24 * 60;

    private final TestDatabase database = TestDatabase.ofTheRun();
    private final Announcements announcements = new Announcements(database.client);

    @BeforeEach
    void nothingHasComeYet() {
        database.empty("plan_first_publication", "plan_coverage", "plan_refused_row", "plan_announcement");
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** @param minute of the day before; below zero, of an earlier one */
    private static Instant theDayBefore(LocalDate day, int minute) {
        return SolarHijri.moment(day, 0).plusSeconds((minute - DAY) * 60L);
    }

    private void published(String scope, LocalDate first, int days, Instant at) {
        published(AnnouncementSource.COMPANY_TEXT, scope, first, days, at);
    }

    private void published(AnnouncementSource source, String scope, LocalDate first, int days, Instant at) {
        announcements.arrived(
                source,
                at,
                null,
                "",
                List.of(scope),
                List.of(new Interval(SolarHijri.moment(first, 0), SolarHijri.moment(first.plusDays(days), 0))),
                List.of());
    }

    private void everyEvening(String scope, int... minutes) {
        LocalDate day = TOMORROW.minusDays(minutes.length);
        for (int minute : minutes) {
            published(scope, day, 1, theDayBefore(day, minute));
            day = day.plusDays(1);
        }
    }

    @Test
    void onMostDaysItWasThereByThen() {
        everyEvening("", 1_231, 1_238, 1_252, 900, 1_229);
        assertThat(announcements.usual().by(null, TOMORROW))
                .as("20:38 is there by a quarter to nine")
                .contains(theDayBefore(TOMORROW, 1_245));
        assertThat(announcements.usual().by(new District(3), TOMORROW)).contains(theDayBefore(TOMORROW, 1_245));
    }

    @Test
    void aLaterListOfTheDayDoesNotMoveWhenTheFirstCame() {
        everyEvening("", 1_200, 1_200, 1_200);
        for (int ago = 1; ago <= 3; ago++) {
            LocalDate day = TOMORROW.minusDays(ago);
            published("", day, 1, theDayBefore(day, 1_430));
            published("", day, 1, theDayBefore(day, DAY + 300));
        }
        assertThat(announcements.usual().by(null, TOMORROW)).contains(theDayBefore(TOMORROW, 1_200));
    }

    @Test
    void twoDaysAreNoHabitAndNeitherAreHoursAllOverTheDay() {
        everyEvening("", 1_200, 1_200);
        assertThat(announcements.usual().by(null, TOMORROW)).isEmpty();
        nothingHasComeYet();
        everyEvening("", 300, 600, 900, 1_200, 1_400);
        assertThat(announcements.usual().by(null, TOMORROW)).isEmpty();
    }

    @Test
    void whatOneDistrictDoesSaysNothingOfAnother() {
        everyEvening("1", 1_200, 1_200, 1_200);
        assertThat(announcements.usual().by(new District(1), TOMORROW)).contains(theDayBefore(TOMORROW, 1_200));
        assertThat(announcements.usual().by(new District(2), TOMORROW)).isEmpty();
        assertThat(announcements.usual().by(null, TOMORROW)).isEmpty();
    }

    @Test
    void aListOfAWeekOrOfTheDayItselfIsNotTheEveningsList() {
        published("", TOMORROW.minusDays(7), 7, theDayBefore(TOMORROW.minusDays(7), 600));
        assertThat(announcements.usual().by(null, TOMORROW))
                .as("each day had another notice")
                .isEmpty();
        nothingHasComeYet();
        everyEvening("", DAY + 60, DAY + 60, DAY + 60, DAY + 60);
        assertThat(announcements.usual().by(null, TOMORROW))
                .as("of days that had begun")
                .isEmpty();
    }

    @Test
    void answersOfTheNationalServiceAreNoList() {
        for (int ago = 1; ago <= 5; ago++) {
            LocalDate day = TOMORROW.minusDays(ago);
            published(AnnouncementSource.NATIONAL_SERVICE, "", day, 1, theDayBefore(day, 1_000));
        }
        assertThat(announcements.usual().by(null, TOMORROW)).isEmpty();
    }
}
