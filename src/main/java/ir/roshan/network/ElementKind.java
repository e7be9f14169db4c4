package ir.roshan.network;

/** What a place in the network is, from narrow to wide: each feeds those before it. */
public enum ElementKind {
    SERVICE_POINT,
    TRANSFORMER,
    FEEDER,
    SUBSTATION
}
