package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.PostgresServer;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.StubGateway;
import ir.roshan.text.BillId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two applications side by side under the same load, so that a busy machine is busy for both: one with a gateway that works,
 * one with a gateway that is down from the beginning to the end of the load and then comes back.
 */
@Tag("slow")
class GatewayDownSlowIT {
    private static final int A_SECOND = Integer.getInteger("slow.rate", 20);
    private static final int MINUTES = Integer.getInteger("slow.minutes", 10);

    @TempDir
    private Path folder;

    @Test
    void aGatewayThatIsDownDelaysMessagesAndNothingElse() throws Exception {
        try (StubGateway works = new StubGateway().takes(Duration.ofMillis(200));
                StubGateway fails = new StubGateway().takes(Duration.ofMillis(200));
                Node up = new Node("up", works);
                Node down = new Node("down", fails)) {
            fails.down(true);
            load(List.of(up, down), 30, false);
            load(List.of(up, down), MINUTES * 60, true);
            report(up, down);
            assertThat(down.refusals).as("refused, of %d", down.accepted.get()).isEmpty();
            assertThat(down.count("restoration_request")).isEqualTo(down.accepted.get());
            assertThat(down.count("subscriber_message WHERE kind = 'REGISTERED'"))
                    .isEqualTo(down.accepted.get());
            assertThat(down.count("subscriber_message WHERE state = 'ACCEPTED'"))
                    .isZero();
            assertThat(down.latestTimer()).as("seconds after its deadline").isLessThan(10);

            fails.down(false);
            long start = System.nanoTime();
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> down.count("subscriber_message WHERE state = 'OWED'") == 0);
            System.out.printf(
                    "drained in %d s: %s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                    down.jdbc.queryForList(
                            "SELECT kind, state, count(*) FROM subscriber_message GROUP BY kind, state ORDER BY 1, 2"));
            assertThat(down.count("subscriber_message WHERE sent_at > expires_at"))
                    .as("sent after its expiry")
                    .isZero();
            assertThat(fails.accepted()).hasSize(down.count("subscriber_message WHERE state = 'ACCEPTED'"));
        }
    }

    private static void load(List<Node> nodes, int seconds, boolean counts) throws InterruptedException {
        ScheduledExecutorService hands = Executors.newScheduledThreadPool(60);
        long begin = System.nanoTime();
        for (int n = 0; n < seconds * A_SECOND; n++) {
            int number = n;
            long due = TimeUnit.SECONDS.toNanos(1) * n / A_SECOND;
            for (Node node : nodes)
                hands.schedule(() -> node.submit(number, begin + due, counts), due, TimeUnit.NANOSECONDS);
        }
        hands.shutdown();
        assertThat(hands.awaitTermination(seconds + 60L, TimeUnit.SECONDS)).isTrue();
    }

    /** The ratio of the 99th percentiles, of the whole run and of each minute. */
    private static void report(Node up, Node down) {
        List<String> minutes = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++)
            minutes.add("%.2f".formatted(down.percentile(99, minute) / up.percentile(99, minute)));
        System.out.printf(
                "up: p50 %.1f ms, p99 %.1f ms; down: p50 %.1f ms, p99 %.1f ms; ratio of p99 %.2f, by minute %s;"
                        + " timers at most %.1f s (up) and %.1f s (down) late, of %d and %d%n",
                up.percentile(50, -1),
                up.percentile(99, -1),
                down.percentile(50, -1),
                down.percentile(99, -1),
                down.percentile(99, -1) / up.percentile(99, -1),
                minutes,
                up.latestTimer(),
                down.latestTimer(),
                up.count("request_event WHERE step = 'DEADLINE_BREACHED'"),
                down.count("request_event WHERE step = 'DEADLINE_BREACHED'"));
    }

    /** One application with a database of its own. */
    private final class Node implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final ConcurrentLinkedQueue<double[]> times = new ConcurrentLinkedQueue<>();
        private final AtomicInteger accepted = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        private final JdbcTemplate jdbc;
        private final URI address;
        private final RoshanProcess.Node process;
        private volatile long begin;

        Node(String name, StubGateway gateway) throws IOException, InterruptedException {
            String url = PostgresServer.freshDatabase();
            jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
            process = RoshanProcess.node(
                    Files.createDirectories(folder.resolve(name)),
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=" + PostgresServer.USER,
                    "--roshan.admin.password=Not-the-demo-1",
                    "--roshan.limits.reports-per-minute=6000",
                    "--roshan.sms.profile=generic",
                    "--roshan.sms.url=" + gateway.url(),
                    "--roshan.notification.quiet-to=22:00",
                    "--roshan.agreement.targets.normal.verify-within=PT1M",
                    "--roshan.agreement.targets.normal.restore-within=PT" + Math.max(1, MINUTES - 1) + "M");
            address = URI.create("http://127.0.0.1:" + process.port());
        }

        void submit(int number, long due, boolean counts) {
            if (number == 0) begin = due;
            try {
                int status = client.send(
                                HttpRequest.newBuilder(address.resolve("/api/v1/requests"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                "{\"billId\": \"%s\", \"mobile\": \"0912%07d\"}"
                                                        .formatted(
                                                                BillId.of(90_000 + number % 200, 44)
                                                                        .value(),
                                                                number)))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                if (status == 201) accepted.incrementAndGet();
                else refusals.add(Integer.toString(status));
            } catch (IOException e) {
                refusals.add(e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (counts) times.add(new double[] {(due - begin) / 60e9, (System.nanoTime() - due) / 1e6});
        }

        /** @param minute -1 for all */
        double percentile(int percent, int minute) {
            List<Double> sorted = new ArrayList<>();
            for (double[] time : times) if (minute < 0 || (int) time[0] == minute) sorted.add(time[1]);
            Collections.sort(sorted);
            return sorted.get(sorted.size() * percent / 100);
        }

        double latestTimer() {
            return jdbc.queryForObject("""
                    SELECT COALESCE(MAX(EXTRACT(EPOCH FROM (e.at - r.restore_by))), 0)
                      FROM request_event e JOIN restoration_request r ON r.request_id = e.request_id
                     WHERE e.step = 'DEADLINE_BREACHED'
                    """, Double.class);
        }

        int count(String tableAndCondition) {
            return jdbc.queryForObject("SELECT COUNT(*) FROM " + tableAndCondition, Integer.class);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
