package ir.roshan.crew;

/** Another crew of the district bears the name: a dispatcher could not tell the two apart. */
public final class CrewExists extends RuntimeException {
    CrewExists() {
        super("the district has another crew of that name");
    }
}
