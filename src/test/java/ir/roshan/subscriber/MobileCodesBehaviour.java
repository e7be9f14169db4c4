package ir.roshan.subscriber;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.CodeMessages;
import ir.roshan.notification.CodeMessagesFixture;
import ir.roshan.notification.Language;
import ir.roshan.request.RequestErased;
import ir.roshan.request.RequestId;
import ir.roshan.security.KeyedHashFixture;
import ir.roshan.security.TooManyAttempts;
import ir.roshan.testing.AtOnce;
import ir.roshan.testing.StubGateway;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A number is shown to be somebody's by a code: once, for three minutes, in five tries, whichever node is asked. */
class MobileCodesBehaviour {
    private static final MobileNumber MOBILE = new MobileNumber("09121234567");
    private static final MobileNumber OTHER = new MobileNumber("09351234567");
    private static final String HERE = "10.0.0.1";
    private static final String WRONG = "000000";
    private static final CodeLimits LIMITS = new CodeLimits(5, 12, 20);

    private static TestDatabase database;
    private static StubGateway gateway;

    private final CompanyClock clock = new CompanyClock(Clock.fixed(Instant.parse("2026-08-01T08:00:00Z"), UTC));
    private final List<String> drawn = new ArrayList<>();
    private final CodeMessages messages = CodeMessagesFixture.by(gateway, "https://outages.example.ir", clock);
    private final CodeRows rows = new CodeRows(database.client);
    private final SubscriberSessions sessions = new SubscriberSessions(database.client, clock);
    private final MobileCodes codes = node();
    private final MobileCodes otherNode = node();

    @BeforeAll
    static void open() {
        database = TestDatabase.ofTheRun();
        gateway = new StubGateway();
    }

    @AfterAll
    static void close() {
        gateway.close();
        database.close();
    }

    @BeforeEach
    void nobodyHasAskedYet() {
        database.empty("mobile_code", "mobile_code_sent", "subscriber_session");
        gateway.accepted().clear();
    }

    @AfterEach
    void noMore() throws InterruptedException {
        messages.destroy();
    }

    /** Codes count up, so that none of them is {@link #WRONG} and no two are alike. */
    private MobileCodes node() {
        return new MobileCodes(
                rows,
                sessions,
                () -> {
                    synchronized (drawn) {
                        drawn.add("%06d".formatted(482_910 + drawn.size()));
                        return drawn.get(drawn.size() - 1);
                    }
                },
                messages,
                KeyedHashFixture.on(database),
                LIMITS,
                database.inTransaction(),
                clock);
    }

    private String send(MobileNumber mobile, String address) {
        codes.send(mobile, Language.FA, address);
        return drawn.get(drawn.size() - 1);
    }

    private static Optional<SubscriberSessions.Begun> redeem(MobileCodes node, MobileNumber mobile, String code) {
        return node.redeem(mobile, code);
    }

    private boolean isIn(MobileNumber mobile, String code) {
        return redeem(codes, mobile, code).isPresent();
    }

    private static int count(String table) {
        return database.client
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }

    @Test
    void whoeverHasTheCodeIsInOnce() {
        String code = send(MOBILE, HERE);
        SubscriberSessions.Begun begun = redeem(codes, MOBILE, code).orElseThrow();
        assertThat(sessions.holder(begun.token())).contains(MOBILE);
        assertThat(begun.toString()).doesNotContain(begun.token());
        assertThat(isIn(MOBILE, code)).as("used").isFalse();
        assertThat(redeem(otherNode, MOBILE, code)).as("used, elsewhere").isEmpty();
    }

    @Test
    void theMessageSaysTheCodeOnceAndEndsForTheBrowser() {
        String code = send(MOBILE, HERE);
        await().until(() -> gateway.accepted().size() == 1);
        String text = gateway.accepted().values().iterator().next();
        assertThat(text)
                .startsWith("09121234567: کد ورود به «گزارش‌های من»: " + code + "\n")
                .endsWith("\n@outages.example.ir #" + code);
        assertThat(database.client
                        .sql("SELECT code_hash FROM mobile_code")
                        .query(String.class)
                        .single())
                .doesNotContain(code)
                .hasSize(43);
        assertThat(database.client
                        .sql("SELECT number_hash FROM mobile_code")
                        .query(String.class)
                        .single())
                .doesNotContain("1234567");
    }

    @Test
    void whereOurAddressIsNotKnownTheMessageHasNoLineForTheBrowser() throws InterruptedException {
        CodeMessages unknown = CodeMessagesFixture.by(gateway, null, clock);
        assertThat(unknown.takePlace()).isTrue();
        unknown.send(MOBILE, "482910", Language.EN, clock.instant().plusSeconds(1));
        await().until(() -> gateway.accepted().size() == 1);
        assertThat(gateway.accepted().values().iterator().next())
                .contains("482910")
                .doesNotContain("@");
        unknown.destroy();
    }

    @Test
    void aCodeForOneNumberIsNoneForAnother() {
        String code = send(MOBILE, HERE);
        send(OTHER, HERE);
        assertThat(isIn(OTHER, code)).isFalse();
        assertThat(isIn(MOBILE, code)).isTrue();
    }

    @Test
    void aNewCodeEndsTheOlderOneAndItsTries() {
        String older = send(MOBILE, HERE);
        for (int i = 0; i < 5; i++) assertThat(isIn(MOBILE, WRONG)).isFalse();
        clock.shift(MobileCodes.PAUSE);
        String newer = send(MOBILE, HERE);
        assertThat(isIn(MOBILE, older)).isFalse();
        assertThat(isIn(MOBILE, newer)).isTrue();
    }

    @Test
    void aCodeLivesThreeMinutes() {
        String code = send(MOBILE, HERE);
        clock.shift(MobileCodes.VALID.minusMillis(1));
        assertThat(isIn(MOBILE, WRONG)).isFalse();
        clock.shift(Duration.ofMillis(1));
        assertThat(isIn(MOBILE, code)).isFalse();
        clock.shift(Duration.ofMillis(-1));
        assertThat(isIn(MOBILE, code)).as("what was too old stays so").isFalse();
    }

    /** The same for a number that was sent a code, one that was not, and one whose code was used. */
    @Test
    void fiveWrongOnesCloseANumberWhetherACodeWasSentToItOrNot() {
        String code = send(MOBILE, HERE);
        MobileNumber used = new MobileNumber("09901234567");
        assertThat(isIn(used, send(used, HERE))).isTrue();
        for (MobileNumber mobile : List.of(MOBILE, OTHER, used)) {
            for (int i = 0; i < 5; i++) assertThat(isIn(mobile, WRONG)).isFalse();
            assertThatThrownBy(() -> isIn(mobile, WRONG))
                    .isInstanceOfSatisfying(
                            TooManyAttempts.class,
                            e -> assertThat(e.retryAfterSeconds()).isEqualTo(MobileCodes.VALID.toSeconds()));
        }
        assertThatThrownBy(() -> isIn(MOBILE, code)).as("the right one too").isInstanceOf(TooManyAttempts.class);
        clock.shift(MobileCodes.VALID);
        assertThat(isIn(MOBILE, code)).isFalse();
        assertThat(isIn(OTHER, WRONG)).isFalse();
    }

    @Test
    void ofManyTriesAtOneInstantOnTwoNodesFiveAreLookedAt() {
        send(MOBILE, HERE);
        List<String> answers = AtOnce.all(40, i -> {
            try {
                return redeem(i % 2 == 0 ? codes : otherNode, MOBILE, WRONG).isPresent() ? "in" : "wrong";
            } catch (TooManyAttempts e) {
                return "closed";
            }
        });
        assertThat(answers).doesNotContain("in");
        assertThat(answers.stream().filter("wrong"::equals)).hasSize(5);
    }

    @Test
    void theRightCodeAtOneInstantOnTwoNodesLetsInOnce() {
        String code = send(MOBILE, HERE);
        List<Boolean> in = AtOnce.all(
                5, i -> redeem(i % 2 == 0 ? codes : otherNode, MOBILE, code).isPresent());
        assertThat(in.stream().filter(each -> each)).hasSize(1);
        assertThat(count("subscriber_session")).isEqualTo(1);
    }

    @Test
    void oneCodeLeavesInAMinuteAndFiveInADay() {
        for (int i = 1; i <= 5; i++) {
            send(MOBILE, "10.0.1." + i);
            assertThatThrownBy(() -> send(MOBILE, "10.0.2.1"))
                    .isInstanceOfSatisfying(
                            TooManyAttempts.class,
                            e -> assertThat(e.retryAfterSeconds()).isBetween(1L, 24L * 3600));
            clock.shift(MobileCodes.PAUSE);
        }
        assertThatThrownBy(() -> send(MOBILE, HERE))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class,
                        e -> assertThat(e.retryAfterSeconds()).isEqualTo(24 * 3600 - 5 * 60));
        send(OTHER, HERE);
        clock.shift(Duration.ofDays(1).minusMinutes(5));
        send(MOBILE, HERE);
        assertThat(count("mobile_code_sent")).isEqualTo(7);
    }

    @Test
    void anAddressAsksForSoManyInAnHourOfAllNumbersTogether() {
        for (int i = 0; i < LIMITS.mobileCodesOfAddress(); i++) send(number(i), HERE);
        assertThatThrownBy(() -> send(number(99), HERE))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class,
                        e -> assertThat(e.retryAfterSeconds()).isEqualTo(3600));
        send(number(99), "10.0.0.2");
        clock.shift(Duration.ofHours(1));
        send(number(100), HERE);
    }

    @Test
    void allNumbersTogetherAreSentSoManyInAMinuteFromWhicheverAddress() {
        for (int i = 0; i < LIMITS.mobileCodesPerMinute(); i++) send(number(i), "10.3.0." + i);
        assertThatThrownBy(() -> otherNode.send(MOBILE, Language.FA, HERE))
                .isInstanceOfSatisfying(
                        CodesHeldUp.class,
                        e -> assertThat(e.retryAfterSeconds()).isEqualTo(60));
        assertThat(count("mobile_code_sent")).as("it cost the number nothing").isEqualTo(LIMITS.mobileCodesPerMinute());
        clock.shift(Duration.ofMinutes(1));
        assertThat(isIn(MOBILE, send(MOBILE, HERE))).isTrue();
    }

    /** Whoever fills the queue costs nobody one of the five. */
    @Test
    void whereAsManyWaitForTheGatewayAsMayNothingIsWrittenDown() {
        int places = 0;
        while (messages.takePlace()) places++;
        assertThat(places).isBetween(100, 1000);
        assertThatThrownBy(() -> send(MOBILE, HERE)).isInstanceOf(CodesHeldUp.class);
        assertThat(count("mobile_code") + count("mobile_code_sent")).isZero();
        messages.leavePlace();
        assertThat(isIn(MOBILE, send(MOBILE, HERE))).isTrue();
        await().until(() -> gateway.accepted().size() == 1);
        await().untilAsserted(() -> assertThat(messages.takePlace()).isTrue());
        messages.leavePlace();
        assertThatThrownBy(() -> send(MOBILE, HERE)).as("a minute").isInstanceOf(TooManyAttempts.class);
        assertThat(messages.takePlace()).as("who is refused leaves the place").isTrue();
    }

    @Test
    void ofManyThatAskAtOneInstantOnTwoNodesAsManyGetOneAsInARow() {
        List<Boolean> ofNumber = AtOnce.all(8, i -> sends(i % 2 == 0 ? codes : otherNode, MOBILE, "10.1.0." + i));
        assertThat(ofNumber.stream().filter(each -> each)).hasSize(1);
        List<Boolean> ofAddress = AtOnce.all(30, i -> sends(i % 2 == 0 ? codes : otherNode, number(i), HERE));
        assertThat(ofAddress.stream().filter(each -> each)).hasSize(LIMITS.mobileCodesOfAddress());
    }

    private static boolean sends(MobileCodes node, MobileNumber mobile, String address) {
        try {
            node.send(mobile, Language.FA, address);
            return true;
        } catch (TooManyAttempts e) {
            return false;
        }
    }

    private static MobileNumber number(int i) {
        return new MobileNumber("0919%07d".formatted(i));
    }

    @Test
    void aSessionEndsHalfAnHourAfterItsLastUseAndTwoHoursAfterItBegan() {
        String token = redeem(codes, MOBILE, send(MOBILE, HERE)).orElseThrow().token();
        Instant begun = clock.instant();
        for (int i = 0; i < 4; i++) {
            clock.shift(Duration.ofMinutes(29));
            assertThat(sessions.held(token).orElseThrow().expiresAt())
                    .isEqualTo(earlier(clock.instant().plus(Duration.ofMinutes(30)), begun.plus(Duration.ofHours(2))));
        }
        clock.shift(Duration.ofMinutes(4));
        assertThat(sessions.holder(token)).as("two hours").isEmpty();

        clock.shift(Duration.ofMinutes(1));
        String other = redeem(codes, MOBILE, send(MOBILE, HERE)).orElseThrow().token();
        clock.shift(Duration.ofMinutes(30));
        assertThat(sessions.holder(other)).as("not used for half an hour").isEmpty();
        assertThat(sessions.holder("0".repeat(32))).isEmpty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Test
    void aSessionThatIsLeftHasEndedForEveryNode() {
        String token = redeem(codes, MOBILE, send(MOBILE, HERE)).orElseThrow().token();
        sessions.end(token);
        assertThat(new SubscriberSessions(database.client, clock).holder(token)).isEmpty();
    }

    @Test
    void everythingGoesByItself() {
        redeem(codes, MOBILE, send(MOBILE, HERE));
        redeem(codes, OTHER, WRONG);
        assertThat(count("mobile_code")).isEqualTo(2);
        clock.shift(Duration.ofMinutes(31));
        codes.forget();
        sessions.forget();
        assertThat(count("mobile_code")).isZero();
        assertThat(count("subscriber_session")).isZero();
        assertThat(count("mobile_code_sent")).as("counts for the day").isEqualTo(1);
        clock.shift(Duration.ofDays(1));
        codes.forget();
        assertThat(count("mobile_code_sent")).isZero();
    }

    @Test
    void itGoesWithTheNumbersData() {
        redeem(codes, MOBILE, send(MOBILE, HERE));
        String token = redeem(codes, OTHER, send(OTHER, HERE)).orElseThrow().token();
        codes.on(new RequestErased(new RequestId(1), MOBILE));
        assertThat(sessions.holder(token)).contains(OTHER);
        assertThat(List.of(count("mobile_code"), count("mobile_code_sent"), count("subscriber_session")))
                .containsOnly(1);
    }
}
