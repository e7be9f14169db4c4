package ir.roshan.subscription;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.notification.Language;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import java.time.Instant;
import java.time.LocalDate;

/** One place of a number, and when its owner wants to hear of its plan. */
public record Subscription(long id, long subscriberId, Wish wish) {
    /**
     * What somebody wants to be told.
     *
     * @param name their own word for the place
     * @param eveningMinute of the day in Tehran, from which on the next day's plan is told; null if never
     * @param onChange whether it is told when what was told holds no longer
     * @param minutesBefore it goes dark; null if never
     */
    public record Wish(
            String name, Spot spot, Integer eveningMinute, boolean onChange, Integer minutesBefore, Language language) {
        /** @throws IllegalArgumentException if it is never to be told */
        public Wish {
            if (eveningMinute == null && minutesBefore == null)
                throw new IllegalArgumentException("whoever is never told anything subscribes to nothing");
        }

        /** Without name and place. */
        @Override
        public String toString() {
            return eveningMinute + "/" + minutesBefore;
        }
    }

    /** From when on hours are told that begin at that moment; null if they are not told the evening before. */
    Instant toldFrom(Instant startsAt) {
        if (wish.eveningMinute() == null) return null;
        return SolarHijri.moment(dayOf(startsAt).minusDays(1), wish.eveningMinute());
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }
}
