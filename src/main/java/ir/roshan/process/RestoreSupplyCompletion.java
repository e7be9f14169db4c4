package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Restoration;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_RestoreSupply}: supply is back, since when and what it was (A3.4). */
@Component
class RestoreSupplyCompletion extends TaskCompletion {
    private final Restoration restoration;

    RestoreSupplyCompletion(Restoration restoration, WorkflowFacts facts) {
        super("Task_RestoreSupply", facts, Set.of("cause", "restoredAt", "restorationNote"));
        this.restoration = restoration;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        restoration.restore(
                OutageId.parse(OUTAGE_ID.get(task)),
                entered.get("cause"),
                entered.get("restoredAt"),
                entered.get("restorationNote"),
                entered.byWhom());
    }
}
