package ir.roshan.api;

/** Nobody has shown by a code of late, in this browser, that a number is theirs. */
final class NotSignedIn extends RuntimeException {
    NotSignedIn() {
        super("no session", null, false, false);
    }
}
