package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ESTIMATED_RESTORATION_AT;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;
import static ir.roshan.process.RestorationModel.REVISE_ESTIMATE;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Restoration;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_ReviseEstimate}: the estimate has passed; when is supply expected now (A3.4, A3.5)? */
@Component
class ReviseEstimateCompletion extends TaskCompletion {
    private final Restoration restoration;

    ReviseEstimateCompletion(Restoration restoration, WorkflowFacts facts) {
        super(REVISE_ESTIMATE, facts, Set.of("estimatedRestorationAt"));
        this.restoration = restoration;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        OutageId id = OutageId.parse(OUTAGE_ID.get(task));
        ESTIMATED_RESTORATION_AT.set(
                task, Date.from(restoration.revise(id, entered.get("estimatedRestorationAt"), null, entered.byWhom())));
    }
}
