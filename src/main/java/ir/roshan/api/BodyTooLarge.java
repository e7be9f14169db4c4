package ir.roshan.api;

/** A body is longer than what is accepted. */
final class BodyTooLarge extends RuntimeException {
    private final long limit;

    /** @param limit in bytes */
    BodyTooLarge(long limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
