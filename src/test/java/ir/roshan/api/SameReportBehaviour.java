package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who reports by HTTP or Tasklist what is open already is answered with that request; which reports those are says {@code OpenReportsBehaviour} (A3.1). */
class SameReportBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String mobile = "0916%07d".formatted(NUMBERS.incrementAndGet());

    private Call report(String billId, String more) {
        return post(REQUESTS).json("{\"billId\": \"%s\", \"mobile\": \"%s\"%s}".formatted(billId, mobile, more));
    }

    private Call report(String billId) {
        return report(billId, "");
    }

    /** It is the open one, told as anybody is told who knows its code, and nothing has happened. */
    private void assertAlready(String code, Call repeat) {
        Map<String, Long> before = registered();
        Call.Answer answer = repeat.send(200);
        assertThat(registered()).isEqualTo(before);
        assertThat(answer.at("/trackingCode")).isEqualTo(code);
        assertThat(answer.header("Location")).isEqualTo(REQUESTS + "/" + code);
        assertThat(answer.json().path("already").isBoolean()).isTrue();
        assertThat(answer.at("/already")).isEqualTo("true");
        assertThat(answer.body()).doesNotContain(mobile, mobile.substring(1));
        answer.json()
                .fieldNames()
                .forEachRemaining(member -> assertThat(member)
                        .isIn(
                                "trackingCode",
                                "state",
                                "channel",
                                "priority",
                                "submittedAt",
                                "restoreBy",
                                "steps",
                                "plannedOutageCheck",
                                "plannedOutage",
                                "outage",
                                "already"));
    }

    @Test
    void theSameReportIsTheOpenRequestWhoeverSendsIt() {
        String billId = place().billId();
        String code = report(billId).send(201).at("/trackingCode");
        assertThat(track(code).json().has("already")).isFalse();
        assertAlready(code, report(billId));
        for (String account :
                List.of("website", "mobile-app", "phone-121", "counter-office", "in-person", "dispatcher-3"))
            assertAlready(code, report(billId).as(account));
        assertAlready(code, report(billId).from(newAddress()));
        awaitOutage(code);
        assertAlready(code, report(billId, ", \"description\": \"هنوز تاریک است\", \"neighboursOut\": \"YES\""));
        assertAlready(code, report(billId, ", \"address\": \"قم، کوچهٔ ۳\", \"language\": \"en\""));
    }

    @Test
    void aNewDangerIsNeverSwallowed() {
        String billId = place().billId();
        String danger = ", \"hazard\": \"WIRE_DOWN\"";
        String first = report(billId).send(201).at("/trackingCode");
        Call.Answer dangerous = report(billId, danger).send(201);
        String second = dangerous.at("/trackingCode");
        assertThat(second).isNotEqualTo(first);
        assertThat(dangerous.at("/priority")).isNotEqualTo("NORMAL");
        assertThat(awaitOutage(second))
                .as("the dispatcher sees it with the other")
                .isEqualTo(awaitOutage(first));
        assertAlready(second, report(billId, danger));
        assertAlready(second, report(billId, danger).as("phone-121"));
        report(billId, ", \"hazard\": \"ELECTRIC_SHOCK\"").send(201);
        assertThat(report(billId).send(200).at("/already")).isEqualTo("true");
    }

    @Test
    void afterAWithdrawalItIsAnotherRequest() {
        String billId = place().billId();
        String code = report(billId).send(201).at("/trackingCode");
        post(REQUESTS + "/{trackingCode}/withdrawal", code).json(proof()).send(200);
        String next = report(billId).send(201).at("/trackingCode");
        assertThat(next).isNotEqualTo(code);
        assertAlready(next, report(billId));
    }

    @Test
    void afterTheResultItIsAnotherRequestAndAfterAnObjectionTheSame() {
        plannedOutageDataIsFresh();
        String billId = place().billId();
        String code = report(billId).send(201).at("/trackingCode");
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        post(REQUESTS + "/{trackingCode}/still-out", code).json(proof()).send(202);
        assertAlready(code, report(billId));

        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        String next = report(billId).send(201).at("/trackingCode");
        assertThat(next).isNotEqualTo(code);
        post(REQUESTS + "/{trackingCode}/still-out", code).json(proof()).send(202);
        assertThat(report(billId).send(200).at("/trackingCode")).isIn(code, next);
    }

    @Test
    void whoWaitsInAPlannedOutageHasReportedAlready() {
        Place place = place();
        importPlannedOutages(plannedOutage("same-" + place.billId(), -10, 60, place.transformer()))
                .send(200);
        String code = report(place.billId()).send(201).at("/trackingCode");
        awaitState(code, "IN_PLANNED_OUTAGE");
        assertAlready(code, report(place.billId()));
    }

    @Test
    void aKeyAnswersWhatItHasAnswered() {
        String billId = unknownBillId();
        Call.Answer first =
                report(billId).header("Idempotency-Key", "same-1-" + mobile).send(201);
        String code = first.at("/trackingCode");
        Call.Answer second =
                report(billId).header("Idempotency-Key", "same-2-" + mobile).send(200);
        assertThat(second.at("/trackingCode")).isEqualTo(code);
        post(REQUESTS + "/{trackingCode}/withdrawal", code).json(proof()).send(200);

        assertThat(report(billId)
                        .header("Idempotency-Key", "same-1-" + mobile)
                        .send(201)
                        .body())
                .isEqualTo(first.body());
        Call.Answer again =
                report(billId).header("Idempotency-Key", "same-2-" + mobile).send(200);
        assertThat(again.body()).isEqualTo(second.body());
        assertThat(again.header("Location")).isEqualTo(REQUESTS + "/" + code);
    }

    @Test
    void byTasklistTheClerkIsToldTheCode() {
        String billId = place().billId();
        String code = report(billId).send(201).at("/trackingCode");
        WebAppSession desk = WebAppSession.of(port(), "tasklist", "phone-121");
        for (String door : List.of("submit-form", "start")) {
            Map<String, Long> before = registered();
            WebAppSession.Answer refused = desk.send(
                    "POST",
                    WebAppSession.ENGINE + "/process-definition/key/RestorationRequestProcess/" + door,
                    "{\"variables\": {\"billId\": {\"value\": \"%s\"}, \"mobile\": {\"value\": \"%s\"}}}"
                            .formatted(billId, mobile));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.json().path("message").asText())
                    .contains("پیش از این", code)
                    .doesNotContain(mobile, billId);
            assertThat(registered()).isEqualTo(before);
        }
        assertThat(desk.send(
                                "POST",
                                WebAppSession.ENGINE + "/process-definition/key/RestorationRequestProcess/submit-form",
                                "{\"variables\": {\"billId\": {\"value\": \"%s\"}, \"mobile\": {\"value\": \"%s\"}, \"hazard\": {\"value\": \"WIRE_DOWN\"}}}"
                                        .formatted(billId, mobile))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nothingOfItIsLeftWhenTheDataIsErased() {
        String code = report(unknownBillId()).send(201).at("/trackingCode");
        assertThat(placeKeys(code)).hasSize(1);
        post(REQUESTS + "/{trackingCode}/withdrawal", code).json(proof()).send(200);
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        assertThat(placeKeys(code)).isEmpty();
    }

    private List<String> placeKeys(String code) {
        return jdbc.sql("""
                        SELECT place_key FROM restoration_request
                         WHERE tracking_code = :code AND place_key IS NOT NULL
                        """).param("code", code).query(String.class).list();
    }

    private String proof() {
        return "{\"mobileLast4\": \"%s\"}".formatted(mobile.substring(7));
    }
}
