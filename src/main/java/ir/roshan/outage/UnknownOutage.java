package ir.roshan.outage;

/** No outage bears this number. */
public final class UnknownOutage extends RuntimeException {
    public UnknownOutage() {
        super("no outage bears this number");
    }
}
