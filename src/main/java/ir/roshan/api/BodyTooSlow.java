package ir.roshan.api;

/** The body did not come in its time, or its seat was needed by somebody who is quicker. What was done with it so far is undone. */
final class BodyTooSlow extends RuntimeException {
    BodyTooSlow() {
        super("the body came too slowly", null, false, false);
    }
}
