package ir.roshan.outage;

/** The request waits in no outage at this moment: it is being checked, waits in a planned outage, or has its result. */
public final class StandsInNoOutage extends RuntimeException {
    StandsInNoOutage() {
        super("the request stands in no outage");
    }
}
