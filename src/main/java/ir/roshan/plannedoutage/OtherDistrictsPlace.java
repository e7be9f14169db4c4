package ir.roshan.plannedoutage;

/** A dispatcher ties a place that is, or would become, another district's. */
public class OtherDistrictsPlace extends RuntimeException {
    OtherDistrictsPlace() {
        super("another district's place");
    }
}
