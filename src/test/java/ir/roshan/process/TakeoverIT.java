package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanProcess;
import ir.roshan.testing.RoshanServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one database: what one of them has in hand the other leaves alone for as long as it lives, and no longer. */
@OnPostgres
@DirtiesContext
class TakeoverIT extends RoshanServer {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Autowired
    private Environment environment;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    private record Lease(String owner, Instant until) {}

    @Test
    void aSlowNodeKeepsItsJobAndAKilledOneIsRelieved() throws Exception {
        JobExecutor ours = engine.getJobExecutor();
        ours.shutdown();
        plannedOutageDataIsFresh();
        Place place = place();
        RoshanProcess.Node other = RoshanProcess.node(
                folder,
                "--spring.datasource.url=" + environment.getRequiredProperty("spring.datasource.url"),
                "--spring.datasource.username=" + environment.getRequiredProperty("spring.datasource.username"));
        try {
            String code = new TransactionTemplate(transactions).execute(status -> {
                // Whoever attaches a report waits here.
                jdbc.sql("SELECT slot FROM outage_lock FOR UPDATE").query().listOfRows();
                return slowlyAttached(place, ours, other);
            });
            awaitOutage(code);
        } finally {
            other.close();
        }
    }

    /** @return the report's code, once the node that had it in hand is dead */
    private String slowlyAttached(Place place, JobExecutor ours, RoshanProcess.Node other) {
        String code = post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        await().atMost(PATIENCE).until(() -> lease(code).isPresent());
        Lease first = lease(code).orElseThrow();
        ours.start();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(first.until().plus(WITHIN.dividedBy(2))));
        assertThat(lease(code)).hasValueSatisfying(now -> {
            assertThat(now.owner()).isEqualTo(first.owner());
            assertThat(now.until()).isAfter(Instant.now());
        });
        other.kill();
        Instant killed = Instant.now();
        assertThat(lease(code).orElseThrow().until())
                .as("when another may have it")
                .isBefore(killed.plus(WITHIN));
        return code;
    }

    /** Of the job that attaches the report, as others see it. */
    private Optional<Lease> lease(String code) {
        TransactionTemplate apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        return apart.execute(status -> jdbc.sql("""
                        SELECT j.LOCK_OWNER_ AS owner, j.LOCK_EXP_TIME_ AS until
                          FROM ACT_RU_JOB j JOIN restoration_request r ON r.workflow_id = j.PROCESS_INSTANCE_ID_
                         WHERE r.tracking_code = :code AND j.LOCK_OWNER_ IS NOT NULL
                        """)
                .param("code", code)
                .query((row, n) -> new Lease(
                        row.getString("owner"), row.getTimestamp("until").toInstant()))
                .optional());
    }
}
