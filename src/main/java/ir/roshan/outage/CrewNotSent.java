package ir.roshan.outage;

/** No crew has been sent yet: there is no estimate that could be another one. */
public final class CrewNotSent extends RuntimeException {
    CrewNotSent() {
        super("no crew has been sent to the outage");
    }
}
