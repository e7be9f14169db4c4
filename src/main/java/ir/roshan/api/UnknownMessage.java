package ir.roshan.api;

/** There is no message of that id. */
class UnknownMessage extends RuntimeException {
    UnknownMessage() {
        super("no such message");
    }
}
