package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One transaction has read a token of a workflow when another ends that workflow. */
@OnH2
class VanishedWorkflowTest extends RoshanServer {
    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private RuntimeService runtimeService;

    @Test
    void isAConflictAndNoFailure() {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place().billId()))
                .send(201)
                .at("/trackingCode");
        awaitOutage(code);
        String token = runtimeService
                .createExecutionQuery()
                .processInstanceBusinessKey(code)
                .messageEventSubscriptionName(RestorationModel.MSG_OUTAGE_RESOLVED)
                .singleResult()
                .getId();

        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    ExecutionEntity read = command.getExecutionManager().findExecutionById(token);
                    CompletableFuture.runAsync(() -> withdraw(code)).join();
                    return read.getProcessInstance();
                }))
                .isInstanceOf(OptimisticLockingException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    /** As Java throws it when it has come from the same place often. */
    @Test
    void isAConflictToAPersonAlsoWhereJavaDoesNotTellAnyMoreWhereItWas() {
        NullPointerException often = new NullPointerException();
        often.setStackTrace(new StackTraceElement[0]);
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    throw often;
                }))
                .isInstanceOf(OptimisticLockingException.class)
                .hasCause(often);
        NullPointerException another = new NullPointerException();
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    throw another;
                }))
                .isSameAs(another);
    }

    private void withdraw(String code) {
        post("/api/v1/requests/{trackingCode}/withdrawal", code)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);
    }
}
