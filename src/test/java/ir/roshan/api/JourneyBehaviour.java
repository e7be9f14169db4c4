package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The five steps of the agreement as a subscriber lives through them: every step is seen through REST, and time passes by the clock. */
@ExtendWith(OutputCaptureExtension.class)
class JourneyBehaviour extends RoshanServer {
    private static final String PROOF = "{\"mobileLast4\": \"7713\"}";
    private static final String MOBILE = "09357317713";
    private static final String ADDRESS = "قم، بلوار ناپیدا، پلاک سیصد و یازده";
    private static final String DESCRIPTION = "همسایهٔ ما بی‌دلیل نگران است";
    private static final String NOTE = "کلید در خانهٔ سرایدار است";

    private String report(Place place) {
        return post("/api/v1/requests")
                .as("mobile-app")
                .json("""
                        {"billId": "%s", "mobile": "%s", "address": "%s", "description": "%s"}
                        """.formatted(place.billId(), MOBILE, ADDRESS, DESCRIPTION))
                .send(201)
                .at("/trackingCode");
    }

    private List<String> steps(Call.Answer answer) {
        List<String> states = new ArrayList<>();
        answer.json()
                .path("steps")
                .forEach(step -> states.add(step.path("state").asText()));
        return states;
    }

    @Test
    void aFaultIsVerifiedMendedAnnouncedAndClosed() {
        Place place = place();
        plannedOutageDataIsFresh();
        String code = report(place);
        Call.Answer registered = track(code);
        assertThat(registered.at("/plannedOutageCheck")).isEqualTo("NOT_PLANNED");
        assertThat(registered.at("/state")).isEqualTo("CHECKING");
        assertThat(steps(registered)).containsExactly("DONE", "DONE", "CURRENT", "PENDING", "PENDING");

        String outage = awaitOutage(code);
        assertThat(track(code).at("/outage/state")).isEqualTo("SUSPECTED");
        assertThat(track(code).at("/outage/area")).isEqualTo(place.feeder());

        complete(
                "dispatcher-1",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "verificationNote", NOTE));
        Call.Answer restoring = track(code);
        assertThat(restoring.at("/state")).isEqualTo("RESTORING");
        assertThat(get("/api/v1/operations/reports/timelines/requests/{trackingCode}", code)
                        .as("manager")
                        .send(200)
                        .at("/request/state"))
                .as("what a manager is told")
                .isEqualTo("RESTORING");
        assertThat(steps(restoring)).containsExactly("DONE", "DONE", "DONE", "CURRENT", "PENDING");

        clock.shift(Duration.ofMinutes(20));
        Instant estimate = minutesFromNow(60);
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of("crew", "اکیپ ۳", "estimatedRestorationAt", estimate.toString()));
        assertThat(track(code).at("/outage/state")).isEqualTo("CREW_DISPATCHED");
        assertThat(Instant.parse(track(code).at("/outage/estimatedRestorationAt")))
                .isEqualTo(estimate);

        clock.shift(Duration.ofMinutes(40));
        Instant restored = minutesFromNow(-5);
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", restored.toString(), "restorationNote", NOTE));

        Call.Answer announced = awaitState(code, "ANNOUNCED");
        assertThat(announced.at("/result/outcome")).isEqualTo("RESTORED");
        assertThat(announced.at("/result/cause")).isEqualTo("TREE");
        assertThat(Instant.parse(announced.at("/result/restoredAt"))).isEqualTo(restored);
        assertThat(announced.at("/result/withinAgreement")).isEqualTo("true");
        assertThat(announced.at("/result/message")).contains("برق شما وصل شد").isEqualTo(lastMessage(code));
        assertThat(announced.at("/outage/state")).isEqualTo("RESTORED");
        assertThat(steps(announced)).containsExactly("DONE", "DONE", "DONE", "DONE", "DONE");
        assertThat(announced.json().has("breachedAt")).isFalse();

        clock.shift(Duration.ofHours(2).plusMinutes(1));
        Call.Answer closed = awaitState(code, "CLOSED");
        assertThat(closed.at("/result/message")).isEqualTo(announced.at("/result/message"));
        assertThat(count("ACT_RU_EXECUTION WHERE BUSINESS_KEY_ IN ('" + code + "', '" + outage + "')"))
                .isZero();
    }

    @Test
    void aResultBeyondTheDeadlineIsABreachThatTheReportCounts() {
        Instant begin = clock.instant();
        String code = report(place(3));
        String outage = awaitOutage(code);
        Instant restoreBy = Instant.parse(track(code).at("/restoreBy"));
        clock.shift(Duration.between(clock.instant(), restoreBy).plusMinutes(10));
        Call.Answer late = awaitStatus(code, answer -> answer.json().has("breachedAt"));
        assertThat(Instant.parse(late.at("/breachedAt"))).isEqualTo(restoreBy);

        complete("dispatcher-3", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-3",
                outage,
                "Task_DispatchCrew",
                Map.of("crew", "2", "estimatedRestorationAt", minutesFromNow(60).toString()));
        complete(
                "dispatcher-3",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "WEATHER", "restoredAt", clock.instant().toString()));

        Call.Answer announced = awaitState(code, "ANNOUNCED");
        assertThat(announced.at("/result/withinAgreement")).isEqualTo("false");
        assertThat(announced.at("/breachedAt")).isEqualTo(late.at("/breachedAt"));
        Call.Answer report = get("/api/v1/operations/reports/service-level")
                .as("manager")
                .with("from", begin)
                .with("to", clock.instant())
                .send(200);
        assertThat(report.json().path("districts"))
                .filteredOn(district -> district.path("district").asInt() == 3)
                .singleElement()
                .satisfies(district ->
                        assertThat(district.path("breached").asInt()).isEqualTo(1));
    }

    @Test
    void aPlannedOutageIsAGuardedWaitThatFollowsItsEnd() {
        Place place = place();
        String number = "guarded-" + place.billId();
        Instant start = minutesFromNow(-30);
        Instant end = minutesFromNow(60);
        Instant newEnd = end.plus(Duration.ofMinutes(60));
        importPlannedOutages(plannedOutage(number, start, end, place.feeder())).send(200);
        String code = report(place);

        Call.Answer waiting = awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(waiting.at("/plannedOutageCheck")).isEqualTo("PLANNED");
        assertThat(waiting.at("/plannedOutage/number")).isEqualTo(number);
        assertThat(Instant.parse(waiting.at("/plannedOutage/endsAt"))).isEqualTo(end);
        assertThat(steps(waiting)).containsExactly("DONE", "DONE", "DONE", "SKIPPED", "CURRENT");

        // Who has not heard of the first end yet would only hear of the second.
        awaitStatus(code, answer -> told(code, "PLANNED"));
        importPlannedOutages(plannedOutage(number, start, newEnd, place.feeder()))
                .send(200);
        awaitStatus(
                code,
                answer -> Instant.parse(answer.at("/plannedOutage/endsAt")).equals(newEnd)
                        && messages(code).contains("PLANNED_CHANGED"));

        // The first end and its grace have passed, and nothing is announced.
        clock.shift(Duration.ofMinutes(100));
        assertThat(stays(code, "IN_PLANNED_OUTAGE")).isTrue();
        // The new end has passed, its grace has not.
        clock.shift(Duration.ofMinutes(25));
        assertThat(stays(code, "IN_PLANNED_OUTAGE")).isTrue();

        clock.shift(Duration.ofMinutes(12));
        Call.Answer announced = awaitState(code, "ANNOUNCED");
        assertThat(announced.at("/result/outcome")).isEqualTo("PLANNED_OUTAGE_OVER");
        assertThat(Instant.parse(announced.at("/result/restoredAt"))).isEqualTo(newEnd);
        assertThat(announced.json().path("result").has("withinAgreement")).isFalse();
        assertThat(announced.at("/result/message")).isEqualTo(lastMessage(code));
        assertThat(announced.json().has("outage")).isFalse();
    }

    @Test
    void aPlannedOutageThatIsCancelledIsPlannedNoMore() {
        Place place = place();
        String number = "cancelled-" + place.billId();
        importPlannedOutages(plannedOutage(number, -30, 60, place.billId())).send(200);
        String code = report(place);
        awaitState(code, "IN_PLANNED_OUTAGE");

        importPlannedOutages(plannedOutage(number, -30, 60, place.billId()) + "true")
                .send(200);

        awaitOutage(code);
        Call.Answer checking = track(code);
        assertThat(checking.at("/state")).isEqualTo("CHECKING");
        assertThat(checking.at("/plannedOutageCheck")).isEqualTo("NOT_PLANNED");
    }

    @Test
    void whatIsNotKnownIsNeverNotPlanned() {
        plannedOutageDataIsFresh();
        String unknownPlace = post("/api/v1/requests")
                .json("{\"billId\": \"" + unknownBillId() + "\", \"mobile\": \"" + MOBILE + "\"}")
                .send(201)
                .at("/trackingCode");
        String addressOnly = post("/api/v1/requests")
                .json("{\"address\": \"" + ADDRESS + "\", \"mobile\": \"" + MOBILE + "\"}")
                .send(201)
                .at("/trackingCode");
        Place place = place();
        clock.shift(Duration.ofDays(30));
        String oldData = report(place);
        for (String code : List.of(unknownPlace, addressOnly, oldData)) {
            assertThat(track(code).at("/plannedOutageCheck")).isEqualTo("UNKNOWN");
            assertThat(track(code).at("/state")).isEqualTo("CHECKING");
            // It is looked into like any unplanned one.
            assertThat(awaitOutage(code)).isNotEmpty();
        }
    }

    @Test
    void aCustomersOwnFaultCostsWhatTheTariffSays() {
        String code = report(place());
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "CUSTOMER_SIDE_FAULT"));
        Call.Answer announced = awaitState(code, "ANNOUNCED");
        assertThat(announced.at("/result/outcome")).isEqualTo("CUSTOMER_SIDE_FAULT");
        assertThat(announced.json().at("/result/fee").isIntegralNumber()).isTrue();
        assertThat(steps(announced)).containsExactly("DONE", "DONE", "DONE", "SKIPPED", "DONE");
    }

    /** Registered, and taken back while the engine is about to look for its outage: in about half the tries. */
    @Test
    void aReportThatIsTakenBackAtOnceLeavesNoFailureBehind(CapturedOutput log) {
        int before = log.getAll().length();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String code = report(place());
            post("/api/v1/requests/{trackingCode}/withdrawal", code).json(PROOF).send(200);
            codes.add(code);
        }
        codes.forEach(code -> awaitState(code, "WITHDRAWN"));
        assertThat(log.getAll().substring(before)).doesNotContain("joins no outage", "\tat ");
    }

    /** Who works on an outage sees its place; nobody finds a subscriber in the engine or in a log. */
    @Test
    void noPersonalDataIsInTheEngineOrInTheLog(CapturedOutput log) {
        String code = report(place());
        String withdrawn = report(place());
        post("/api/v1/requests/{trackingCode}/withdrawal", withdrawn)
                .json(PROOF)
                .send(200);
        post("/api/v1/requests/{trackingCode}/withdrawal", withdrawn)
                .json("{\"mobileLast4\": \"0000\"}")
                .send(403);
        post("/api/v1/requests")
                .json("{\"billId\": \"1\", \"mobile\": \"" + MOBILE + "\", \"address\": \"" + ADDRESS + "\"}")
                .send(400);
        String outage = awaitOutage(code);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON", "verificationNote", NOTE));
        awaitState(code, "ANNOUNCED");
        post("/api/v1/requests/{trackingCode}/still-out", code)
                .json("{\"mobileLast4\": \"7713\", \"note\": \"" + NOTE + "\"}")
                .send(202);
        String second = awaitOutage(code);
        complete(
                "dispatcher-1",
                second,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "verificationNote", NOTE));
        complete(
                "dispatcher-1",
                second,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        NOTE,
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        complete(
                "dispatcher-1",
                second,
                "Task_RestoreSupply",
                Map.of("cause", "OTHER", "restoredAt", clock.instant().toString(), "restorationNote", NOTE));
        awaitState(code, "ANNOUNCED");
        put("/api/v1/requests/{trackingCode}/feedback", code)
                .json("{\"mobileLast4\": \"7713\", \"rating\": 4, \"comment\": \"" + NOTE + "\"}")
                .send(204);
        get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-1")
                .send(200);

        List<String> personal = List.of(MOBILE, MOBILE.substring(1), ADDRESS, DESCRIPTION, NOTE);
        assertThat(engineTables()).as("the scan sees what is there").anyMatch(text -> text.contains(code));
        assertThat(engineTables()).noneMatch(text -> personal.stream().anyMatch(text::contains));
        assertThat(log.getAll()).doesNotContain(personal);
    }

    /** Everything that any of the engine's tables holds, as text. */
    private List<String> engineTables() {
        List<String> tables = jdbc.sql("""
                        SELECT table_name FROM information_schema.tables
                         WHERE UPPER(table_name) LIKE 'ACT\\_%' ESCAPE '\\'
                        """).query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(40);
        List<String> texts = new ArrayList<>();
        for (String table : tables) {
            // Models and the accounts' own names are not written by anybody's request.
            if (table.equalsIgnoreCase("ACT_GE_BYTEARRAY")) continue;
            jdbc.sql("SELECT * FROM " + table)
                    .query()
                    .listOfRows()
                    .forEach(row -> row.values().forEach(value -> texts.add(text(value))));
        }
        jdbc.sql("SELECT BYTES_ FROM ACT_GE_BYTEARRAY WHERE DEPLOYMENT_ID_ IS NULL")
                .query()
                .listOfRows()
                .forEach(row -> row.values().forEach(value -> texts.add(text(value))));
        return texts;
    }

    private static String text(Object value) {
        try {
            if (value instanceof byte[] bytes) return new String(bytes, StandardCharsets.UTF_8);
            if (value instanceof Blob blob)
                return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
            if (value instanceof Clob clob) return clob.getSubString(1, (int) clob.length());
            return String.valueOf(value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a state outlasts several rounds of the job executor. */
    private boolean stays(String code, String state) {
        Instant until = Instant.now().plusMillis(1_000);
        while (Instant.now().isBefore(until)) {
            if (!track(code).at("/state").equals(state)) return false;
        }
        return true;
    }

    private String lastMessage(String code) {
        return jdbc.sql("""
                        SELECT m.text FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code
                         ORDER BY m.owed_no DESC
                         LIMIT 1
                        """).param("code", code).query(String.class).single();
    }

    private boolean told(String code, String kind) {
        return count("subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                        + " WHERE r.tracking_code = '" + code + "' AND m.kind = '" + kind
                        + "' AND m.state = 'DELIVERED'")
                > 0;
    }

    private List<String> messages(String code) {
        return jdbc.sql("""
                        SELECT m.kind FROM subscriber_message m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code
                         ORDER BY m.owed_no
                        """).param("code", code).query(String.class).list();
    }
}
