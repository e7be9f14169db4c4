package ir.roshan.process;

import static ir.roshan.process.RestorationModel.OUTAGE_ID;

import ir.roshan.outage.Breaches;
import ir.roshan.outage.OutageId;
import ir.roshan.security.AuditLog;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** {@code Task_HandleBreach}: what a manager has done about a broken deadline (A2.1). */
@Component
class HandleBreachCompletion extends TaskCompletion {
    private final Breaches breaches;
    private final AuditLog audit;

    HandleBreachCompletion(Breaches breaches, AuditLog audit, WorkflowFacts facts) {
        super("Task_HandleBreach", facts, Set.of("breachAction"));
        this.breaches = breaches;
        this.audit = audit;
    }

    @Override
    void complete(DelegateTask task, TaskEntries entered) {
        breaches.handle(OutageId.parse(OUTAGE_ID.get(task)), entered.get("breachAction"), entered.byWhom());
        audit.append(
                entered.byWhom(),
                AuditLog.Deed.BREACH_HANDLED,
                task.getExecution().getProcessBusinessKey(),
                null);
    }
}
