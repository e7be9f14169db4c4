package ir.roshan.notification;

import java.util.EnumSet;
import java.util.Set;

/** What a message is about, as the table and the figures name it. */
public enum MessageKind {
    REGISTERED,
    PLANNED,
    PLANNED_CHANGED,
    PLANNED_CANCELLED,
    CREW_DISPATCHED,
    /** To the crew; all but this and the next are to subscribers. */
    CREW_ORDER,
    /** To whoever is on call in a district. */
    ON_CALL,
    ESTIMATE,
    ESTIMATE_CHANGED,
    LATE,
    RESULT,
    WITHDRAWN,
    CALL_AGAIN,
    /** To whoever wants to see their own requests; about none of them, and never a row of the outbox ({@link CodeMessages}). */
    MOBILE_CODE,
    /** The evening before, or as soon as it is known after that: hours of all places of one number. */
    PLAN_AHEAD,
    PLAN_AHEAD_CHANGED,
    PLAN_AHEAD_CANCELLED,
    /** Some minutes before. */
    PLAN_SOON,
    /** To whoever has written an SMS; about their request, or about none. */
    ANSWER;

    private static final Set<MessageKind> PLANS = EnumSet.of(PLANNED, PLANNED_CHANGED, PLANNED_CANCELLED);
    private static final Set<MessageKind> AHEAD =
            EnumSet.of(PLAN_AHEAD, PLAN_AHEAD_CHANGED, PLAN_AHEAD_CANCELLED, PLAN_SOON);
    private static final Set<MessageKind> ESTIMATES = EnumSet.of(CREW_DISPATCHED, ESTIMATE, ESTIMATE_CHANGED);

    /** The service ends only when the subscriber has been told the result (A7.1); where no message arrives, a person calls. */
    boolean isOwedByAPersonInTheEnd() {
        return this == RESULT;
    }

    /** Whether it tells of places, and not of a report: bounded by itself, and worth nothing once its time has come. */
    boolean isAhead() {
        return AHEAD.contains(this);
    }

    /** Messages that are counted together when it is decided how many may leave for a number. */
    enum Lot {
        REPORTS,
        AHEAD,
        ANSWERS
    }

    /** Whoever writes by SMS in a stranger's name must not use up what tells the stranger of it. */
    Lot lot() {
        if (isAhead()) return Lot.AHEAD;
        return this == ANSWER ? Lot.ANSWERS : Lot.REPORTS;
    }

    /** What need not be sent any more, if it has not been, once this one is owed about the same request. */
    Set<MessageKind> supersedes() {
        return switch (this) {
            // What is about an outage is called off there (CrewOrders, OnCallMessages).
            case REGISTERED, CALL_AGAIN, CREW_ORDER, ON_CALL, MOBILE_CODE, ANSWER -> Set.of();
            // What is not true any more is taken back where it is found out (PlanMessages).
            case PLAN_AHEAD, PLAN_AHEAD_CHANGED, PLAN_AHEAD_CANCELLED, PLAN_SOON -> Set.of();
            case PLANNED, PLANNED_CHANGED, PLANNED_CANCELLED -> PLANS;
            case CREW_DISPATCHED, ESTIMATE, ESTIMATE_CHANGED -> ESTIMATES;
            // Its deadline has passed; the first message would only tell it again.
            case LATE -> EnumSet.of(REGISTERED);
            case RESULT, WITHDRAWN -> EnumSet.complementOf(EnumSet.of(WITHDRAWN, CREW_ORDER, ON_CALL));
        };
    }
}
