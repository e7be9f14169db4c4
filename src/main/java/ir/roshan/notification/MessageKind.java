package ir.roshan.notification;

/** What a message is about, as the table and the figures name it. */
public enum MessageKind {
    REGISTERED,
    PLANNED,
    PLANNED_CHANGED,
    CREW_DISPATCHED,
    ESTIMATE_CHANGED,
    LATE,
    RESULT,
    WITHDRAWN;

    /** The service ends only when the subscriber has been told the result (A7.1); where no message arrives, a person calls. */
    boolean isOwedByAPersonInTheEnd() {
        return this == RESULT;
    }
}
