package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;

/** A place that is off on plan, who reports a danger there, and who hears of it. */
abstract class DangerInPlanRoom extends RoshanServer {
    private static final AtomicInteger NEIGHBOURS = new AtomicInteger(70_000);

    Place place;

    @BeforeEach
    void aPlaceThatIsOffOnPlan() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
        // What other tests have left, some of it in hours to come, is nobody's any more.
        jdbc.sql("UPDATE danger_in_plan SET handled_at = named_at, handled_by = 'admin' WHERE handled_at IS NULL")
                .update();
        place = place(2);
        plan(place, false);
    }

    void plan(Place at, boolean cancelled) {
        importPlannedOutages(plannedOutage("D-" + at.billId(), -30, 60, at.feeder()) + (cancelled ? "true" : ""))
                .send(200);
    }

    String report(String billId, String hazard) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(billId, anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
    }

    String waiting(String hazard) {
        String code = report(place.billId(), hazard);
        awaitState(code, "IN_PLANNED_OUTAGE");
        return code;
    }

    void names(String code, String hazard) {
        post("/api/v1/requests/{trackingCode}/danger", code)
                .json("{\"mobileLast4\": \"4567\", \"hazard\": \"%s\"}".formatted(hazard))
                .send(200);
    }

    Call handled(String code, String account) {
        return post("/api/v1/operations/requests/{trackingCode}/danger-handled", code)
                .as(account);
    }

    List<JsonNode> alarms(String account) {
        return StreamSupport.stream(
                        get("/api/v1/operations/desk")
                                .as(account)
                                .send(200)
                                .json()
                                .path("dangers")
                                .spliterator(),
                        false)
                .filter(alarm -> alarm.path("element").path("code").asText().equals(place.transformer()))
                .toList();
    }

    static List<String> hazards(List<JsonNode> alarms) {
        return alarms.stream().map(alarm -> alarm.path("hazard").asText()).toList();
    }

    /** What a node has counted it remembers for two seconds. */
    void awaitAlarms(String account, String... hazards) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hazards(alarms(account))).containsExactlyInAnyOrder(hazards));
    }

    List<String> steps(String code) {
        return jdbc.sql("""
                        SELECT e.step || coalesce(' ' || e.by_whom, '') || coalesce(' ' || e.note, '') FROM request_event e
                          JOIN restoration_request r ON r.request_id = e.request_id
                         WHERE r.tracking_code = :code AND e.step LIKE 'DANGER%' ORDER BY e.event_id
                        """).param("code", code).query(String.class).list();
    }

    JsonNode openDangers(String code) {
        return get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-2")
                .send(200)
                .json()
                .path("dangersInPlan");
    }

    String neighbour(String transformer) {
        String billId = BillId.of(NEIGHBOURS.incrementAndGet(), 44).value();
        importServicePoints("%s,2,%s,%s,%s,,,,".formatted(billId, place.substation(), place.feeder(), transformer))
                .send(200);
        return billId;
    }
}
