package ir.roshan.request;

/** A request whose result was announced cannot be withdrawn (A4.2); it can only be objected to. */
public final class ResultAlreadyAnnounced extends RuntimeException {
    public ResultAlreadyAnnounced() {
        super("the result has already been announced");
    }
}
