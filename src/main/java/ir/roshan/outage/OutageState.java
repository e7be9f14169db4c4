package ir.roshan.outage;

/** Where an outage stands. The first three are open. */
public enum OutageState {
    SUSPECTED,
    CONFIRMED,
    CREW_DISPATCHED,
    RESTORED,
    /** Verified, and no fault of the network: the customer's side, supply on, or on plan. */
    NOT_A_FAULT,
    /** A wider outage took it in. */
    ABSORBED,
    /** Nobody waits for it any more, and nobody has verified it: withdrawn, moved away, or its widening was undone. */
    ABANDONED;

    public boolean isOpen() {
        return this == SUSPECTED || this == CONFIRMED || this == CREW_DISPATCHED;
    }
}
