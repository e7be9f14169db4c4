package ir.roshan.request;

/** A request has as many remarks as it may have. */
public final class TooManyRemarks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRemarks() {
        super("the request has " + Remarks.MOST + " remarks");
    }
}
