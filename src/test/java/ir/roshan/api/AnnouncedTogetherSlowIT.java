package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import ir.roshan.testing.EvenNetwork;
import ir.roshan.testing.Growth;
import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.batch.BatchJobHandler;
import org.camunda.bpm.engine.impl.batch.message.MessageCorrelationBatchJobHandler;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;

/**
 * How fast the requests of one outage are announced, together and as the engine would by itself, one job for each: by turns on one
 * application and one database, so that a busy machine is busy for both; then a whole storm's together. The outages are copies
 * of one that Roshan has made itself ({@link Growth}), and are there within seconds.
 * {@code -Dslow.requests=500 -Dslow.rounds=3 -Dslow.storms=1 -Dslow.storm=5000}.
 */
@Tag("slow")
@OnPostgres
@DirtiesContext
class AnnouncedTogetherSlowIT extends RoshanServer {
    private static final int REQUESTS = Integer.getInteger("slow.requests", 500);
    private static final int ROUNDS = Integer.getInteger("slow.rounds", 3);
    private static final int STORMS = Integer.getInteger("slow.storms", 1);
    private static final int STORM = Integer.getInteger("slow.storm", 5_000);
    /** What the compiler has not seen yet is announced first, and is not counted. */
    private static final int BEFORE = 4;

    private static final Duration AT_MOST = Duration.ofMinutes(15);

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private JdbcTemplate template;

    private Iterator<Long> outages;

    /** @param seconds from the dispatcher's finding until the last has its result @param processor seconds, of JVM and PostgreSQL */
    private record Announced(int requests, double seconds, double jvm, double postgres) {
        @Override
        public String toString() {
            return "%d in %.1f s, %.0f a second, processor %.1f + %.1f s"
                    .formatted(requests, seconds, requests / seconds, jvm, postgres);
        }
    }

    @Test
    void togetherAndOneByOne() throws Exception {
        int ofOneSize = BEFORE + 2 * ROUNDS;
        int ofAStorm = (STORM + REQUESTS - 1) / REQUESTS;
        begun(ofOneSize + STORMS * ofAStorm);
        JobHandler<?> together = engine.getJobHandlers().get(Batch.TYPE_CORRELATE_MESSAGE);
        MessageCorrelationBatchJobHandler oneByOne = new MessageCorrelationBatchJobHandler();
        for (int i = 0; i < BEFORE; i++) System.out.printf("warming up: %s%n", announced(outages.next()));
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            by(oneByOne);
            Announced before = announced(outages.next());
            by((BatchJobHandler<?>) together);
            Announced now = announced(outages.next());
            ratios[round] = before.seconds() / now.seconds();
            System.out.printf("one by one %s; together %s: %.1f times%n", before, now, ratios[round]);
        }
        Arrays.sort(ratios);
        if (ROUNDS > 0)
            System.out.printf(
                    "together %.1f times as fast (%.1f to %.1f)%n", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
        for (int storm = 0; storm < STORMS; storm++) System.out.printf("a storm: %s%n", announced(joined(ofAStorm)));
    }

    private void by(BatchJobHandler<?> handler) {
        engine.getBatchHandlers().put(Batch.TYPE_CORRELATE_MESSAGE, handler);
        engine.getJobHandlers().put(Batch.TYPE_CORRELATE_MESSAGE, (JobHandler<?>) handler);
    }

    /** So many open outages of a feeder, each with its requests. */
    private void begun(int many) throws InterruptedException {
        plannedOutageDataIsFresh();
        EvenNetwork network = new EvenNetwork(12 * (many + 1), 4, 3);
        network.fill(template);
        Growth growth = new Growth(template, network);
        growth.template().stream()
                .map(point -> post("/api/v1/requests")
                        .as("website")
                        .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}"
                                .formatted(EvenNetwork.billId(point), anotherMobile()))
                        .send(201)
                        .at("/trackingCode"))
                .toList()
                .forEach(this::awaitOutage);
        growth.fill(0, many * REQUESTS, many);
        outages = template.queryForList(
                        "SELECT outage_id FROM outage WHERE outage_id > ? AND closed_at IS NULL ORDER BY outage_id",
                        Long.class,
                        Growth.FIRST_OPEN)
                .iterator();
    }

    /** One outage with the requests of several. */
    private long joined(int several) {
        long storm = outages.next();
        for (int i = 1; i < several; i++)
            template.update("UPDATE outage_membership SET outage_id = ? WHERE outage_id = ?", storm, outages.next());
        return storm;
    }

    private Announced announced(long outage) {
        Map<String, Object> row = template.queryForMap("""
                SELECT outage_no, district, (SELECT count(*) FROM outage_membership m
                                              WHERE m.outage_id = o.outage_id AND current_request_id IS NOT NULL) AS requests
                  FROM outage o WHERE outage_id = ?
                """, outage);
        int requests = ((Number) row.get("requests")).intValue();
        assertThat(requests).isGreaterThanOrEqualTo(REQUESTS);
        double jvm = jvm();
        double postgres = postgres();
        long began = System.nanoTime();
        complete(
                "dispatcher-" + row.get("district"),
                (String) row.get("outage_no"),
                "Task_VerifyOutage",
                Map.of("finding", "SUPPLY_ON"));
        // A look takes as long as a request, or two.
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> template.queryForObject("""
                        SELECT count(*) FROM outage_membership m JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE m.outage_id = ? AND r.state = 'ANNOUNCED'
                        """, Integer.class, outage) == requests);
        return new Announced(requests, (System.nanoTime() - began) / 1e9, jvm() - jvm, postgres() - postgres);
    }

    private static double jvm() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    /** Its processes are no children of ours. */
    private double postgres() {
        return template.queryForList("SELECT pid FROM pg_stat_activity", Long.class).stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1e3;
    }
}
