package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.AtOnce;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passwords that are tried: at one instant, from one address or from many, for accounts that are there and for others.
 *
 * <p>Long because its cases share accounts, addresses and a clock over one server.
 */
class PasswordGuessingBehaviour extends RoshanServer {
    private static final String REPORT = "/api/v1/operations/reports/service-level";
    private static final int ALLOWED = 5;
    private static final int FEWEST_PAIRS = 4;
    private static final int MOST_PAIRS = 40;

    /** A door at which a password is asked for: what it answers to a right one, and to a wrong one. */
    enum Door {
        BASIC(200, 401),
        LOGIN(200, 401),
        CHANGE(204, 400);

        final int right;
        final int wrong;

        Door(int right, int wrong) {
            this.right = right;
            this.wrong = wrong;
        }
    }

    private Call basic(String account, String password, String address) {
        return get(REPORT)
                .with("from", "2026-01-01T00:00:00Z")
                .with("to", "2026-02-01T00:00:00Z")
                .as(account, password)
                .from(address);
    }

    private static String account() {
        return "guessed-" + UUID.randomUUID();
    }

    /** Each look at their password takes its time, in which others come. */
    private String manager() {
        String account = account();
        accountAsInOperation(account, List.of("managers"));
        return account;
    }

    /** Where nothing depends on how long a look at their password takes. */
    private String quickManager() {
        String account = account();
        account(account, List.of("managers"));
        return account;
    }

    /** For who is only ever guessed wrong: a hash of their own would cost as much as a guess. */
    private String managerWithTheHashOf(String another) {
        String account = quickManager();
        jdbc.sql("""
                        UPDATE ACT_ID_USER
                           SET PWD_ = (SELECT PWD_ FROM ACT_ID_USER WHERE ID_ = :another),
                               SALT_ = (SELECT SALT_ FROM ACT_ID_USER WHERE ID_ = :another)
                         WHERE ID_ = :id
                        """).param("another", another).param("id", account).update();
        return account;
    }

    private long counted(String account, String address) {
        return count("failed_attempt WHERE subject = '" + account + "@" + address + "'");
    }

    /** One guess at a door, by whoever; the answer's status, and whether it was found wrong where the status does not say so. */
    private IntFunction<String> guesses(Door door, String account, String address, IntFunction<String> passwords) {
        if (door == Door.BASIC) {
            return i -> told(
                    door,
                    basic(account, passwords.apply(i), address).sendAnyhow().status());
        }
        if (door == Door.LOGIN) {
            return i -> told(
                    door,
                    WebAppSession.login(port(), "cockpit", account, passwords.apply(i), address)
                            .statusCode());
        }
        WebAppSession open = WebAppSession.of(port(), "cockpit", account).from(address);
        return i -> {
            String password = passwords.apply(i);
            WebAppSession.Answer answer =
                    open.send("PUT", WebAppSession.ENGINE + "/user/" + account + "/credentials", """
                            {"authenticatedUserPassword": "%s", "password": "%s"}
                            """.formatted(
                                    password, PASSWORD + i));
            return told(door, answer.status());
        };
    }

    private static String told(Door door, int status) {
        if (status == 429) return "refused";
        if (status == door.right) return "right";
        return status == door.wrong ? "wrong" : "unexpected " + status;
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, 30, -1",
        "BASIC, 40, 0",
        "BASIC, 40, 20",
        "BASIC, 40, 39",
        "BASIC, 100, 60",
        "LOGIN, 30, -1",
        "LOGIN, 40, 39",
        "CHANGE, 40, -1",
        "CHANGE, 30, 15"
    })
    void ofABurstFromOneAddressFiveAreCompared(Door door, int calls, int rightAt) {
        String account = manager();
        String address = newAddress();
        IntFunction<String> guess = guesses(door, account, address, i -> i == rightAt ? PASSWORD : "Wrong-guess-" + i);
        List<String> answers = AtOnce.all(calls, guess);
        assertThat(answers).containsAnyOf("wrong", "refused").isSubsetOf("right", "wrong", "refused");
        int right = Collections.frequency(answers, "right");
        int wrong = Collections.frequency(answers, "wrong");
        assertThat(right).isLessThanOrEqualTo(1);
        assertThat(wrong).isBetween(ALLOWED - right, ALLOWED);
        assertThat(counted(account, address)).isEqualTo(wrong);
    }

    /** Whoever says the same thing over and over is wrong each time. */
    @ParameterizedTest
    @ValueSource(ints = {30, 100})
    void theSameWrongPasswordManyTimesCountsEachTime(int calls) {
        String account = manager();
        String address = newAddress();
        List<String> answers = AtOnce.all(calls, guesses(Door.BASIC, account, address, i -> "Wrong-and-again-1"));
        assertThat(Collections.frequency(answers, "wrong")).isEqualTo(ALLOWED);
        assertThat(Collections.frequency(answers, "refused")).isEqualTo(calls - ALLOWED);
    }

    @Test
    void aNameThatNobodyBearsIsComparedAsOften() {
        String nobody = account();
        String address = newAddress();
        List<String> answers = AtOnce.all(40, guesses(Door.BASIC, nobody, address, i -> "Wrong-guess-" + i));
        assertThat(Collections.frequency(answers, "wrong")).isEqualTo(ALLOWED);
        assertThat(Collections.frequency(answers, "refused")).isEqualTo(40 - ALLOWED);
    }

    /** Also where it was right there a moment ago, and would cost nothing. */
    @Test
    void whatIsRememberedAsRightIsNotFoundByABurstEither() {
        String account = quickManager();
        String address = newAddress();
        basic(account, PASSWORD, address).send(200);
        for (int i = 0; i < ALLOWED; i++)
            basic(account, "Wrong-guess-" + i, address).send(401);
        List<String> answers =
                AtOnce.all(40, guesses(Door.BASIC, account, address, i -> i == 20 ? PASSWORD : "Wrong-next-" + i));
        assertThat(answers).containsOnly("refused");
    }

    /** After a start nothing is remembered; each must be let in, and none may leave a trace. */
    @ParameterizedTest
    @CsvSource({"BASIC, 40", "BASIC, 100", "LOGIN, 40"})
    void fortyRightOnesAtOneInstantAllOpen(Door door, int calls) {
        String account = manager();
        String address = newAddress();
        assertThat(AtOnce.all(calls, guesses(door, account, address, i -> PASSWORD)))
                .containsOnly("right");
        assertThat(counted(account, address)).isZero();
        assertThat(count("failed_attempt WHERE subject = '" + address + "'")).isZero();
    }

    /** Before anything is remembered, each of several accounts and addresses has to be compared. */
    @Test
    void manyPeopleComeInAtOneInstant() {
        List<String> accounts = Stream.generate(this::manager).limit(10).toList();
        String office = newAddress();
        List<Integer> answers = AtOnce.all(
                40,
                i -> basic(accounts.get(i % 10), PASSWORD, i < 20 ? office : newAddress())
                        .sendAnyhow()
                        .status());
        assertThat(answers).containsOnly(200);
    }

    @Test
    void aRightOneThatIsRememberedWritesNothing() {
        String account = quickManager();
        String address = newAddress();
        basic(account, PASSWORD, address).send(200);
        long before = lastAttempt();
        for (int i = 0; i < 50; i++) basic(account, PASSWORD, address).send(200);
        assertThat(lastAttempt()).isEqualTo(before + 2);
    }

    /** Counts one wrong password, which leaves two rows: of the place, and of the address. */
    private long lastAttempt() {
        basic(account(), "wrong", newAddress()).send(401);
        return jdbc.sql("SELECT max(attempt_id) FROM failed_attempt")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({"BASIC", "LOGIN"})
    void aSlipCostsNothing(Door door) throws InterruptedException {
        String account = quickManager();
        String address = newAddress();
        IntFunction<String> wrong = guesses(door, account, address, i -> "Slip-of-the-finger-1");
        IntFunction<String> right = guesses(door, account, address, i -> PASSWORD);
        for (int i = 1; i < ALLOWED; i++) {
            assertThat(wrong.apply(i)).isEqualTo("wrong");
            Thread.sleep(200);
            assertThat(right.apply(i)).isEqualTo("right");
        }
        assertThat(wrong.apply(0)).isEqualTo("wrong");
        assertThat(right.apply(0)).isEqualTo("refused");
        assertThat(basic(account, PASSWORD, newAddress()).send(200).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"BASIC, 11, 3", "LOGIN, 11, 3", "BASIC, 60, 60", "BASIC, 24, 6"})
    void strangersKeepNobodyOut(Door door, int guesses, int addresses) {
        String account = quickManager();
        List<String> strangers =
                Stream.generate(RoshanServer::newAddress).limit(addresses).toList();
        for (int i = 0; i < guesses; i++)
            basic(account, "Strangers-guess-" + i, strangers.get(i % addresses)).sendAnyhow();
        assertThat(guesses(door, account, newAddress(), i -> PASSWORD).apply(0)).isEqualTo("right");
        assertThat(jdbc.sql("SELECT ATTEMPTS_ FROM ACT_ID_USER WHERE ID_ = :id AND LOCK_EXP_TIME_ IS NULL")
                        .param("id", account)
                        .query((rs, n) -> rs.getInt(1))
                        .single())
                .isZero();
    }

    /** More than the server has in turn, all the time: whoever has not been wrong goes before them. */
    @Test
    void strangersWhoTryAllTheTimeKeepNobodyOut() throws InterruptedException {
        String account = manager();
        List<String> strangers =
                Stream.generate(RoshanServer::newAddress).limit(25).toList();
        strangers.forEach(
                address -> basic(account, "Strangers-guess-0", address).send(401));
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> theirs = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = strangers.stream()
                .map(address -> new Thread(() -> {
                    for (int i = 1; !over.get(); i++)
                        theirs.add(basic("nobody-" + i % 9, "Strangers-guess-" + i, address)
                                .sendAnyhow()
                                .status());
                }))
                .toList();
        threads.forEach(Thread::start);
        try {
            for (int i = 0; i < 5; i++) basic(account, PASSWORD, newAddress()).send(200);
        } finally {
            over.set(true);
            for (Thread thread : threads) thread.join();
        }
        assertThat(theirs).isNotEmpty().isSubsetOf(401, 429);
    }

    @Test
    void whatAVersionBeforeHasLockedIsOpenAgain() {
        String account = quickManager();
        jdbc.sql("UPDATE ACT_ID_USER SET ATTEMPTS_ = 10, LOCK_EXP_TIME_ = :until WHERE ID_ = :id")
                .param("until", Timestamp.from(clock.instant().plus(Duration.ofDays(1000))))
                .param("id", account)
                .update();
        basic(account, PASSWORD, newAddress()).send(200);
    }

    /** Nothing is held that others need: they are answered meanwhile, and nobody is told that something has failed. */
    @Test
    void comparingHoldsNothingThatOthersNeed() {
        List<Integer> answers = AtOnce.all(
                60,
                i -> i < 40
                        ? basic("somebody-" + i, "Wrong-guess-" + i, newAddress())
                                .sendAnyhow()
                                .status()
                        : get("/api/v1/requests/{trackingCode}", "000000000098")
                                .from(newAddress())
                                .sendAnyhow()
                                .status());
        assertThat(answers.subList(0, 40)).isSubsetOf(401, 429);
        assertThat(answers.subList(40, 60)).containsOnly(404);
    }

    @Test
    void whoHasToWaitIsToldHowLongInASentence() {
        String account = quickManager();
        String address = newAddress();
        for (int i = 0; i < ALLOWED; i++)
            basic(account, "Wrong-guess-" + i, address).send(401);
        var login = WebAppSession.login(port(), "cockpit", account, PASSWORD, address);
        assertThat(login.statusCode()).isEqualTo(429);
        assertThat(login.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        assertThat(login.body()).contains("۱۵ دقیقهٔ دیگر دوباره تلاش کنید.").doesNotContain("Exception", "ir.roshan");
        clock.shift(Duration.ofMinutes(16));
        assertThat(WebAppSession.login(port(), "cockpit", account, PASSWORD, address)
                        .statusCode())
                .isEqualTo(200);
    }

    /** A session of one account is no door to another's. */
    @Test
    void whoIsLoggedInIsAskedForTheirOwnPasswordAlone() {
        String other = quickManager();
        WebAppSession open = WebAppSession.of(port(), "cockpit", quickManager());
        assertThat(open.send("PUT", WebAppSession.ENGINE + "/user/" + other + "/credentials", """
                                {"authenticatedUserPassword": "%s", "password": "%s2"}
                                """.formatted(
                                        PASSWORD, PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    private double failed(String reason) {
        return get("/actuator/prometheus")
                .as("admin")
                .sendUnchecked()
                .body()
                .lines()
                .filter(line -> line.startsWith("roshan_logins_failed_total{") && line.contains("\"" + reason + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void whatDidNotOpenIsCounted() {
        String address = newAddress();
        double wrong = failed("wrong");
        double refused = failed("refused");
        for (int i = 0; i < ALLOWED + 2; i++)
            basic("nobody-here", "Wrong-guess-" + i, address).sendAnyhow();
        assertThat(failed("wrong") - wrong).isEqualTo(ALLOWED);
        assertThat(failed("refused") - refused).isEqualTo(2);
    }

    /** Kinds of names that could be told apart: how each is made ready, and as what somebody tries to come in. */
    static Stream<String> names() {
        return Stream.of("nobody", "no name", "a long name", "an old hash", "no password", "a hash of an unknown kind");
    }

    private String prepared(String kind) {
        return switch (kind) {
            case "nobody" -> account();
            case "no name" -> "علی " + UUID.randomUUID();
            case "a long name" -> "x".repeat(2000);
            default -> {
                String account = quickManager();
                String hash = kind.equals("an old hash")
                        ? "{SHA-512}" + new Sha512HashDigest().encrypt(PASSWORD + "salt")
                        : kind.equals("no password") ? null : "{other}" + UUID.randomUUID();
                jdbc.sql("UPDATE ACT_ID_USER SET PWD_ = :hash, SALT_ = 'salt' WHERE ID_ = :id")
                        .param("hash", hash)
                        .param("id", account)
                        .update();
                yield account;
            }
        };
    }

    /** The first try and later ones, by word and by head of the answer. */
    @ParameterizedTest
    @MethodSource("names")
    void whetherThereIsSuchAnAccountIsNotTold(String kind) {
        String known = quickManager();
        String other = prepared(kind);
        String ofKnown = newAddress();
        String ofOther = newAddress();
        for (String password : List.of("Wrong-guess-1", "", "x".repeat(3000), "گذرواژه", "a:b", "Wrong-guess-2", "y")) {
            Call.Answer first = basic(known, password, ofKnown).sendAnyhow();
            Call.Answer second = basic(other, password, ofOther).sendAnyhow();
            assertThat(second.status()).isEqualTo(first.status()).isIn(401, 429);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(named(second)).isEqualTo(named(first));
        }
        ofKnown = newAddress();
        ofOther = newAddress();
        for (String password : List.of("Wrong-guess-1", "", "x".repeat(3000), "گذرواژه", "a:b", "Wrong-guess-2", "y")) {
            var first = WebAppSession.login(port(), "cockpit", known, password, ofKnown);
            var second = WebAppSession.login(port(), "cockpit", other, password, ofOther);
            assertThat(second.statusCode()).isEqualTo(first.statusCode()).isIn(401, 429);
            assertThat(second.body()).isEqualTo(first.body());
        }
    }

    private static Map<String, List<String>> named(Call.Answer answer) {
        return answer.response().headers().map().entrySet().stream()
                .filter(header -> !List.of("date", "retry-after").contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * One after the other, so that both see the same machine; by the first try of each, and by one after others. The quickest of
     * several is what the work takes: whatever else a busy machine does only adds to it. Where that is not seen yet more are tried.
     */
    @ParameterizedTest
    @MethodSource("names")
    void whetherThereIsSuchAnAccountIsNotToldByTheClock(String kind) {
        String slow = manager();
        long[] ofKnown = {Long.MAX_VALUE, Long.MAX_VALUE};
        long[] ofOthers = {Long.MAX_VALUE, Long.MAX_VALUE};
        boolean alike = false;
        for (int pair = 0; pair < MOST_PAIRS && !(alike && pair >= FEWEST_PAIRS); pair++) {
            String known = managerWithTheHashOf(slow);
            String other = prepared(kind);
            for (int round = 0; round < 2; round++) {
                ofKnown[round] = Math.min(ofKnown[round], nanos(known, "Wrong-guess-" + round));
                ofOthers[round] = Math.min(ofOthers[round], nanos(other, "Wrong-guess-" + round));
            }
            alike = alike(ofKnown[0], ofOthers[0]) && alike(ofKnown[1], ofOthers[1]);
        }
        assertThat(alike)
                .as("in ms, the first try and the second: known %s, other %s", millis(ofKnown), millis(ofOthers))
                .isTrue();
    }

    private static boolean alike(long one, long other) {
        return one < 2 * other && other < 2 * one;
    }

    private static List<Long> millis(long[] nanos) {
        return Arrays.stream(nanos).mapToObj(time -> time / 1_000_000).toList();
    }

    private long nanos(String account, String password) {
        Call call = basic(account, password, newAddress());
        long begun = System.nanoTime();
        int status = call.sendUnchecked().status();
        long taken = System.nanoTime() - begun;
        assertThat(status).isEqualTo(401);
        return taken;
    }
}
