package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a desk does about a request for whoever is on the telephone, who has told it the last four digits (A4.1, A4.2, A7.1). */
class DoneForSubscriberBehaviour extends RoshanServer {
    private static final String REQUEST = "/api/v1/requests/{trackingCode}";
    private static final String RIGHT = "{\"mobileLast4\": \"4567\"}";
    private static final String WRONG = "{\"mobileLast4\": \"0000\"}";

    private String report() {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place(1).billId()))
                .send(201)
                .at("/trackingCode");
    }

    private String announced() {
        String code = report();
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        return code;
    }

    private Call withdrawal(String code, String account) {
        return post(REQUEST + "/withdrawal", code).as(account).json(RIGHT);
    }

    private long entries(String code) {
        return count("audit_entry WHERE deed = 'DONE_FOR_SUBSCRIBER' AND subject = '%s'".formatted(code));
    }

    private void assertDone(String account, String code, String what) {
        Call.Answer log = get("/api/v1/operations/audit")
                .with("deed", "DONE_FOR_SUBSCRIBER")
                .with("subject", code)
                .as("manager")
                .send(200);
        assertThat(log.json().at("/entries").size()).isEqualTo(1);
        assertThat(log.at("/entries/0/account")).isEqualTo(account);
        assertThat(log.at("/entries/0/note")).isEqualTo(what);
        assertThat(log.body()).doesNotContain("4567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone-121", "counter-office", "in-person", "dispatcher-1", "manager"})
    void whoWithdrewForTheSubscriberIsInTheAuditLog(String account) {
        String code = report();
        assertThat(withdrawal(code, account).send(200).at("/state")).isEqualTo("WITHDRAWN");
        assertDone(account, code, "withdrawal");
    }

    @Test
    void soIsWhoSaidThatItIsStillDark() {
        String code = announced();
        post(REQUEST + "/still-out", code)
                .as("phone-121")
                .json("{\"mobileLast4\": \"4567\", \"note\": \"هنوز تاریک است\"}")
                .send(202);
        assertDone("phone-121", code, "still-out");
    }

    @Test
    void andWhoGaveAnOpinion() {
        String code = announced();
        put(REQUEST + "/feedback", code)
                .as("counter-office")
                .json("{\"mobileLast4\": \"4567\", \"rating\": 4}")
                .send(204);
        assertDone("counter-office", code, "feedback");
    }

    /** A desk sees the number, and is told the digits all the same: else it would do what nobody asked for. */
    @Test
    void nothingIsDoneWithoutTheDigitsAndNothingIsWrittenDownThatWasNotDone() {
        String code = report();
        post(REQUEST + "/withdrawal", code).as("phone-121").json(WRONG).send(403);
        post(REQUEST + "/still-out", code).as("phone-121").json(RIGHT).send(409);
        put(REQUEST + "/feedback", code)
                .as("phone-121")
                .json("{\"mobileLast4\": \"4567\", \"rating\": 4}")
                .send(409);
        assertThat(entries(code)).isZero();
    }

    @Test
    void whatSubscribersDoThemselvesIsNotADesks() {
        String byThePage = report();
        post(REQUEST + "/withdrawal", byThePage).json(RIGHT).send(200);
        assertThat(entries(byThePage)).isZero();
        for (String program : new String[] {"website", "mobile-app"}) {
            String code = report();
            withdrawal(code, program).send(200);
            assertThat(entries(code)).isZero();
        }
    }
}
