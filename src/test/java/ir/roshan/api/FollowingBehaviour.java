package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a subscriber does with a tracking code: look, withdraw (A4.2), object (A7.1), tell an opinion (A1.2). */
class FollowingBehaviour extends RoshanServer {
    private static final String REQUEST = "/api/v1/requests/{trackingCode}";
    private static final String WITHDRAWAL = REQUEST + "/withdrawal";
    private static final String STILL_OUT = REQUEST + "/still-out";
    private static final String FEEDBACK = REQUEST + "/feedback";
    private static final String PROOF = "{\"mobileLast4\": \"4567\"}";
    private static final String WRONG_PROOF = "{\"mobileLast4\": \"4568\"}";
    private static final String OPINION = "{\"mobileLast4\": \"4567\", \"rating\": 5, \"comment\": \"سپاس\"}";
    /** Right by its check digits, and nobody's: codes are drawn at random. */
    private static final String NOBODYS = "000000000098";

    @Autowired
    private PlatformTransactionManager transactions;

    private String report(String billId) {
        return post("/api/v1/requests").json("""
                        {"billId": "%s", "mobile": "09121234567"}
                        """.formatted(billId)).send(201).at("/trackingCode");
    }

    /** Reported, verified as something that needs no crew, and announced. */
    private String announced() {
        String code = report(place().billId());
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        return code;
    }

    @Test
    void aCodeIsReadAsPeopleTypeIt() {
        String code = report(unknownBillId());
        String grouped = code.replaceAll("(....)(?=.)", "$1-");
        String persian = code.chars()
                .mapToObj(c -> Character.toString((char) (c - '0' + '۰')))
                .collect(java.util.stream.Collectors.joining());
        String arabic = code.chars()
                .mapToObj(c -> Character.toString((char) (c - '0' + '٠')))
                .collect(java.util.stream.Collectors.joining());
        for (String typed :
                new String[] {code, grouped, grouped.replace('-', ' '), persian, arabic, " " + code + " "}) {
            assertThat(track(typed).at("/trackingCode")).isEqualTo(code);
        }
    }

    @Test
    void aStatusHoldsNoPersonalData() {
        String code = post("/api/v1/requests").json("""
                        {"address": "قم، کوچهٔ ناشناس پلاک ۷۷", "mobile": "09121234567", "description": "زنگ خراب است"}
                        """).send(201).at("/trackingCode");
        assertThat(track(code).body())
                .doesNotContain("09121234567", "ناشناس", "زنگ")
                .doesNotContainPattern("(?<![0-9])4567(?![0-9])");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "000000000097", "12345678901a", "۱۲", "<script>", "' OR 1=1 --", "${7*7}", "0000000000980"})
    void whatIsNoCodeIsRefused(String typed) {
        Call.Answer answer = get(REQUEST, typed).send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/malformed-tracking-code");
        assertNothingInternal(answer);
        post(WITHDRAWAL, typed).json(PROOF).send(400);
        post(STILL_OUT, typed).json(PROOF).send(400);
        put(FEEDBACK, typed).json(OPINION).send(400);
    }

    @Test
    void aCodeThatNobodyBearsIsNotFound() {
        assertThat(get(REQUEST, NOBODYS).send(404).at("/type")).isEqualTo("/problems/unknown-request");
        post(WITHDRAWAL, NOBODYS).json(PROOF).send(404);
        post(STILL_OUT, NOBODYS).json(PROOF).send(404);
        put(FEEDBACK, NOBODYS).json(OPINION).send(404);
    }

    @Test
    void withdrawingTwiceIsWithdrawingOnce() {
        String code = report(place().billId());

        Call.Answer first =
                post(WITHDRAWAL, code).json("{\"mobileLast4\": \"۴۵۶۷\"}").send(200);
        Call.Answer second = post(WITHDRAWAL, code).json(PROOF).send(200);

        assertThat(first.at("/state")).isEqualTo("WITHDRAWN");
        assertThat(first.at("/result/outcome")).isEqualTo("WITHDRAWN");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(count("subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                        + " WHERE m.kind = 'WITHDRAWN' AND r.tracking_code = '" + code + "'"))
                .isEqualTo(1);
        put(FEEDBACK, code).json(OPINION).send(409);
        post(STILL_OUT, code).json(PROOF).send(409);
    }

    @Test
    void aChangeNeedsTheDigits() {
        String code = report(place().billId());
        assertThat(post(WITHDRAWAL, code).json(WRONG_PROOF).send(403).at("/type"))
                .isEqualTo("/problems/proof-mismatch");
        post(STILL_OUT, code).json(WRONG_PROOF).send(403);
        put(FEEDBACK, code).json(OPINION.replace("4567", "4568")).send(403);
        assertThat(track(code).at("/state")).isEqualTo("CHECKING");
    }

    @Test
    void beforeTheResultThereIsNothingToObjectToNorToJudge() {
        String code = report(place().billId());
        assertThat(post(STILL_OUT, code).json(PROOF).send(409).at("/type")).isEqualTo("/problems/not-announced-yet");
        assertThat(put(FEEDBACK, code).json(OPINION).send(409).at("/type")).isEqualTo("/problems/not-announced-yet");
    }

    @Test
    void afterTheResultItIsTooLateToWithdraw() {
        String code = announced();
        assertThat(post(WITHDRAWAL, code).json(PROOF).send(409).at("/type"))
                .isEqualTo("/problems/result-already-announced");
    }

    @Test
    void stillOutGoesBackToStepThree() {
        String code = announced();

        Call.Answer answer = post(STILL_OUT, code)
                .json("{\"mobileLast4\": \"4567\", \"note\": \"هنوز خاموش است\"}")
                .send(202);

        assertThat(answer.at("/state")).isEqualTo("CHECKING");
        assertThat(answer.at("/result")).isEmpty();
        assertThat(answer.at("/priority")).isNotEqualTo("NORMAL");
        awaitOutage(code);
        assertThat(post(STILL_OUT, code).json(PROOF).send(409).at("/type")).isEqualTo("/problems/not-announced-yet");
    }

    @Test
    void afterTheObjectionWindowTheRequestIsClosed() {
        String code = announced();
        clock.shift(Duration.ofHours(2).plusMinutes(1));
        awaitState(code, "CLOSED");
        assertThat(post(STILL_OUT, code).json(PROOF).send(409).at("/type")).isEqualTo("/problems/request-closed");
        assertThat(post(WITHDRAWAL, code).json(PROOF).send(409).at("/type"))
                .isEqualTo("/problems/result-already-announced");
        put(FEEDBACK, code).json(OPINION).send(204);
    }

    @Test
    void aSecondOpinionReplacesTheFirst() {
        String code = announced();
        put(FEEDBACK, code).json(OPINION).send(204);
        put(FEEDBACK, code).json("{\"mobileLast4\": \"4567\", \"rating\": 1}").send(204);
        assertThat(count("restoration_request WHERE tracking_code = '" + code
                        + "' AND feedback_rating = 1 AND feedback_comment IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void freeTextMayBeAsLongAsTheContractSays() {
        String code = announced();
        String comment = "😀".repeat(1000);
        put(FEEDBACK, code)
                .json("{\"mobileLast4\": \"4567\", \"rating\": 1, \"comment\": \"" + comment + "\"}")
                .send(204);
        post(STILL_OUT, code)
                .json("{\"mobileLast4\": \"4567\", \"note\": \"" + "😀".repeat(500) + "\"}")
                .send(202);
    }

    static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> faultyChanges() {
        return java.util.stream.Stream.of(
                arguments("{}", "mobileLast4", "required"),
                arguments("{\"mobileLast4\": \"456\"}", "mobileLast4", "format"),
                arguments("{\"mobileLast4\": \"456x\"}", "mobileLast4", "format"),
                arguments("{\"mobileLast4\": 4567}", "mobileLast4", "type"),
                arguments("{\"mobileLast4\": null}", "mobileLast4", "type"),
                arguments("{\"mobileLast4\": \"4567\", \"reason\": \"x\"}", "reason", "unknown-member"));
    }

    private static org.junit.jupiter.params.provider.Arguments arguments(Object... arguments) {
        return org.junit.jupiter.params.provider.Arguments.arguments(arguments);
    }

    @ParameterizedTest
    @MethodSource("faultyChanges")
    void aFaultyChangeNamesItsField(String body, String field, String code) {
        String request = report(unknownBillId());
        for (Call call : new Call[] {post(WITHDRAWAL, request), post(STILL_OUT, request), put(FEEDBACK, request)}) {
            Call.Answer answer = call.json(body).send(400);
            assertThat(answer.json().path("errors").findValuesAsText("field")).contains(field);
            assertThat(answer.json().path("errors").findValuesAsText("code")).contains(code);
        }
        assertThat(track(request).at("/state")).isEqualTo("CHECKING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rating\": 0 | rating | range",
                "\"rating\": 6 | rating | range",
                "\"rating\": 99999999999 | rating | range",
                "\"rating\": 4.5 | rating | type",
                "\"rating\": \"5\" | rating | type",
                "\"comment\": \"x\" | rating | required",
                "\"rating\": 5, \"comment\": \"a\\u0000b\" | comment | characters",
                "\"rating\": 5, \"comment\": 7 | comment | type",
                "\"rating\": 5, \"note\": \"x\" | note | unknown-member"
            })
    void aFaultyOpinionNamesItsField(String members, String field, String code) {
        Call.Answer answer = put(FEEDBACK, NOBODYS)
                .json("{\"mobileLast4\": \"4567\", " + members + "}")
                .send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        assertThat(answer.at("/errors/0/code")).isEqualTo(code);
    }

    @Test
    void aCommentBeyondItsLengthIsRefused() {
        Call.Answer answer = put(FEEDBACK, NOBODYS)
                .json("{\"mobileLast4\": \"4567\", \"rating\": 1, \"comment\": \"" + "ب".repeat(1001) + "\"}")
                .send(400);
        assertThat(answer.at("/errors/0/code")).isEqualTo("too-long");
        assertThat(post(STILL_OUT, NOBODYS)
                        .json("{\"mobileLast4\": \"4567\", \"note\": \"" + "ب".repeat(501) + "\"}")
                        .send(400)
                        .at("/errors/0/field"))
                .isEqualTo("note");
    }

    @Test
    void anAnswerThatTheCallerDoesNotReadIsRefusedBeforeAnythingIsDone() {
        String code = report(place().billId());
        post(WITHDRAWAL, code).accept("text/html").json(PROOF).send(406);
        assertThat(track(code).at("/state")).isEqualTo("CHECKING");
    }

    /** The workflow is moved by somebody else between the moment it is read and the moment it is written. */
    @Test
    void aCallThatMeetsAnotherOneIsTriedAgain() throws Exception {
        String code = report(place().billId());
        awaitOutage(code);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        CompletableFuture<Call.Answer> withdrawal = transaction.execute(status -> {
            int held = jdbc.sql("""
                            UPDATE ACT_RU_EXECUTION SET REV_ = REV_ + 1
                             WHERE PROC_INST_ID_ IN (
                                   SELECT workflow_id FROM restoration_request WHERE tracking_code = :code)
                            """).param("code", code).update();
            assertThat(held).isPositive();
            CompletableFuture<Call.Answer> call = CompletableFuture.supplyAsync(
                    () -> post(WITHDRAWAL, code).json(PROOF).sendAnyhow());
            // Long enough for the call to have read what is about to be changed.
            await().pollDelay(Duration.ofMillis(700)).until(() -> !call.isDone());
            return call;
        });
        Call.Answer answer = withdrawal.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/state")).isEqualTo("WITHDRAWN");
    }

    @Test
    void inAPlannedOutageStillOutHasToWaitForItsEnd() {
        Place place = place();
        importPlannedOutages(plannedOutage("p-" + place.billId(), -30, 60, place.feeder()))
                .send(200);
        String code = report(place.billId());
        awaitState(code, "IN_PLANNED_OUTAGE");
        assertThat(post(STILL_OUT, code).json(PROOF).send(409).at("/type"))
                .isEqualTo("/problems/planned-outage-not-over");

        clock.shift(Duration.ofMinutes(62));
        Call.Answer answer = post(STILL_OUT, code).json(PROOF).send(202);

        assertThat(answer.at("/state")).isEqualTo("CHECKING");
        awaitOutage(code);
    }
}
