package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import ir.roshan.testing.OtherHouse;
import ir.roshan.testing.OtherHouse.Person;
import ir.roshan.testing.OtherHouse.Seal;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.WebAppSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Operators for whom another house vouches (docs/adr/0018): who comes in, as whom, with what rights, and who does not. In a JVM
 * of its own: the web apps of all applications in one JVM ask the same engine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OidcBehaviour {
    private static final String LOGIN = "/camunda/oidc/login";

    @TempDir
    static Path folder;

    private final OtherHouse house = new OtherHouse();
    private RoshanProcess.Node node;
    private WebAppSession admin;

    /** Where the node keeps its data, as arguments of the application. */
    abstract List<String> database();

    @BeforeAll
    void open() throws Exception {
        List<String> settings = new ArrayList<>(database());
        settings.addAll(
                List.of(
                        "--roshan.admin.password=" + WebAppSession.PASSWORD,
                        "--roshan.oidc.issuer=" + house.issuer(),
                        "--roshan.oidc.client-id=" + OtherHouse.CLIENT,
                        "--roshan.oidc.client-secret=" + OtherHouse.SECRET,
                        "--roshan.oidc.groups=/grid/operators=dispatchers,/grid/north=district-1,/grid/heads=managers,/it=camunda-admin"));
        node = RoshanProcess.node(folder, settings.toArray(String[]::new));
        admin = WebAppSession.of(node.port(), "admin", "admin");
        account("manager", "managers");
        account("dispatcher-1", "dispatchers");
    }

    @AfterAll
    void close() {
        if (node != null) node.close();
        house.close();
    }

    /** With a password of ours. */
    private void account(String name, String group) {
        assertThat(admin.send("POST", WebAppSession.ENGINE + "/user/create", """
                                {"profile": {"id": "%s", "firstName": "x", "lastName": "y"}, "credentials": {"password": "%s"}}
                                """.formatted(
                                        name, WebAppSession.PASSWORD))
                        .status())
                .isEqualTo(204);
        assertThat(admin.send("PUT", WebAppSession.ENGINE + "/group/" + group + "/members/" + name, "{}")
                        .status())
                .isEqualTo(204);
    }

    private boolean isKnown(String account) {
        return admin.get(WebAppSession.ENGINE + "/user/count?id=" + account)
                        .json()
                        .get("count")
                        .intValue()
                > 0;
    }

    private List<String> groupsOf(String account) {
        List<String> groups = new ArrayList<>();
        admin.get(WebAppSession.ENGINE + "/group?sortBy=id&sortOrder=asc&maxResults=50&member=" + account)
                .json()
                .forEach(group -> groups.add(group.get("id").textValue()));
        return groups;
    }

    /** How often it was written down, about whom by name or with what note. */
    private long written(String deed, String account, String note) {
        var entries = admin.get("/api/v1/operations/audit?deed=" + deed).json().get("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry ->
                        account == null || account.equals(entry.path("account").asText()))
                .filter(entry -> note == null || note.equals(entry.path("note").asText()))
                .count();
    }

    /** A person at a browser, who is sent to the other house and back. */
    private HttpResponse<String> comesIn(WebAppSession browser, Person person) {
        HttpResponse<String> sent = browser.open(LOGIN);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        URI back =
                house.authorize(URI.create(sent.headers().firstValue("Location").orElseThrow()), person);
        return browser.open(back.getRawPath() + "?" + back.getRawQuery());
    }

    private WebAppSession browser(String app) {
        return WebAppSession.stranger(node.port(), app);
    }

    private static int tasks(WebAppSession session) {
        return session.get(WebAppSession.ENGINE + "/task?maxResults=1").status();
    }

    @Test
    @Order(1)
    void whileTheOtherHouseIsAwayItIsSaidAndPasswordsOpenAsEver() {
        house.isThere(false);
        try {
            HttpResponse<String> answer = browser("tasklist").open(LOGIN);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("سامانهٔ ورود یکپارچه پاسخ نمی‌دهد")
                    .doesNotContain("Exception");
            assertThat(tasks(WebAppSession.of(node.port(), "tasklist", "dispatcher-1")))
                    .isEqualTo(200);
        } finally {
            house.isThere(true);
        }
    }

    @Test
    void aDispatcherComesInWithTheRightsOfTheirGroups() {
        WebAppSession browser = browser("tasklist");
        HttpResponse<String> answer = comesIn(
                browser, new Person("s-1", "Z.Karimi@grid.example", "/grid/operators", "/grid/north", "/choir"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("http-equiv=\"refresh\"", "../app/tasklist/default/");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("JSESSIONID=").contains("HttpOnly", "Secure", "SameSite=Strict"));
        browser.reload();
        assertThat(browser.cookie("JSESSIONID")).isNotNull();
        assertThat(groupsOf("z-karimi-grid-example")).containsExactly("dispatchers", "district-1");
        assertThat(tasks(browser)).isEqualTo(200);
        assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
                .contains("z-karimi-grid-example", "tasklist")
                .doesNotContain("cockpit");
        String code = browser.send("POST", "/api/v1/requests", """
                        {"address": "خیابان ارم، پلاک ۱", "district": 1, "mobile": "09121234567"}
                        """)
                .json()
                .get("trackingCode")
                .textValue();
        assertThat(browser.get("/api/v1/operations/requests/" + code).status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/operations/audit").status()).isEqualTo(403);
        assertThat(written("LOGGED_IN", "z-karimi-grid-example", "OpenID Connect"))
                .isEqualTo(1);
    }

    @Test
    void aManagersSessionOpensTheManagersResources() {
        WebAppSession browser = browser("cockpit");
        assertThat(browser.get("/api/v1/operations/audit").status()).isEqualTo(401);
        comesIn(browser, new Person("s-2", "head", "/grid/heads"));
        browser.reload();
        assertThat(browser.get("/api/v1/operations/audit?from=2026-01-01T00:00:00Z")
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/operations/messages").status()).isEqualTo(200);
    }

    @Test
    void theLoginPagesLeadThere() {
        assertThat(browser("tasklist")
                        .get("/camunda/app/tasklist/scripts/config.js")
                        .body())
                .contains("window.roshanSingleSignOn = '/camunda/oidc/login'");
    }

    /** Spoilt in one way and sound in all others: a token that ends before it begins is refused whoever looks at its end. */
    static Stream<Arguments> spoilt() {
        return Stream.of(
                Arguments.of("no nonce", how(claims -> claims.claim("nonce", null))),
                Arguments.of("another's nonce", how(claims -> claims.claim("nonce", "of-another-login"))),
                Arguments.of("another issuer", how(claims -> claims.issuer("https://evil.example"))),
                Arguments.of("another audience", how(claims -> claims.audience("another-client"))),
                Arguments.of(
                        "several audiences, for another",
                        how(claims ->
                                claims.audience(List.of(OtherHouse.CLIENT, "x")).claim("azp", "x"))),
                Arguments.of("no audience", how(claims -> claims.audience((String) null))),
                Arguments.of(
                        "expired",
                        how(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(600)))
                                .expirationTime(Date.from(Instant.now().minusSeconds(120))))),
                Arguments.of("without an end", how(claims -> claims.expirationTime(null))),
                Arguments.of(
                        "of tomorrow",
                        how(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(86_400)))
                                .expirationTime(Date.from(Instant.now().plusSeconds(86_700))))),
                Arguments.of("without a subject", how(claims -> claims.subject(null))),
                Arguments.of("a stranger's seal", new Person("s-3", "forged", "/it").sealed(Seal.A_STRANGERS)),
                Arguments.of("no seal", new Person("s-3", "forged", "/it").sealed(Seal.NONE)));
    }

    private static Person how(UnaryOperator<JWTClaimsSet.Builder> spoilt) {
        return new Person("s-3", "forged", "/it").spoilt(spoilt);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoilt")
    void whatIsNotWellVouchedForIsRefused(String what, Person person) {
        WebAppSession browser = browser("admin");
        HttpResponse<String> answer = comesIn(browser, person);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("ورود شما تأیید نشد").doesNotContain("Exception", "nonce", "http-equiv");
        browser.reload();
        assertThat(tasks(browser)).isEqualTo(401);
        assertThat(isKnown("forged")).isFalse();
    }

    /** Somebody is made to finish a login that another has begun. */
    @Test
    void anAnswerToAnothersQuestionIsRefusedAndSoIsASecondOne() {
        long before = written("LOGIN_FAILED", null, null);
        WebAppSession attacker = browser("tasklist");
        URI sentTo =
                URI.create(attacker.open(LOGIN).headers().firstValue("Location").orElseThrow());
        URI back = house.authorize(sentTo, new Person("s-4", "attacker", "/grid/heads"));
        String answer = back.getRawPath() + "?" + back.getRawQuery();
        WebAppSession victim = browser("cockpit");
        assertThat(victim.open(answer).statusCode()).isEqualTo(403);
        victim.open(LOGIN);
        assertThat(victim.open(answer).statusCode()).isEqualTo(403);
        victim.reload();
        assertThat(tasks(victim)).isEqualTo(401);
        assertThat(written("LOGIN_FAILED", null, null)).isEqualTo(before);
        assertThat(attacker.open(answer).statusCode()).isEqualTo(200);
        assertThat(attacker.open(answer).statusCode()).isEqualTo(403);
    }

    @Test
    void whoHasNoGroupOfOursHasNoRight() {
        WebAppSession browser = browser("tasklist");
        HttpResponse<String> answer =
                comesIn(browser, new Person("s-5", "guest", "/choir", "dispatchers", "camunda-admin"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("دسترسی ندارد");
        browser.reload();
        assertThat(tasks(browser)).isEqualTo(401);
        assertThat(browser.get("/api/v1/operations/audit").status()).isEqualTo(401);
        assertThat(isKnown("guest")).isFalse();
        assertThat(written("LOGIN_FAILED", "?", "OpenID Connect: no_group")).isPositive();
    }

    @Test
    void whatIsTakenThereIsTakenHere() {
        WebAppSession first = browser("cockpit");
        comesIn(first, new Person("s-6", "changing", "/grid/heads", "/grid/north"));
        first.reload();
        assertThat(first.get("/api/v1/operations/audit").status()).isEqualTo(200);
        comesIn(browser("tasklist"), new Person("s-6", "changing", "/grid/operators"));
        assertThat(groupsOf("changing")).containsExactly("dispatchers");
        // The session that was still open is over.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(first.get("/api/v1/operations/audit").status()).isEqualTo(401);
            assertThat(tasks(first)).isEqualTo(401);
        });
        assertThat(comesIn(browser("tasklist"), new Person("s-6", "changing")).statusCode())
                .isEqualTo(403);
        assertThat(groupsOf("changing")).isEmpty();
        assertThat(written("ACCOUNTS_CHANGED", "changing", null)).isEqualTo(3);
    }

    /** Neither an account of ours, nor somebody else's of the other house who had the name before. */
    @ParameterizedTest
    @ValueSource(strings = {"admin", "Manager", "dispatcher-1", "of-another-person"})
    void nobodyBecomesAnotherByTheirName(String name) {
        comesIn(browser("tasklist"), new Person("s-7", "of-another-person", "/grid/operators"));
        List<String> before = groupsOf(name.toLowerCase(Locale.ROOT));
        assertThat(before).isNotEmpty();
        WebAppSession browser = browser("admin");
        HttpResponse<String> answer = comesIn(browser, new Person("s-8", name, "/it"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("متعلق به شخص دیگری است");
        browser.reload();
        assertThat(tasks(browser)).isEqualTo(401);
        assertThat(groupsOf(name.toLowerCase(Locale.ROOT))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "علی", "a b", "-x", "${1}", "../admin"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThat(comesIn(browser("tasklist"), new Person("s-9", name, "/grid/operators"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** Nobody is shown to the browser as logged in by what they send along. */
    @Test
    void theSessionIsANewOne() {
        WebAppSession browser = browser("tasklist");
        String before = browser.cookie("JSESSIONID");
        comesIn(browser, new Person("s-10", "fresh", "/grid/operators"));
        assertThat(browser.cookie("JSESSIONID")).isNotNull().isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/oidc", "/camunda/oidc/", "/camunda/oidc/login/operators", "/camunda/oidc/x"})
    void nothingElseIsThere(String path) {
        assertThat(browser("tasklist").open(path).statusCode()).isIn(401, 403);
    }
}
