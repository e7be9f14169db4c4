package ir.roshan.request;

/** What was typed cannot be a tracking code: a digit is missing or mistyped. */
public final class MalformedTrackingCode extends RuntimeException {
    public MalformedTrackingCode() {
        super("not a tracking code");
    }
}
