package ir.roshan.request;

/** No request bears this tracking code. */
public final class UnknownRequest extends RuntimeException {
    public UnknownRequest() {
        super("no request bears this tracking code");
    }
}
