package ir.roshan.request;

/** The agreement serves both alike (A2.1). */
public enum SubscriberType {
    NATURAL_PERSON,
    LEGAL_PERSON
}
