package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may be guessed, and how often: digits, codes, passwords. */
class LimitsBehaviour extends RoshanServer {
    private static final String REQUEST = "/api/v1/requests/{trackingCode}";
    private static final String WITHDRAWAL = REQUEST + "/withdrawal";
    private static final String RIGHT = "{\"mobileLast4\": \"4567\"}";
    private static final String WRONG = "{\"mobileLast4\": \"0000\"}";
    private static final String REPORT = "/api/v1/operations/reports/service-level";

    private String report() {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(unknownBillId()))
                .send(201)
                .at("/trackingCode");
    }

    private static String nobodys() {
        return TrackingCode.draw().value();
    }

    private static void assertClosed(Call.Answer answer, Duration atMost) {
        assertThat(answer.at("/type")).isEqualTo("/problems/too-many-requests");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, atMost.toSeconds());
        assertNothingInternal(answer);
    }

    @Test
    void fiveWrongDigitsCloseTheDoorForThatCode() {
        String code = report();
        String other = report();
        for (int i = 0; i < 5; i++)
            post(WITHDRAWAL, code).from(newAddress()).json(WRONG).send(403);
        assertClosed(post(WITHDRAWAL, code).from(newAddress()).json(RIGHT).send(429), Duration.ofHours(1));
        assertThat(track(code).at("/state")).isNotEqualTo("WITHDRAWN");
        post(WITHDRAWAL, other).json(RIGHT).send(200);
        clock.shift(Duration.ofMinutes(61));
        post(WITHDRAWAL, code).json(RIGHT).send(200);
    }

    @Test
    void aCodeThatNobodyBearsClosesLikeAnyOther() {
        String code = nobodys();
        for (int i = 0; i < 5; i++)
            post(WITHDRAWAL, code).from(newAddress()).json(WRONG).send(404);
        assertClosed(post(WITHDRAWAL, code).from(newAddress()).json(WRONG).send(429), Duration.ofHours(1));
    }

    @Test
    void ofManyGuessesAtOnceNoMoreAreLookedAt() {
        String code = report();
        List<CompletableFuture<Integer>> guesses = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> post(WITHDRAWAL, code).json(WRONG).sendAnyhow().status()))
                .toList();
        List<Integer> answers = guesses.stream().map(CompletableFuture::join).toList();
        assertThat(answers).containsOnly(403, 429);
        assertThat(answers.stream().filter(status -> status == 403)).hasSize(5);
    }

    @Test
    void tenUnknownCodesCloseTheDoorForTheirAddress() {
        String known = report();
        for (int i = 0; i < 10; i++) get(REQUEST, nobodys()).send(404);
        assertClosed(get(REQUEST, nobodys()).send(429), Duration.ofMinutes(10));
        assertClosed(get(REQUEST, known).send(429), Duration.ofMinutes(10));
        assertClosed(post(WITHDRAWAL, known).json(RIGHT).send(429), Duration.ofMinutes(10));
        get(REQUEST, known).from(newAddress()).send(200);
        get(REQUEST, known).as("website").send(200);
        clock.shift(Duration.ofMinutes(11));
        get(REQUEST, known).send(200);
    }

    @Test
    void successfulLookUpsAreNotCounted() {
        String known = report();
        for (int i = 0; i < 9; i++) get(REQUEST, nobodys()).send(404);
        for (int i = 0; i < 30; i++) get(REQUEST, known).send(200);
        get(REQUEST, nobodys()).send(404);
    }

    /** Whoever could tell them apart by the clock would need no answer. One after the other, so that both see the same machine. */
    @Test
    void aKnownAndAnUnknownCodeTakeTheSameTime() {
        String known = report();
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ofKnown.add(nanos(get(REQUEST, known).as("website"), 200));
            ofUnknown.add(nanos(get(REQUEST, nobodys()).as("website"), 404));
        }
        double ratio = (double) median(ofUnknown) / median(ofKnown);
        assertThat(ratio).isBetween(1 / 3.0, 3.0);
    }

    private static long nanos(Call call, int status) {
        long begun = System.nanoTime();
        int answered = call.sendUnchecked().status();
        long taken = System.nanoTime() - begun;
        assertThat(answered).isEqualTo(status);
        return taken;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    /** The first address of the header is the caller's own invention; what counts is what the proxy has seen. */
    @Test
    void nobodyInventsTheirAddress() {
        String real = newAddress();
        for (int i = 0; i < 10; i++)
            get(REQUEST, nobodys()).from(newAddress() + ", " + real).send(404);
        get(REQUEST, nobodys()).from(newAddress() + ", " + real).send(429);
    }

    @Test
    void aHouseholdOfTheNewInternetIsOneAddress() {
        for (int i = 0; i < 10; i++)
            get(REQUEST, nobodys()).from("2001:db8:7:7::" + i).send(404);
        get(REQUEST, nobodys()).from("2001:db8:7:7:ffff::1").send(429);
        get(REQUEST, nobodys()).from("2001:db8:7:8::1").send(404);
    }

    /** Some proxies do, and the port is another one at each call. */
    @Test
    void aProxyMayAddThePort() {
        String four = newAddress();
        for (int i = 0; i < 10; i++)
            get(REQUEST, nobodys()).from(four + ":" + (4000 + i)).send(404);
        get(REQUEST, nobodys()).from(four).send(429);
        for (int i = 0; i < 10; i++)
            get(REQUEST, nobodys())
                    .from("[2001:db8:8:8::" + i + "]:" + (4000 + i))
                    .send(404);
        get(REQUEST, nobodys()).from("2001:db8:8:8::1").send(429);
    }

    /** All of whom nothing is known share what one address may. */
    @Test
    void whoseAddressCannotBeReadIsOneOfMany() {
        for (String nonsense :
                List.of("x", "1.2.3.4:x", "[::1", "::g", "999.1.1.1", "host.example", "1.2.3.4.5", "a".repeat(3000)))
            get(REQUEST, nobodys()).from(nonsense).send(404);
        get(REQUEST, nobodys()).from("y").send(404);
        get(REQUEST, nobodys()).from("z").send(404);
        get(REQUEST, nobodys()).from("anything").send(429);
    }

    private Call reportAs(String account, String password, String address) {
        return get(REPORT)
                .with("from", "2026-01-01T00:00:00Z")
                .with("to", "2026-02-01T00:00:00Z")
                .as(account, password)
                .from(address);
    }

    private static final String PASSWORD = "Roshan-demo-1405";

    @Test
    void anAddressThatWasWrongFiveTimesIsAskedNoMore() {
        account("clerk-1", List.of("managers"));
        String address = newAddress();
        for (int i = 0; i < 5; i++) reportAs("clerk-1", "wrong-" + i, address).send(401);
        assertClosed(reportAs("clerk-1", PASSWORD, address).send(429), Duration.ofMinutes(15));
        reportAs("manager", PASSWORD, address).send(200);
    }

    @Test
    void strangersLockNobodyOut() {
        account("clerk-2", List.of("managers"));
        for (int i = 0; i < 12; i++) {
            String stranger = newAddress();
            reportAs("clerk-2", "wrong-" + i, stranger).send(401);
        }
        reportAs("clerk-2", PASSWORD, newAddress()).send(200);
    }

    @Test
    void whoTriesManyAccountsIsAskedOnlyForThoseOfThePlace() {
        account("clerk-3", List.of("managers"));
        String address = newAddress();
        reportAs("clerk-3", PASSWORD, address).send(200);
        for (int i = 0; i < 50; i++) reportAs("somebody-" + i, "wrong", address).send(401);
        assertClosed(reportAs("somebody-50", "wrong", address).send(429), Duration.ofMinutes(15));
        assertClosed(reportAs("manager", PASSWORD, address).send(429), Duration.ofMinutes(15));
        reportAs("clerk-3", PASSWORD, address).send(200);
    }

    @Test
    void theLoginOfTheWebAppsIsTheSameDoor() {
        account("clerk-4", List.of("managers"));
        String address = newAddress();
        for (int i = 0; i < 5; i++)
            assertThat(WebAppSession.login(port(), "cockpit", "clerk-4", "wrong-" + i, address)
                            .statusCode())
                    .isEqualTo(401);
        HttpResponse<String> closed = WebAppSession.login(port(), "cockpit", "clerk-4", PASSWORD, address);
        assertThat(closed.statusCode()).isEqualTo(429);
        assertThat(closed.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        reportAs("clerk-4", PASSWORD, address).send(429);
        assertThat(count("audit_entry WHERE account = 'clerk-4' AND deed = 'LOGIN_FAILED'"))
                .isEqualTo(5);
        assertThat(WebAppSession.login(port(), "cockpit", "manager", PASSWORD, address)
                        .statusCode())
                .isEqualTo(200);
        assertThat(count(
                        "audit_entry WHERE account = 'manager' AND deed = 'LOGGED_IN' AND subject = '" + address + "'"))
                .isEqualTo(1);
    }

    /** Whoever has lost all groups is no desk and no channel. */
    @Test
    void anAccountThatWorksNowhereReportsForNobodyAndGuessesLikeAStranger() {
        post("/api/v1/requests")
                .as("nobody")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(unknownBillId(), anotherMobile()))
                .send(403);
        String address = newAddress();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++)
            answers.add(get("/api/v1/requests/{trackingCode}", "000000000098")
                    .as("nobody")
                    .from(address)
                    .sendUnchecked()
                    .status());
        assertThat(answers).startsWith(404).endsWith(429, 429);
    }
}
