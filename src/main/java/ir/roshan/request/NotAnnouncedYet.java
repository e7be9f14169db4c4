package ir.roshan.request;

/** The result has not been announced yet, so that there is nothing to object to or to give an opinion on. */
public final class NotAnnouncedYet extends RuntimeException {
    public NotAnnouncedYet() {
        super("the result has not been announced yet");
    }
}
