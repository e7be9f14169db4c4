package ir.roshan.notification;

/** Where a message stands. */
public enum MessageState {
    /** The sender still has to do something about it. */
    OWED,
    /** The gateway took it. */
    SENT,
    /** It arrived, or counts as arrived where no gateway is set. */
    DELIVERED,
    /** Given up: the gateway refused it, or it expired. */
    FAILED,
    /** A person tells the subscriber instead. */
    HANDED_TO_PERSON
}
