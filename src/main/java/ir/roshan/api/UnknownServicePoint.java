package ir.roshan.api;

/** The network data has no service point of this bill id. */
final class UnknownServicePoint extends RuntimeException {
    UnknownServicePoint() {
        super("unknown service point");
    }
}
