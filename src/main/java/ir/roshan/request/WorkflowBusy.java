package ir.roshan.request;

import org.springframework.dao.ConcurrencyFailureException;

/** The request's workflow is on its way from one wait to the next and does not listen at this moment; it is worth trying again. */
public final class WorkflowBusy extends ConcurrencyFailureException {
    public WorkflowBusy() {
        super("the request's workflow does not wait at this moment");
    }
}
