package ir.roshan.subscriber;

import java.time.Duration;

/** No code leaves at this moment, whoever asks: as many as may are on their way. Nothing was written down, and it costs nobody a try. */
public final class CodesHeldUp extends RuntimeException {
    private final transient Duration retryAfter;

    CodesHeldUp(Duration retryAfter) {
        super("codes are held up", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** At least 1. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
