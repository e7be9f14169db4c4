package ir.roshan.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes who works in {@link RepeatedWork}: how what has committed reaches them in milliseconds, and whoever wrote it need not know them. */
public final class Doorbell {
    private final Semaphore rings = new Semaphore(0);

    /** One ring is enough however many things are new: whoever answers looks for all of them. */
    public void ring() {
        if (rings.availablePermits() == 0) rings.release();
    }

    /** Returns at the next ring, or at one that nobody has answered yet, or after {@code longest}. */
    public void await(Duration longest) throws InterruptedException {
        rings.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }
}
