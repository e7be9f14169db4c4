package ir.roshan.request;

/** What endangers people at the place, as the caller says. */
public enum Hazard {
    NONE,
    WIRE_DOWN,
    FIRE_OR_SMOKE,
    SPARKING,
    ELECTRIC_SHOCK
}
