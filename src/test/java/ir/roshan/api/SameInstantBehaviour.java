package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Everybody under one transformer reports at the same instant: two reports never make two outages of one fault (A3.3). */
abstract class SameInstantBehaviour extends RoshanServer {
    private static final int REPORTS = 50;
    private static final int TRIES = 10;
    private static final Duration AT_MOST = Duration.ofMinutes(4);
    private static final AtomicInteger TRANSFORMERS = new AtomicInteger();

    /** The nodes that take the reports in turn. */
    int[] ports() {
        return new int[] {port()};
    }

    @Test
    void fiftyReportsOfOneTransformerMakeOneOutage() throws Exception {
        String transformer = "SAME-T" + TRANSFORMERS.incrementAndGet();
        List<String> billIds = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < REPORTS; i++) {
            String billId =
                    BillId.of(800_000 + TRANSFORMERS.get() * REPORTS + i, 44).value();
            billIds.add(billId);
            rows.add("%s,1,SAME-S,F-%s,%s,,,,".formatted(billId, transformer, transformer));
        }
        importServicePoints(rows.toArray(String[]::new)).send(200);

        List<String> codes = reportAtOnce(billIds);

        assertThat(codes).doesNotHaveDuplicates();
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(100)).until(() -> standing(transformer) == REPORTS);
        assertThat(openOutages(transformer)).containsExactly(transformer);
        assertThat(tasks(transformer)).isEqualTo(1);
        assertThat(count("ACT_RU_JOB WHERE RETRIES_ = 0")).isZero();
    }

    @Test
    void fiftyReportsOfOneServicePointMakeOneOutage() throws Exception {
        String transformer = "SAME-T" + TRANSFORMERS.incrementAndGet();
        String billId = BillId.of(800_000 + TRANSFORMERS.get() * REPORTS, 44).value();
        importServicePoints("%s,1,SAME-S,F-%s,%s,,,,".formatted(billId, transformer, transformer))
                .send(200);

        reportAtOnce(Collections.nCopies(REPORTS, billId));

        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(100)).until(() -> standing(transformer) == REPORTS);
        assertThat(openOutages(transformer)).containsExactly(billId);
        assertThat(tasks(transformer)).isEqualTo(1);
    }

    /** Whoever presses the button fifty times has reported once (A3.1). */
    @Test
    void fiftyTimesTheSameReportIsOneRequest() throws Exception {
        String billId = BillId.of(800_000 + TRANSFORMERS.incrementAndGet() * REPORTS, 44)
                .value();
        int[] ports = ports();
        CountDownLatch now = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(REPORTS);
        Set<String> codes = new HashSet<>();
        try {
            List<Future<String>> reports = new ArrayList<>();
            for (int i = 0; i < REPORTS; i++) {
                int port = ports[i % ports.length];
                reports.add(callers.submit(() -> {
                    now.await();
                    return report(port, billId, "09121234567", 200, 201);
                }));
            }
            now.countDown();
            for (Future<String> report : reports) codes.add(report.get());
        } finally {
            callers.shutdownNow();
        }
        assertThat(codes).hasSize(1);
        assertThat(count("restoration_request WHERE bill_id = '" + billId + "'"))
                .isEqualTo(1);
        assertThat(count("subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                        + " WHERE m.kind = 'REGISTERED' AND r.bill_id = '" + billId + "'"))
                .isEqualTo(1);
    }

    /** @return the tracking codes */
    private List<String> reportAtOnce(List<String> billIds) throws Exception {
        int[] ports = ports();
        CountDownLatch now = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(billIds.size());
        try {
            List<Future<String>> reports = new ArrayList<>();
            for (int i = 0; i < billIds.size(); i++) {
                String billId = billIds.get(i);
                int port = ports[i % ports.length];
                // Each is another subscriber's.
                String mobile = "0912%07d".formatted(i);
                Callable<String> report = () -> {
                    now.await();
                    return report(port, billId, mobile, 201);
                };
                reports.add(callers.submit(report));
            }
            now.countDown();
            List<String> codes = new ArrayList<>();
            for (Future<String> report : reports) {
                codes.add(report.get());
            }
            return codes;
        } finally {
            callers.shutdownNow();
        }
    }

    /** As the website does it: who is asked to come again comes again, with the key of the first try. */
    private static String report(int port, String billId, String mobile, int... expected) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        for (int tries = 1; ; tries++) {
            Call.Answer answer = call(port, "POST", "/api/v1/requests")
                    .as("website")
                    .header("Idempotency-Key", key)
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId, mobile))
                    .sendAnyhow();
            if (answer.status() != 503 || tries == TRIES) {
                assertThat(expected).as(answer.body()).contains(answer.status());
                return answer.at("/trackingCode");
            }
            Thread.sleep(500);
        }
    }

    private long standing(String transformer) {
        return jdbc.sql("""
                        SELECT count(*) FROM outage_membership m
                          JOIN restoration_request r ON r.request_id = m.current_request_id
                          JOIN service_point p ON p.bill_id = r.bill_id
                         WHERE p.transformer_code = :transformer
                        """).param("transformer", transformer).query(Long.class).single();
    }

    private List<String> openOutages(String transformer) {
        return jdbc.sql("SELECT element_code FROM outage WHERE closed_at IS NULL AND feeder_code = :feeder")
                .param("feeder", "F-" + transformer)
                .query(String.class)
                .list();
    }

    private long tasks(String transformer) {
        return jdbc.sql("""
                        SELECT count(*) FROM ACT_RU_TASK t JOIN outage o ON o.workflow_id = t.PROC_INST_ID_
                         WHERE o.feeder_code = :feeder
                        """)
                .param("feeder", "F-" + transformer)
                .query(Long.class)
                .single();
    }
}
