package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscriber adds to a request while it waits: that there is danger by now (A2.1, A3.4), and a remark. */
class WhileWaitingBehaviour extends RoshanServer {
    private static final String REQUEST = "/api/v1/requests/{trackingCode}";
    private static final String DANGER = REQUEST + "/danger";
    private static final String REMARK = REQUEST + "/remark";
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";

    private String report(String billId, String more) {
        return post("/api/v1/requests")
                .from(newAddress())
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"%s}".formatted(billId, more))
                .send(201)
                .at("/trackingCode");
    }

    private String report() {
        return report(place().billId(), "");
    }

    private Call danger(String code, String hazard) {
        return post(DANGER, code).json("{\"mobileLast4\": \"4567\", \"hazard\": \"%s\"}".formatted(hazard));
    }

    private JsonNode dossier(String outage) {
        return get(OUTAGE, outage).as("dispatcher-1").send(200).json();
    }

    private List<String> steps(String code) {
        return get("/api/v1/operations/requests/{code}", code)
                .as("manager")
                .send(200)
                .json()
                .path("timeline")
                .findValuesAsText("step");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void aDangerIsAnEmergencyAtOnceForWhoeverDecides() {
        String code = report();
        String outage = awaitOutage(code);
        JsonNode before = dossier(outage);
        assertThat(before.path("priority").asText()).isEqualTo("NORMAL");
        String promised = track(code).at("/restoreBy");

        Call.Answer answer = danger(code, "WIRE_DOWN").send(200);

        assertThat(answer.at("/priority")).isEqualTo("EMERGENCY");
        assertThat(promised).isNotEmpty();
        assertThat(answer.at("/restoreBy")).as("what was promised stays").isEqualTo(promised);
        JsonNode after = dossier(outage);
        assertThat(after.path("priority").asText()).isEqualTo("EMERGENCY");
        assertThat(after.path("hazard").asText()).isEqualTo("WIRE_DOWN");
        assertThat(after.at("/attachedRequests/0/hazard").asText()).isEqualTo("WIRE_DOWN");
        assertThat(Instant.parse(after.path("verifyBy").asText()))
                .isBefore(Instant.parse(before.path("verifyBy").asText()));
        WebAppSession desk = WebAppSession.of(port(), "tasklist", "dispatcher-1");
        JsonNode task = desk.send("GET", WebAppSession.ENGINE + "/task?processInstanceBusinessKey=" + outage, null)
                .json()
                .path(0);
        assertThat(task.path("priority").asInt()).as("the first of the list").isEqualTo(urgentPriority());
        assertThat(steps(code)).contains("DANGER");
    }

    @Test
    void aLesserDangerHidesNoGraverOneAndAGraverOneTakesItsPlace() {
        String code = report();
        String outage = awaitOutage(code);
        danger(code, "SPARKING").send(200);
        assertThat(dossier(outage).path("hazard").asText()).isEqualTo("SPARKING");
        danger(code, "ELECTRIC_SHOCK").send(200);
        assertThat(dossier(outage).path("hazard").asText()).isEqualTo("ELECTRIC_SHOCK");
        danger(code, "WIRE_DOWN").send(200);
        assertThat(dossier(outage).path("hazard").asText()).isEqualTo("ELECTRIC_SHOCK");
    }

    /** Of a task whose request was reported with the same danger. */
    private int urgentPriority() {
        String outage = awaitOutage(report(place().billId(), ", \"hazard\": \"WIRE_DOWN\""));
        return WebAppSession.of(port(), "tasklist", "dispatcher-1")
                .send("GET", WebAppSession.ENGINE + "/task?processInstanceBusinessKey=" + outage, null)
                .json()
                .path(0)
                .path("priority")
                .asInt();
    }

    @Test
    void theSameDangerAgainChangesNothing() {
        String code = report(place().billId(), ", \"hazard\": \"SPARKING\"");
        String outage = awaitOutage(code);
        List<String> before = steps(code);
        danger(code, "SPARKING").send(200);
        assertThat(steps(code)).isEqualTo(before);

        for (String kind : List.of("WIRE_DOWN", "SPARKING", "WIRE_DOWN", "FIRE_OR_SMOKE", "SPARKING"))
            danger(code, kind).send(200);
        assertThat(steps(code).stream().filter("DANGER"::equals))
                .as("that of the report, and two since")
                .hasSize(3);
        JsonNode shown = dossier(outage).at("/attachedRequests/0");
        assertThat(shown.path("hazard").asText()).isEqualTo("FIRE_OR_SMOKE");
        assertThat(texts(shown.path("furtherHazards"))).containsExactly("SPARKING", "WIRE_DOWN");
    }

    @Test
    void ofTheSameDangerNamedAtOnceOneIsKept() {
        String code = report();
        awaitOutage(code);
        List<CompletableFuture<Call.Answer>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> danger(code, "SPARKING").sendAnyhow()))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join).map(Call.Answer::status))
                .containsOnly(200);
        assertThat(steps(code).stream().filter("DANGER"::equals)).hasSize(1);
    }

    /** The rule for whoever joins an outage with a danger is the rule here. */
    @Test
    void aCrewUnderWayIsWarnedOfEachKindOnce() {
        Place place = place();
        String name = "اکیپ خطر " + place.billId();
        put("/api/v1/operations/crews")
                .as("manager")
                .csv("name,district,mobile\n%s,1,09125550101".formatted(name))
                .send(200);
        String code = report(place.billId(), "");
        String outage = awaitOutage(code);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        name,
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        assertThat(orders(outage)).hasSize(1);

        danger(code, "SPARKING").send(200);
        danger(code, "WIRE_DOWN").send(200);
        danger(code, "SPARKING").send(200);
        assertThat(orders(outage)).hasSize(3);

        // A neighbour names what the crew has heard of, and then something else.
        String other = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09127654567\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
        assertThat(awaitOutage(other)).isEqualTo(outage);
        danger(other, "SPARKING").send(200);
        danger(other, "WIRE_DOWN").send(200);
        assertThat(orders(outage)).hasSize(3);
        danger(other, "ELECTRIC_SHOCK").send(200);
        assertThat(orders(outage)).hasSize(4);
        String late = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09127754567\", \"hazard\": \"SPARKING\"}"
                        .formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
        assertThat(awaitOutage(late)).isEqualTo(outage);
        assertThat(orders(outage)).as("though it was followed by another kind").hasSize(4);
    }

    private List<String> orders(String outage) {
        List<String> orders = new ArrayList<>();
        get("/api/v1/operations/messages")
                .with("kind", "CREW_ORDER")
                .as("manager")
                .send(200)
                .json()
                .path("messages")
                .forEach(each -> {
                    if (each.path("outage").asText().equals(outage))
                        orders.add(each.path("id").asText());
                });
        return orders;
    }

    @Test
    void beforeItStandsInAnOutageAndInAPlannedOneTheRequestKeepsIt() {
        Place place = place();
        importPlannedOutages(plannedOutage("danger-" + place.billId(), -10, 60, place.transformer()))
                .send(200);
        String code = report(place.billId(), "");
        awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(danger(code, "WIRE_DOWN").send(200).at("/priority")).isEqualTo("EMERGENCY");
        danger(code, "SPARKING").send(200);
        assertThat(track(code).at("/state")).isEqualTo("IN_PLANNED_OUTAGE");

        clock.shift(java.time.Duration.ofMinutes(62));
        post(REQUEST + "/still-out", code).json("{\"mobileLast4\": \"4567\"}").send(202);
        assertThat(dossier(awaitOutage(code)).path("hazard").asText())
                .as("the graver of the two, not the newer")
                .isEqualTo("WIRE_DOWN");
    }

    @Test
    void whatIsOverIsNotAddedTo() {
        String code = report();
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        assertThat(danger(code, "WIRE_DOWN").send(409).at("/type")).isEqualTo("/problems/result-already-announced");

        String withdrawn = report();
        post(REQUEST + "/withdrawal", withdrawn)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);
        assertThat(danger(withdrawn, "WIRE_DOWN").send(409).at("/type")).isEqualTo("/problems/request-closed");
        assertThat(track(withdrawn).at("/priority")).isEqualTo("NORMAL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mobileLast4\": \"4567\"} | hazard | required",
                "{\"mobileLast4\": \"4567\", \"hazard\": \"NONE\"} | hazard | unknown-value",
                "{\"mobileLast4\": \"4567\", \"hazard\": \"wire_down\"} | hazard | unknown-value",
                "{\"mobileLast4\": \"4567\", \"hazard\": 1} | hazard | type",
                "{\"hazard\": \"WIRE_DOWN\"} | mobileLast4 | required",
                "{\"mobileLast4\": \"4567\", \"hazard\": \"WIRE_DOWN\", \"priority\": \"HIGH\"} | priority | unknown-member"
            })
    void aFaultyDangerNamesItsField(String body, String field, String code) {
        Call.Answer answer =
                post(DANGER, TrackingCode.draw().value()).json(body).send(400);
        assertThat(answer.json().path("errors").findValuesAsText("field")).contains(field);
        assertThat(answer.json().path("errors").findValuesAsText("code")).contains(code);
    }

    @Test
    void whoHasNoProofChangesNothingAndLearnsNothing() {
        String code = report();
        String wrong = "{\"mobileLast4\": \"0000\", \"hazard\": \"WIRE_DOWN\"}";
        assertThat(danger(TrackingCode.draw().value(), "WIRE_DOWN")
                        .from(newAddress())
                        .send(404)
                        .at("/type"))
                .isEqualTo("/problems/unknown-request");
        for (int i = 0; i < 5; i++)
            assertThat(post(DANGER, code)
                            .from(newAddress())
                            .json(wrong)
                            .send(403)
                            .at("/type"))
                    .isEqualTo("/problems/proof-mismatch");
        assertThat(danger(code, "WIRE_DOWN").from(newAddress()).send(429).at("/type"))
                .as("right, and too late")
                .isEqualTo("/problems/too-many-requests");
        post(REQUEST + "/withdrawal", code)
                .from(newAddress())
                .json("{\"mobileLast4\": \"4567\"}")
                .send(429);
        assertThat(track(code).at("/priority")).isEqualTo("NORMAL");
        assertThat(steps(code)).doesNotContain("DANGER");
    }

    private Call remark(String code, String text) {
        return post(REMARK, code).json("{\"mobileLast4\": \"4567\", \"text\": \"%s\"}".formatted(text));
    }

    private List<String> remarks(String outage) {
        return dossier(outage).at("/attachedRequests/0/remarks").findValuesAsText("text");
    }

    @Test
    void aRemarkIsReadByWhoeverWorksOnTheOutageAndByNobodyElse() {
        String code = report();
        String outage = awaitOutage(code);
        remark(code, "درِ پشتی باز است").send(200);
        Call.Answer answer =
                remark(code, "<script>alert(1)</script> {{7*7}} ${7*7}").send(200);
        remark(code, "<script>alert(1)</script> {{7*7}} ${7*7}").send(200);

        assertThat(remarks(outage)).containsExactly("درِ پشتی باز است", "<script>alert(1)</script> {{7*7}} ${7*7}");
        assertThat(answer.body()).doesNotContain("پشتی", "script");
        assertThat(track(code).body()).doesNotContain("پشتی", "script");
        get(OUTAGE, outage).send(401);
        assertThat(answer.at("/priority")).isEqualTo("NORMAL");
    }

    @Test
    void aRequestHasAFewRemarksAndNoMore() {
        String code = report();
        for (int i = 0; i < 20; i++) remark(code, "توضیح " + i).send(200);
        assertThat(remark(code, "یکی دیگر").send(409).at("/type")).isEqualTo("/problems/too-many-remarks");
        remark(code, "توضیح 19").send(200);
        assertThat(remarks(awaitOutage(code))).hasSize(20);
    }

    @Test
    void aRemarkGoesWithTheRest() {
        String code = report();
        awaitOutage(code);
        remark(code, "کلید زیر گلدان است").send(200);
        post(REQUEST + "/withdrawal", code).json("{\"mobileLast4\": \"4567\"}").send(200);
        assertThat(remark(code, "دیگر").send(409).at("/type")).isEqualTo("/problems/request-closed");
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        assertThat(count("request_event WHERE note LIKE '%گلدان%'")).isZero();
        assertThat(count("request_event e JOIN restoration_request r ON r.request_id = e.request_id"
                        + " WHERE e.step = 'REMARK' AND r.tracking_code = '" + code + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mobileLast4\": \"4567\"} | required",
                "{\"mobileLast4\": \"4567\", \"text\": \"  \"} | required",
                "{\"mobileLast4\": \"4567\", \"text\": 7} | type",
                "{\"mobileLast4\": \"4567\", \"text\": \"a\\u0000b\"} | characters"
            })
    void aFaultyRemarkNamesItsField(String body, String code) {
        Call.Answer answer =
                post(REMARK, TrackingCode.draw().value()).json(body).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("text");
        assertThat(answer.at("/errors/0/code")).isEqualTo(code);
        assertThat(answer.json().path("errors")).hasSize(1);
    }

    @Test
    void aRemarkIsAsLongAsTheContractSaysAndNeedsTheDigits() {
        String code = report();
        remark(code, "😀".repeat(500)).send(200);
        assertThat(remark(code, "ب".repeat(501)).send(400).at("/errors/0/code")).isEqualTo("too-long");
        post(REMARK, code).json("{\"mobileLast4\": \"0000\", \"text\": \"x\"}").send(403);
        remark(TrackingCode.draw().value(), "x").from(newAddress()).send(404);
        assertThat(steps(code).stream().filter("REMARK"::equals)).hasSize(1);
    }
}
