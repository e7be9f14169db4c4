package ir.roshan.outage;

import ir.roshan.request.FieldChecks;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The crew names another time while supply is still out, before the one that was promised has passed or after it: the workflow
 * then waits for the new one, and does not ask for it any more (A3.4, A3.5).
 */
@Service
public class EstimateRevision {
    private final Outages outages;
    private final Restoration restoration;
    private final OutageWorkflow workflow;

    EstimateRevision(Outages outages, Restoration restoration, @Lazy OutageWorkflow workflow) {
        this.outages = outages;
        this.restoration = restoration;
        this.workflow = workflow;
    }

    /**
     * @param estimatedRestorationAt ISO 8601 with an offset, in the future, within 30 days; as it is already, it changes nothing
     * @param cause one of {@link Cause}, as far as the crew knows; null where it does not
     * @param checks what reading the call has found
     * @throws UnknownOutage if no outage bears the number
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     * @throws ImpossibleValue if the moment is missing or cannot be
     * @throws CrewNotSent if there is no estimate yet
     * @throws OutageClosed if it is not open any more
     */
    @Transactional
    public Outage revise(
            String number, String estimatedRestorationAt, String cause, FieldChecks checks, String byWhom) {
        checks.throwIfAny();
        Cause found = cause == null ? null : Entered.oneOf("cause", cause, Cause.class);
        Outage outage = outages.lockedOpen(number);
        if (outage.state() != OutageState.CREW_DISPATCHED) {
            throw new CrewNotSent();
        }
        restoration.revise(outage.id(), estimatedRestorationAt, found, byWhom);
        Outage revised = outages.get(outage.id());
        if (revised.estimateNo() != outage.estimateNo()) {
            workflow.estimateRevised(revised);
        }
        return revised;
    }
}
