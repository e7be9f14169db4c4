package ir.roshan.request;

/**
 * Where a request stands. RESTORING is not one of them: a request restores when it is {@link #CHECKING} inside a confirmed
 * outage, and confirming an outage of 5,000 requests writes one row and not 5,001.
 */
public enum RequestState {
    CHECKING,
    IN_PLANNED_OUTAGE,
    ANNOUNCED,
    CLOSED,
    WITHDRAWN
}
