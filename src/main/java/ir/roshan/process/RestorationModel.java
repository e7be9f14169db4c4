package ir.roshan.process;

import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ids, messages and variables of {@code bpmn/OutageRestoration.bpmn}, spelled once for Java. */
final class RestorationModel {
    static final String REQUEST_PROCESS = "RestorationRequestProcess";
    static final String OUTAGE_PROCESS = "OutageProcess";
    static final String PRIORITY_DECISION = "PriorityDecision";

    /** The timer beside the task to verify. */
    static final String VERIFICATION_OVERDUE = "BoundaryEvent_VerificationOverdue";

    static final String MSG_REQUEST_WITHDRAWN = "Msg_RequestWithdrawn";
    static final String MSG_STILL_OUT = "Msg_StillOut";
    static final String MSG_PLANNED_OUTAGE_CHANGED = "Msg_PlannedOutageChanged";
    static final String MSG_PLAN_BECAME_KNOWN = "Msg_PlanBecameKnown";
    static final String MSG_OUTAGE_RESOLVED = "Msg_OutageResolved";
    static final String MSG_ANNOUNCEMENT_FAILED = "Msg_AnnouncementFailed";
    static final String MSG_DEADLINE_BREACHED = "Msg_DeadlineBreached";
    static final String MSG_ABSORBED = "Msg_Absorbed";
    static final String MSG_OUTAGE_ABANDONED = "Msg_OutageAbandoned";

    /** Reference to the row in {@code restoration_request}; everything else about the request is read from there. */
    static final ProcessVariable<String> REQUEST_ID = new ProcessVariable<>("requestId", String.class);
    /** Reference to the row in {@code outage}. */
    static final ProcessVariable<String> OUTAGE_ID = new ProcessVariable<>("outageId", String.class);
    /** The management whose dispatchers do the work: 1 to 99. */
    static final ProcessVariable<Integer> DISTRICT = new ProcessVariable<>("district", Integer.class);
    /** The timers of a request's deadline: it waits at one of them, or has passed for good. */
    static final List<String> DEADLINE_TIMERS = List.of("StartEvent_DeadlinePassed", "Event_LaterDeadlinePassed");

    /** The timers of an outage's estimate: while supply is out it waits at one of them, or a task asks for another estimate. */
    static final List<String> ESTIMATE_TIMERS = List.of("BoundaryEvent_EstimateOverdue", "Event_EstimateReached");

    static final String ATTACH_TO_OUTAGE = "Task_AttachToOutage";
    static final String ANNOUNCE_RESULT = "Task_AnnounceResult";

    static final String VERIFY_OUTAGE = "Task_VerifyOutage";
    static final String DISPATCH_CREW = "Task_DispatchCrew";
    static final String RESTORE_SUPPLY = "Task_RestoreSupply";
    static final String REVISE_ESTIMATE = "Task_ReviseEstimate";

    /** PLANNED, NOT_PLANNED or UNKNOWN; or OVER, where it was planned and the end has passed. */
    static final ProcessVariable<String> PLANNED_OUTAGE_CHECK =
            new ProcessVariable<>("plannedOutageCheck", String.class);

    static final ProcessVariable<Date> PLANNED_OUTAGE_GUARD_ENDS_AT =
            new ProcessVariable<>("plannedOutageGuardEndsAt", Date.class);
    static final ProcessVariable<Date> RESTORE_BY = new ProcessVariable<>("restoreBy", Date.class);
    static final ProcessVariable<Date> VERIFY_BY = new ProcessVariable<>("verifyBy", Date.class);
    static final ProcessVariable<Date> OBJECTION_ENDS_AT = new ProcessVariable<>("objectionEndsAt", Date.class);
    static final ProcessVariable<Date> ESTIMATED_RESTORATION_AT =
            new ProcessVariable<>("estimatedRestorationAt", Date.class);
    static final ProcessVariable<Boolean> DEADLINE_BREACHED = new ProcessVariable<>("deadlineBreached", Boolean.class);
    /** Whether the request will have a deadline later, or a later one than has passed. */
    static final ProcessVariable<Boolean> DEADLINE_LATER = new ProcessVariable<>("deadlineLater", Boolean.class);

    static final ProcessVariable<String> FINDING = new ProcessVariable<>("finding", String.class);
    static final ProcessVariable<Boolean> HAZARD_REPORTED = new ProcessVariable<>("hazardReported", Boolean.class);
    /** Rials, as {@code FeeDecision} answers; a whole number of whatever type the company's table makes. */
    static final ProcessVariable<Number> FEE = new ProcessVariable<>("fee", Number.class);
    /** Urgency of the outage's tasks, 0 to 100, as Tasklist sorts them. */
    static final ProcessVariable<Integer> PRIORITY = new ProcessVariable<>("priority", Integer.class);
    /** Of the request whose subscriber is to be called; the task's own, for its form. */
    static final ProcessVariable<String> TRACKING_CODE = new ProcessVariable<>("trackingCode", String.class);

    /** Every variable that an instance of either process may hold. */
    static final Set<String> VARIABLES = Stream.of(
                    REQUEST_ID,
                    OUTAGE_ID,
                    DISTRICT,
                    PLANNED_OUTAGE_CHECK,
                    PLANNED_OUTAGE_GUARD_ENDS_AT,
                    RESTORE_BY,
                    VERIFY_BY,
                    OBJECTION_ENDS_AT,
                    ESTIMATED_RESTORATION_AT,
                    DEADLINE_BREACHED,
                    DEADLINE_LATER,
                    FINDING,
                    HAZARD_REPORTED,
                    FEE,
                    PRIORITY)
            .map(ProcessVariable::name)
            .collect(Collectors.toUnmodifiableSet());

    private RestorationModel() {}
}
