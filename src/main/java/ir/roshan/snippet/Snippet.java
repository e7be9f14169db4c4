package ir.roshan.snippet;

/**
 * A text for a note.
 *
 * @param field of a task's form, as the model names it
 */
public record Snippet(long id, String field, String text) {}
