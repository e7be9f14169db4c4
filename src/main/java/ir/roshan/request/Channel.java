package ir.roshan.request;

/** By which of the ways that the agreement names a request came in (A3.1, A4.1). The list is closed. */
public enum Channel {
    PHONE_121,
    WEBSITE,
    MOBILE_APP,
    COUNTER_OFFICE,
    IN_PERSON;

    /** Whether a person of the company takes the report, and has the subscriber before them or on the telephone. */
    public boolean isAttended() {
        return this == PHONE_121 || this == COUNTER_OFFICE || this == IN_PERSON;
    }
}
