package ir.roshan.notification;

/** What an SMS of a subscriber is answered with. */
public enum AnswerWording {
    /** In the place of the first message about a request. */
    REGISTERED,
    /** It was reported with that number before, and is open. */
    ALREADY,
    STATE,
    UNKNOWN_BILL,
    UNKNOWN_CODE,
    STOPPED,
    TOO_MANY,
    HELP,
    /** It could not be worked on. */
    FAILED
}
