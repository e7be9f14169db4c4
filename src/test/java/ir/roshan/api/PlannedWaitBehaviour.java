package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request while the plan goes on, changes, comes late or is called off (A3.3, A3.4). */
class PlannedWaitBehaviour extends RoshanServer {
    private static final String MOBILE = "09357317713";
    private static final String NEIGHBOUR = "09357317714";
    private static final Duration GRACE = Duration.ofMinutes(15);

    @BeforeEach
    void nothingElseIsPlanned() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
    }

    private String report(Place place) {
        return report(place, MOBILE);
    }

    private String report(Place place, String mobile) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    private String waiting(Place place) {
        String code = report(place);
        awaitState(code, "IN_PLANNED_OUTAGE");
        await().atMost(PATIENCE).until(() -> messages(code).contains("PLANNED"));
        await().atMost(PATIENCE).until(() -> !delivered(code, "PLANNED").isEmpty());
        return code;
    }

    private List<String> messages(String code) {
        return jdbc.sql("""
                        SELECT m.kind FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code
                         ORDER BY m.owed_no
                        """).param("code", code).query(String.class).list();
    }

    private List<String> delivered(String code, String kind) {
        return jdbc.sql("""
                        SELECT m.text FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.kind = :kind AND m.state IN ('ACCEPTED', 'DELIVERED')
                         ORDER BY m.owed_no
                        """)
                .param("code", code)
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    private long times(String code, String kind) {
        return messages(code).stream().filter(kind::equals).count();
    }

    private void stays(String code, String state) {
        Instant until = Instant.now().plusMillis(1_500);
        while (Instant.now().isBefore(until))
            assertThat(track(code).at("/state")).isEqualTo(state);
    }

    private Call stillOut(String code) {
        return post("/api/v1/requests/{trackingCode}/still-out", code).json("{\"mobileLast4\": \"7713\"}");
    }

    private Instant end(String code) {
        return Instant.parse(track(code).at("/plannedOutage/endsAt"));
    }

    // Windows in a row

    @ParameterizedTest
    @CsvSource({"0, feeder", "-20, feeder", "10, feeder", "0, substation", "-5, transformer", "12, billId"})
    void windowsInARowAreOneWaitWithOneEnd(int gap, String level) {
        Place place = place();
        Instant middle = minutesFromNow(60);
        Instant end = minutesFromNow(180);
        String next = switch (level) {
            case "feeder" -> place.feeder();
            case "substation" -> place.substation();
            case "transformer" -> place.transformer();
            default -> place.billId();
        };
        importPlannedOutages(
                        plannedOutage("X1-" + place.billId(), minutesFromNow(-30), middle, place.feeder()),
                        plannedOutage("X2-" + place.billId(), middle.plusSeconds(60L * gap), end, next))
                .send(200);
        String code = waiting(place);
        assertThat(end(code)).isEqualTo(end);
        clock.shift(Duration.ofMinutes(60).plus(GRACE).plusMinutes(2));
        stays(code, "IN_PLANNED_OUTAGE");
        assertThat(stillOut(code).send(409).at("/type")).isEqualTo("/problems/planned-outage-not-over");
        assertThat(messages(code)).containsExactly("REGISTERED", "PLANNED");
        String neighbour = report(place, NEIGHBOUR);
        assertThat(awaitState(neighbour, "IN_PLANNED_OUTAGE").at("/plannedOutage/endsAt"))
                .isEqualTo(end.toString());
        clock.shift(Duration.ofMinutes(122));
        Call.Answer announced = awaitState(code, "ANNOUNCED");
        assertThat(announced.at("/result/outcome")).isEqualTo("PLANNED_OUTAGE_OVER");
        assertThat(announced.at("/result/restoredAt")).isEqualTo(end.toString());
        awaitState(neighbour, "ANNOUNCED");
    }

    @Test
    void aWindowThatIsAddedBehindProlongsTheWaitAndIsToldOnce() {
        Place place = place();
        Instant middle = minutesFromNow(60);
        Instant end = minutesFromNow(180);
        String first = plannedOutage("X1-" + place.billId(), minutesFromNow(-30), middle, place.feeder());
        importPlannedOutages(first).send(200);
        String code = waiting(place);
        assertThat(end(code)).isEqualTo(middle);
        String second = plannedOutage("X2-" + place.billId(), middle, end, place.substation());
        importPlannedOutages(second).send(200);
        awaitStatus(code, status -> status.at("/plannedOutage/endsAt").equals(end.toString()));
        await().atMost(PATIENCE).until(() -> times(code, "PLANNED_CHANGED") == 1);
        importPlannedOutages(first, second).send(200);
        stays(code, "IN_PLANNED_OUTAGE");
        assertThat(messages(code)).containsExactly("REGISTERED", "PLANNED", "PLANNED_CHANGED");
    }

    /** As where a request was on its way to the wait when the list came: at the end it is asked again. */
    @Test
    void atTheEndThePlanIsAskedAgain() {
        Place place = place();
        Instant middle = minutesFromNow(60);
        Instant end = minutesFromNow(180);
        importPlannedOutages(plannedOutage("X1-" + place.billId(), minutesFromNow(-30), middle, place.feeder()))
                .send(200);
        String code = waiting(place);
        jdbc.sql("""
                        INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area,
                                                    planned, cancelled)
                        SELECT 'X2', element_kind, element_code, ends_at + INTERVAL '20' MINUTE, ends_at + INTERVAL '2' HOUR,
                               '', '', TRUE, FALSE
                          FROM planned_outage WHERE outage_number = :number
                        """).param("number", "X1-" + place.billId()).update();
        // The grace is over while the next window is under way.
        clock.shift(Duration.ofMinutes(60 + 21));
        awaitStatus(code, status -> status.at("/plannedOutage/endsAt").equals(end.toString()));
        await().atMost(PATIENCE).until(() -> times(code, "PLANNED_CHANGED") == 1);
        assertThat(stillOut(code).send(409).at("/type")).isEqualTo("/problems/planned-outage-not-over");
        clock.shift(Duration.ofMinutes(120));
        assertThat(awaitState(code, "ANNOUNCED").at("/result/restoredAt")).isEqualTo(end.toString());
    }

    @Test
    void whoIsStillOutInAnotherWindowWaitsInThatOne() {
        Place place = place();
        importPlannedOutages(
                        plannedOutage("X1-" + place.billId(), -30, 10, place.feeder()),
                        plannedOutage("X2-" + place.billId(), 60, 120, place.feeder()))
                .send(200);
        String code = waiting(place);
        clock.shift(Duration.ofMinutes(30));
        awaitState(code, "ANNOUNCED");
        clock.shift(Duration.ofMinutes(40));
        stillOut(code).send(202);
        Call.Answer status = awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(status.at("/plannedOutage/number")).isEqualTo("X2-" + place.billId());
        assertThat(status.json().has("outage")).isFalse();
    }

    @Test
    void theWaitAfterADispatchersFindingGoesOnLikewise() {
        Place place = place();
        String code = report(place);
        String outage = awaitOutage(code);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "PLANNED"));
        awaitState(code, "IN_PLANNED_OUTAGE");
        Instant until = jdbc.sql("SELECT planned_until FROM restoration_request WHERE tracking_code = :code")
                .param("code", code)
                .query((row, n) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
        clock.shift(Duration.between(clock.instant(), until).minusMinutes(5));
        Instant end = minutesFromNow(90);
        importPlannedOutages(plannedOutage("F-" + place.billId(), minutesFromNow(-5), end, place.transformer()))
                .send(200);
        awaitStatus(code, status -> status.at("/plannedOutage/endsAt").equals(end.toString()));
        clock.shift(Duration.ofMinutes(30));
        stays(code, "IN_PLANNED_OUTAGE");
        clock.shift(Duration.ofMinutes(80));
        assertThat(awaitState(code, "ANNOUNCED").at("/result/outcome")).isEqualTo("PLANNED_OUTAGE_OVER");
    }

    // Lists that roll, come late, change or are called off

    @Test
    void aRollingListDoesNotTakeAwayTheWindowThatIsUnderWay() {
        Place place = place();
        String number = "P-" + place.billId();
        String today = plannedOutage(number, -20, 40, place.feeder());
        String tomorrow = plannedOutage(number, 1420, 1480, place.feeder());
        importPlannedOutages(today, tomorrow).send(200);
        String code = waiting(place);
        importPlannedOutages(tomorrow, plannedOutage(number, 2860, 2920, place.feeder()))
                .send(200);
        stays(code, "IN_PLANNED_OUTAGE");
        assertThat(end(code)).isEqualTo(minutesFromNow(40));
        assertThat(get("/api/v1/planned-outages")
                        .with("billId", place.billId())
                        .send(200)
                        .json()
                        .path("plannedOutages"))
                .hasSize(3);
        assertThat(messages(code)).containsExactly("REGISTERED", "PLANNED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"billId", "transformer", "feeder", "substation"})
    void aPlanThatIsKnownLateTakesItsReportsOutOfTheirOutage(String level) {
        Place place = place(4);
        String code = report(place);
        String outage = awaitOutage(code);
        Instant end = minutesFromNow(60);
        String element = switch (level) {
            case "billId" -> place.billId();
            case "transformer" -> place.transformer();
            case "feeder" -> place.feeder();
            default -> place.substation();
        };
        importPlannedOutages(plannedOutage("L-" + place.billId(), minutesFromNow(-30), end, element))
                .send(200);
        Call.Answer status = awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(status.at("/plannedOutage/endsAt")).isEqualTo(end.toString());
        assertThat(status.json().has("outage")).isFalse();
        assertThat(status.json().has("restoreBy")).isFalse();
        await().atMost(PATIENCE).until(() -> messages(code).equals(List.of("REGISTERED", "PLANNED")));
        await().atMost(PATIENCE)
                .until(() -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .count()
                        == 0);
        clock.shift(Duration.ofMinutes(60).plus(GRACE).plusMinutes(2));
        awaitState(code, "ANNOUNCED");
    }

    @Test
    void aVerifiedOutageIsLeftAloneAndItsDispatcherSeesTheWindowFirst() {
        Place place = place(4);
        String code = report(place);
        String outage = awaitOutage(code);
        complete("dispatcher-4", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        importPlannedOutages(
                        plannedOutage("T-" + place.billId(), -40, 60, ""),
                        plannedOutage("L-" + place.billId(), -30, 60, place.feeder()))
                .send(200);
        stays(code, "RESTORING");
        assertThat(get("/api/v1/operations/outages/{number}", outage)
                        .as("dispatcher-4")
                        .send(200)
                        .at("/possiblePlannedOutages/0/number"))
                .isEqualTo("L-" + place.billId());
        assertThat(messages(code)).containsExactly("REGISTERED");
    }

    @Test
    void othersOfTheOutageStayWhereTheyAre() {
        Place one = place(4);
        String mine = unknownBillId();
        importServicePoints("%s,4,%s,%s,%s,,,,".formatted(mine, one.substation(), one.feeder(), one.transformer()))
                .send(200);
        Place other = new Place(mine, 4, one.substation(), one.feeder(), one.transformer());
        String first = report(one);
        awaitOutage(first);
        String second = report(other);
        awaitOutage(second);
        importPlannedOutages(plannedOutage("L-" + one.billId(), -30, 60, one.billId()))
                .send(200);
        awaitState(first, "IN_PLANNED_OUTAGE");
        stays(second, "CHECKING");
        assertThat(awaitOutage(second)).isNotEmpty();
    }

    @Test
    void aPlanThatIsCalledOffIsToldOnceAndTheReportIsAFault() {
        Place place = place();
        String number = "C-" + place.billId();
        String row = plannedOutage(number, -30, 60, place.feeder());
        importPlannedOutages(row).send(200);
        String code = waiting(place);
        assertThat(track(code).json().has("restoreBy")).isFalse();
        importPlannedOutages(row + "true").send(200);
        awaitOutage(code);
        Call.Answer status = track(code);
        assertThat(status.at("/state")).isEqualTo("CHECKING");
        assertThat(status.at("/plannedOutageCheck")).isEqualTo("NOT_PLANNED");
        assertThat(status.json().has("plannedOutage")).isFalse();
        assertThat(Instant.parse(status.at("/restoreBy")))
                .as("four hours from now")
                .isBetween(
                        clock.instant().plusSeconds(4 * 3600 - 60),
                        clock.instant().plusSeconds(4 * 3600));
        await().atMost(PATIENCE)
                .until(() -> delivered(code, "PLANNED_CANCELLED").size() == 1);
        assertThat(delivered(code, "PLANNED_CANCELLED").get(0))
                .contains("لغو شد")
                .contains("مهلت");
        importPlannedOutages(row + "true").send(200);
        stays(code, "CHECKING");
        assertThat(messages(code)).containsExactly("REGISTERED", "PLANNED", "PLANNED_CANCELLED");
        // It is on after all, and whoever heard that it was called off hears of it anew.
        importPlannedOutages(row + "false").send(200);
        awaitState(code, "IN_PLANNED_OUTAGE");
        await().atMost(PATIENCE).until(() -> times(code, "PLANNED") == 2);
        assertThat(messages(code)).containsExactly("REGISTERED", "PLANNED", "PLANNED_CANCELLED", "PLANNED");
    }

    // The deadline

    @Test
    void noDeadlineIsPromisedWhileTheRequestIsOnPlanAndItCountsFromThePlannedEnd() {
        Place place = place();
        Instant end = minutesFromNow(8 * 60);
        importPlannedOutages(plannedOutage("D-" + place.billId(), minutesFromNow(-30), end, place.feeder()))
                .send(200);
        String code = waiting(place);
        assertThat(track(code).json().has("restoreBy")).isFalse();
        await().atMost(PATIENCE).until(() -> !delivered(code, "REGISTERED").isEmpty());
        assertThat(delivered(code, "REGISTERED"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("کد رهگیری").doesNotContain("مهلت"));
        clock.shift(Duration.ofMinutes(8 * 60 + 5));
        stillOut(code).send(202);
        awaitOutage(code);
        assertThat(track(code).at("/restoreBy"))
                .isEqualTo(end.plus(Duration.ofHours(4)).toString());
        clock.shift(Duration.ofMinutes(235 - 10));
        assertThat(track(code).json().has("breachedAt")).isFalse();
        clock.shift(Duration.ofMinutes(20));
        awaitStatus(code, status -> status.json().has("breachedAt"));
        assertThat(track(code).at("/breachedAt"))
                .isEqualTo(end.plus(Duration.ofHours(4)).toString());
    }

    @Test
    void aFaultHasItsDeadlineFromTheBeginning() {
        String code = report(place());
        assertThat(track(code).json().has("restoreBy")).isTrue();
        await().atMost(PATIENCE).until(() -> !delivered(code, "REGISTERED").isEmpty());
        assertThat(delivered(code, "REGISTERED").get(0)).contains("مهلت");
    }
}
