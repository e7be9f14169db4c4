package ir.roshan.notification;

/** How a request ended, as far as the subscriber's message differs by it. */
public enum AnnouncedOutcome {
    RESTORED,
    PLANNED_OUTAGE_OVER,
    CUSTOMER_SIDE_FAULT,
    SUPPLY_FOUND_ON
}
