package ir.roshan.process;

import static ir.roshan.process.RestorationModel.FINDING;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.OutageId;
import ir.roshan.outage.Verification;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_VerifyOutage}: the finding, and where the fault really is (A3.3). */
@Component
class VerifyOutageCompletion extends TaskCompletion {
    private final Verification verification;

    VerifyOutageCompletion(Verification verification, WorkflowFacts facts) {
        super("Task_VerifyOutage", facts, Set.of("finding", "networkElement", "verificationNote"));
        this.verification = verification;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        Verification.Entry entry = new Verification.Entry(
                entered.get("finding"), entered.get("networkElement"), entered.get("verificationNote"));
        OutageId id = OutageId.parse(OUTAGE_ID.get(task));
        FINDING.set(task, verification.verify(id, entry, entered.byWhom()).name());
    }
}
