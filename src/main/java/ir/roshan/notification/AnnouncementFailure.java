package ir.roshan.notification;

/** A result could not be announced by a message; a person has to call. Implemented by the workflow. */
public interface AnnouncementFailure {
    /**
     * Called in the transaction that gives the message up.
     *
     * @return false if the request's workflow does not wait for it (yet); it is asked again shortly
     */
    boolean announcementFailed(long requestId);

    /**
     * Whether somebody phones although the result was only held back, since its number has had as many messages as one may
     * have. If not, the page on which the request's code is entered tells the result.
     */
    default boolean isWorthACall(long requestId) {
        return false;
    }
}
