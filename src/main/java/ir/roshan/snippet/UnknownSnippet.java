package ir.roshan.snippet;

/** No text bears the id. */
public final class UnknownSnippet extends RuntimeException {
    UnknownSnippet() {
        super("no such snippet");
    }
}
