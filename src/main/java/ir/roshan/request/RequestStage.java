package ir.roshan.request;

/** Where a request stands, as everybody is told: {@link RequestState}, and RESTORING inside a confirmed outage. */
public enum RequestStage {
    CHECKING,
    IN_PLANNED_OUTAGE,
    RESTORING,
    ANNOUNCED,
    CLOSED,
    WITHDRAWN;

    /** @param inConfirmedOutage whether it stands in an outage that was found to be a fault of the network */
    public static RequestStage of(RequestState state, boolean inConfirmedOutage) {
        return switch (state) {
            case CHECKING -> inConfirmedOutage ? RESTORING : CHECKING;
            case IN_PLANNED_OUTAGE -> IN_PLANNED_OUTAGE;
            case ANNOUNCED -> ANNOUNCED;
            case CLOSED -> CLOSED;
            case WITHDRAWN -> WITHDRAWN;
        };
    }
}
