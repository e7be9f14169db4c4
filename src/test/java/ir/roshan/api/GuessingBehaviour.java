package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who guesses broadly, few times at each, or at one instant: digits of many codes, codes, bill ids. */
class GuessingBehaviour extends RoshanServer {
    private static final String REQUEST = "/api/v1/requests/{trackingCode}";
    private static final String WITHDRAWAL = REQUEST + "/withdrawal";
    private static final String PLANNED = "/api/v1/planned-outages";
    private static final String RIGHT = "{\"mobileLast4\": \"4567\"}";
    private static final String WRONG = "{\"mobileLast4\": \"0000\"}";
    private static final int AT_ONCE = 40;

    private String report() {
        return post("/api/v1/requests")
                .from(newAddress())
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(unknownBillId()))
                .send(201)
                .at("/trackingCode");
    }

    private static String nobodys() {
        return TrackingCode.draw().value();
    }

    private Call planned(String billId) {
        return get(PLANNED).with("billId", billId);
    }

    private static void assertClosed(Call.Answer answer, Duration atMost) {
        assertThat(answer.at("/type")).isEqualTo("/problems/too-many-requests");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, atMost.toSeconds());
    }

    /** All begin together, each by a thread of its own. */
    private static List<Call.Answer> atOnce(List<Supplier<Call>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Callable<Call.Answer>> sent = calls.stream()
                    .<Callable<Call.Answer>>map(call -> () -> call.get().sendAnyhow())
                    .toList();
            List<Call.Answer> answers = new ArrayList<>();
            for (Future<Call.Answer> answer : threads.invokeAll(sent)) answers.add(answer.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Call.Answer> atOnce(Supplier<Call> call) throws Exception {
        return atOnce(IntStream.range(0, AT_ONCE).mapToObj(i -> call).toList());
    }

    private static long with(int status, List<Call.Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }

    @Test
    void wrongDigitsOfManyCodesCloseTheirAddress() {
        List<String> codes = Stream.generate(this::report).limit(7).toList();
        for (int i = 0; i < 20; i++)
            post(WITHDRAWAL, codes.get(i / 4)).json(WRONG).send(403);
        assertClosed(post(WITHDRAWAL, codes.get(5)).json(WRONG).send(429), Duration.ofHours(1));
        assertClosed(post(WITHDRAWAL, codes.get(6)).json(RIGHT).send(429), Duration.ofHours(1));
        assertClosed(post(REQUEST + "/still-out", codes.get(6)).json(RIGHT).send(429), Duration.ofHours(1));
        assertClosed(
                put(REQUEST + "/feedback", codes.get(6))
                        .json("{\"mobileLast4\": \"0000\", \"rating\": 1}")
                        .send(429),
                Duration.ofHours(1));
        get(REQUEST, codes.get(6)).send(200);
        post(WITHDRAWAL, codes.get(0)).as("website").json(RIGHT).send(200);
        post(WITHDRAWAL, codes.get(5)).from(newAddress()).json(RIGHT).send(200);
        clock.shift(Duration.ofMinutes(61));
        post(WITHDRAWAL, codes.get(6)).json(RIGHT).send(200);
    }

    @Test
    void ofManyWrongDigitsAtOnceNoMoreAreLookedAt() throws Exception {
        List<Supplier<Call>> guesses = Stream.generate(this::report)
                .limit(AT_ONCE)
                .<Supplier<Call>>map(code -> () -> post(WITHDRAWAL, code).json(WRONG))
                .toList();
        List<Call.Answer> answers = atOnce(guesses);
        assertThat(with(403, answers)).isEqualTo(20);
        assertThat(with(429, answers)).isEqualTo(AT_ONCE - 20);
    }

    @Test
    void rightDigitsAreNotCountedHoweverMany() throws Exception {
        int moreThanTheLimit = 24;
        List<Supplier<Call>> changes = Stream.generate(this::report)
                .limit(moreThanTheLimit)
                .<Supplier<Call>>map(code -> () -> post(WITHDRAWAL, code).json(RIGHT))
                .toList();
        assertThat(with(200, atOnce(changes))).isEqualTo(moreThanTheLimit);
        post(WITHDRAWAL, report()).json(WRONG).send(403);
    }

    @Test
    void ofManyUnknownCodesAtOnceNoMoreThanTenAreLookedAt() throws Exception {
        List<Call.Answer> answers = atOnce(() -> get(REQUEST, nobodys()));
        assertThat(with(404, answers)).isEqualTo(10);
        assertThat(with(429, answers)).isEqualTo(AT_ONCE - 10);
        assertClosed(get(REQUEST, report()).send(429), Duration.ofMinutes(10));
    }

    /** One more would close the door, so that they are looked at one after another; none of them is refused. */
    @Test
    void whoIsRightAtTheSameInstantIsAnsweredShortOfTheLimitToo() throws Exception {
        String known = report();
        for (int i = 0; i < 9; i++) get(REQUEST, nobodys()).send(404);
        assertThat(with(200, atOnce(() -> get(REQUEST, known)))).isEqualTo(AT_ONCE);
        get(REQUEST, nobodys()).send(404);
        get(REQUEST, known).send(429);
    }

    @Test
    void tenUnknownBillIdsCloseTheQuestionForTheirAddress() {
        String known = place().billId();
        for (int i = 0; i < 10; i++) {
            planned(known).send(200);
            planned(unknownBillId()).send(404);
        }
        assertClosed(planned(unknownBillId()).send(429), Duration.ofMinutes(10));
        assertClosed(planned(known).send(429), Duration.ofMinutes(10));
        planned(known).from(newAddress()).send(200);
        planned(unknownBillId()).as("website").send(404);
        planned("1").send(400);
        // Other questions are others' guesses, and a report is none.
        get(REQUEST, report()).send(200);
        post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(unknownBillId()))
                .send(201);
        clock.shift(Duration.ofMinutes(11));
        planned(known).send(200);
    }

    @Test
    void ofManyUnknownBillIdsAtOnceNoMoreThanTenAreLookedAt() throws Exception {
        List<Call.Answer> answers = atOnce(() -> planned(unknownBillId()));
        assertThat(with(404, answers)).isEqualTo(10);
        assertThat(with(429, answers)).isEqualTo(AT_ONCE - 10);
    }

    @Test
    void whatADeskLooksUpInVainIsCounted() {
        account("phone-121", List.of("channels"));
        String counted = "failed_attempt WHERE kind = 'UNKNOWN_BILL_OF_ACCOUNT' AND subject = 'phone-121'";
        long before = count(counted);
        Call.Answer nothing = post("/api/v1/operations/look-up")
                .as("phone-121")
                .json("{\"billId\": \"%s\"}".formatted(unknownBillId()))
                .send(200);
        assertThat(nothing.json().at("/place/known").asBoolean()).isFalse();
        post("/api/v1/operations/look-up")
                .as("phone-121")
                .json("{\"mobile\": \"09%09d\"}".formatted(System.nanoTime() % 1_000_000_000))
                .send(200);
        assertThat(count(counted)).isEqualTo(before + 2);
        post("/api/v1/operations/look-up")
                .as("phone-121")
                .json("{\"billId\": \"%s\"}".formatted(place().billId()))
                .send(200);
        post("/api/v1/operations/look-up")
                .as("phone-121")
                .json("{\"trackingCode\": \"%s\"}".formatted(report()))
                .send(200);
        assertThat(count(counted)).isEqualTo(before + 2);
    }
}
