package ir.roshan.outage;

/** Why supply was lost, as the crew reports it (A3.4). */
public enum Cause {
    EQUIPMENT_FAILURE,
    WEATHER,
    TREE,
    ANIMAL,
    VEHICLE,
    THIRD_PARTY_DAMAGE,
    THEFT,
    OVERLOAD,
    UPSTREAM_NETWORK,
    CUSTOMER_INSTALLATION,
    OTHER
}
