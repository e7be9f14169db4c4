package ir.roshan.request;

/** What endangers people at the place, as the caller says. */
public enum Hazard {
    NONE(0),
    WIRE_DOWN(2),
    FIRE_OR_SMOKE(3),
    SPARKING(1),
    ELECTRIC_SHOCK(4);

    /** Somebody who is being hurt comes before what may hurt somebody. */
    private final int gravity;

    Hazard(int gravity) {
        this.gravity = gravity;
    }

    /** A lesser danger that is named afterwards hides none. */
    public Hazard orGraver(Hazard other) {
        return other.gravity > gravity ? other : this;
    }
}
