package ir.roshan.plannedoutage;

import static ir.roshan.plannedoutage.UnknownReason.NAMED_IN_WORDS;
import static ir.roshan.plannedoutage.UnknownReason.NOT_PUBLISHED_YET;
import static ir.roshan.plannedoutage.UnknownReason.OUT_OF_DATE;
import static ir.roshan.plannedoutage.UnknownReason.PLACE_NOT_IN_NETWORK;
import static ir.roshan.plannedoutage.UnknownReason.ROWS_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may be said of a place, from the lists themselves; the same on every database. It is noon in UTC on 1405/09/02, half past
 * three in Tehran, whose day ends at 20:30.
 *
 * <p>Long because its cases ask one plan, with the same network and lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanBehaviour {
    private static final String HEADER =
            "number,starts_at,ends_at,element,area,reason,cancelled,district,kind,probable\n";
    private static final String MIDNIGHT = "2026-11-23T20:30:00Z";
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId ELSEWHERE = new BillId("9876543204426");
    private static final BillId NOT_IN_NETWORK = new BillId("9174639504124");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PlannedOutageSettings SETTINGS =
            new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24));

    private final TestDatabase database;
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC));
    private final PlannedOutageCheck check;
    private final PlannedOutageImport lists;
    private final List<PlannedOutagesChanged> events = new ArrayList<>();

    PlanBehaviour() {
        database = TestDatabase.ofTheRun();
        Network network = new Network(database.client);
        check = new PlannedOutageCheck(new PlannedOutages(database.client, network), network, SETTINGS, clock);
        lists = new PlannedOutageImport(
                database.template,
                network,
                new ImportLock(database.client, database.transactions),
                SETTINGS,
                clock,
                event -> events.add((PlannedOutagesChanged) event));
        database.template.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 1), ('F-1', 'FEEDER', 'S-1', 1, 1), ('T-1', 'TRANSFORMER', 'F-1', 1, 1),
                    ('S-2', 'SUBSTATION', NULL, 2, 1), ('F-2', 'FEEDER', 'S-2', 2, 1), ('T-2', 'TRANSFORMER', 'F-2', 2, 1)
                """);
        database.template.update("""
                INSERT INTO service_point (bill_id, district, transformer_code)
                VALUES ('1234567804423', 1, 'T-1'), ('9876543204426', 2, 'T-2')
                """);
    }

    @BeforeEach
    void nothingIsKnown() {
        database.empty(
                "planned_outage",
                "planned_place_tie",
                "planned_place",
                "plan_coverage",
                "plan_refused_row",
                "plan_announcement");
        clock.reset();
        events.clear();
    }

    @AfterAll
    void close() {
        database.close();
    }

    private ImportReport list(String rows) {
        return lists.csv(new StringReader(HEADER + rows), Delivery.of(AnnouncementScope.wholeCompany(), "admin"));
    }

    private ImportReport list(String rows, String from, String until) {
        return lists.csv(
                new StringReader(HEADER + rows),
                new Delivery(
                        AnnouncementScope.wholeCompany(), "admin", Instant.parse(from), Instant.parse(until), false));
    }

    private ImportReport districts(String rows, int... districts) {
        List<District> own = new ArrayList<>();
        for (int district : districts) own.add(new District(district));
        return lists.csv(new StringReader(HEADER + rows), Delivery.of(AnnouncementScope.of(own), "dispatcher"));
    }

    /** So that what a test says of a time is all that is not known of it. */
    private void everythingIsCovered() {
        list("", "2026-11-22T20:30:00Z", "2026-11-25T20:30:00Z");
    }

    private void tied(String words, String kind, String code) {
        database.client
                .sql("""
                        INSERT INTO planned_place_tie (place_id, element_kind, element_code, tied_by, tied_at)
                        SELECT place_id, :kind, :code, 'planner', last_came_at FROM planned_place WHERE words = :words
                        """)
                .param("kind", kind)
                .param("code", code)
                .param("words", PlannedPlaces.normalForm(words))
                .update();
    }

    private String said(BillId billId, Instant at) {
        PlannedOutageCheck.Answer answer = check.check(billId, at);
        return answer.reason().map(Enum::name).orElse(answer.knowledge().name());
    }

    private String said(BillId billId, String at) {
        return said(billId, Instant.parse(at));
    }

    private Instant endAt(Instant at) {
        return check.check(HOME, at).interruption().orElseThrow().endsAt();
    }

    // The whole interruption

    @ParameterizedTest
    @CsvSource({
        "11:00,13:00,F-1, 13:00,15:00,F-1, 15:00", // touch
        "11:00,13:00,F-1, 12:30,14:00,F-1, 14:00", // overlap
        "11:00,13:00,F-1, 13:15,15:00,F-1, 15:00", // follow within the grace
        "11:00,13:00,F-1, 13:16,15:00,F-1, 13:00", // do not
        "11:00,13:00,F-1, 13:00,15:00,S-1, 15:00", // another level
        "11:00,13:00,T-1, 12:00,14:00,1234567804423, 14:00",
        "11:00,14:00,F-1, 12:30,13:00,T-1, 14:00", // one within the other
        "11:00,13:00,F-1, 13:00,15:00,F-2, 13:00", // another feeder's
    })
    void theEndIsThatOfTheWholeInterruption(
            String from, String to, String element, String nextFrom, String nextTo, String nextElement, String end) {
        list("""
                A-1,2026-11-23T%sZ,2026-11-23T%sZ,%s,,,,,,
                A-2,2026-11-23T%sZ,2026-11-23T%sZ,%s,,,,,,
                """.formatted(from, to, element, nextFrom, nextTo, nextElement));
        assertThat(endAt(NOON)).isEqualTo("2026-11-23T" + end + ":00Z");
        assertThat(check.check(HOME, NOON).interruption().orElseThrow().startsAt())
                .isEqualTo("2026-11-23T11:00:00Z");
    }

    @Test
    void slotsOfHalfAnHourAreOneInterruptionAcrossMidnight() {
        StringBuilder slots = new StringBuilder();
        for (int i = 0; i < 30; i++)
            slots.append("H-1,%s,%s,F-1,,,,,,\n"
                    .formatted(NOON.plusSeconds(1800L * (i - 2)), NOON.plusSeconds(1800L * (i - 1))));
        list(slots.toString());
        assertThat(endAt(NOON)).isEqualTo(NOON.plusSeconds(1800L * 28));
        assertThat(endAt(NOON.plusSeconds(1800L * 27))).isEqualTo(NOON.plusSeconds(1800L * 28));
        assertThat(check.check(HOME, NOON).interruption().orElseThrow().startsAt())
                .isEqualTo(NOON.minusSeconds(3600));
    }

    @Test
    void aCancelledSlotCutsTheInterruption() {
        list("""
                A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,,
                A-2,2026-11-23T13:00Z,2026-11-23T15:00Z,F-1,,,yes,,,
                A-3,2026-11-23T15:00Z,2026-11-23T17:00Z,F-1,,,,,,
                """);
        assertThat(endAt(NOON)).isEqualTo("2026-11-23T13:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"no,no,false", "no,احتمالی,true", "yes,no,false", "yes,yes,true"})
    void theEndIsProbableWhereNothingCertainReachesIt(String first, String second, boolean probable) {
        list("""
                A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,مدیریت بار,%s
                A-2,2026-11-23T12:30Z,2026-11-23T15:00Z,S-1,,,,,تعمیرات,%s
                """.formatted(first, second));
        PlannedInterruption whole = check.check(HOME, NOON).interruption().orElseThrow();
        assertThat(whole.probable()).isEqualTo(probable);
        assertThat(whole.windows())
                .extracting(PlannedOutage::kind)
                .containsExactly(WindowKind.LOAD_MANAGEMENT, WindowKind.MAINTENANCE);
    }

    // Not planned, or not known

    @Test
    void aListSpeaksForItsDaysInTehranAndForNoOthers() {
        list("A-1,2026-11-23T05:00Z,2026-11-23T06:00Z,F-2,,,,,,\n");
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, "2026-11-22T20:30:00Z")).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, "2026-11-22T20:29:59Z")).isEqualTo(OUT_OF_DATE.name());
        assertThat(said(HOME, "2026-11-23T20:29:59Z")).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, MIDNIGHT)).isEqualTo(NOT_PUBLISHED_YET.name());
        assertThat(said(NOT_IN_NETWORK, NOON)).isEqualTo(PLACE_NOT_IN_NETWORK.name());
    }

    @Test
    void anOutageThatRunsIntoTomorrowDoesNotAnnounceTomorrowsPlan() {
        list("A-1,2026-11-23T19:00Z,2026-11-24T03:00Z,F-2,,,,,,\n");
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, "2026-11-24T02:00:00Z")).isEqualTo(NOT_PUBLISHED_YET.name());
    }

    @Test
    void tomorrowsListSaysNothingOfToday() {
        list("A-1,2026-11-24T11:00Z,2026-11-24T13:00Z,F-2,,,,,,\n");
        assertThat(said(HOME, NOON)).isEqualTo(OUT_OF_DATE.name());
        assertThat(said(HOME, "2026-11-24T12:00:00Z")).isEqualTo("NOT_PLANNED");
    }

    @Test
    void theTimeThatAListSaysItCoversIsWhatItCovers() {
        list("A-1,2026-11-24T11:00Z,2026-11-24T13:00Z,F-2,,,,,,\n", "2026-11-23T10:00:00Z", "2026-11-23T14:00:00Z");
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, "2026-11-23T14:00:00Z")).isEqualTo(OUT_OF_DATE.name());
        assertThat(said(HOME, "2026-11-24T12:00:00Z")).isEqualTo(NOT_PUBLISHED_YET.name());
    }

    @Test
    void aPartialListAddsItsWindowsAndSaysNothingOfOtherPlaces() {
        lists.csv(
                new StringReader(HEADER + "A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-2,,,,,,\n"),
                new Delivery(AnnouncementScope.wholeCompany(), null, null, null, true));
        assertThat(said(ELSEWHERE, NOON)).isEqualTo("PLANNED");
        assertThat(said(HOME, NOON)).isEqualTo(OUT_OF_DATE.name());
    }

    @Test
    void aListThatHasGrownOldSaysNothing() {
        list("A-1,2026-11-24T11:00Z,2026-11-24T13:00Z,F-2,,,,,,\n");
        clock.shift(Duration.ofHours(24));
        assertThat(said(HOME, clock.instant())).isEqualTo("NOT_PLANNED");
        clock.shift(Duration.ofMinutes(1));
        assertThat(said(HOME, clock.instant())).isEqualTo(OUT_OF_DATE.name());
    }

    @Test
    void aDistrictsListSpeaksForItsDistrictAlone() {
        assertThat(districts("A-1,2026-11-23T05:00Z,2026-11-23T06:00Z,F-2,,,,,,\n", 2)
                        .accepted())
                .isEqualTo(1);
        assertThat(said(ELSEWHERE, NOON)).isEqualTo("NOT_PLANNED");
        assertThat(said(HOME, NOON)).isEqualTo(OUT_OF_DATE.name());
    }

    // Known by words alone

    @ParameterizedTest
    @CsvSource({
        "'', NAMED_IN_WORDS, NAMED_IN_WORDS",
        "1, NAMED_IN_WORDS, NOT_PLANNED",
        "مدیریت ۲, NOT_PLANNED, NAMED_IN_WORDS",
    })
    void whatOnlyWordsNameCouldBeAnywhereInItsDistrict(String district, String here, String elsewhere) {
        everythingIsCovered();
        list("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,,خیابان آزمون,,,%s,,\n".formatted(district));
        assertThat(said(HOME, NOON)).isEqualTo(here);
        assertThat(said(ELSEWHERE, NOON)).isEqualTo(elsewhere);
        assertThat(said(HOME, "2026-11-23T13:00:00Z")).isEqualTo("NOT_PLANNED");
        assertThat(check.outlook(HOME, NOON, NOON.plusSeconds(60)).inWords())
                .hasSize(here.equals("NOT_PLANNED") ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "2026-11-23T13:00Z"})
    void withOrWithoutAnEnd(String end) {
        everythingIsCovered();
        list("A-1,2026-11-23T11:00Z,%s,,خیابان آزمون,,,,,\n".formatted(end));
        assertThat(said(HOME, NOON)).isEqualTo(NAMED_IN_WORDS.name());
        assertThat(said(HOME, "2026-11-24T10:00:00Z"))
                .as("for a day where nobody knows the end")
                .isEqualTo(end.equals("***") ? "NAMED_IN_WORDS" : "NOT_PLANNED");
    }

    @Test
    void whatIsCancelledOrCalledUnplannedIsNoPlanInWordsEither() {
        everythingIsCovered();
        list("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,,خیابان آزمون,,yes,,,\n"
                + "A-2,2026-11-23T11:00Z,2026-11-23T13:00Z,,خیابان آزمون,,,,بی‌برنامه,\n");
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
    }

    @Test
    void aPlaceThatIsTiedIsThatPlaceAlsoOnTheNextDay() {
        everythingIsCovered();
        list("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,,خیابان آزمون، کوچهٔ ۱۲,,,,,\n");
        tied("خیابان آزمون، کوچهٔ ۱۲", "FEEDER", "F-1");
        assertThat(said(HOME, NOON)).isEqualTo("PLANNED");
        assertThat(endAt(NOON)).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(said(ELSEWHERE, NOON)).isEqualTo("NOT_PLANNED");
        list("A-2,2026-11-24T11:00Z,2026-11-24T13:00Z,,خيابان   آزمون - كوچهٔ 12,,,,,\n");
        assertThat(said(HOME, "2026-11-24T12:00:00Z")).isEqualTo("PLANNED");
        database.empty("planned_place_tie");
        assertThat(said(HOME, NOON)).isEqualTo(NAMED_IN_WORDS.name());
    }

    @Test
    void aTiedPlaceWithoutAnEndIsNoAnswer() {
        everythingIsCovered();
        list("A-1,2026-11-23T11:00Z,***,,خیابان آزمون,,,,,\n");
        tied("خیابان آزمون", "TRANSFORMER", "T-1");
        assertThat(said(HOME, NOON)).isEqualTo(NAMED_IN_WORDS.name());
        assertThat(said(ELSEWHERE, NOON)).isEqualTo("NOT_PLANNED");
    }

    // Rows that were refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,maybe,,,|ROWS_REFUSED|NOT_PLANNED|NOT_PLANNED",
                "X,2026-11-23T11:00Z,2026-11-23T13:00Z,F-77,,,,,,|ROWS_REFUSED|ROWS_REFUSED|NOT_PLANNED",
                "X,2026-11-23T11:00Z,2026-11-23T13:00Z,F-77,,,,1,,|ROWS_REFUSED|NOT_PLANNED|NOT_PLANNED",
                "X,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,نوع تازه,|ROWS_REFUSED|NOT_PLANNED|NOT_PLANNED",
                "X,2026-11-23T11:00Z,***,F-1,,,,,,|ROWS_REFUSED|NOT_PLANNED|ROWS_REFUSED",
                "X,2026-11-23T13:00Z,2026-11-23T11:00Z,F-2,,,,,,|NOT_PLANNED|ROWS_REFUSED|NOT_PLANNED",
                "X,nonsense,2026-11-23T11:00Z,F-1,,,,,,|ROWS_REFUSED|NOT_PLANNED|ROWS_REFUSED",
                "X,2026-11-23T15:00Z,2026-11-23T16:00Z,F-77,,,,,,|NOT_PLANNED|NOT_PLANNED|ROWS_REFUSED",
            })
    void aRefusedRowHoldsBackWhomItCouldBeAbout(String row, String here, String elsewhere, String hereAtHalfPastThree) {
        String taken = "A-1,2026-11-23T03:00Z,2026-11-23T04:00Z,F-2,,,,,,\n";
        assertThat(list(taken + row + "\n").refused()).isEqualTo(1);
        assertThat(said(HOME, NOON)).isEqualTo(here);
        assertThat(said(HOME, "2026-11-23T15:30:00Z")).isEqualTo(hereAtHalfPastThree);
        if (!row.contains("13:00Z,2026-11-23T11:00Z"))
            assertThat(said(ELSEWHERE, NOON)).isEqualTo(elsewhere);
        list(taken);
        assertThat(said(HOME, NOON)).as("sent anew without the fault").isEqualTo("NOT_PLANNED");
        assertThat(said(ELSEWHERE, NOON)).isEqualTo("NOT_PLANNED");
    }

    @Test
    void aListOfWhichNothingCouldBeReadTakesBackWhatAnEarlierOneSaid() {
        everythingIsCovered();
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
        list("A-1,nonsense,,F-2,,,,,,\nA-2,nonsense,,,,,,,,\n");
        assertThat(said(HOME, NOON)).isEqualTo(ROWS_REFUSED.name());
        everythingIsCovered();
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
    }

    @Test
    void anothersRowsSayNothingOfOnesPlaces() {
        everythingIsCovered();
        assertThat(districts("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,,\nX,nonsense,,,,,,,,\n", 2)
                        .refused())
                .isEqualTo(2);
        assertThat(said(HOME, NOON)).isEqualTo("NOT_PLANNED");
        assertThat(said(ELSEWHERE, NOON)).isEqualTo(ROWS_REFUSED.name());
    }

    // A whole time

    @Test
    void theOutlookIsKnownAsFarAsTheListsReach() {
        list("A-1,2026-11-23T05:00Z,2026-11-23T06:00Z,F-2,,,,,,\n");
        PlannedOutageCheck.Outlook today = check.outlook(HOME, NOON, Instant.parse(MIDNIGHT));
        assertThat(today.knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
        assertThat(today.coveredUntil()).contains(Instant.parse(MIDNIGHT));
        PlannedOutageCheck.Outlook week = check.outlook(HOME, NOON, NOON.plus(Duration.ofDays(7)));
        assertThat(week.knowledge()).isEqualTo(Knowledge.UNKNOWN);
        assertThat(week.reason()).contains(NOT_PUBLISHED_YET);
        assertThat(week.coveredUntil()).contains(Instant.parse(MIDNIGHT));
        list("A-1,2026-11-24T05:00Z,2026-11-24T06:00Z,F-2,,,,,,\n");
        assertThat(check.outlook(HOME, NOON, NOON).coveredUntil())
                .as("two lists in a row")
                .contains(Instant.parse("2026-11-24T20:30:00Z"));
        list("A-3,2026-11-25T05:00Z,2026-11-25T06:00Z,T-1,,,,,,\n");
        PlannedOutageCheck.Outlook planned = check.outlook(HOME, NOON, NOON.plus(Duration.ofDays(7)));
        assertThat(planned.knowledge()).isEqualTo(Knowledge.PLANNED);
        assertThat(planned.windows()).hasSize(1);
        assertThat(planned.reason()).isEmpty();
    }

    // Who is told

    @Test
    void whoeverTheNewPlanCouldConcernIsNamedOnce() {
        list("""
                A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,,
                A-2,2026-11-23T15:00Z,2026-11-23T17:00Z,T-2,,,,,,
                A-3,2026-11-23T11:00Z,2026-11-23T13:00Z,S-2,,,yes,,,
                """);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.ids()).isEmpty();
            assertThat(event.places()).extracting("code").containsExactlyInAnyOrder("F-1", "T-2");
            assertThat(event.underWay()).extracting("code").containsExactly("F-1");
        });
        list("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,,,,\n");
        assertThat(events).hasSize(1);
        list("A-1,2026-11-23T11:00Z,2026-11-23T13:00Z,F-1,,,yes,,,\n");
        assertThat(events).hasSize(2);
        assertThat(events.get(1).places()).extracting("code").containsExactly("F-1");
        assertThat(events.get(1).underWay()).isEmpty();
    }
}
