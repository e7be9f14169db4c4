package ir.roshan.request;

/** The planned outage in which the request waits has not reached its end. */
public final class PlannedOutageNotOver extends RuntimeException {
    public PlannedOutageNotOver() {
        super("the planned outage has not reached its end");
    }
}
