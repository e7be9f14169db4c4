package ir.roshan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.EvenNetwork;
import ir.roshan.testing.WebAppSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feeder goes out and everybody reports: how long until all are taken in, until all stand in the one outage, and, once a dispatcher
 * has restored it, until everybody's result is announced; and what whoever looks at the list of outages waits meanwhile.
 */
class StormBenchmark {
    private static final int CONNECTIONS = Integer.getInteger("benchmark.storm.connections", 16);
    /** Reports a second; 0 for as soon as each connection has its answer. */
    private static final int RATE = Integer.getInteger("benchmark.storm.rate", 0);

    private static final List<Integer> STORMS = Stream.of(
                    System.getProperty("benchmark.storms", "5000,20000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final Duration WARM_UP = Duration.parse(System.getProperty("benchmark.warm-up", "PT5M"));
    private static final EvenNetwork NETWORK = new EvenNetwork(60_000, 100, 60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    @Test
    void aFeederWithManyReports() throws Exception {
        try (Roshan roshan = new Roshan("roshan", folder, NETWORK, Roshan.OTHERWISE)) {
            for (int district = 1; district <= 4; district++)
                roshan.account("dispatcher-" + district, "dispatchers", "district-" + district);
            // The last feeder's, so that the storms' own are untouched.
            int last = NETWORK.points() - NETWORK.pointsOfFeeder();
            long end = System.nanoTime() + WARM_UP.toNanos();
            Load.Round warm = Load.calls(
                    CONNECTIONS,
                    0,
                    () -> System.nanoTime() < end,
                    n -> roshan.report(last + n % NETWORK.pointsOfFeeder(), n));
            System.out.printf("warming up: %s, and %.1f s of rest%n", warm, Load.rest(roshan));
            restore(roshan, NETWORK.points() / NETWORK.pointsOfFeeder() - 1);
            int feeder = 0;
            for (int reports : STORMS) storm(roshan, feeder++, reports);
        }
    }

    private void storm(Roshan roshan, int feeder, int reports) throws Exception {
        AtomicInteger left = new AtomicInteger(reports);
        int first = feeder * NETWORK.pointsOfFeeder();
        Looks looks = new Looks(roshan);
        Load.Round taken = Load.calls(
                CONNECTIONS,
                RATE,
                () -> left.getAndDecrement() > 0,
                // Numbers differ between storms, and points come again where there are more reports than points.
                n -> roshan.report(first + n % NETWORK.pointsOfFeeder(), feeder * 1_000_000 + 100_000_000 + n));
        double attached = Load.rest(roshan);
        String whileTaken = looks.end();
        assertThat(taken.refused()).isEmpty();
        assertThat(taken.accepted()).isEqualTo(reports);
        assertThat(open(roshan, feeder)).as("requests in the outage").isEqualTo(reports);

        Looks later = new Looks(roshan);
        double announced = restore(roshan, feeder);
        String whileAnnounced = later.end();
        assertThat(roshan.jobsFailed()).as("jobs without a try left").isZero();
        System.out.printf(
                "| %d reports | %.0f s, %.0f a second, p99 %.0f ms | %.0f s after the last | %.0f s | %s | %s |%n",
                reports,
                taken.seconds(),
                reports / taken.seconds(),
                taken.percentile(99),
                attached,
                announced,
                whileTaken,
                whileAnnounced);
    }

    private static int open(Roshan roshan, int feeder) {
        return roshan.database().queryForObject("""
                SELECT count(*) FROM outage_membership m JOIN outage o ON o.outage_id = m.outage_id
                 WHERE m.current_request_id IS NOT NULL AND o.element_code = ?
                """, Integer.class, EvenNetwork.FEEDER + feeder);
    }

    /** As a dispatcher does. @return seconds from the click until every result is announced */
    private static double restore(Roshan roshan, int feeder) throws InterruptedException {
        String outage = roshan.database()
                .queryForObject(
                        "SELECT workflow_id FROM outage WHERE closed_at IS NULL AND element_code = ?",
                        String.class,
                        EvenNetwork.FEEDER + feeder);
        WebAppSession desk = WebAppSession.of(roshan.port(), "tasklist", "dispatcher-" + EvenNetwork.district(feeder));
        Instant now = Instant.now();
        complete(roshan, desk, outage, "Task_VerifyOutage", "\"finding\": {\"value\": \"NETWORK_FAULT\"}");
        complete(roshan, desk, outage, "Task_DispatchCrew", """
                "crew": {"value": "one"}, "estimatedRestorationAt": {"value": "%s"}""".formatted(now.plusSeconds(3_600)));
        complete(roshan, desk, outage, "Task_RestoreSupply", """
                "cause": {"value": "TREE"}, "restoredAt": {"value": "%s"}""".formatted(now));
        long began = System.nanoTime();
        while (roshan.database().queryForObject("""
                        SELECT count(*) FROM restoration_request WHERE state = 'CHECKING'
                        """, Long.class) > 0) {
            if (System.nanoTime() - began > LONGEST.toNanos())
                throw new AssertionError("not all results are announced");
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static void complete(Roshan roshan, WebAppSession desk, String outage, String task, String variables)
            throws InterruptedException {
        String find = "SELECT max(ID_) FROM ACT_RU_TASK WHERE PROC_INST_ID_ = ? AND TASK_DEF_KEY_ = ?";
        String id = roshan.database().queryForObject(find, String.class, outage, task);
        for (int tries = 0; id == null && tries < 600; tries++) {
            Thread.sleep(100);
            id = roshan.database().queryForObject(find, String.class, outage, task);
        }
        WebAppSession.Answer answer = desk.send(
                "POST",
                WebAppSession.ENGINE + "/task/" + id + "/complete",
                "{\"variables\": {%s}}".formatted(variables));
        assertThat(answer.status()).as("%s: %s", task, answer.body()).isEqualTo(204);
    }

    /** Somebody who looks at the open outages all the time. */
    private static final class Looks {
        private final AtomicBoolean looks = new AtomicBoolean(true);
        private final CompletableFuture<List<Double>> seen;

        Looks(Roshan roshan) {
            seen = CompletableFuture.supplyAsync(() -> {
                List<Double> took = new ArrayList<>();
                while (looks.get()) {
                    took.add(Load.call(roshan.get("/api/v1/outages", null)));
                    try {
                        Thread.sleep(BETWEEN_LOOKS.toMillis());
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return took;
            });
        }

        String end() throws InterruptedException, ExecutionException {
            looks.set(false);
            List<Double> sorted = seen.get().stream().sorted().toList();
            return sorted.isEmpty()
                    ? "none"
                    : "p50 %.0f ms, p99 %.0f ms"
                            .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100));
        }
    }
}
