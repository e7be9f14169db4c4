package ir.roshan.plannedoutage;

/** The national planned-outage service answered with a refusal inside an HTTP 200; nothing of it was taken. */
public class NationalServiceRefused extends RuntimeException {
    private final int status;

    NationalServiceRefused(int status) {
        super("the national planned-outage service refused with status " + status);
        this.status = status;
    }

    /** As it stands in the answer, for example 401, 403 or 500; 0 where it is no number. */
    public int status() {
        return status;
    }
}
