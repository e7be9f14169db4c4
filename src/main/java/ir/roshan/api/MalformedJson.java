package ir.roshan.api;

/** The body is not one JSON object in UTF-8 with each member named once. */
final class MalformedJson extends RuntimeException {
    MalformedJson() {
        super("unreadable JSON");
    }
}
