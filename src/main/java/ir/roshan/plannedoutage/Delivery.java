package ir.roshan.plannedoutage;

import java.time.Instant;

/**
 * How a list of planned outages has come, and of what it claims to speak.
 *
 * @param scope for whose places it may speak
 * @param byWhom an account; null where nobody sent it
 * @param from beginning of the time of which it speaks; null for the whole days in Tehran on which its rows begin
 * @param until null together with {@code from}
 * @param partial whether its windows are added and it says nothing of other places
 */
public record Delivery(AnnouncementScope scope, String byWhom, Instant from, Instant until, boolean partial) {
    /** @throws IllegalArgumentException if only one end is given, or they are in the wrong order */
    public Delivery {
        if ((from == null) != (until == null)) throw new IllegalArgumentException("a time has two ends");
        if (from != null && !from.isBefore(until)) throw new IllegalArgumentException("a time ends after its start");
    }

    /** A whole list, of the days of its rows. */
    public static Delivery of(AnnouncementScope scope, String byWhom) {
        return new Delivery(scope, byWhom, null, null, false);
    }
}
