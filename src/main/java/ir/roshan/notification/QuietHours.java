package ir.roshan.notification;

import ir.roshan.calendar.SolarHijri;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The hours in which whatever can wait is held back, in Tehran: {@code [from, to)}, over midnight where {@code to} is the
 * earlier one. There are none where both are the same.
 */
record QuietHours(LocalTime from, LocalTime to) {
    /** Where no phone rings, nobody is woken. */
    static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** @return when the quiet hours end in which that moment lies; empty if it lies in none */
    Optional<Instant> endOf(Instant moment) {
        LocalTime time = moment.atZone(SolarHijri.TEHRAN).toLocalTime();
        boolean quiet = from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
        return quiet ? Optional.of(nextMorning(moment)) : Optional.empty();
    }

    /** The end of the day to which that moment belongs: the night after it is still part of it. */
    Instant nextMorning(Instant moment) {
        ZonedDateTime there = moment.atZone(SolarHijri.TEHRAN);
        ZonedDateTime sameDay = there.with(to);
        return (sameDay.isAfter(there) ? sameDay : sameDay.plusDays(1)).toInstant();
    }
}
