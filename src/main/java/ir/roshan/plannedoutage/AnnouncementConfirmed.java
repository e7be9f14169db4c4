package ir.roshan.plannedoutage;

/** The announcement was confirmed already, and is in force. */
public class AnnouncementConfirmed extends RuntimeException {
    AnnouncementConfirmed() {
        super("confirmed already");
    }
}
