package ir.roshan.process;

import static ir.roshan.process.RestorationModel.DISTRICT;
import static ir.roshan.process.RestorationModel.HAZARD_REPORTED;
import static ir.roshan.process.RestorationModel.OUTAGE_ID;
import static ir.roshan.process.RestorationModel.PRIORITY;
import static ir.roshan.process.RestorationModel.REQUEST_ID;
import static ir.roshan.process.RestorationModel.RESTORE_BY;
import static ir.roshan.process.RestorationModel.VERIFY_BY;

import ir.roshan.agreement.Priority;
import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.request.Hazard;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * The process variables that say which request or outage a workflow carries, and how urgent it is, as our tables have them.
 * A workflow that began under an earlier version may hold what somebody sent along, and carry another district's outage or
 * personal data; so they are written anew from our tables when a task is completed, and strangers are removed.
 */
@Component
class WorkflowFacts {
    private static final Map<Priority, Integer> TASK_PRIORITY =
            Map.of(Priority.NORMAL, 50, Priority.HIGH, 70, Priority.EMERGENCY, 90);

    private final Requests requests;
    private final Outages outages;

    WorkflowFacts(Requests requests, Outages outages) {
        this.requests = requests;
        this.outages = outages;
    }

    /** What the tasks of an outage have at least that is so urgent. */
    static int urgencyOf(Priority priority) {
        return TASK_PRIORITY.get(priority);
    }

    static VariableMap of(Outage outage) {
        return Variables.createVariables()
                .putValue(OUTAGE_ID.name(), outage.id().toString())
                .putValue(DISTRICT.name(), outage.district().number())
                .putValue(PRIORITY.name(), urgencyOf(outage.priority()))
                .putValue(VERIFY_BY.name(), Date.from(outage.verifyBy()))
                .putValue(RESTORE_BY.name(), Date.from(outage.restoreBy()))
                .putValue(HAZARD_REPORTED.name(), outage.hazard() != Hazard.NONE);
    }

    private static VariableMap of(RestorationRequest request) {
        return Variables.createVariables()
                .putValue(REQUEST_ID.name(), request.id().toString())
                .putValue(DISTRICT.name(), request.district().number())
                .putValue(RESTORE_BY.name(), Date.from(request.restoreBy()));
    }

    /** @param task of either process, about to be completed */
    void restore(DelegateTask task) {
        String workflowId = task.getProcessInstanceId();
        VariableMap facts = outages.carriedBy(workflowId)
                .map(WorkflowFacts::of)
                .orElseGet(() -> of(requests.carriedBy(workflowId)));
        Set<String> strangers = new HashSet<>(task.getVariableNames());
        strangers.removeAll(RestorationModel.VARIABLES);
        strangers.forEach(task::removeVariable);
        facts.forEach((name, value) -> {
            if (!value.equals(task.getVariable(name))) {
                task.setVariable(name, value);
            }
        });
    }
}
