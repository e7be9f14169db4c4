package ir.roshan.request;

/** What endangers people at the place, as the caller says. */
public enum Hazard {
    NONE("بی‌خطر"),
    WIRE_DOWN("سیم پاره یا افتاده"),
    FIRE_OR_SMOKE("آتش یا دود"),
    SPARKING("جرقه"),
    ELECTRIC_SHOCK("برق‌گرفتگی");

    private final String label;

    Hazard(String label) {
        this.label = label;
    }

    /** The dispatchers' own word. */
    public String label() {
        return label;
    }
}
