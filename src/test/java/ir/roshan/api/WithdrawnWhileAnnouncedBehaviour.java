package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ir.roshan.request.Proof;
import ir.roshan.request.TrackingCode;
import ir.roshan.request.Withdrawal;
import ir.roshan.testing.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A subscriber withdraws in the very moment in which the portion of their request is announced (A3.5, A4.2): one of both comes first,
 * the other waits and then knows it, and nobody else's result is put off by it. The portion is done here by hand, and once.
 */
class WithdrawnWhileAnnouncedBehaviour extends SeveralOfOnePlace {
    private static final String LAST_4 = "4567";
    private static final int MILLIS_THAT_A_WITHDRAWAL_TAKES = 1_500;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private Withdrawal withdrawal;

    @Autowired
    private TransactionTemplate transaction;

    private final ExecutorService others = Executors.newFixedThreadPool(3);
    private String portion;

    @BeforeEach
    void theyAreAboutToBeAnnounced() {
        engine.getJobExecutor().shutdown();
        supplyIsOn();
        String workflow = jdbc.sql("SELECT workflow_id FROM outage WHERE outage_no = :number")
                .param("number", outage)
                .query(String.class)
                .single();
        List<Job> due = managementService
                .createJobQuery()
                .processInstanceId(workflow)
                .messages()
                .list();
        due.forEach(job -> managementService.executeJob(job.getId()));
        Batch batch = managementService.createBatchQuery().list().stream()
                .filter(one -> one.getTotalJobs() == 1 && one.getJobsCreated() == 0)
                .reduce((one, other) -> {
                    throw new AssertionError("which one is ours?");
                })
                .orElseThrow();
        managementService.executeJob(onlyJob(batch.getSeedJobDefinitionId()));
        portion = onlyJob(batch.getBatchJobDefinitionId());
    }

    @AfterEach
    void theEngineGoesOn() {
        others.shutdownNow();
        engine.getJobExecutor().start();
    }

    private String onlyJob(String definition) {
        return managementService
                .createJobQuery()
                .jobDefinitionId(definition)
                .singleResult()
                .getId();
    }

    private Future<?> isAnnounced() {
        return others.submit(() -> managementService.executeJob(portion));
    }

    /** Seen by somebody else, who would have it if nobody had. */
    private void awaitInHand(String request) {
        await().atMost(PATIENCE)
                .until(() -> others.submit(() -> jdbc.sql("""
                                        SELECT request_id FROM restoration_request WHERE request_id = :id
                                           FOR UPDATE SKIP LOCKED
                                        """)
                                .param("id", Long.valueOf(request))
                                .query(Long.class)
                                .list()
                                .isEmpty())
                        .get());
    }

    private void assertTold(String code, String state, String kind) {
        assertThat(ofRequest(code, "state")).isEqualTo(state);
        String id = ofRequest(code, "request_id");
        assertThat(jdbc.sql("""
                                SELECT kind FROM subscriber_message
                                 WHERE request_id = :id AND kind IN ('RESULT', 'WITHDRAWN')
                                """)
                        .param("id", Long.valueOf(id))
                        .query(String.class)
                        .list())
                .containsExactly(kind);
        assertThat(jdbc.sql(
                                "SELECT step FROM request_event WHERE request_id = :id AND step IN ('ANNOUNCED', 'WITHDRAWN')")
                        .param("id", Long.valueOf(id))
                        .query(String.class)
                        .list())
                .containsExactly(state);
        assertThat(count("request_result WHERE request_id = " + id)).isEqualTo(1);
    }

    /** Held up here at the last moment, in which the engine writes: everything else has been done, and nothing is told yet. */
    @Test
    void whoComesLaterHearsThatThereIsAResult() throws Exception {
        String withdrawing = codes.get(0);
        String request = ofRequest(withdrawing, "request_id");
        String other = ofRequest(codes.get(2), "workflow_id");
        List<Future<?>> running = new ArrayList<>();
        Future<Call.Answer> answer = transaction.execute(held -> {
            jdbc.sql("UPDATE ACT_RU_EXECUTION SET REV_ = REV_ WHERE PROC_INST_ID_ = :id")
                    .param("id", other)
                    .update();
            running.add(isAnnounced());
            awaitInHand(request);
            Future<Call.Answer> withdrawn = others.submit(() -> post("/api/v1/requests/{code}/withdrawal", withdrawing)
                    .json("{\"mobileLast4\": \"%s\"}".formatted(LAST_4))
                    .send(409));
            assertThatThrownBy(() -> withdrawn.get(MILLIS_THAT_A_WITHDRAWAL_TAKES, TimeUnit.MILLISECONDS))
                    .as("the withdrawal waits for the portion")
                    .isInstanceOf(TimeoutException.class);
            held.setRollbackOnly();
            return withdrawn;
        });
        running.get(0).get();
        assertThat(answer.get().at("/type")).isEqualTo("/problems/result-already-announced");
        codes.forEach(code -> assertTold(code, "ANNOUNCED", "RESULT"));
    }

    /** The portion knows it before it looks at any workflow, and is done at its first try. */
    @Test
    void whoComesFirstHasWithdrawnAndTheOthersHaveTheirResult() throws Exception {
        String withdrawing = codes.get(1);
        String earlier = ofRequest(codes.get(0), "request_id");
        Future<?> announced = transaction.execute(held -> {
            jdbc.sql("SELECT request_id FROM restoration_request WHERE tracking_code = :code FOR UPDATE")
                    .param("code", TrackingCode.parse(withdrawing).value())
                    .query(Long.class)
                    .single();
            Future<?> running = isAnnounced();
            awaitInHand(earlier);
            withdrawal.withdraw(TrackingCode.parse(withdrawing), new Proof(LAST_4));
            return running;
        });
        announced.get();
        assertTold(codes.get(0), "ANNOUNCED", "RESULT");
        assertTold(withdrawing, "WITHDRAWN", "WITHDRAWN");
        assertTold(codes.get(2), "ANNOUNCED", "RESULT");
    }
}
