package ir.roshan.notification;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double, each at random between a half and the whole, so that a backlog does not return all at once. */
record RetryPauses(Duration shortest, Duration longest) {
    /** @param attempts made so far, from 1 */
    Duration after(int attempts) {
        long most = shortest.toMillis();
        for (int i = 0; i < attempts && most < longest.toMillis(); i++) most *= 2;
        most = Math.min(most, longest.toMillis());
        long least = Math.max(shortest.toMillis(), most / 2);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(least, most + 1));
    }
}
