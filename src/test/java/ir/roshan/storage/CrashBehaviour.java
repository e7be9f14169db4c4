package ir.roshan.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ir.roshan.testing.RoshanProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The machine goes dark while reports come in: whatever was answered 201 is there afterwards, once and with its workflow;
 * what was not answered is there once or not at all, and a second try with its key gives one code (A3.2).
 */
abstract class CrashBehaviour {
    private static final int KILLS = 2;
    private static final int CALLERS = 6;
    /** Counted from the first answer; the node is warm by then. */
    private static final int LATEST_KILL_MILLIS = 2_500;

    private static final long SEED = 1405;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final Map<String, String> codeByKey = new ConcurrentHashMap<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    /** Where the nodes keep their data, as arguments of the application. */
    abstract List<String> database();

    /** The same database, looked at when no node runs. */
    abstract JdbcClient look();

    @Test
    void nothingAcknowledgedIsLostInACrash() throws Exception {
        Random chance = new Random(SEED);
        for (int i = 0; i < KILLS; i++) {
            try (RoshanProcess.Node node = node()) {
                reportUntil(node, () -> {
                    int before = codeByKey.size();
                    while (codeByKey.size() == before) {
                        Thread.sleep(20);
                    }
                    Thread.sleep(chance.nextInt(LATEST_KILL_MILLIS));
                    node.kill();
                });
            }
        }
        assertThat(unexpected).isEmpty();
        assertThat(codeByKey.size()).as("answered before the crashes").isGreaterThan(KILLS);
        assertThat(unanswered).as("calls that the crashes cut off").isNotEmpty();

        try (RoshanProcess.Node node = node()) {
            for (Map.Entry<String, String> answered : Map.copyOf(codeByKey).entrySet()) {
                assertThat(code(submit(node, answered.getKey()))).isEqualTo(answered.getValue());
            }
            for (String key : unanswered) {
                String code = code(submit(node, key));
                assertThat(code(submit(node, key))).isEqualTo(code);
                codeByKey.put(key, code);
            }
            for (String code : codeByKey.values()) {
                HttpResponse<String> shown = get(node, "/api/v1/requests/" + code);
                assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
            }
            assertThat(Set.copyOf(codeByKey.values())).hasSameSizeAs(codeByKey.keySet());
        }
        JdbcClient after = look();
        assertThat(after.sql("SELECT tracking_code FROM restoration_request")
                        .query(String.class)
                        .list())
                .as("each request is stored once, and none that nobody sent")
                .containsExactlyInAnyOrderElementsOf(codeByKey.values());
        assertThat(new HashSet<>(after.sql("""
                        SELECT BUSINESS_KEY_ FROM ACT_RU_EXECUTION e JOIN ACT_RE_PROCDEF d ON d.ID_ = e.PROC_DEF_ID_
                         WHERE e.ID_ = e.PROC_INST_ID_ AND d.KEY_ = 'RestorationRequestProcess'
                        """).query(String.class).list()))
                .as("each request has its workflow, and each workflow its request")
                .isEqualTo(Set.copyOf(codeByKey.values()));
    }

    /** The operator stops the node for an upgrade: whoever has been let in is answered. */
    @Test
    void noCallInFlightFailsWhenTheNodeIsStopped() throws Exception {
        try (RoshanProcess.Node node = node()) {
            reportUntil(node, () -> {
                while (codeByKey.isEmpty()) {
                    Thread.sleep(20);
                }
                Thread.sleep(1_000);
                node.stop();
            });
        }
        assertThat(unexpected).isEmpty();
        JdbcClient after = look();
        assertThat(after.sql("SELECT tracking_code FROM restoration_request")
                        .query(String.class)
                        .list())
                .as("whoever was not answered was not let in")
                .containsExactlyInAnyOrderElementsOf(codeByKey.values());
    }

    private RoshanProcess.Node node() throws Exception {
        List<String> arguments = new ArrayList<>(database());
        arguments.add("--roshan.admin.password=Not-the-demo-1");
        arguments.add("--roshan.limits.reports-per-minute=6000");
        return RoshanProcess.node(folder, arguments.toArray(String[]::new));
    }

    private interface Deed {
        void act() throws Exception;
    }

    private void reportUntil(RoshanProcess.Node node, Deed end) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        AtomicBoolean over = new AtomicBoolean();
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (!over.get() && report(node)) {
                        assertThat(node).isNotNull();
                    }
                });
            }
            end.act();
        } finally {
            over.set(true);
            callers.shutdown();
            assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** @return whether the node is still there */
    private boolean report(RoshanProcess.Node node) {
        String key = UUID.randomUUID().toString();
        try {
            HttpResponse<String> answer = submit(node, key);
            if (answer.statusCode() == 201) {
                codeByKey.put(key, code(answer));
            } else {
                unexpected.add(answer.statusCode() + " " + answer.body());
            }
            return true;
        } catch (IOException gone) {
            unanswered.add(key);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpResponse<String> submit(RoshanProcess.Node node, String key)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/api/v1/requests"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(
                                "{\"mobile\": \"09121234567\", \"address\": \"%s\"}".formatted(key), UTF_8))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static HttpResponse<String> get(RoshanProcess.Node node, String path)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode code = JSON.readTree(answer.body()).path("trackingCode");
        return code.textValue();
    }
}
