package ir.roshan.process;

import static ir.roshan.process.RestorationModel.PRIORITY_DECISION;

import ir.roshan.agreement.Priority;
import ir.roshan.request.Hazard;
import ir.roshan.request.PriorityRules;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** {@code PriorityDecision}, as the request sees it. */
@Component
class DecisionPriorityRules implements PriorityRules {
    private final DecisionService decisions;

    DecisionPriorityRules(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public Priority priorityOf(Hazard hazard, boolean lifeSupport, String critical, boolean stillOut) {
        String priority = decisions
                .evaluateDecisionTableByKey(PRIORITY_DECISION)
                .variables(Variables.createVariables()
                        .putValue("hazard", hazard.name())
                        .putValue("lifeSupport", lifeSupport)
                        .putValue("critical", critical)
                        .putValue("stillOut", stillOut))
                .evaluate()
                .getSingleResult()
                .getSingleEntry();
        return Priority.valueOf(priority);
    }
}
