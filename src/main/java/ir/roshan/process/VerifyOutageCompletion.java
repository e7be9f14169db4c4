package ir.roshan.process;

import static ir.roshan.process.RestorationModel.FINDING;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.Placement;
import ir.roshan.outage.Verification;
import ir.roshan.security.AuditLog;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_VerifyOutage}: the finding, and where the fault really is (A3.3). */
@Component
class VerifyOutageCompletion extends TaskCompletion {
    private final Verification verification;
    private final AuditLog audit;

    VerifyOutageCompletion(Verification verification, AuditLog audit, WorkflowFacts facts) {
        super("Task_VerifyOutage", facts, Set.of("finding", "networkElement", "verificationNote"));
        this.verification = verification;
        this.audit = audit;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        Verification.Entry entry = new Verification.Entry(
                entered.get("finding"), entered.get("networkElement"), entered.get("verificationNote"));
        OutageId id = OutageId.parse(OUTAGE_ID.get(task));
        Outage verified = verification.verify(id, entry, entered.byWhom(), entered::maySee);
        if (entry.networkElement() != null && !entry.networkElement().isBlank()) {
            audit.append(entered.byWhom(), AuditLog.Deed.OUTAGE_PLACED, verified.number(), Placement.note(verified));
        }
        FINDING.set(task, verified.finding().name());
    }
}
