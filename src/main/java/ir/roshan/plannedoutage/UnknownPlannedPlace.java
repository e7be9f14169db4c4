package ir.roshan.plannedoutage;

/** No place in words bears this id. */
public class UnknownPlannedPlace extends RuntimeException {
    UnknownPlannedPlace() {
        super("no such planned place");
    }
}
