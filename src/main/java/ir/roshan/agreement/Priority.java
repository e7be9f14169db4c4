package ir.roshan.agreement;

/** How urgent a request is; each has its own targets ({@link Targets}). In rising order, so that {@code compareTo} compares urgency. */
public enum Priority {
    NORMAL,
    HIGH,
    EMERGENCY;

    public Priority orHigher(Priority other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** One step up, and {@link #EMERGENCY} stays what it is. */
    public Priority raised() {
        return this == NORMAL ? HIGH : EMERGENCY;
    }
}
