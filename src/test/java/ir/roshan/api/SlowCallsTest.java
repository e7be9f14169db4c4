package ir.roshan.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.AtOnce;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Who sends slowly, and many of them, by bytes as they are. What others are answered meanwhile is looked at, and how long the slow
 * ones may be; the limits are those of the house where nothing is said, but the times are short, so that nobody waits for them.
 *
 * <p>Long because each way of being slow has bytes of its own, and all share one server with short times.
 */
@OnH2
@TestPropertySource(
        properties = {
            "roshan.limits.body-within=PT8S",
            "roshan.limits.head-within=PT3S",
            "roshan.limits.slow-calls-of-address=20",
            "roshan.limits.slow-calls=100",
            "roshan.limits.reports-per-minute=5",
            "server.tomcat.max-connections=1000"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class SlowCallsTest extends RoshanServer {
    private static final Duration BODY_WITHIN = Duration.ofSeconds(8);
    /** Below that time, and well above what a busy machine takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(7);

    /** More than the server has threads. */
    private static final int MANY = 300;

    private static final String BODY = "{\"billId\": \"%s\", \"mobile\": \"09121234567\"}";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String IMPORT =
            "PUT /api/v1/operations/planned-outages HTTP/1.1\r\nContent-Type: text/csv\r\n";

    private final List<Socket> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void everybodyHangsUp() throws IOException {
        for (Socket socket : open) socket.close();
    }

    private Socket connected() {
        return connectedFrom("127.0.0.1");
    }

    private Socket connectedFrom(String local) {
        try {
            Socket socket = new Socket();
            open.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getByName(local), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port()), 20_000);
            socket.setSoTimeout(20_000);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String from(String address) {
        return "Host: localhost\r\nX-Forwarded-For: " + address + "\r\n";
    }

    /** Until the server has closed the connection. */
    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body of 500 bytes of which one comes. */
    private Socket slow(String address) {
        Socket socket = connected();
        send(
                socket,
                "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n"
                        + from(address) + "\r\n{");
        return socket;
    }

    private List<Socket> many(IntFunction<Socket> one) {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < MANY; i++) sockets.add(one.apply(i));
        return sockets;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Each of them many times, while the others are at it. */
    private void assertOthersAreServed() {
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            assertThat(get(LIVENESS).sendUnchecked().status()).isEqualTo(200);
            assertThat(since(begun)).isLessThan(AT_ONCE);
            post("/api/v1/requests")
                    .from(newAddress())
                    .json(BODY.formatted(unknownBillId()))
                    .send(201);
        }
    }

    /** The first call sets their resources up, which takes its time. */
    private void theWebAppsHaveBeenOpenedBefore() {
        for (String path : List.of(
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/engine/engine/default/task",
                "/camunda/app/tasklist/default/")) get(path).sendUnchecked();
    }

    /** Whoever is asked, whoever asks, and however the length is told. */
    private static final List<String> WITHOUT_A_BODY = List.of(
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n",
            "POST /api/v1/requests HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5",
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
            "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
            "GET /api/v1/agreement HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "PUT /api/v1/requests/180259433142/feedback HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "POST /api/v1/operations/look-up HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "PUT /api/v1/operations/planned-outages HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "POST /nothing HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "POST /actuator/health/liveness HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "DELETE /api/v1/%72equests HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "POST /camunda/api/admin/auth/user/default/login/cockpit HTTP/1.1\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nusername=",
            "POST /camunda/api/engine/engine/default/task HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
            "POST /camunda/app/tasklist/default/ HTTP/1.1\r\nContent-Length: 500\r\n\r\nx");

    /** All at one time, so that their time may be long enough for a busy machine. */
    @Test
    void aBodyThatDoesNotComeIs408AndTheConnectionEnds() {
        theWebAppsHaveBeenOpenedBefore();
        AtOnce.all(WITHOUT_A_BODY.size(), i -> {
            String call = WITHOUT_A_BODY.get(i);
            int end = call.indexOf("\r\n\r\n") + 2;
            Socket socket = connected();
            long begun = System.nanoTime();
            send(socket, call.substring(0, end) + from(newAddress()) + call.substring(end));
            String answer = answer(socket);
            assertThat(since(begun)).as(call).isBetween(BODY_WITHIN.minusMillis(100), BODY_WITHIN.plus(AT_ONCE));
            assertThat(answer)
                    .as(call)
                    .matches("(?s)HTTP/1\\.[01] 408.*")
                    .contains("/problems/body-too-slow", "Connection: close");
            return answer;
        });
    }

    @Test
    void whoWaitsToBeToldToContinueIsNotWaitedForEither() throws IOException {
        Socket socket = connected();
        send(
                socket,
                "POST /api/v1/requests HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 500\r\n" + from(newAddress())
                        + "\r\n");
        assertThat(answer(socket)).startsWith("HTTP/1.1 100").contains("HTTP/1.1 408");
    }

    private static final List<String> TRICKLING = List.of(
            "Content-Length: 500\r\n|{",
            "Transfer-Encoding: chunked\r\n|1f4\r\n",
            "Transfer-Encoding: chunked\r\n|1;",
            "Transfer-Encoding: chunked\r\n|1\r\n{\r\n0\r\nX-Trailer: ");

    /** Each byte would begin a time-out anew. */
    @Test
    void aBodyHasItsTimeInAllHoweverItTrickles() {
        AtOnce.all(TRICKLING.size(), i -> {
            String[] parts = TRICKLING.get(i).split("\\|");
            Socket socket = connected();
            long begun = System.nanoTime();
            send(
                    socket,
                    "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\n" + parts[0]
                            + from(newAddress()) + "\r\n" + parts[1]);
            String answer = trickle(socket, "a");
            assertThat(since(begun))
                    .as(TRICKLING.get(i))
                    .isBetween(BODY_WITHIN.minusMillis(100), BODY_WITHIN.plus(AT_ONCE));
            assertThat(answer).as(TRICKLING.get(i)).startsWith("HTTP/1.1 408");
            return answer;
        });
    }

    /** Byte by byte, until there is an answer. */
    private static String trickle(Socket socket, String bit) {
        for (int i = 0; i < 100; i++) {
            try {
                socket.setSoTimeout(200);
                int first = socket.getInputStream().read();
                socket.setSoTimeout(20_000);
                return first < 0 ? "" : (char) first + answer(socket);
            } catch (SocketTimeoutException e) {
                send(socket, bit);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new AssertionError("not answered in 20 s");
    }

    @Test
    void slowBodiesOfOneAddressAreFewAndOthersAreServed() throws Exception {
        String address = newAddress();
        List<Socket> slow = many(i -> slow(address));
        assertOthersAreServed();
        // Whose body is there is served at that address too.
        post("/api/v1/requests")
                .from(address)
                .json(BODY.formatted(unknownBillId()))
                .send(201);
        List<String> answers = new ArrayList<>();
        for (Socket socket : slow) answers.add(answer(socket));
        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 429") || answer.startsWith("HTTP/1.1 408"));
        List<String> refused =
                answers.stream().filter(a -> a.startsWith("HTTP/1.1 429")).toList();
        assertThat(refused)
                .hasSizeGreaterThan(MANY / 2)
                .allMatch(a -> a.contains("Retry-After: ") && a.contains("Connection: close"));
    }

    @Test
    void slowBodiesOfManyAddressesLeaveThreadsForOthers() throws Exception {
        List<Socket> slow = many(i -> slow(newAddress()));
        // Whoever has just sat down gives no way to a body that comes in a packet of its own.
        Thread.sleep(1_500);
        assertOthersAreServed();
        List<String> answers = new ArrayList<>();
        for (Socket socket : slow) answers.add(answer(socket));
        assertThat(answers.stream().filter(a -> a.startsWith("HTTP/1.1 503"))).hasSizeGreaterThan(MANY / 3);
        assertThat(answers).allMatch(answer -> answer.startsWith("HTTP/1.1 503") || answer.startsWith("HTTP/1.1 408"));
    }

    /** An honest body may come in a packet of its own: whoever has sat for long gives way to it. */
    @Test
    void whoComesLaterIsWaitedForInThePlaceOfWhoHasSatForLong() throws Exception {
        String address = newAddress();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) slow.add(slow(address));
        Thread.sleep(1_500);
        String body = BODY.formatted(unknownBillId());
        Socket honest = connected();
        send(
                honest,
                "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + body.length() + "\r\n" + from(address) + "\r\n");
        Thread.sleep(300);
        send(honest, body);
        assertThat(answer(honest)).startsWith("HTTP/1.1 201");
        assertThat(answer(slow.get(0))).startsWith("HTTP/1.1 408");
    }

    @Test
    void slowHeadsHoldNoThreadAndEnd() throws Exception {
        long begun = System.nanoTime();
        List<Socket> slow = many(i -> {
            Socket socket = connected();
            send(socket, "POST /api/v1/requests HTTP/1.1\r\nX-Slow: ");
            return socket;
        });
        assertOthersAreServed();
        assertThat(trickle(slow.get(0), "a")).isEmpty();
        for (Socket socket : slow) assertThat(answer(socket)).isEmpty();
        assertThat(since(begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void idleConnectionsHoldNothing() {
        many(i -> connected());
        assertOthersAreServed();
    }

    /** More than the server takes: of the address that has most, half go. */
    @Test
    void idleConnectionsDoNotShutOthersOut() {
        for (int i = 0; i < 1_050; i++) connectedFrom("127.0.0.2");
        // Before they end by themselves.
        await().atMost(Duration.ofSeconds(14))
                .ignoreExceptions()
                .until(() -> get(LIVENESS).sendUnchecked().status() == 200);
        assertOthersAreServed();
    }

    /** Of a body that nobody reads, because the call is refused before, nothing is waited for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /api/v1/operations/service-points HTTP/1.1\r\nContent-Type: text/csv\r\nContent-Length: 5000\r\n",
                "PUT /api/v1/operations/crews HTTP/1.1\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n",
                "TRACE /api/v1/requests HTTP/1.1\r\nContent-Length: 5000\r\n",
                "OPTIONS * HTTP/1.1\r\nContent-Length: 5000\r\n",
                "POST /%ZZ HTTP/1.1\r\nContent-Length: 5000\r\n",
                "POST /api/v1/requests HTTP/1.1\r\nContent-Length: 70000\r\n"
            })
    void aBodyThatNobodyWantsIsNotWaitedFor(String head) throws Exception {
        long begun = System.nanoTime();
        List<Socket> slow = many(i -> {
            Socket socket = connected();
            send(socket, head + from(newAddress()) + "\r\n1");
            return socket;
        });
        assertOthersAreServed();
        for (Socket socket : slow) assertThat(answer(socket)).startsWith("HTTP/1.1 ");
        assertThat(since(begun)).isLessThan(Duration.ofSeconds(15));
    }

    private static String admin() {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8))
                + "\r\n";
    }

    @Test
    void aFileComesAtSomeRateAndFewAtOnce() throws Exception {
        String head = IMPORT + admin() + "Content-Length: 100000\r\n" + from(newAddress()) + "\r\n";
        List<Socket> files = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            files.add(connected());
            send(files.get(i), head + "number,starts_at,ends_at,element,area,reason,cancelled\n");
        }
        // Which of them comes last is the machine's to say.
        List<String> answers = AtOnce.all(3, i -> i == 0 ? trickle(files.get(i), "x") : answer(files.get(i)));
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 429"))
                .singleElement(as(STRING))
                .contains("Retry-After: ");
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 408"))
                .hasSize(2);
        importPlannedOutages(plannedOutage("slow-1", 10_000, 10_060, "")).send(200);
    }

    /** What lies behind a body belongs to the next call. */
    @Test
    void callsThatComeTogetherAreAnsweredOneByOne() throws IOException {
        String body = BODY.formatted(unknownBillId());
        String address = newAddress();
        String report = "POST /api/v1/requests HTTP/1.1\r\nContent-Type: application/json\r\n" + from(address);
        Socket socket = connected();
        send(
                socket,
                report + "Content-Length: " + body.length() + "\r\n\r\n" + body
                        + report + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                        + body
                        + "\r\n0\r\n\r\n"
                        + "GET /api/v1/agreement HTTP/1.1\r\nConnection: close\r\n" + from(address) + "\r\n");
        // The second report is the same as the first.
        assertThat(answer(socket)).containsSubsequence("HTTP/1.1 201", "HTTP/1.1 200", "already", "HTTP/1.1 200");
    }

    /** Not in the filter alone, but as the whole application reads an address. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%72equests", "/api/v1/request%73", "/%61%70%69/v1/requests"})
    void aReportIsCountedHoweverItsAddressIsSpelt(String spelt) {
        for (int i = 0; i < 5; i++)
            post(i % 2 == 0 ? spelt : "/api/v1/requests")
                    .json(BODY.formatted(unknownBillId()))
                    .send(201);
        assertThat(post(spelt).json(BODY.formatted(unknownBillId())).send(429).header("Retry-After"))
                .isNotEmpty();
        post("/api/v1/requests").json(BODY.formatted(unknownBillId())).send(429);
    }
}
