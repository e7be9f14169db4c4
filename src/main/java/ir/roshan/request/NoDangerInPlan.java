package ir.roshan.request;

/** The request has named no danger while it waited in a planned outage, or it stands in an outage whose task carries it. */
public final class NoDangerInPlan extends RuntimeException {
    NoDangerInPlan() {
        super("no danger at a place that is off on plan");
    }
}
