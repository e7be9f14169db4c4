package ir.roshan.subscription;

/** No subscription of that number has this id. */
public final class UnknownSubscription extends RuntimeException {
    public UnknownSubscription() {
        super("unknown subscription");
    }
}
