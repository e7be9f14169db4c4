package ir.roshan.request;

import java.util.Collection;

/** What a request asks of the workflow, in the request's own words. Implemented once, in {@code process}. */
public interface RestorationWorkflow {
    /**
     * Starts the workflow in the caller's transaction, which registers the request ({@link Registration}) and checks it
     * against the planned outages, and returns with the tracking code issued.
     */
    TrackingCode start(NewRequest request);

    /** @return false if the workflow does not wait for a withdrawal (any more) */
    boolean withdraw(RestorationRequest request);

    /** @return false if the workflow does not wait for an objection at this moment */
    boolean stillOut(RestorationRequest request);

    /** Lets each of these requests, all waiting in a planned outage, be checked again: later, in portions, and never in the caller's transaction. */
    void plannedOutageChanged(Collection<String> workflowIds);

    /**
     * Lets each of these requests, all standing in an outage that nobody has verified, be told that it is on plan: later, in
     * portions, and never in the caller's transaction.
     */
    void planBecameKnown(Collection<String> workflowIds);
}
