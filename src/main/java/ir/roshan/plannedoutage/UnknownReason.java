package ir.roshan.plannedoutage;

/** Why it cannot be said whether a place is off on plan. */
public enum UnknownReason {
    /** The network data does not have it, or no bill id is known. */
    PLACE_NOT_IN_NETWORK,
    /** The day is ahead, and nobody has announced its plan. */
    NOT_PUBLISHED_YET,
    /** Nothing that has come speaks of the moment, or it is older than what is trusted. */
    OUT_OF_DATE,
    /** Something is off on plan then, of which only words say where, and it could be here. */
    NAMED_IN_WORDS,
    /** A row about that moment could not be read, and it could be about this place. */
    ROWS_REFUSED
}
