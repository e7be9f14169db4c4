package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnPostgres;
import ir.roshan.testing.RoshanServer;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several statements of the engine go to PostgreSQL in one text: what the engine knows of each is what it knew before. */
@OnPostgres
class JoinedSessionIT extends RoshanServer {
    private static final String TOO_LONG = "x".repeat(300);
    private static final Map<String, Object> OF_THE_REQUEST =
            Map.of("district", 7, "restoreBy", new Date(1_800_000_000_000L));

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private PlatformTransactionManager transactions;

    private String workflow;

    /** It waits in its outage, so that nobody else moves it. */
    @BeforeEach
    void aRequestWaits() {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place().billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        awaitOutage(code);
        workflow = jdbc.sql("SELECT workflow_id FROM restoration_request WHERE tracking_code = :code")
                .param("code", code)
                .query(String.class)
                .single();
    }

    @Test
    void whatItWritesTogetherIsThere() {
        runtimeService.setVariables(workflow, OF_THE_REQUEST);
        assertThat(runtimeService.getVariables(workflow)).containsAllEntriesOf(OF_THE_REQUEST);
    }

    /** PostgreSQL says of each how many rows it has changed. */
    @Test
    void whoeverIsLaterMeetsAConflict() {
        assertThatThrownBy(() -> whileAnother(() -> runtimeService.setVariables(workflow, OF_THE_REQUEST)))
                .hasCauseInstanceOf(OptimisticLockingException.class);
    }

    /** No statement finds a row gone: the engine's key breaks, and the driver does not say in which statement. */
    @Test
    void soDoesWhoeverAddsToWhatIsGone() {
        assertThatThrownBy(() -> whileAnother(() -> runtimeService.deleteProcessInstance(workflow, "a test")))
                .hasCauseInstanceOf(OptimisticLockingException.class);
    }

    /** It would fail again, and is not tried again as a conflict is. */
    @Test
    void anErrorIsNoConflictAndUndoesAll() {
        Map<String, Object> before = runtimeService.getVariables(workflow);
        assertThatThrownBy(() -> runtimeService.setVariables(workflow, Map.of("first", 1, TOO_LONG, 2, "third", 3)))
                .isInstanceOf(ProcessEngineException.class)
                .isNotInstanceOf(OptimisticLockingException.class);
        assertThat(runtimeService.getVariables(workflow)).isEqualTo(before);
    }

    /** Another has written and not committed while this one writes what is there already, and what is not. */
    private void whileAnother(Runnable deed) throws ExecutionException {
        CompletableFuture<Void> later = new TransactionTemplate(transactions).execute(status -> {
            deed.run();
            CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> runtimeService.setVariables(
                    workflow, Map.of("first", 1, "district", 8, "restoreBy", new Date(), "third", 3)));
            await().atMost(PATIENCE).until(this::somebodyWaits);
            return meanwhile;
        });
        try {
            later.get();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean somebodyWaits() {
        return count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0;
    }
}
