package ir.roshan.security;

import java.time.Duration;

/** The door is closed for a while: too much was tried, or too often wrongly. Nothing was looked at and nothing done. */
public final class TooManyAttempts extends RuntimeException {
    private final transient Duration retryAfter;

    /** @param retryAfter until it is worth trying again */
    public TooManyAttempts(Duration retryAfter) {
        super("too many attempts", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** At least 1: a caller who is told to come back at once does. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
