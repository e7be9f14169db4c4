package ir.roshan.plannedoutage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One time in the dark as the plan has it for a place: the windows that reach it, at whatever level, joined where they touch,
 * overlap, or follow so soon that nobody would be told in between that supply is back.
 *
 * @param probable whether the end is only likely: what is announced as certain ends before
 * @param windows by start; at least one
 */
public record PlannedInterruption(Instant startsAt, Instant endsAt, boolean probable, List<PlannedOutage> windows) {

    /** The one that is under way at a moment; between two, the one that was; before all of them, the first. */
    public PlannedOutage windowAt(Instant moment) {
        List<PlannedOutage> begun = windows.stream()
                .filter(window -> !window.startsAt().isAfter(moment))
                .toList();
        return begun.stream().max(Comparator.comparing(PlannedOutage::endsAt)).orElse(windows.get(0));
    }

    /** @param windows that reach one place, each with an end; in any order */
    static Optional<PlannedInterruption> at(Instant moment, Collection<PlannedOutage> windows, Duration grace) {
        return joining(windows, grace, interval -> interval.contains(moment));
    }

    /** The one that a window is part of. */
    static Optional<PlannedInterruption> of(PlannedOutage one, Collection<PlannedOutage> windows, Duration grace) {
        return joining(windows, grace, interval -> interval.contains(one.startsAt()));
    }

    /** All of them, by start. */
    static List<PlannedInterruption> all(Collection<PlannedOutage> windows, Duration grace) {
        return Interval.joined(intervals(windows, false), grace).stream()
                .flatMap(whole -> joining(windows, grace, whole::equals).stream())
                .toList();
    }

    private static Optional<PlannedInterruption> joining(
            Collection<PlannedOutage> windows, Duration grace, Predicate<Interval> wanted) {
        return Interval.joined(intervals(windows, false), grace).stream()
                .filter(wanted)
                .findFirst()
                .map(whole -> {
                    List<PlannedOutage> parts = windows.stream()
                            .filter(window -> whole.contains(window.startsAt()))
                            .sorted(Comparator.comparing(PlannedOutage::startsAt)
                                    .thenComparing(PlannedOutage::endsAt)
                                    .thenComparing(PlannedOutage::id))
                            .toList();
                    boolean certain = Interval.joined(intervals(parts, true), grace).stream()
                            .anyMatch(interval -> interval.until().equals(whole.until()));
                    return new PlannedInterruption(whole.from(), whole.until(), !certain, parts);
                });
    }

    private static List<Interval> intervals(Collection<PlannedOutage> windows, boolean certainOnly) {
        return windows.stream()
                .filter(window -> !certainOnly || !window.probable())
                .map(window -> new Interval(window.startsAt(), window.endsAt()))
                .toList();
    }
}
