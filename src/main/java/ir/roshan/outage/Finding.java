package ir.roshan.outage;

/** What a dispatcher finds when verifying a suspected outage (A3.3). */
public enum Finding {
    NETWORK_FAULT,
    CUSTOMER_SIDE_FAULT,
    SUPPLY_ON,
    PLANNED
}
