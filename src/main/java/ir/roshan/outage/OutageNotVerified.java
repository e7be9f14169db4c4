package ir.roshan.outage;

/** Nobody has verified the outage yet: what is only suspected cannot be restored. */
public final class OutageNotVerified extends RuntimeException {
    OutageNotVerified() {
        super("the outage has not been verified");
    }
}
