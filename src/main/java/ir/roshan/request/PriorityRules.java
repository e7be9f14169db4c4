package ir.roshan.request;

import ir.roshan.agreement.Priority;

/** How urgent a request is: the company's decision table {@code PriorityDecision}, behind this room's words. Implemented in {@code process}. */
public interface PriorityRules {
    /**
     * @param critical of the service point: empty, hospital, life_support, water, telecom or public_safety
     * @param stillOut whether the subscriber has objected to an announced result
     */
    Priority priorityOf(Hazard hazard, boolean lifeSupport, String critical, boolean stillOut);
}
