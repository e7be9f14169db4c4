package ir.roshan.api;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.DatabaseSearch;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.StubGateway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** «My reports»: a subscriber comes in by a code on their telephone, and sees what is theirs and nobody else's (A1.2, A3.2, A7.1). */
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.notification.quiet-to=22:00",
            "roshan.web.public-address=https://outages.example.ir",
            "roshan.limits.mobile-codes-of-address=6",
            "roshan.limits.wrong-mobile-codes-of-address=12"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class MyReportsBehaviour extends RoshanServer {
    private static final StubGateway GATEWAY = new StubGateway();
    private static final AtomicInteger SUBSCRIBERS = new AtomicInteger();
    private static final String CODES = "/api/v1/my/codes";
    private static final String SESSION = "/api/v1/my/session";
    private static final String MINE = "/api/v1/my/requests";
    private static final String STILL_OUT = MINE + "/{trackingCode}/still-out";
    private static final String RATING = MINE + "/{trackingCode}/feedback";
    private static final Pattern CODE = Pattern.compile("@outages\\.example\\.ir #([0-9]{6})$");

    @Autowired
    private DataSource dataSource;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("roshan.sms.url", () -> GATEWAY.url().toString());
    }

    private final String mobile = newMobile();

    private static String newMobile() {
        return "0938%07d".formatted(SUBSCRIBERS.incrementAndGet());
    }

    private Call ask(String number) {
        return post(CODES).json("{\"mobile\": \"%s\"}".formatted(number));
    }

    private Call bring(String number, String code) {
        return post(SESSION).json("{\"mobile\": \"%s\", \"code\": \"%s\"}".formatted(number, code));
    }

    /** The texts that have come to a number. */
    private static List<String> texts(String number) {
        return GATEWAY.tries().values().stream()
                .flatMap(List::stream)
                .filter(text -> text.startsWith(number + ": "))
                .toList();
    }

    private static List<String> codesAt(String number) {
        return texts(number).stream()
                .map(CODE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private String codeFor(String number) {
        List<String> before = codesAt(number);
        ask(number).send(202);
        await().atMost(PATIENCE).until(() -> codesAt(number).size() > before.size());
        return codesAt(number).stream()
                .filter(code -> !before.contains(code))
                .findFirst()
                .orElseThrow();
    }

    /** As a browser sends it back. */
    private static String cookie(Call.Answer answer) {
        return answer.header("Set-Cookie").replaceFirst(";.*", "");
    }

    private String signedIn(String number) {
        return cookie(bring(number, codeFor(number)).send(200));
    }

    private static String wrong(String code) {
        return code.equals("123456") ? "654321" : "123456";
    }

    @Test
    void aCodeIsSentOnceStandsNowhereAndLetsIn(CapturedOutput log) throws SQLException {
        String code = codeFor(mobile);
        assertThat(texts(mobile)).hasSize(1).first().asString().contains("کد ورود به «گزارش‌های من»: " + code);

        Call.Answer in = bring(mobile, code).send(200);
        assertThat(in.at("/mobile")).isEqualTo(mobile.substring(0, 4) + "***" + mobile.substring(7));
        assertThat(in.header("Set-Cookie"))
                .matches("roshan-my=[A-Za-z0-9_-]{32}; Path=/api/v1/my; Secure; HttpOnly; SameSite=Strict");
        assertThat(in.header("Cache-Control")).contains("no-store");
        get(SESSION).header("Cookie", cookie(in)).send(200);

        String token = cookie(in).replace("roshan-my=", "");
        assertThat(DatabaseSearch.tablesWith(dataSource, List.of(token, "#" + code, ": " + code)))
                .isEmpty();
        assertThat(log.getAll())
                .doesNotContain(token)
                .doesNotContain("#" + code)
                .doesNotContain(mobile);
        assertThat(GATEWAY.tries().values().stream().flatMap(List::stream).filter(text -> text.contains(code)))
                .as("at the gateway")
                .hasSize(1);
        double sent = get("/actuator/prometheus")
                .as("admin")
                .send(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("roshan_messages_sent_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertThat(sent).as("in the gateway's figures").isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"۰,٠", "' ',-"})
    void aCodeIsReadAsPeopleTypeIt(String one, String other) {
        String code = codeFor(mobile);
        String typed = one.isBlank()
                ? code.substring(0, 3) + one + code.substring(3, 5) + other + code.substring(5)
                : code.chars()
                        .mapToObj(c -> Character.toString((c % 2 == 0 ? one : other).charAt(0) + c - '0'))
                        .reduce("", String::concat);
        bring("+98" + mobile.substring(1), typed).send(200);
    }

    /** Neither status nor body nor head tells whether anything was ever reported by a number. */
    @Test
    void askingIsAnsweredTheSameForEveryNumber() {
        String known = newMobile();
        post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place().billId(), known))
                .send(201);
        Call.Answer ofKnown = ask(known).send(202);
        Call.Answer ofUnknown = ask(mobile).send(202);
        assertThat(ofKnown.body()).isEqualTo(ofUnknown.body());
        assertThat(ofKnown.response().headers().map().keySet())
                .isEqualTo(ofUnknown.response().headers().map().keySet());
        assertThat(ofKnown.at("/validSeconds")).isEqualTo("180");
        assertThat(ofKnown.at("/retryAfterSeconds")).isEqualTo("60");
    }

    @Test
    void wrongUsedOldAndNeverSentAreOneAnswer() {
        String code = codeFor(mobile);
        String wrong = bring(mobile, wrong(code)).send(403).body();
        bring(mobile, code).send(200);
        String used = bring(mobile, code).send(403).body();
        String never = bring(newMobile(), code).send(403).body();
        String later = newMobile();
        String aged = codeFor(later);
        clock.shift(Duration.ofMinutes(3));
        String old = bring(later, aged).send(403).body();
        assertThat(List.of(used, never, old)).containsOnly(wrong);
        assertThat(wrong).contains("code-mismatch").contains("کد درست نیست");
    }

    @Test
    void fiveWrongOnesCloseANumberThatWasSentACodeAndOneThatWasNot() {
        String code = codeFor(mobile);
        for (String number : List.of(mobile, newMobile())) {
            for (int i = 0; i < 5; i++) bring(number, wrong(code)).send(403);
            assertThat(Long.parseLong(bring(number, code).send(429).header("Retry-After")))
                    .isBetween(1L, 180L);
        }
    }

    /** Of all numbers together, so that nobody tries the same code at one after another. */
    @Test
    void anAddressThatTriesManyNumbersIsClosed() {
        for (int i = 0; i < 12; i++) bring(newMobile(), "123456").send(403);
        bring(mobile, codeFor(mobile)).send(429);
        bring(mobile, codesAt(mobile).get(0)).from(newAddress()).send(200);
    }

    @Test
    void floodsEndAtTheNumberAndAtTheAddress() {
        ask(mobile).send(202);
        assertThat(Long.parseLong(ask(mobile).from(newAddress()).send(429).header("Retry-After")))
                .isBetween(1L, 60L);
        for (int i = 1; i < 6; i++) ask(newMobile()).send(202);
        ask(newMobile()).send(429);
    }

    @Test
    void whatIsWrongWithACallIsNamed() {
        assertThat(ask("0912").send(400).at("/errors/0/field")).isEqualTo("mobile");
        assertThat(post(CODES).json("{}").send(400).at("/errors/0/code")).isEqualTo("required");
        assertThat(bring(mobile, "12345").send(400).at("/errors/0/field")).isEqualTo("code");
        assertThat(bring(mobile, "1".repeat(2000)).send(400).at("/errors/0/code"))
                .isEqualTo("format");
        assertThat(post(SESSION).json("{\"code\": \"123456\"}").send(400).at("/errors/0/field"))
                .isEqualTo("mobile");
    }

    @Test
    void withoutASessionNobodyIsIn() {
        assertThat(get(SESSION).send(401).at("/type")).endsWith("code-needed");
        get(SESSION).header("Cookie", "roshan-my=" + "A".repeat(32)).send(401);
        get(SESSION).header("Cookie", "roshan-my=1' OR '1'='1").send(401);
        call("DELETE", SESSION).send(204);
    }

    @Test
    void aSessionEndsWhenItIsLeftAndHalfAnHourAfterItsLastUse() {
        String left = signedIn(mobile);
        Call.Answer out = call("DELETE", SESSION).header("Cookie", left).send(204);
        assertThat(out.header("Set-Cookie")).startsWith("roshan-my=; Path=/api/v1/my; Max-Age=0");
        get(SESSION).header("Cookie", left).send(401);

        String idle = signedIn(newMobile());
        clock.shift(Duration.ofMinutes(29));
        get(SESSION).header("Cookie", idle).send(200);
        clock.shift(Duration.ofMinutes(29));
        get(SESSION).header("Cookie", idle).send(200);
        clock.shift(Duration.ofMinutes(30));
        get(SESSION).header("Cookie", idle).send(401);
    }

    private String report(String more, String number) {
        return post("/api/v1/requests")
                .from(newAddress())
                .json("{\"mobile\": \"%s\", %s}".formatted(number, more))
                .send(201)
                .at("/trackingCode");
    }

    @Test
    void theListIsOnesOwnOfTwelveMonthsAndEachLookIsWrittenDown() {
        String billId = place().billId();
        String first = report("\"billId\": \"%s\"".formatted(billId), mobile);
        String second = report("\"address\": \"قم، خیابان صفائیه، کوچهٔ ۱۲، پلاک ۷\", \"district\": 1", mobile);
        String others = report("\"billId\": \"%s\"".formatted(place().billId()), newMobile());
        String old = report("\"billId\": \"%s\"".formatted(place().billId()), mobile);
        jdbc.sql("UPDATE restoration_request SET submitted_at = :at WHERE tracking_code = :code")
                .param("at", clock.instant().minus(Duration.ofDays(370)).atOffset(UTC))
                .param("code", old)
                .update();
        String session = signedIn(mobile);

        Call.Answer list = get(MINE).header("Cookie", session).send(200);
        assertThat(list.json().path("requests").findValuesAsText("trackingCode"))
                .containsExactly(second, first)
                .doesNotContain(others);
        assertThat(list.at("/requests/0/street")).contains("صفائیه");
        assertThat(list.at("/requests/1/billIdEnding")).isEqualTo(billId.substring(billId.length() - 4));
        assertThat(list.at("/requests/0/steps/1/state")).isEqualTo("DONE");
        assertThat(list.at("/requests/0/opinionOpen")).isEqualTo("false");
        assertThat(list.body()).doesNotContain(mobile).doesNotContain(billId).doesNotContain("پلاک");
        get(MINE).header("Cookie", session).send(200);
        // As where another site of our domain has put its own beside it.
        get(MINE).header("Cookie", session + "; roshan-my=" + "x".repeat(32)).send(401);

        for (String code : List.of(first, second)) {
            Call.Answer looks = get("/api/v1/operations/audit")
                    .as("manager")
                    .with("subject", code)
                    .with("deed", "OWN_REQUESTS_SHOWN")
                    .send(200);
            assertThat(looks.json().at("/entries")).hasSize(1);
            assertThat(looks.at("/entries/0/account")).isEqualTo("?");
            assertThat(looks.body()).doesNotContain(mobile);
        }
        get(MINE).send(401);
    }

    @Test
    void whoeverHasShownTheNumberObjectsAndRatesWithoutItsDigits() {
        String code = report("\"billId\": \"%s\"".formatted(place().billId()), mobile);
        String stranger = signedIn(newMobile());
        String session = signedIn(mobile);
        put(RATING, code).header("Cookie", session).json("{\"rating\": 5}").send(409);
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");

        put(RATING, code).header("Cookie", stranger).json("{\"rating\": 1}").send(403);
        post(STILL_OUT, code).header("Cookie", stranger).json("{}").send(403);
        put(RATING, code).json("{\"rating\": 1}").send(401);
        post(STILL_OUT, code).json("{}").send(401);
        assertThat(put(RATING, code)
                        .header("Cookie", session)
                        .json("{}")
                        .send(400)
                        .at("/errors/0/field"))
                .isEqualTo("rating");
        put(RATING, code)
                .header("Cookie", session)
                .json("{\"rating\": 4, \"comment\": \"خوب بود\"}")
                .send(204);
        Call.Answer list = get(MINE).header("Cookie", session).send(200);
        assertThat(list.at("/requests/0/opinion/rating")).isEqualTo("4");
        assertThat(list.at("/requests/0/opinion/comment")).isEqualTo("خوب بود");
        assertThat(list.at("/requests/0/opinionOpen")).isEqualTo("true");

        // Strangers who guess at its digits do not keep its subscriber away.
        for (int i = 0; i < 5; i++)
            post("/api/v1/requests/{trackingCode}/still-out", code)
                    .json("{\"mobileLast4\": \"%s\"}".formatted(mobile.endsWith("9999") ? "0000" : "9999"))
                    .send(403);
        Call.Answer back =
                post(STILL_OUT, code).header("Cookie", session).json("{}").send(202);
        assertThat(back.at("/state")).isEqualTo("CHECKING");
    }

    @Test
    void whatIsErasedIsInNoListAndEndsItsSession() {
        String code = report("\"billId\": \"%s\"".formatted(place().billId()), mobile);
        String session = signedIn(mobile);
        post("/api/v1/requests/{trackingCode}/withdrawal", code)
                .json("{\"mobileLast4\": \"%s\"}".formatted(mobile.substring(7)))
                .send(200);
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        get(SESSION).header("Cookie", session).send(401);
        clock.shift(Duration.ofMinutes(1));
        assertThat(get(MINE).header("Cookie", signedIn(mobile)).send(200).json().path("requests"))
                .isEmpty();
    }

    @Test
    void whoComesInAnewInTheSameBrowserLeavesTheOneBefore() {
        String before = signedIn(mobile);
        String other = newMobile();
        bring(other, codeFor(other)).header("Cookie", before).send(200);
        get(SESSION).header("Cookie", before).send(401);
    }
}
