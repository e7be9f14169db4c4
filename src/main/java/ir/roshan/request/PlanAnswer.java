package ir.roshan.request;

/** What the plan says of a request when it is asked, at first or again. */
public enum PlanAnswer {
    PLANNED,
    NOT_PLANNED,
    UNKNOWN,
    /** It was planned, and the end of the whole interruption has passed with its grace. */
    OVER
}
