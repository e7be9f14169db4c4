package ir.roshan.plannedoutage;

/** The answer to «is the supply off on plan there at that moment?», where to know nothing is an answer too. */
public enum Knowledge {
    PLANNED,
    NOT_PLANNED,
    /** Data is missing or too old, or the location is not in the network data; never taken for NOT_PLANNED. */
    UNKNOWN
}
