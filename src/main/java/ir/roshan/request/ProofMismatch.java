package ir.roshan.request;

/** The four digits are not the last ones of the mobile number that the request bears. */
public final class ProofMismatch extends RuntimeException {
    public ProofMismatch() {
        super("the last four digits of the mobile number do not match");
    }
}
