package ir.roshan.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.PostgresServer;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.StubGateway;
import ir.roshan.text.BillId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A plan comes late in the evening, and concerns everybody who wants to be told: how long it takes until the last one is, and what
 * reports feel of it, beside the same load alone in the same run.
 */
@Tag("slow")
class ToldAheadSlowIT {
    private static final int SUBSCRIBERS = Integer.getInteger("slow.subscribers", 200_000);
    private static final int A_SECOND = Integer.getInteger("slow.rate", 20);
    private static final int ALONE_SECONDS = 60;
    private static final int FEEDERS = 100;
    private static final int TRANSFORMERS = 20 * FEEDERS;
    /** Of the reports: known to nobody. */
    private static final int STRANGERS = 9_000_000;

    private static final String PASSWORD = "Not-the-demo-1";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(60);
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reports = new AtomicInteger();
    private URI address;
    private JdbcTemplate jdbc;

    @Test
    void everybodyIsToldOfALatePlanAndReportsGoOn() throws Exception {
        String url = PostgresServer.freshDatabase();
        SingleConnectionDataSource source = new SingleConnectionDataSource(url, true);
        jdbc = new JdbcTemplate(source);
        try (StubGateway gateway = new StubGateway().takes(Duration.ofMillis(200));
                RoshanProcess.Node node = RoshanProcess.node(
                        folder,
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + PostgresServer.USER,
                        "--roshan.admin.password=" + PASSWORD,
                        "--roshan.limits.reports-per-minute=6000",
                        "--roshan.sms.profile=generic",
                        "--roshan.sms.url=" + gateway.url(),
                        "--roshan.notification.quiet-to=22:00")) {
            address = URI.create("http://127.0.0.1:" + node.port());
            subscribe();

            load(new ConcurrentLinkedQueue<>(), 30);
            ConcurrentLinkedQueue<Double> alone = new ConcurrentLinkedQueue<>();
            load(alone, ALONE_SECONDS);

            ConcurrentLinkedQueue<Double> meanwhile = new ConcurrentLinkedQueue<>();
            ScheduledFuture<?> going = begin(meanwhile);
            long start = System.nanoTime();
            importPlan();
            double imported = secondsSince(start);
            int told;
            do {
                Thread.sleep(1_000);
                told = count("subscriber_message WHERE plan_subscriber_id IS NOT NULL AND state = 'ACCEPTED'");
            } while (told < SUBSCRIBERS && secondsSince(start) < 3_600);
            double seconds = secondsSince(start);
            end(going);
            System.out.printf(
                    "%d subscribers: list of %d windows taken in %.1f s, all told after %.0f s (%.0f a second; the gateway takes 1,000 at most);"
                            + " intake at %d a second alone: p50 %.0f ms, p99 %.0f ms of %d; meanwhile: p50 %.0f ms, p99 %.0f ms of %d%n",
                    told,
                    FEEDERS,
                    imported,
                    seconds,
                    told / seconds,
                    A_SECOND,
                    percentile(alone, 50),
                    percentile(alone, 99),
                    alone.size(),
                    percentile(meanwhile, 50),
                    percentile(meanwhile, 99),
                    meanwhile.size());
            assertThat(refusals).as("refused, of %d", reports.get()).isEmpty();
            assertThat(count("subscriber_message WHERE plan_subscriber_id IS NOT NULL"))
                    .isEqualTo(SUBSCRIBERS);
            assertThat(count("plan_told")).isEqualTo(SUBSCRIBERS);
            assertThat(gateway.accepted().values().stream()
                            .filter(text -> text.startsWith("0912"))
                            .distinct()
                            .count())
                    .isEqualTo(SUBSCRIBERS);
        } finally {
            hands.shutdownNow();
            source.destroy();
        }
    }

    /** Spread over the whole network, each with one place. Told from midnight on: the evening's hour has passed whenever this runs. */
    private void subscribe() {
        jdbc.update(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES ('S-1', 'SUBSTATION', NULL, 1, ?)",
                SUBSCRIBERS);
        jdbc.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'F-' || n, 'FEEDER', 'S-1', 1, 1 FROM generate_series(0, ?) n
                """, FEEDERS - 1);
        jdbc.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'T-' || n, 'TRANSFORMER', 'F-' || n %% %d, 1, 1 FROM generate_series(0, ?) n
                """.formatted(FEEDERS), TRANSFORMERS - 1);
        jdbc.update("""
                INSERT INTO plan_subscriber (subscriber_id, mobile, stop_token, look_at, messages)
                SELECT n, '0912' || lpad(n::text, 7, '0'), 'token-' || n, now() + interval '20 hours', 0 FROM generate_series(1, ?) n
                """, SUBSCRIBERS);
        List<Object[]> points = new ArrayList<>();
        List<Object[]> places = new ArrayList<>();
        for (int n = 1; n <= SUBSCRIBERS; n++) {
            String bill = BillId.of(n, 44).value();
            points.add(new Object[] {bill, "T-" + n % TRANSFORMERS});
            places.add(new Object[] {n, bill, bill});
        }
        jdbc.batchUpdate("INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, 1, ?)", points);
        jdbc.batchUpdate("""
                INSERT INTO plan_subscription (subscriber_id, name, bill_id, place_key, evening_minute, on_change, language, created_at)
                VALUES (?, 'خانه', ?, ?, 0, TRUE, 'fa', now())
                """, places);
        jdbc.execute("ANALYZE");
    }

    private void importPlan() throws IOException, InterruptedException {
        LocalDate tomorrow = LocalDate.now(SolarHijri.TEHRAN).plusDays(1);
        StringBuilder list = new StringBuilder("number,starts_at,ends_at,element,area,reason,cancelled\n");
        for (int n = 0; n < FEEDERS; n++) {
            Instant from = SolarHijri.moment(tomorrow, (7 + n % 12) * 60);
            list.append("W-%d,%s,%s,F-%d,,تعمیرات شبکه,%n".formatted(n, from, from.plus(Duration.ofHours(2)), n));
        }
        var answer = client.send(
                HttpRequest.newBuilder(address.resolve("/api/v1/operations/planned-outages"))
                        .header("Content-Type", "text/csv")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8)))
                        .PUT(BodyPublishers.ofString(list.toString(), UTF_8))
                        .build(),
                BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void load(ConcurrentLinkedQueue<Double> times, int seconds) throws Exception {
        ScheduledFuture<?> going = begin(times);
        Thread.sleep(seconds * 1_000L);
        end(going);
    }

    private ScheduledFuture<?> begin(ConcurrentLinkedQueue<Double> times) {
        // Handed out, so that a slow answer makes nobody come later.
        return hands.scheduleAtFixedRate(
                () -> {
                    long due = System.nanoTime();
                    hands.execute(() -> report(due, times));
                },
                0,
                1_000_000_000L / A_SECOND,
                TimeUnit.NANOSECONDS);
    }

    private static void end(ScheduledFuture<?> going) throws InterruptedException {
        going.cancel(false);
        Thread.sleep(2_000);
    }

    private void report(long due, ConcurrentLinkedQueue<Double> times) {
        int number = reports.incrementAndGet();
        try {
            int status = client.send(
                            HttpRequest.newBuilder(address.resolve("/api/v1/requests"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"billId\": \"%s\", \"mobile\": \"0935%07d\"}"
                                            .formatted(
                                                    BillId.of(STRANGERS + number % 200, 44)
                                                            .value(),
                                                    number)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 201) refusals.add(Integer.toString(status));
        } catch (IOException e) {
            refusals.add(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        times.add((System.nanoTime() - due) / 1e6);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double percentile(ConcurrentLinkedQueue<Double> times, int percent) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() * percent / 100);
    }

    private int count(String tableAndCondition) {
        return jdbc.queryForObject("SELECT count(*) FROM " + tableAndCondition, Integer.class);
    }
}
