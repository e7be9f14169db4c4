package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.request.Channel;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps 1 and 2 through REST (A3.1, A3.2). */
class SubmittingBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";

    private Call submit(String billId) {
        return post(REQUESTS).json("""
                {"billId": "%s", "mobile": "09121234567"}
                """.formatted(billId));
    }

    @Test
    void aReportIsRegisteredAndDurable() {
        Call.Answer answer = submit(place(2).billId()).send(201);

        String code = answer.at("/trackingCode");
        assertThat(code).matches("[0-9]{12}");
        assertThat(Long.parseLong(code) % 97).isEqualTo(1);
        assertThat(answer.header("Location")).isEqualTo(REQUESTS + "/" + code);
        assertThat(answer.at("/channel")).isEqualTo("WEBSITE");
        assertThat(answer.at("/steps/1/state")).isEqualTo("DONE");
        assertThat(jdbc.sql("SELECT district FROM restoration_request WHERE tracking_code = :code")
                        .param("code", code)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("SELECT count(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :code")
                        .param("code", code)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        get(answer.header("Location")).send(200);
    }

    @Test
    void everyFieldOfTheContractIsTaken() {
        String body = """
                {"billId": "%s", "address": "قم، خیابان صفائیه، کوچهٔ ۱۲", "district": 3, "mobile": "+989121234567",
                 "subscriberType": "LEGAL_PERSON", "description": "از ساعت ۸ برق نیست", "hazard": "SPARKING",
                 "lifeSupport": true, "neighboursOut": "YES", "outSince": "%s", "language": "en"}
                """.formatted(unknownBillId(), minutesFromNow(-60));
        assertThat(ir.roshan.testing.Contract.ours().wrongRequest("POST", REQUESTS, body))
                .isEmpty();

        Call.Answer answer = post(REQUESTS).json(body).send(201);

        Call.Answer shown = get("/api/v1/operations/requests/{trackingCode}", answer.at("/trackingCode"))
                .as("manager")
                .send(200);
        assertThat(shown.at("/mobile")).isEqualTo("09121234567");
        assertThat(shown.at("/district")).isEqualTo("3");
        assertThat(shown.at("/subscriberType")).isEqualTo("LEGAL_PERSON");
        assertThat(shown.at("/address")).isEqualTo("قم، خیابان صفائیه، کوچهٔ 12");
        assertThat(shown.at("/description")).isEqualTo("از ساعت 8 برق نیست");
        assertThat(shown.at("/hazard")).isEqualTo("SPARKING");
        assertThat(shown.at("/lifeSupport")).isEqualTo("true");
        assertThat(shown.at("/neighboursOut")).isEqualTo("YES");
        assertThat(shown.at("/outSince")).isEqualTo(minutesFromNow(-60).toString());
        assertThat(shown.at("/language")).isEqualTo("en");
        assertThat(answer.at("/priority")).isEqualTo("EMERGENCY");
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void theChannelComesFromTheAccount(Channel channel) {
        Call.Answer answer = submit(unknownBillId()).as(channel.account()).send(201);
        assertThat(answer.at("/channel")).isEqualTo(channel.name());
    }

    @Test
    void nobodyCanClaimAChannel() {
        Map<String, Long> before = registered();
        Call.Answer answer = post(REQUESTS).json("""
                        {"billId": "%s", "mobile": "09121234567", "channel": "PHONE_121"}
                        """.formatted(unknownBillId())).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("channel");
        submit(unknownBillId()).as("kiosk").send(403);
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsNoAnonymousCall() {
        account("forgetful", List.of("channels"));
        Map<String, Long> before = registered();
        Call.Answer answer = submit(unknownBillId()).as("forgetful", "wrong").send(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        submit(unknownBillId()).header("Authorization", "Basic !!!").send(401);
        submit(unknownBillId()).as("nul\0", "x").send(401);
        submit(unknownBillId()).as("no such account", "x").send(401);
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void theSameKeyAndBodyAnswerTheSameAndRegisterNothing() {
        String billId = unknownBillId();
        Call.Answer first =
                submit(billId).as("website").header("Idempotency-Key", "key-1").send(201);
        Map<String, Long> before = registered();

        Call.Answer second = post(REQUESTS)
                .as("website")
                .header("Idempotency-Key", "key-1")
                .json("{\"mobile\":\"09121234567\",\n \"billId\":\"" + billId + "\"}")
                .send(201);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        submit(unknownBillId()).header("Idempotency-Key", "key-2").send(201);
        Map<String, Long> before = registered();
        Call.Answer answer =
                submit(unknownBillId()).header("Idempotency-Key", "key-2").send(422);
        assertThat(answer.at("/type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void anotherAccountsKeyMeansNothing() {
        Set<String> codes = new HashSet<>();
        for (String account : List.of("website", "mobile-app")) {
            codes.add(submit(unknownBillId())
                    .as(account)
                    .header("Idempotency-Key", "key-3")
                    .send(201)
                    .at("/trackingCode"));
        }
        codes.add(submit(unknownBillId())
                .header("Idempotency-Key", "key-3")
                .send(201)
                .at("/trackingCode"));
        assertThat(codes).hasSize(3);
    }

    @Test
    void aKeyThatCameWithARefusedBodyCanBeUsedAgain() {
        submit("1").header("Idempotency-Key", "key-4").send(400);
        submit(unknownBillId()).header("Idempotency-Key", "key-4").send(201);
    }

    @Test
    void aRetryIsAnsweredEvenIfItsBodyWouldBeTooOldByNow() {
        String body = """
                {"billId": "%s", "mobile": "09121234567", "outSince": "%s"}
                """.formatted(unknownBillId(), minutesFromNow(-7 * 24 * 60 + 30));
        Call.Answer first =
                post(REQUESTS).header("Idempotency-Key", "key-5").json(body).send(201);
        clock.shift(java.time.Duration.ofHours(2));
        Call.Answer second =
                post(REQUESTS).header("Idempotency-Key", "key-5").json(body).send(201);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "a-key-of-sixty-five-characters-0123456789-0123456789-0123456789-01", ""})
    void aKeyThatIsNoneIsRefused(String key) {
        Map<String, Long> before = registered();
        Call.Answer answer =
                submit(unknownBillId()).header("Idempotency-Key", key).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("Idempotency-Key");
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void oneKeyAtTheSameInstantRegistersOnce() throws Exception {
        String billId = unknownBillId();
        int callers = 6;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            Callable<String> call = () ->
                    submit(billId).header("Idempotency-Key", "key-6").send(201).body();
            Set<String> answers = new HashSet<>();
            for (Future<String> answer : threads.invokeAll(java.util.Collections.nCopies(callers, call)))
                answers.add(answer.get());
            assertThat(answers).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.sql("SELECT count(*) FROM restoration_request WHERE bill_id = :billId")
                        .param("billId", billId)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void twoSubscribersReportsOfOnePlaceAreTwoRequests() {
        String billId = place().billId();
        String first = submit(billId).send(201).at("/trackingCode");
        String second = post(REQUESTS)
                .json("{\"billId\": \"%s\", \"mobile\": \"09357654321\"}".formatted(billId))
                .send(201)
                .at("/trackingCode");
        assertThat(first).isNotEqualTo(second);
        assertThat(awaitOutage(first)).isEqualTo(awaitOutage(second));
    }

    @Test
    void aDispatcherWhoReportsIsTheCompanysTelephone() {
        assertThat(submit(unknownBillId()).as("dispatcher-1").send(201).at("/channel"))
                .isEqualTo("PHONE_121");
    }
}
