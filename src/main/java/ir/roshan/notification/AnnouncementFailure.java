package ir.roshan.notification;

/** A result could not be announced by a message; a person has to call. Implemented by the workflow. */
public interface AnnouncementFailure {
    /**
     * Called in the transaction that gives the message up.
     *
     * @return false if the request's workflow does not wait for it (yet); it is asked again shortly
     */
    boolean announcementFailed(long requestId);
}
