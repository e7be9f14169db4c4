package ir.roshan.outage;

/** The outage has its result already, or another one has taken it in: nothing can be placed or moved in it any more. */
public final class OutageClosed extends RuntimeException {
    OutageClosed() {
        super("the outage is closed");
    }
}
