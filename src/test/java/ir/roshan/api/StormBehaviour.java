package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Rounds;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.annotation.DirtiesContext;

/**
 * A feeder trips in a storm, and everybody reports (A3.3, A3.4): one outage, one task, and one restoration that answers all.
 * The times are written to the log and judged by nobody here: how fast it is depends on the machine.
 *
 * <p>Leaves many timers behind, which would all be due once another test shifts the clock: the application ends with it.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class StormBehaviour extends RoshanServer {
    private static final Logger LOG = LoggerFactory.getLogger(StormBehaviour.class);
    /** In every build more than our statements write at once, so that there is a second portion of each. */
    private static final int REPORTS = Rounds.of(600, 5_000);

    private static final int FROM_ELSEWHERE = Rounds.of(40, 200);
    private static final int TRANSFORMERS = 50;
    private static final int CALLERS_AT_ONCE = 8;
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    /** Chance, but the same on every run. */
    private static final long SEED = 1405;

    /** The thousands do not all sit behind one address. */
    @Override
    protected Call call(String method, String path, Object... variables) {
        return super.call(method, path, variables).from(newAddress());
    }

    @Test
    void allReportsOfOneFeederAreOneOutageAndAreAllAnswered() throws Exception {
        List<String> feeder = network("STORM", 600_000, REPORTS, TRANSFORMERS);
        // As many feeders as service points: nothing there belongs together.
        List<String> elsewhere = network("CALM", 700_000, FROM_ELSEWHERE, FROM_ELSEWHERE);
        List<String> places = new ArrayList<>(feeder);
        places.addAll(elsewhere);
        Collections.shuffle(places, new Random(SEED));

        long begin = System.nanoTime();
        List<Long> latencies = report(places);
        LOG.info("storm: {} reports taken in {}", places.size(), since(begin));
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(250)).until(() -> standing() == places.size());
        LOG.info("storm: all attached after {}, intake's p99 {} ms", since(begin), p99(latencies));

        assertThat(openOutages("STORM%")).containsExactly(Map.of("element", "STORM-F0", "requests", REPORTS));
        assertThat(openOutages("CALM%"))
                .hasSize(FROM_ELSEWHERE)
                .allSatisfy(o -> assertThat(o).containsEntry("requests", 1));
        String outage = jdbc.sql("SELECT outage_no FROM outage WHERE closed_at IS NULL AND element_code = 'STORM-F0'")
                .query(String.class)
                .single();
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(outage)
                        .count())
                .isEqualTo(1);

        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "گروه ۱",
                        "estimatedRestorationAt",
                        clock.instant().plusSeconds(7_200).toString()));
        long restored = System.nanoTime();
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "WEATHER", "restoredAt", clock.instant().toString()));
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(250)).until(() -> announced() == REPORTS);
        LOG.info("storm: all {} announced after {}", REPORTS, since(restored));

        assertThat(number("""
                SELECT count(*) FROM request_result res
                  JOIN restoration_request r ON r.request_id = res.request_id
                  JOIN service_point p ON p.bill_id = r.bill_id
                 WHERE p.transformer_code LIKE 'STORM%'
                   AND res.outcome = 'RESTORED' AND res.cause = 'WEATHER' AND res.within_agreement = TRUE
                """)).isEqualTo(REPORTS);
        assertThat(number("""
                SELECT count(*) FROM (
                    SELECT m.request_id FROM subscriber_message m
                      JOIN restoration_request r ON r.request_id = m.request_id
                      JOIN service_point p ON p.bill_id = r.bill_id
                     WHERE m.kind = 'RESULT'
                       AND p.transformer_code LIKE 'STORM%'
                     GROUP BY m.request_id HAVING count(*) = 1) one_each
                """)).isEqualTo(REPORTS);
        assertThat(openOutages("CALM%")).hasSize(FROM_ELSEWHERE);
        assertThat(number("SELECT count(*) FROM ACT_RU_JOB WHERE RETRIES_ = 0")).isZero();
    }

    private List<String> network(String prefix, int first, int points, int transformers) {
        List<String> billIds = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            String billId = BillId.of(first + i, 44).value();
            int t = i % transformers;
            int f = transformers == points ? t : 0;
            billIds.add(billId);
            rows.add("%s,1,%s-S,%s-F%d,%s-T%d,,,,".formatted(billId, prefix, prefix, f, prefix, t));
        }
        importServicePoints(rows.toArray(String[]::new)).send(200);
        return billIds;
    }

    /** In nanoseconds, one for each report. */
    private List<Long> report(List<String> billIds) throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS_AT_ONCE);
        try {
            List<Future<Long>> reports = new ArrayList<>();
            for (String billId : billIds) {
                reports.add(callers.submit(() -> {
                    long begin = System.nanoTime();
                    post("/api/v1/requests")
                            .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(billId))
                            .send(201);
                    return System.nanoTime() - begin;
                }));
            }
            List<Long> latencies = new ArrayList<>();
            for (Future<Long> report : reports) {
                latencies.add(report.get());
            }
            return latencies;
        } finally {
            callers.shutdownNow();
        }
    }

    private static long p99(List<Long> nanos) {
        return nanos.stream()
                        .sorted()
                        .skip(nanos.size() * 99L / 100)
                        .findFirst()
                        .orElseThrow()
                / 1_000_000;
    }

    private static String since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis() + " ms";
    }

    private int standing() {
        return number("""
                SELECT count(*) FROM outage_membership m
                  JOIN restoration_request r ON r.request_id = m.current_request_id
                  JOIN service_point p ON p.bill_id = r.bill_id
                 WHERE p.transformer_code LIKE 'STORM%' OR p.transformer_code LIKE 'CALM%'
                """);
    }

    private int announced() {
        return number("""
                SELECT count(*) FROM restoration_request r
                  JOIN service_point p ON p.bill_id = r.bill_id
                 WHERE p.transformer_code LIKE 'STORM%' AND r.state = 'ANNOUNCED'
                """);
    }

    private List<Map<String, Object>> openOutages(String element) {
        return jdbc.sql("""
                        SELECT o.outage_id, o.element_code, count(m.current_request_id) AS requests FROM outage o
                          LEFT JOIN outage_membership m ON m.outage_id = o.outage_id AND m.current_request_id IS NOT NULL
                         WHERE o.closed_at IS NULL AND o.feeder_code LIKE :element
                         GROUP BY o.outage_id, o.element_code
                        """)
                .param("element", element)
                .query((rs, n) -> Map.<String, Object>of(
                        "element", rs.getString("element_code"), "requests", rs.getInt("requests")))
                .list();
    }

    private int number(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
