package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A danger at a place that is off on plan reaches people, although no outage and no task carries it (A3.4). */
class DangerInPlanBehaviour extends DangerInPlanRoom {
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
