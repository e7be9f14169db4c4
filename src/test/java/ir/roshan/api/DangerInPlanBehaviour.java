package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A danger at a place that is off on plan reaches people, although no outage and no task carries it (A3.4). */
class DangerInPlanBehaviour extends RoshanServer {
    private static final AtomicInteger NEIGHBOURS = new AtomicInteger(70_000);

    private Place place;

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

    private void plan(Place at, boolean cancelled) {
        importPlannedOutages(plannedOutage("D-" + at.billId(), -30, 60, at.feeder()) + (cancelled ? "true" : ""))
                .send(200);
    }

    private String report(String billId, String hazard) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(billId, anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
    }

    private String waiting(String hazard) {
        String code = report(place.billId(), hazard);
        awaitState(code, "IN_PLANNED_OUTAGE");
        return code;
    }

    private void names(String code, String hazard) {
        post("/api/v1/requests/{trackingCode}/danger", code)
                .json("{\"mobileLast4\": \"4567\", \"hazard\": \"%s\"}".formatted(hazard))
                .send(200);
    }

    private Call handled(String code, String account) {
        return post("/api/v1/operations/requests/{trackingCode}/danger-handled", code)
                .as(account);
    }

    private List<JsonNode> alarms(String account) {
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

    private static List<String> hazards(List<JsonNode> alarms) {
        return alarms.stream().map(alarm -> alarm.path("hazard").asText()).toList();
    }

    /** What a node has counted it remembers for two seconds. */
    private void awaitAlarms(String account, String... hazards) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hazards(alarms(account))).containsExactlyInAnyOrder(hazards));
    }

    private List<String> steps(String code) {
        return jdbc.sql("""
                        SELECT e.step || coalesce(' ' || e.by_whom, '') || coalesce(' ' || e.note, '') FROM request_event e
                          JOIN restoration_request r ON r.request_id = e.request_id
                         WHERE r.tracking_code = :code AND e.step LIKE 'DANGER%' ORDER BY e.event_id
                        """).param("code", code).query(String.class).list();
    }

    private JsonNode openDangers(String code) {
        return get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-2")
                .send(200)
                .json()
                .path("dangersInPlan");
    }

    @Test
    void aReportWithADangerIsHeardOfInItsDistrictAndByManagersAndWaitsAsBefore() {
        String code = waiting("WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        awaitAlarms("manager", "WIRE_DOWN");
        JsonNode alarm = alarms("dispatcher-2").get(0);
        assertThat(alarm.path("trackingCode").asText()).isEqualTo(code);
        assertThat(alarm.path("district").asInt()).isEqualTo(2);
        assertThat(alarm.path("reports").asInt()).isOne();
        assertThat(alarm.toString()).doesNotContain(place.billId());
        assertThat(alarms("dispatcher-1")).isEmpty();
        assertThat(get("/api/v1/operations/reports/dashboard")
                        .as("manager")
                        .send(200)
                        .json()
                        .path("dangersInPlan")
                        .path(0)
                        .path("trackingCode")
                        .asText())
                .isEqualTo(code);
        assertThat(openDangers(code).path(0).path("hazard").asText()).isEqualTo("WIRE_DOWN");
        assertThat(steps(code)).containsExactly("DANGER_IN_PLAN WIRE_DOWN");
        // Asked again, it has nothing to tell.
        plan(place(2), false);
        importPlannedOutages(plannedOutage("D-" + place.billId(), -30, 90, place.feeder()))
                .send(200);
        awaitStatus(
                code,
                status -> status.at("/plannedOutage/endsAt")
                        .equals(minutesFromNow(90).toString()));
        assertThat(steps(code)).containsExactly("DANGER_IN_PLAN WIRE_DOWN");
        Call.Answer status = track(code);
        assertThat(status.at("/state")).isEqualTo("IN_PLANNED_OUTAGE");
        assertThat(status.at("/outage/number")).isEmpty();
        assertThat(status.at("/restoreBy")).isEmpty();
    }

    @Test
    void aLesserDangerThatIsNamedLaterHidesNoneAndWhoHasTakenCareEndsBoth() {
        String code = waiting("NONE");
        assertThat(alarms("dispatcher-2")).isEmpty();
        names(code, "WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        names(code, "SPARKING");
        awaitAlarms("dispatcher-2", "WIRE_DOWN", "SPARKING");
        handled(code, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");
        assertThat(steps(code))
                .containsExactlyInAnyOrder(
                        "DANGER WIRE_DOWN",
                        "DANGER_IN_PLAN WIRE_DOWN",
                        "DANGER SPARKING",
                        "DANGER_IN_PLAN SPARKING",
                        "DANGER_HANDLED dispatcher-2 WIRE_DOWN",
                        "DANGER_HANDLED dispatcher-2 SPARKING");
    }

    @Test
    void whoeverMayWorkThereEndsItForEverybodyOnce() {
        String code = waiting("FIRE_OR_SMOKE");
        awaitAlarms("dispatcher-2", "FIRE_OR_SMOKE");
        handled(code, "dispatcher-1").send(403);
        handled(code, "phone-121").send(403);
        post("/api/v1/operations/requests/{trackingCode}/danger-handled", code).send(401);
        assertThat(openDangers(code)).hasSize(1);
        handled(code, "manager").send(204);
        handled(code, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");
        awaitAlarms("manager");
        assertThat(openDangers(code)).isEmpty();
        assertThat(steps(code)).contains("DANGER_HANDLED manager FIRE_OR_SMOKE").hasSize(2);
        assertThat(jdbc.sql("SELECT account FROM audit_entry WHERE deed = 'DANGER_HANDLED' AND subject = :code")
                        .param("code", code)
                        .query(String.class)
                        .list())
                .containsExactly("manager");
        assertThat(get("/api/v1/operations/reports/timelines/requests/{trackingCode}", code)
                        .as("manager")
                        .send(200)
                        .body())
                .contains("DANGER_HANDLED");
        String harmless = waiting("NONE");
        assertThat(handled(harmless, "dispatcher-2").send(409).at("/type")).isEqualTo("/problems/no-danger-in-plan");
        handled("999999999999", "dispatcher-2").send(400);
    }

    /** It may have come back: whoever says so once more is as new as a stranger. */
    @Test
    void whoeverNamesItAgainAfterItWasSeenToIsHeardAnew() {
        String mobile = anotherMobile();
        String code = reportOf(mobile, 201);
        awaitState(code, "IN_PLANNED_OUTAGE");
        handled(code, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");
        names(code, "WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        assertThat(steps(code))
                .containsExactly(
                        "DANGER_IN_PLAN WIRE_DOWN",
                        "DANGER_HANDLED dispatcher-2 WIRE_DOWN",
                        "DANGER_IN_PLAN WIRE_DOWN");
        names(code, "WIRE_DOWN");
        assertThat(steps(code)).as("nobody has seen to it yet").hasSize(3);
        jdbc.sql("UPDATE danger_in_plan SET on_call_at = named_at WHERE handled_at IS NULL")
                .update();
        handled(code, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");

        assertThat(reportOf(mobile, 200)).isEqualTo(code);
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        assertThat(steps(code)).hasSize(5);
        assertThat(openDangers(code).path(0).path("onCallAt").isMissingNode())
                .as("whoever is on call is told anew")
                .isTrue();
        handled(code, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");

        // The clerk's form cannot say "already", and so takes it as another.
        assertThat(WebAppSession.of(port(), "tasklist", "phone-121")
                        .send(
                                "POST",
                                WebAppSession.ENGINE + "/process-definition/key/RestorationRequestProcess/submit-form",
                                "{\"variables\": {\"billId\": {\"value\": \"%s\"}, \"mobile\": {\"value\": \"%s\"}, \"hazard\": {\"value\": \"WIRE_DOWN\"}}}"
                                        .formatted(place.billId(), mobile))
                        .status())
                .isEqualTo(200);
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        assertThat(steps(code)).hasSize(6);
    }

    /** @param status 200 where it is an open one */
    private String reportOf(String mobile, int status) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"WIRE_DOWN\"}"
                        .formatted(place.billId(), mobile))
                .send(status)
                .at("/trackingCode");
    }

    private static String named(JsonNode danger) {
        return "{\"hazard\": \"%s\", \"since\": \"%s\"}"
                .formatted(danger.path("hazard").asText(), danger.path("since").asText());
    }

    private static String all(JsonNode dangers) {
        return "{\"dangers\": [%s]}"
                .formatted(StreamSupport.stream(dangers.spliterator(), false)
                        .map(DangerInPlanBehaviour::named)
                        .collect(Collectors.joining(", ")));
    }

    /** What comes while the telephone rings is not ended by a click on what stood there before. */
    @Test
    void whoeverNamesWhatTheyHaveSeenEndsThatAloneAndHearsOfTheRest() {
        String code = waiting("WIRE_DOWN");
        String seen = all(openDangers(code));
        clock.shift(Duration.ofSeconds(1));
        names(code, "SPARKING");
        JsonNode rest =
                handled(code, "dispatcher-2").json(seen).send(200).json().path("dangersInPlan");
        assertThat(rest.findValuesAsText("hazard")).containsExactly("SPARKING");
        assertThat(openDangers(code)).isEqualTo(rest);
        awaitAlarms("dispatcher-2", "SPARKING");

        // The same kind once more, after it was seen to: another danger, since another moment.
        String again = report(neighbour(place.transformer()), "WIRE_DOWN");
        awaitState(again, "IN_PLANNED_OUTAGE");
        assertThat(handled(again, "dispatcher-2").json(seen).send(200).json().path("dangersInPlan"))
                .hasSize(1);
        assertThat(steps(again)).containsExactly("DANGER_IN_PLAN WIRE_DOWN");
        assertThat(handled(code, "dispatcher-2")
                        .json(all(rest))
                        .send(200)
                        .json()
                        .path("dangersInPlan"))
                .isEmpty();
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        handled(code, "dispatcher-2").json(all(rest)).send(200);
        assertThat(steps(code))
                .filteredOn(step -> step.startsWith("DANGER_HANDLED"))
                .hasSize(2);
        // Whoever names none ends what there is.
        handled(again, "dispatcher-2").json("{}").send(204);
        awaitAlarms("dispatcher-2");
    }

    @Test
    void whatIsNoDangerIsRefusedByItsField() {
        String code = waiting("WIRE_DOWN");
        Map.of(
                        "{\"dangers\": []}", "dangers required",
                        "{\"dangers\": [{}]}", "dangers[0].hazard required",
                        "{\"dangers\": [{\"hazard\": \"NONE\", \"since\": \"2026-01-01T00:00:00Z\"}]}",
                                "dangers[0].hazard unknown-value",
                        "{\"dangers\": [{\"hazard\": \"WIRE_DOWN\", \"since\": \"today\"}]}", "dangers[0].since format",
                        "{\"danger\": \"WIRE_DOWN\"}", "danger unknown-member")
                .forEach((body, error) -> {
                    Call.Answer refused =
                            handled(code, "dispatcher-2").json(body).send(400);
                    assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                            .isEqualTo(error);
                });
        assertThat(openDangers(code)).hasSize(1);
    }

    private String neighbour(String transformer) {
        String billId = BillId.of(NEIGHBOURS.incrementAndGet(), 44).value();
        importServicePoints("%s,2,%s,%s,%s,,,,".formatted(billId, place.substation(), place.feeder(), transformer))
                .send(200);
        return billId;
    }

    @Test
    void manyReportsOfTheSameBelowOneTransformerAreOneAlarm() {
        String first = waiting("WIRE_DOWN");
        String second = report(neighbour(place.transformer()), "WIRE_DOWN");
        String third = report(neighbour(place.transformer()), "WIRE_DOWN");
        String other = report(neighbour(place.transformer()), "SPARKING");
        String elsewhere = report(neighbour(place.transformer() + "-B"), "WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN", "SPARKING");
        JsonNode alarm = alarms("dispatcher-2").stream()
                .filter(one -> one.path("hazard").asText().equals("WIRE_DOWN"))
                .findFirst()
                .orElseThrow();
        assertThat(alarm.path("reports").asInt()).isEqualTo(3);
        assertThat(alarm.path("trackingCode").asText()).isEqualTo(first);
        handled(third, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2", "SPARKING");
        for (String code : List.of(first, second, third)) {
            assertThat(steps(code)).contains("DANGER_HANDLED dispatcher-2 WIRE_DOWN");
        }
        assertThat(openDangers(other)).hasSize(1);
        assertThat(openDangers(elsewhere)).hasSize(1);
        // Whoever reports it after that has seen it after that.
        report(neighbour(place.transformer()), "WIRE_DOWN");
        awaitAlarms("dispatcher-2", "SPARKING", "WIRE_DOWN");
    }

    /** In a storm more are open than anybody reads: the newest are heard of, and the one that has waited longest stays in sight. */
    @Test
    void theOldestIsNotLostBehindManyThatAreNewer() {
        String oldest = waiting("WIRE_DOWN");
        for (int i = 0; i < 7; i++) {
            clock.shift(Duration.ofSeconds(1));
            String code = report(neighbour(place.transformer() + "-" + i), "WIRE_DOWN");
            awaitState(code, "IN_PLANNED_OUTAGE");
            List.of("SPARKING", "FIRE_OR_SMOKE", "ELECTRIC_SHOCK").forEach(hazard -> names(code, hazard));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(desk().path("dangersOpen").asInt()).isEqualTo(29));
        assertThat(desk().path("dangers")).hasSize(25);
        assertThat(desk().path("dangers").findValuesAsText("trackingCode")).doesNotContain(oldest);
        assertThat(desk().path("longestDangers")).hasSize(4);
        assertThat(desk().at("/longestDangers/0/trackingCode").asText()).isEqualTo(oldest);
        JsonNode dashboard = get("/api/v1/operations/reports/dashboard")
                .as("manager")
                .send(200)
                .json();
        assertThat(dashboard.path("dangersInPlanOpen").asInt()).isEqualTo(29);
        assertThat(dashboard.path("dangersInPlan")).hasSize(10);
        assertThat(dashboard.path("longestDangersInPlan")).hasSize(10);
        assertThat(dashboard.at("/longestDangersInPlan/0/trackingCode").asText())
                .isEqualTo(oldest);
    }

    private JsonNode desk() {
        return get("/api/v1/operations/desk").as("dispatcher-2").send(200).json();
    }

    /** The network data moves a subscriber below another transformer, and what they name after that is there. */
    @Test
    void whatOneRequestHasNamedAtAnotherPlaceIsNotSeenToWithTheRest() {
        String moved = neighbour(place.transformer());
        String both = report(moved, "WIRE_DOWN");
        awaitState(both, "IN_PLANNED_OUTAGE");
        String code = waiting("WIRE_DOWN");
        names(code, "SPARKING");
        importServicePoints("%s,2,%s,%s,%s,,,,"
                        .formatted(moved, place.substation(), place.feeder(), place.transformer() + "-M"))
                .send(200);
        names(both, "SPARKING");
        handled(code, "dispatcher-2").send(204);
        JsonNode left = openDangers(both);
        assertThat(left).hasSize(1);
        assertThat(left.path(0).path("hazard").asText()).isEqualTo("SPARKING");
    }

    /** A wire that is down lies there whoever does not wait any more. */
    @Test
    void itDoesNotEndWithAWithdrawalAndIsGoneWhenThatIsErased() {
        String code = waiting("WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        post("/api/v1/requests/{trackingCode}/withdrawal", code)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);
        awaitState(code, "WITHDRAWN");
        report(neighbour(place.transformer()), "SPARKING");
        awaitAlarms("dispatcher-2", "WIRE_DOWN", "SPARKING");
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        assertThat(count(
                        "danger_in_plan d JOIN restoration_request r ON r.request_id = d.request_id WHERE r.tracking_code = '"
                                + code + "'"))
                .as("a bill id may stand there")
                .isZero();
        awaitAlarms("dispatcher-2", "SPARKING");
    }

    @Test
    void whereThePlanIsCalledOffTheOutageTakesItOver() {
        String code = waiting("WIRE_DOWN");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
        plan(place, true);
        String outage = awaitOutage(code);
        awaitAlarms("dispatcher-2");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/api/v1/operations/desk")
                                .as("dispatcher-2")
                                .send(200)
                                .json()
                                .path("alarms")
                                .findValuesAsText("outage"))
                        .contains(outage));
        assertThat(handled(code, "dispatcher-2").send(409).at("/type")).isEqualTo("/problems/no-danger-in-plan");
        // And back, where a list comes late and nobody has verified the outage.
        plan(place, false);
        awaitState(code, "IN_PLANNED_OUTAGE");
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
    }

    /** Nobody could say of them that they were seen to, once the outage is what is worked on. */
    @Test
    void withItEndReportsOfTheSameOfWhoeverWaitsNoMore() {
        String gone = waiting("WIRE_DOWN");
        names(gone, "SPARKING");
        String code = report(neighbour(place.transformer()), "WIRE_DOWN");
        awaitState(code, "IN_PLANNED_OUTAGE");
        post("/api/v1/requests/{trackingCode}/withdrawal", gone)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);
        awaitState(gone, "WITHDRAWN");
        plan(place, true);
        awaitOutage(code);
        awaitAlarms("dispatcher-2", "SPARKING");
        assertThat(handled(code, "dispatcher-2").send(409).at("/type")).isEqualTo("/problems/no-danger-in-plan");
        assertThat(steps(gone)).noneMatch(step -> step.startsWith("DANGER_HANDLED"));
        handled(gone, "dispatcher-2").send(204);
        awaitAlarms("dispatcher-2");
    }

    @Test
    void whatADispatcherHasFoundPlannedIsStillADanger() {
        Place dark = place(2);
        String code = report(dark.billId(), "WIRE_DOWN");
        String outage = awaitOutage(code);
        complete(
                "dispatcher-2",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "PLANNED", "verificationNote", "در برنامه"));
        awaitState(code, "IN_PLANNED_OUTAGE");
        place = dark;
        awaitAlarms("dispatcher-2", "WIRE_DOWN");
    }

    /** The wire is live by then. */
    @Test
    void itIsNotOverWithThePlan() {
        String code = waiting("ELECTRIC_SHOCK");
        clock.shift(Duration.ofMinutes(80));
        awaitState(code, "ANNOUNCED");
        awaitAlarms("dispatcher-2", "ELECTRIC_SHOCK");
        post("/api/v1/requests/{trackingCode}/still-out", code)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(202);
        awaitOutage(code);
        awaitAlarms("dispatcher-2");
    }
}
