package ir.roshan.plannedoutage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The half-open time {@code [from, until)}. */
record Interval(Instant from, Instant until) {
    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }

    /** As few as can be, in order: joined where they overlap, or where not more than {@code gap} is between them. */
    static List<Interval> joined(Collection<Interval> intervals, Duration gap) {
        List<Interval> joined = new ArrayList<>();
        intervals.stream().sorted(Comparator.comparing(Interval::from)).forEach(next -> {
            Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || next.from.isAfter(last.until.plus(gap))) joined.add(next);
            else if (next.until.isAfter(last.until)) joined.set(joined.size() - 1, new Interval(last.from, next.until));
        });
        return joined;
    }
}
