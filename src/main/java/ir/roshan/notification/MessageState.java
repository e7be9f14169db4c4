package ir.roshan.notification;

/** Where a message stands. That the gateway has taken it does not yet mean that it arrived. */
public enum MessageState {
    /** The sender still has to do something about it; at night perhaps only in the morning. */
    OWED,
    /** The gateway took it; nobody has said yet whether it arrived, and not every gateway ever does. */
    ACCEPTED,
    /** It arrived, or counts as arrived where no gateway is set. */
    DELIVERED,
    /** The gateway refused it, or has reported that it did not and will not arrive. */
    FAILED,
    /** No gateway took it while it was worth telling. */
    EXPIRED,
    /** Its number has had as many messages as one may have within an hour or a day: the request's code shows what it says. */
    HELD,
    /** It was not sent, because a later message says more, or because it was not true any more. */
    SUPERSEDED,
    /** A person tells the subscriber instead. */
    HANDED_TO_PERSON;

    /** Whether the subscriber has the message, as far as anybody knows. */
    public boolean isTold() {
        return this == ACCEPTED || this == DELIVERED;
    }
}
