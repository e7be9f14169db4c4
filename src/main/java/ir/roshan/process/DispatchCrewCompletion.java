package ir.roshan.process;

import static ir.roshan.process.RestorationModel.ESTIMATED_RESTORATION_AT;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Restoration;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_DispatchCrew}: who goes, and by when supply is expected back (A3.4). */
@Component
class DispatchCrewCompletion extends TaskCompletion {
    private final Restoration restoration;

    DispatchCrewCompletion(Restoration restoration, WorkflowFacts facts) {
        super("Task_DispatchCrew", facts, Set.of("crew", "estimatedRestorationAt"));
        this.restoration = restoration;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        OutageId id = OutageId.parse(OUTAGE_ID.get(task));
        ESTIMATED_RESTORATION_AT.set(
                task,
                Date.from(restoration.dispatch(
                        id, entered.get("crew"), entered.get("estimatedRestorationAt"), entered.byWhom())));
    }
}
