package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whoever has seen to a danger at a place that is off on plan ends its alarm for everybody, and what they have not seen goes on (A3.4). */
class DangerSeenToBehaviour extends DangerInPlanRoom {
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
                        .map(DangerSeenToBehaviour::named)
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
}
