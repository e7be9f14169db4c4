package ir.roshan.api;

/** No calendar has that address, or it was ended. */
final class UnknownCalendar extends RuntimeException {
    UnknownCalendar() {
        super("unknown calendar");
    }
}
