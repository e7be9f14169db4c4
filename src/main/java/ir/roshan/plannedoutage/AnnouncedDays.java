package ir.roshan.plannedoutage;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Of which times a list speaks, as its rows tell: of the whole days in Tehran on which they begin. A row that runs into the next
 * day does not announce that day's plan.
 */
final class AnnouncedDays {
    /** How long a row without an end may be meant to last. */
    private static final Duration WITHOUT_END = Duration.ofDays(1);

    /** Who cannot read so many rows has not read the list: what is left of it is one row that could be anywhere. */
    private static final int MOST_REFUSED = 1_000;

    private static final int LONGEST_DAYS = 31;

    private AnnouncedDays() {}

    static List<Interval> covered(Delivery delivery, List<AnnouncedOutage> list) {
        if (delivery.partial()) return List.of();
        if (delivery.from() != null) return List.of(new Interval(delivery.from(), delivery.until()));
        return Interval.joined(
                list.stream()
                        .map(row -> dayOf(row.interval().startsAt()))
                        .distinct()
                        .map(AnnouncedDays::whole)
                        .toList(),
                Duration.ZERO);
    }

    /** @param covered the times of which a row speaks that does not say when; today and tomorrow where there are none */
    static List<Announcements.Refused> refused(
            List<Unread> unread, List<String> scopes, List<Interval> covered, Instant now) {
        List<Interval> otherwise =
                covered.isEmpty() ? List.of(whole(dayOf(now)), whole(dayOf(now).plusDays(1))) : covered;
        List<Announcements.Refused> refused = new ArrayList<>();
        for (Unread row : unread) {
            if (refused.size() >= MOST_REFUSED) return everywhere(scopes, otherwise);
            List<Interval> when = row.interval() == null ? otherwise : List.of(interval(row.interval()));
            for (Interval interval : when)
                for (Interval day : days(interval))
                    for (String scope : scopes)
                        refused.add(
                                new Announcements.Refused(scope, day, row.element(), district(scope, row.district())));
        }
        return refused.stream().filter(Objects::nonNull).distinct().toList();
    }

    private static List<Announcements.Refused> everywhere(List<String> scopes, List<Interval> otherwise) {
        return otherwise.stream()
                .flatMap(interval -> days(interval).stream())
                .flatMap(day -> scopes.stream()
                        .map(scope -> new Announcements.Refused(scope, day, null, district(scope, null))))
                .toList();
    }

    /** Whoever announces for one district alone means that one. */
    private static District district(String scope, District named) {
        boolean ofADistrict = !scope.isEmpty() && scope.length() <= 2;
        return named == null && ofADistrict ? new District(Integer.parseInt(scope)) : named;
    }

    private static Interval interval(AnnouncedInterval read) {
        return new Interval(
                read.startsAt(), read.endsAt() == null ? read.startsAt().plus(WITHOUT_END) : read.endsAt());
    }

    private static List<Interval> days(Interval interval) {
        List<Interval> days = new ArrayList<>();
        Instant from = interval.from();
        while (from.isBefore(interval.until())) {
            Instant midnight = whole(dayOf(from)).until();
            boolean last = days.size() == LONGEST_DAYS || !midnight.isBefore(interval.until());
            Instant until = last ? interval.until() : midnight;
            days.add(new Interval(from, until));
            from = until;
        }
        return days;
    }

    /** The days in Tehran that lie within a time as a whole; of a long one the first. */
    static List<LocalDate> wholeDays(Interval interval) {
        return days(interval).stream()
                .filter(day -> day.equals(whole(dayOf(day.from()))))
                .map(day -> dayOf(day.from()))
                .toList();
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }

    private static Interval whole(LocalDate day) {
        return new Interval(SolarHijri.moment(day, 0), SolarHijri.moment(day.plusDays(1), 0));
    }
}
