package ir.roshan.api;

/** The code is not the one that was sent to the number last, or it was used, is too old or was never sent. */
final class WrongMobileCode extends RuntimeException {
    WrongMobileCode() {
        super("no such code", null, false, false);
    }
}
