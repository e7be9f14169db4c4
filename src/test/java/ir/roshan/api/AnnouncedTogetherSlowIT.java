package ir.roshan.api;

import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.batch.BatchJobHandler;
import org.camunda.bpm.engine.impl.batch.message.MessageCorrelationBatchJobHandler;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/**
 * How fast the requests of one outage are announced, together and as the engine would by itself, one job for each: by turns on one
 * application and one database, so that a busy machine is busy for both; then a whole storm's together.
 * {@code -Dslow.requests=500 -Dslow.rounds=3 -Dslow.storm=5000}.
 */
@Tag("slow")
@OnPostgres
@DirtiesContext
class AnnouncedTogetherSlowIT extends RoshanServer {
    private static final int REQUESTS = Integer.getInteger("slow.requests", 500);
    private static final int ROUNDS = Integer.getInteger("slow.rounds", 3);
    private static final int STORM = Integer.getInteger("slow.storm", 5_000);
    private static final Duration AT_MOST = Duration.ofMinutes(15);

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Test
    void togetherAndOneByOne() throws Exception {
        JobHandler<?> together = engine.getJobHandlers().get(Batch.TYPE_CORRELATE_MESSAGE);
        MessageCorrelationBatchJobHandler oneByOne = new MessageCorrelationBatchJobHandler();
        announced(REQUESTS);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            by(oneByOne);
            double before = announced(REQUESTS);
            by((BatchJobHandler<?>) together);
            double now = announced(REQUESTS);
            ratios[round] = before / now;
            System.out.printf(
                    "%d announced one by one in %.1f s, together in %.1f s: %.1f times%n",
                    REQUESTS, before, now, ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf(
                "together %.1f times as fast (%.1f to %.1f)%n", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
        if (STORM > 0) System.out.printf("a storm of %d: announced in %.1f s%n", STORM, announced(STORM));
    }

    private void by(BatchJobHandler<?> handler) {
        engine.getBatchHandlers().put(Batch.TYPE_CORRELATE_MESSAGE, handler);
        engine.getJobHandlers().put(Batch.TYPE_CORRELATE_MESSAGE, (JobHandler<?>) handler);
    }

    /** @return seconds from the dispatcher's finding until the last has its result */
    private double announced(int requests) throws Exception {
        plannedOutageDataIsFresh();
        Place place = place();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        Collection<Future<String>> reports = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            reports.add(callers.submit(() -> post("/api/v1/requests")
                    .as("website")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                    .send(201)
                    .at("/trackingCode")));
        }
        List<String> codes = new ArrayList<>();
        for (Future<String> report : reports) codes.add(report.get());
        callers.shutdown();
        String outage = awaitOutage(codes.get(0));
        await().atMost(AT_MOST)
                .until(() -> count("outage_membership m JOIN outage o ON o.outage_id = m.outage_id"
                                + " WHERE m.current_request_id IS NOT NULL AND o.outage_no = '" + outage + "'")
                        == requests);
        long began = System.nanoTime();
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("request_result s JOIN outage_membership m ON m.request_id = s.request_id"
                                + " JOIN outage o ON o.outage_id = m.outage_id WHERE o.outage_no = '" + outage + "'")
                        == requests);
        return (System.nanoTime() - began) / 1e9;
    }
}
