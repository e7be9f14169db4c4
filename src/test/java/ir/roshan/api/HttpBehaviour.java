package ir.roshan.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import ir.roshan.testing.AtOnce;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What HTTP itself can do wrong: paths, methods, media types, sizes; each is answered as a problem. */
class HttpBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String VALID = "{\"billId\": \"1234567804423\", \"mobile\": \"09121234567\"}";

    @Autowired
    private DataSource dataSource;

    @Test
    void theContractIsServedAsItIsCommitted() throws IOException {
        Call.Answer answer = get("/api/openapi.yaml").send(200);
        assertThat(answer.body()).isEqualTo(Files.readString(Path.of("docs/api/openapi.yaml")));
        assertThat(call("HEAD", "/api/openapi.yaml").send(200).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {REQUESTS + "/", REQUESTS + "/180259433142/", REQUESTS + "/1/2/3", REQUESTS + "/1/withdrawl"})
    void aPathUnderRequestsThatIsNoneIsNotFound(String path) {
        Call.Answer answer = get(path).send(404);
        assertThat(answer.at("/type")).isEqualTo("/problems/not-found");
        assertThat(answer.at("/title")).isEqualTo("چیزی در این نشانی نیست");
        assertThat(get(path).inEnglish().accept("text/html").send(404).at("/title"))
                .isEqualTo("There is nothing at this address");
    }

    /** Everything is shut that is not listed, whether it is there or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/agreement/",
                "/api/v2/requests",
                "/error",
                "/engine-rest",
                "/v3/api-docs"
            })
    void aPathThatIsNotListedIsAbsentToEverybody(String path) {
        assertThat(get(path).send(404).at("/type")).isEqualTo("/problems/not-found");
        get(path).as("website").send(404);
        get(path).as("admin").send(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/requests",
        "DELETE, /api/v1/requests/180259433142",
        "PATCH, /api/v1/requests/180259433142",
        "GET, /api/v1/requests/180259433142/withdrawal",
        "POST, /api/v1/requests/180259433142/feedback",
        "POST, /api/v1/planned-outages",
        "PUT, /api/v1/outages",
        "DELETE, /api/v1/agreement"
    })
    void aMethodThatIsNotOfferedIs405(String method, String path) {
        Call.Answer answer = call(method, path).send(405);
        assertThat(answer.at("/type")).isEqualTo("/problems/method-not-allowed");
        assertThat(answer.header("Allow")).isNotEmpty();
    }

    @Test
    void aHeadIsAGetWithoutItsBody() {
        assertThat(call("HEAD", "/api/v1/agreement").send(200).body()).isEmpty();
        assertThat(call("HEAD", REQUESTS + "/000000000098").send(404).body()).isEmpty();
        assertThat(call("HEAD", REQUESTS + "/x").send(400).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/csv", "image/png"})
    void anAnswerThatIsNotOfferedIs406AndStillAProblem(String accept) {
        Map<String, Long> before = registered();
        assertThat(post(REQUESTS).accept(accept).json(VALID).send(406).at("/type"))
                .isEqualTo("/problems/not-acceptable");
        get("/api/v1/agreement").accept(accept).send(406);
        assertThat(registered()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/json;q=0.5, text/html", "text/html, */*;q=0.1"})
    void anAnswerThatIsOfferedAmongOthersIsGiven(String accept) {
        assertThat(get("/api/v1/agreement").accept(accept).send(200).header("Content-Type"))
                .startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/problem+json",
                "rubbish",
                "*/*"
            })
    void anotherMediaTypeIs415(String type) {
        Map<String, Long> before = registered();
        Call.Answer answer = post(REQUESTS).body(type, VALID.getBytes(UTF_8)).send(415);
        assertThat(answer.at("/type")).isEqualTo("/problems/unsupported-media-type");
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void withoutAMediaTypeIs415Too() throws IOException {
        assertThat(raw("POST /api/v1/requests HTTP/1.1\r\nContent-Length: 2\r\n", "{}"))
                .startsWith("HTTP/1.1 415")
                .contains("/problems/unsupported-media-type");
    }

    @Test
    void aBodyBeyond64KilobytesIs413HoweverItComes() {
        Map<String, Long> before = registered();
        byte[] body = oversized(64 * 1024 + 1);
        for (Call call : List.of(
                post(REQUESTS).body("application/json", body),
                post(REQUESTS).chunked("application/json", body),
                put("/api/v1/operations/planned-outages").as("admin").body("application/json", body),
                put("/api/v1/operations/planned-outages").as("admin").chunked("application/json", body))) {
            Call.Answer answer = call.inEnglish().send(413);
            assertThat(answer.at("/type")).isEqualTo("/problems/body-too-large");
            assertThat(answer.at("/detail")).contains("65,536 bytes");
        }
        assertThat(registered()).isEqualTo(before);
    }

    @Test
    void aBodyOf64KilobytesIsRead() {
        byte[] body = oversized(64 * 1024);
        assertThat(post(REQUESTS).body("application/json", body).send(400).at("/errors/0/code"))
                .isEqualTo("too-long");
        assertThat(post(REQUESTS).chunked("application/json", body).send(400).at("/errors/0/code"))
                .isEqualTo("too-long");
    }

    @Test
    void aChunkedReportIsTaken() {
        post(REQUESTS)
                .chunked("application/json", reportOfAnother().getBytes(UTF_8))
                .send(201);
    }

    /** One that nobody has made before. */
    private static String reportOfAnother() {
        return "{\"billId\": \"1234567804423\", \"mobile\": \"%s\"}".formatted(anotherMobile());
    }

    private static byte[] oversized(int length) {
        String start = VALID.substring(0, VALID.length() - 1) + ", \"description\": \"";
        return (start + "x".repeat(length - start.length() - 2) + "\"}").getBytes(UTF_8);
    }

    /** What no client library would send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/requests/a;b HTTP/1.1",
                "GET /api/v1/requests/%00 HTTP/1.1",
                "GET /api/v1/requests/%2e%2e%2f%2e%2e HTTP/1.1",
                "GET /api/v1/requests/..%5c.. HTTP/1.1",
                "GET /api/v1//requests HTTP/1.1",
                "GET /api/v1/requests/%ZZ HTTP/1.1",
                "GET /api/v1/requests/%C0%AF HTTP/1.1",
                "GET /api/v1/requests/a%0d%0aSet-Cookie:x=1 HTTP/1.1",
                "TRACE /api/v1/requests HTTP/1.1"
            })
    void anAddressThatIsNoneIsRefusedAsAProblem(String requestLine) throws IOException {
        String answer = raw(requestLine + "\r\n", "");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"type\":\"/problems/");
        assertThat(answer)
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "frame-ancestors 'none'",
                        "X-Frame-Options: DENY",
                        "Cache-Control: no-store");
        assertThat(answer)
                .doesNotContain("<html", "Tomcat", "Exception", "Set-Cookie", "\tat ")
                .doesNotContainIgnoringCase("java.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "FOO"})
    void aMethodThatNothingHereHasIs405(String method) throws IOException {
        String answer = raw(method + " /api/v1/requests HTTP/1.1\r\n", "");
        assertThat(answer)
                .startsWith("HTTP/1.1 405")
                .contains("/problems/method-not-allowed", "Allow: GET, HEAD, POST");
    }

    /** Tomcat says 501 and 505, and means what was sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/requests HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
                "POST /api/v1/requests HTTP/1.1\r\nTransfer-Encoding: rubbish",
                "GET /api/v1/agreement HTTP/3.0"
            })
    void aFrameThatNobodyUnderstandsIs400(String head) throws IOException {
        assertThat(raw(head + "\r\n", "")).startsWith("HTTP/1.1 400").contains("/problems/bad-request");
    }

    @Test
    void aKeyThatIsNotAsciiIsRefused() throws IOException {
        String answer = raw(
                "POST /api/v1/requests HTTP/1.1\r\nIdempotency-Key: ka\u00e9\r\nContent-Type: application/json\r\nContent-Length: "
                        + VALID.length() + "\r\n",
                VALID);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Idempotency-Key");
    }

    @Test
    void whateverIsAnsweredCannotBeFramedNorSniffedNorKept() {
        for (Call.Answer answer : List.of(
                get("/api/v1/agreement").send(200),
                get(REQUESTS + "/x").send(400),
                get("/api/v1/nothing").send(404),
                post(REQUESTS).json(" ".repeat(70_000)).send(413))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    /** What a filter refuses, before any handler of ours is asked, comes as a problem too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /camunda/app/admin/default/setup/",
                "POST /camunda/api/admin/setup/default/user/create",
                "POST /camunda/api/engine/engine/default/deployment/create"
            })
    void theDoorsThatAreShutForEverAreShutInTheSameWords(String door) {
        String[] parts = door.split(" ");
        assertThat(call(parts[0], parts[1]).as("admin").send(403).at("/type")).isEqualTo("/problems/not-allowed");
    }

    /** No connection is left, as if the database were gone: whoever needs one is told when to come back. */
    @Test
    void withoutTheDatabaseItIs503AndLaterAsBefore() throws SQLException {
        WebAppSession tasklist = WebAppSession.of(port(), "tasklist", "dispatcher-1");
        List<Connection> all = new ArrayList<>();
        try {
            HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
            for (int i = pool.getMaximumPoolSize(); i > 0; i--) all.add(pool.getConnection());
            // At once, while the session need not be looked at anew: later it is refused before the engine is asked.
            HttpResponse<String> ofTasklist = tasklist.open(WebAppSession.ENGINE + "/task?maxResults=1");
            assertThat(ofTasklist.statusCode()).as(ofTasklist.body()).isEqualTo(503);
            assertThat(ofTasklist.headers().firstValue("Retry-After")).isPresent();
            assertThat(ofTasklist.body()).doesNotContain("CannotCreateTransaction");
            List<Call> calls = List.of(
                    get("/api/v1/requests/{trackingCode}", "000000000098"),
                    post(REQUESTS).json(VALID),
                    post(REQUESTS).as("website").json(VALID),
                    get("/api/v1/operations/requests/{trackingCode}", "000000000098")
                            .as("manager"));
            long begin = System.nanoTime();
            List<Call.Answer> answers =
                    AtOnce.all(calls.size(), i -> calls.get(i).send(503));
            // Five seconds each, and what a busy machine takes beside them; nobody waits for the thirty that would be
            // usual.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
            for (Call.Answer answer : answers) {
                assertThat(answer.at("/type")).isEqualTo("/problems/temporarily-unavailable");
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
                assertNothingInternal(answer);
            }
            // What needs no database is answered meanwhile, and a balancer sends new calls elsewhere.
            get("/api/v1/agreement").send(200);
            assertThat(get("/actuator/health/readiness").sendUnchecked().status())
                    .isEqualTo(503);
            assertThat(get("/actuator/health/liveness").sendUnchecked().status())
                    .isEqualTo(200);
        } finally {
            for (Connection connection : all) connection.close();
        }
        post(REQUESTS).as("website").json(reportOfAnother()).send(201);
        assertThat(get("/actuator/health/readiness").sendUnchecked().status()).isEqualTo(200);
    }

    /** Sends bytes as they are. */
    private String raw(String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "Host: localhost\r\nConnection: close\r\n\r\n" + body).getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
