package ir.roshan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An adapter by the contract of the profile {@code generic}, that keeps what it is given and recognises a resend by its id:
 * a message that it has accepted before is not another message to the subscriber.
 */
public final class StubGateway implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** Longer than anybody's time-out here. */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    private final HttpServer server;
    private final Map<String, List<String>> tries = new ConcurrentHashMap<>();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Duration takes = Duration.ZERO;
    private volatile Predicate<Integer> answersTooLate = attempt -> false;
    private volatile boolean down;

    public StubGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stub-gateway");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sms");
    }

    /** How long each call takes. */
    public StubGateway takes(Duration time) {
        takes = time;
        return this;
    }

    /** Accepts, and gives no answer in time, where a message comes for the n-th time, from 1. */
    public StubGateway answersTooLate(Predicate<Integer> attempt) {
        answersTooLate = attempt;
        return this;
    }

    public void down(boolean down) {
        this.down = down;
    }

    /** How often it was called, however many messages each call brought. */
    public int calls() {
        return calls.get();
    }

    /** By id, the texts of all tries, whether they were answered in time or not. */
    public Map<String, List<String>> tries() {
        return tries;
    }

    /** By id, the text that the subscriber has got. */
    public Map<String, String> accepted() {
        return accepted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            ArrayNode results = JSON.createArrayNode();
            boolean tooLate = false;
            for (JsonNode message : JSON.readTree(exchange.getRequestBody()).path("messages")) {
                String id = message.path("id").asText();
                String text = message.path("to").asText() + ": "
                        + message.path("text").asText();
                List<String> before = tries.computeIfAbsent(id, first -> new ArrayList<>());
                synchronized (before) {
                    before.add(text);
                    tooLate |= answersTooLate.test(before.size());
                }
                accepted.putIfAbsent(id, text);
                results.addObject().put("id", id).put("status", "ACCEPTED").put("reference", "r-" + accepted.size());
            }
            pause(tooLate ? TOO_LATE : takes);
            if (tooLate) return;
            byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().set("results", results));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
