package ir.roshan.snippet;

/** The field has the same text already. */
public final class SnippetExists extends RuntimeException {
    SnippetExists() {
        super("the field has that snippet already");
    }
}
