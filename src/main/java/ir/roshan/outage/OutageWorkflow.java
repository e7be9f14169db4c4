package ir.roshan.outage;

import ir.roshan.request.RestorationRequest;
import java.util.Collection;

/** What an outage asks of the workflow, in the outage's own words. Implemented once, in {@code process}. */
public interface OutageWorkflow {
    /**
     * Starts the outage's workflow in the caller's transaction: a dispatcher of its district is asked to verify it.
     *
     * @return the workflow, as it names itself
     */
    String start(Outage outage);

    /** Its urgency or its district has changed; open tasks follow. */
    void changed(Outage outage);

    /** It has another estimate: what waited for the old one waits for this, and a task that asked for it is done. */
    void estimateRevised(Outage outage);

    /** Wakes these requests, in portions and never in the caller's transaction: their outage has a result. */
    void resolved(Outage outage, Collection<RestorationRequest> requests);

    /** The first deadline of its requests has passed: a manager is asked to act. Later, and never in the caller's transaction. */
    void deadlineBreached(Outage outage);

    /** A wider outage has taken it in: its tasks vanish. */
    void absorbed(Outage outage);

    /** Nobody is waiting for it any more: its tasks vanish. */
    void abandoned(Outage outage);
}
