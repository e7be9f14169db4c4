package ir.roshan.request;

/** The request has ended: nothing about it can be changed any more. */
public final class RequestClosed extends RuntimeException {
    public RequestClosed() {
        super("the request has ended");
    }
}
