package ir.roshan.request;

/** How a request ended (A7.2). */
public enum Outcome {
    RESTORED,
    PLANNED_OUTAGE_OVER,
    CUSTOMER_SIDE_FAULT,
    SUPPLY_FOUND_ON,
    WITHDRAWN
}
