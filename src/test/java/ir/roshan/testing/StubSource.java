package ir.roshan.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A machine that publishes a plan, in every mood of such machines. */
public final class StubSource implements AutoCloseable {
    /** @param headers by their names in small letters */
    public record Asked(String method, String path, Map<String, String> headers, String body) {}

    /** @param length as it is declared; more than the body has where the connection is cut */
    public record Answer(int status, Map<String, String> headers, byte[] body, long length) {
        public static Answer of(int status, String type, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new Answer(status, Map.of("Content-Type", type), bytes, bytes.length);
        }

        public Answer with(String name, String value) {
            Map<String, String> more = new java.util.HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body, length);
        }

        public Answer cut() {
            return new Answer(status, headers, body, body.length + 100L);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Answer> mood;

    public StubSource() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void answers(Function<Asked, Answer> answers) {
        mood = answers;
    }

    public void answers(Answer answer) {
        mood = any -> answer;
    }

    /** As servers do that know whether the asker has it. */
    public void answersUnlessKnown(Answer answer, String etag) {
        mood = asked -> etag.equals(asked.headers().get("if-none-match"))
                ? new Answer(304, Map.of("ETag", etag), new byte[0], -1)
                : answer.with("ETag", etag);
    }

    /** Takes the call and says nothing. */
    public void hangs() {
        mood = any -> null;
    }

    public List<Asked> asked() {
        return asked;
    }

    public void forget() {
        asked.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new java.util.HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            Asked one = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(one);
            Answer answer = mood.apply(one);
            if (answer == null) {
                closed.await(60, TimeUnit.SECONDS);
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.length());
            if (answer.body().length > 0) exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
