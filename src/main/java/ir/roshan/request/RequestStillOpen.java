package ir.roshan.request;

/** Somebody still works on the request, and needs to know for whom. */
public final class RequestStillOpen extends RuntimeException {
    RequestStillOpen() {
        super("the request is still open");
    }
}
