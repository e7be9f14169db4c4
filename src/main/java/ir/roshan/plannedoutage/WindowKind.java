package ir.roshan.plannedoutage;

/** Why supply is switched off on plan. */
public enum WindowKind {
    MAINTENANCE,
    /** Too little power for all: mostly rolling, announced the evening before, and often only probable. */
    LOAD_MANAGEMENT,
    OTHER
}
