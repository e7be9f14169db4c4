package ir.roshan.request;

/** Whether the neighbours are without supply too, as the caller says. */
public enum NeighboursOut {
    YES,
    NO,
    UNKNOWN
}
