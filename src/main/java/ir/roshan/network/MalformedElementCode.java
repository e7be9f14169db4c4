package ir.roshan.network;

/** What was given cannot be the code of a network element. */
public class MalformedElementCode extends RuntimeException {
    MalformedElementCode() {
        super("malformed code of a network element");
    }
}
