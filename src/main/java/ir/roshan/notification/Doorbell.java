package ir.roshan.notification;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes the {@link Sender}: how a committed message reaches this node's sender in milliseconds, without the outbox knowing the sender. */
@Component
class Doorbell {
    private final Semaphore rings = new Semaphore(0);

    /** One ring is enough however many messages are new: whoever answers looks for all of them. */
    void ring() {
        if (rings.availablePermits() == 0) rings.release();
    }

    /** Returns at the next ring, or at one that nobody has answered yet, or after {@code longest}. */
    void await(Duration longest) throws InterruptedException {
        rings.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }
}
