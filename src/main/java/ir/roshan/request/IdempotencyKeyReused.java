package ir.roshan.request;

/** The same idempotency key came with another body. */
public final class IdempotencyKeyReused extends RuntimeException {
    public IdempotencyKeyReused() {
        super("the idempotency key was used for another request");
    }
}
