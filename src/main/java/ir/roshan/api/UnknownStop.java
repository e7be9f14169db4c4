package ir.roshan.api;

/** No number has that stop link, or it was used. */
final class UnknownStop extends RuntimeException {
    UnknownStop() {
        super("unknown stop link");
    }
}
