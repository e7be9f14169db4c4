package ir.roshan.plannedoutage;

/** Nothing was pasted under this id by whoever asks, or it was not confirmed in time. */
public class UnknownAnnouncement extends RuntimeException {
    UnknownAnnouncement() {
        super("no such announcement");
    }
}
