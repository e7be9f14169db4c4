package ir.roshan.request;

/** What came of phoning a subscriber (A3.5). */
public enum CallOutcome {
    REACHED,
    NOT_REACHED
}
