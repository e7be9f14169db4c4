package ir.roshan.api;

/** The account is bringing as many files as it may at once. */
final class TooManyImports extends RuntimeException {
    TooManyImports() {
        super("too many imports at once", null, false, false);
    }
}
