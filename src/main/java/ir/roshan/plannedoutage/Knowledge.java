package ir.roshan.plannedoutage;

/** What can be said of a location at a moment. */
public enum Knowledge {
    PLANNED,
    NOT_PLANNED,
    /** Data is missing or too old, or the location is not in the network data; never taken for NOT_PLANNED. */
    UNKNOWN
}
