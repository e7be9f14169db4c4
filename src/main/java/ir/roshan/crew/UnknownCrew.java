package ir.roshan.crew;

/** No crew bears the id. */
public final class UnknownCrew extends RuntimeException {
    UnknownCrew() {
        super("no such crew");
    }
}
