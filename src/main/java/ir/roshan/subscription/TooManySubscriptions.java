package ir.roshan.subscription;

/** A number is told of so many places and no more. */
public final class TooManySubscriptions extends RuntimeException {
    TooManySubscriptions() {
        super("too many subscriptions of one number");
    }
}
