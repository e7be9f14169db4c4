package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What people see who mistype an address, open a door that is not theirs, or come when something fails. */
@OnH2
class BrowserPagesTest extends RoshanServer {
    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    @Autowired
    private Problems problems;

    private Call.Answer browse(String method, String path) {
        return call(method, path).accept(BROWSER).sendUnchecked();
    }

    private static void assertPage(Call.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy"))
                .containsPattern("default-src '(none'; style-src 'self|self)'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "script-src");
        assertNothingInternal(answer);
    }

    /** Persian first, English below it, nothing from elsewhere and nothing that runs. */
    private static void assertKind(String page) {
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("۱۲۱", "telephone 121")
                .doesNotContain("http:", "https:", "{", "}");
        Document read = Jsoup.parse(page);
        assertThat(read.select("html[lang=fa][dir=rtl]")).hasSize(1);
        assertThat(read.select("body [lang=en][dir=ltr]")).isNotEmpty();
        assertThat(read.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
        assertThat(read.select("meta[name=robots]").attr("content")).contains("noindex");
        assertThat(read.select("link[rel=stylesheet]").eachAttr("href")).containsExactly("/assets/page.css");
        assertThat(read.select("script, style, [style]")).isEmpty();
        assertThat(Stream.of("src", "href").flatMap(name -> read.select("[" + name + "]").eachAttr(name).stream()))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).matches("/|/[a-z].*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/a/b/c",
                "/index.htm",
                "/outbox/",
                "/api",
                "/api/v1/nothing",
                "/api/v1/requests/1/2/3",
                "/apple-touch-icon.png",
                "/h2-console",
                "/error",
                "/engine-rest",
                "/application.yaml",
                "/assets/nope.css",
                "/.git/config",
                "/خاموشی"
            })
    void whoMistypesAnAddressIsToldSoAndHelpedOn(String path) {
        String encoded = URI.create(path).toASCIIString();
        Call.Answer page = browse("GET", encoded);
        assertPage(page, 404);
        assertKind(page.body());
        assertThat(page.body()).contains("نشانی", "The address may be mistyped");
        assertThat(Jsoup.parse(page.body()).select("a").eachAttr("href")).contains("/");
        Call.Answer head = browse("HEAD", encoded);
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("WWW-Authenticate")).isEmpty();
        // With an account it is no other way, and a program is told as a program is.
        assertPage(call("GET", encoded).as("website").accept(BROWSER).sendUnchecked(), 404);
        assertThat(get(encoded).send(404).at("/type")).isEqualTo("/problems/not-found");
        assertThat(get(encoded).accept("*/*").send(404).header("WWW-Authenticate"))
                .isEmpty();
    }

    @Test
    void whoReadsEnglishReadsItFirst() {
        Call.Answer page = get("/nope").inEnglish().accept("text/html").sendUnchecked();
        assertPage(page, 404);
        Document read = Jsoup.parse(page.body());
        assertThat(read.select("html[lang=en][dir=ltr]")).hasSize(1);
        assertThat(read.select("body [lang=fa][dir=rtl]")).isNotEmpty();
        assertThat(read.select("h1").text()).isEqualTo("There is nothing at this address");
        assertThat(read.select("h2").text()).isEqualTo("چیزی در این نشانی نیست");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/operations/audit",
                "/api/v1/operations/nothing",
                "/api/v1/operations/reports/monthly/1405-08",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/nothing",
                "/actuator/health/db"
            })
    void anInnerDoorSaysWhereToLogInAndOpensNoBox(String path) {
        Call.Answer page = browse("GET", path);
        assertPage(page, 401);
        assertKind(page.body());
        assertThat(page.body()).contains("ورود", "Log in");
        assertThat(Jsoup.parse(page.body()).select("a").eachAttr("href")).contains("/camunda/app/welcome/");
        assertThat(browse("HEAD", path).header("WWW-Authenticate")).isEmpty();
        Call.Answer wrong = get(path).as("manager", "wrong").accept(BROWSER).sendUnchecked();
        assertPage(wrong, 401);
        // curl, Prometheus and whoever else is a program.
        for (String accept : new String[] {
            "*/*",
            "application/json",
            "application/json, text/html;q=0.9",
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
        }) {
            Call.Answer problem = get(path).accept(accept).send(401);
            assertThat(problem.header("WWW-Authenticate")).as(accept).startsWith("Basic");
            assertThat(problem.at("/type")).isEqualTo("/problems/account-needed");
        }
    }

    @Test
    void anAccountThatComesWithTheCallOpensItsDoors() {
        assertThat(get("/actuator/prometheus")
                        .as("admin")
                        .accept("*/*")
                        .sendUnchecked()
                        .status())
                .isEqualTo(200);
        assertThat(get("/actuator/info")
                        .as("admin")
                        .accept(BROWSER)
                        .sendUnchecked()
                        .status())
                .isEqualTo(200);
        assertPage(get("/actuator/info").as("manager").accept(BROWSER).sendUnchecked(), 403);
        assertPage(
                get("/api/v1/operations/audit")
                        .as("dispatcher-1")
                        .accept(BROWSER)
                        .sendUnchecked(),
                403);
    }

    /** For a program that names text/html by itself our resources are what they are. */
    @Test
    void aResourceStaysAResource() {
        assertThat(get("/api/v1/requests/1/2/3").accept("text/html").send(404).at("/type"))
                .isEqualTo("/problems/not-found");
        Call.Answer door = get("/api/v1/operations/audit").accept("text/html").sendUnchecked();
        assertThat(door.status()).isEqualTo(401);
        assertThat(door.header("Content-Type")).startsWith("application/problem+json");
        assertThat(door.header("WWW-Authenticate")).as("a person may sit there").isEmpty();
        assertPage(
                get("/api/v1/requests/1/2/3")
                        .accept("text/html")
                        .header("Sec-Fetch-Mode", "navigate")
                        .sendUnchecked(),
                404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/requests/x, 400",
        "GET, /api/v1/requests/000000000098, 404",
        "GET, /api/v1/requests, 405",
        "POST, /, 405",
        "PUT, /assets/page.css, 405",
        "DELETE, /favicon.ico, 405",
        "POST, /outbox, 405",
        "GET, /camunda-welcome/index.html, 403",
        "POST, /a;b=c/../d, 400"
    })
    void whateverIsRefusedIsAPageOfTheSameStatus(String method, String path, int status) {
        Call.Answer page = browse(method, path);
        assertPage(page, status);
        assertKind(page.body());
        if (status == 405) assertThat(page.header("Allow")).isNotEmpty();
        assertThat(call(method, path).sendAnyhow().status()).isEqualTo(status);
    }

    @Test
    void whatIsTooLongOrTooOftenIsAPageToo() {
        assertPage(
                post("/").accept(BROWSER).body("text/plain", new byte[70_000]).sendUnchecked(), 413);
        String address = newAddress();
        Call.Answer page = null;
        for (int i = 0; i < 11; i++)
            page = get("/api/v1/requests/{trackingCode}", "%012d".formatted(98_000_000_000L + i * 97L))
                    .from(address)
                    .accept(BROWSER)
                    .sendUnchecked();
        // Some of these are no codes at all; unknown ones are counted until the door closes.
        for (int i = 0; i < 2_000 && page.status() != 429; i++)
            page = get("/api/v1/requests/{trackingCode}", "%012d".formatted(98_000_000_000L + i))
                    .from(address)
                    .accept(BROWSER)
                    .sendUnchecked();
        assertPage(page, 429);
        assertKind(page.body());
        assertThat(page.header("Retry-After")).isNotEmpty();
    }

    /** What the container itself refuses, before anybody has looked at it. */
    @Test
    void anAddressThatIsNoneIsAPage() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write(("GET /a%zz HTTP/1.1\r\nHost: x\r\nAccept: " + BROWSER + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("content-type: text/html;charset=utf-8");
            assertThat(answer).contains("<html lang=\"fa\" dir=\"rtl\">").doesNotContain("Tomcat", "zz");
        }
    }

    @ParameterizedTest
    @CsvSource({"500, internal-error, 500", "503, temporarily-unavailable, 503"})
    void aFailureOfOursIsAPage(int told, String type, int status) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/outbox");
        request.addHeader("Accept", BROWSER);
        MockHttpServletResponse response = new MockHttpServletResponse();
        Throwable failure = status == 503
                ? new SQLTransientConnectionException("SELECT secret")
                : new IllegalStateException("SELECT secret");
        problems.write(told, failure, request, response);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("Retry-After") != null).isEqualTo(status == 503);
        assertThat(response.getContentType()).startsWith("text/html");
        assertKind(response.getContentAsString(UTF_8));
        assertThat(response.getContentAsString(UTF_8)).doesNotContain("secret", "SELECT", type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html;charset=utf-8",
                "*/*;q=0.1, text/html",
                "text/html, application/json",
                "application/json;q=0.5, text/html;q=0.9"
            })
    void whoAsksForHtmlFirstGetsIt(String accept) {
        assertPage(get("/nope").accept(accept).sendUnchecked(), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/problem+json, text/html",
                "application/json, text/html",
                "text/html;q=0",
                "text/html;q=0.4, application/json;q=0.5",
                "text/*",
                "rubbish",
                "image/png"
            })
    void whoDoesNotGetsAProblem(String accept) {
        get("/nope").accept(accept).send(404);
    }

    @Test
    void aCallOfAPagesScriptIsAPrograms() {
        get("/nope")
                .accept(BROWSER)
                .header("X-Requested-With", "XMLHttpRequest")
                .send(404);
    }

    @Test
    void searchEnginesAreToldWhatIsForThem() {
        Call.Answer robots = get("/robots.txt").sendUnchecked();
        assertThat(robots.status()).isEqualTo(200);
        assertThat(robots.header("Content-Type")).startsWith("text/plain");
        assertThat(robots.header("Cache-Control")).isEqualTo("max-age=86400, public");
        assertThat(robots.body().lines().toList())
                .contains("User-agent: *", "Allow: /$", "Disallow: /")
                .noneMatch(line -> line.matches(".*(camunda|operations|actuator|outbox).*"));
        assertThat(call("HEAD", "/robots.txt").sendUnchecked().status()).isEqualTo(200);
    }

    @Test
    void theIconIsThereAndIsKept() throws IOException, InterruptedException {
        HttpResponse<byte[]> icon = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/favicon.ico"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
        assertThat(icon.headers().firstValue("Cache-Control")).hasValue("max-age=2592000, public");
        ByteBuffer ico = ByteBuffer.wrap(icon.body()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(ico.getShort(0)).isZero();
        assertThat(ico.getShort(2)).as("an icon").isEqualTo((short) 1);
        assertThat(ico.getShort(4)).as("how many").isPositive();
        try (InputStream file = BrowserPagesTest.class.getResourceAsStream("/web/shared/favicon.ico")) {
            assertThat(file.readAllBytes()).isEqualTo(icon.body());
        }
        assertThat(call("HEAD", "/favicon.ico").sendUnchecked().status()).isEqualTo(200);
    }
}
