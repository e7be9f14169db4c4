package ir.roshan.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Sends messages to the workflows of the model. */
@Component
class WorkflowInstances {
    private final RuntimeService runtimeService;

    WorkflowInstances(RuntimeService runtimeService) {
        this.runtimeService = runtimeService;
    }

    /**
     * In the caller's transaction. An empty answer, not a caught exception: {@code correlate()} without a listener logs an
     * error, this does not.
     *
     * @return false if the workflow does not wait for the message at this moment
     * @throws org.springframework.dao.ConcurrencyFailureException if the workflow is being moved by another transaction
     */
    boolean correlate(String message, String workflowId) {
        return EngineConflict.translated(() -> !runtimeService
                .createMessageCorrelation(message)
                .processInstanceId(workflowId)
                .correlateAllWithResult()
                .isEmpty());
    }

    /**
     * By the engine's own batch: in portions, each in a transaction of its own, each repeated if it fails. A workflow that
     * does not wait for the message (any more) is passed over.
     */
    void correlateLater(String message, Collection<String> workflowIds, Map<String, Object> variables) {
        if (!workflowIds.isEmpty()) {
            runtimeService
                    .createMessageCorrelationAsync(message)
                    .processInstanceIds(List.copyOf(workflowIds))
                    .setVariables(variables)
                    .correlateAllAsync();
        }
    }
}
