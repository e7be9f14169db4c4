package ir.roshan.notification;

import java.time.Instant;
import java.util.Objects;

/**
 * What a number is told of one of its places.
 *
 * @param place the subscriber's own word for it
 * @param probable whether the hours are only likely
 * @param instead what was told before of the same, and holds no longer; null where nothing was
 * @param cancelled whether the hours were called off
 */
public record PlanLine(
        String place, Instant startsAt, Instant endsAt, boolean probable, Hours instead, boolean cancelled) {
    /** Half-open. */
    public record Hours(Instant startsAt, Instant endsAt) {}

    public PlanLine {
        Objects.requireNonNull(place, "place");
        if (!startsAt.isBefore(endsAt)) throw new IllegalArgumentException("an outage ends after its start");
    }

    /** Without the place: whatever is concatenated ends in a log one day. */
    @Override
    public String toString() {
        return startsAt + "/" + endsAt;
    }
}
