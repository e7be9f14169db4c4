package ir.roshan.inbound;

/** What has become of an SMS of somebody's. */
public enum InboundOutcome {
    WAITING,
    REGISTERED,
    /** It was reported with that number before, and is open. */
    ALREADY,
    /** Where their request stands was told. */
    STATE,
    UNKNOWN_BILL,
    UNKNOWN_CODE,
    STOPPED,
    /** More than one number may. */
    TOO_MANY,
    /** Nobody knows what it means. */
    HELP,
    /** A service's number, the company's own line: never answered. */
    NO_MOBILE,
    /** It was tried again and again; the log says why. */
    FAILED
}
