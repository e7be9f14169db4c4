package ir.roshan.plannedoutage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the company's announcement changes of the one before, of the same day and scope, which it replaces: gone is cancelled,
 * other hours are changed, equal is silence. Of a place's windows those that are equal find each other first, then those that
 * begin at the same time, then those that are next to each other. What has begun is not moved, and what is over is history.
 */
final class TextReplacement implements PlanChanges {
    private final Instant over;
    private final Instant now;

    /** By the words of their place, in normal form. */
    private final Map<String, List<PlannedOutage>> known = new HashMap<>();

    private final List<AnnouncedOutage> added = new ArrayList<>();
    private final Map<Long, AnnouncedOutage> updated = new LinkedHashMap<>();
    private final Set<Long> moved = new HashSet<>();
    private final Set<Long> cancelled = new HashSet<>();

    /** @param known windows of the announcement before, cancelled ones included, that the announcer may change */
    TextReplacement(List<PlannedOutage> known, Instant over, Instant now) {
        this.over = over;
        this.now = now;
        known.forEach(window -> this.known
                .computeIfAbsent(PlannedPlaces.normalForm(window.area()), words -> new ArrayList<>())
                .add(window));
    }

    /** @param unsaid places of which the announcement says something that could not be taken; what is known of them stays */
    void compare(List<AnnouncedOutage> list, Set<String> unsaid) {
        Map<String, List<AnnouncedOutage>> byPlace = new LinkedHashMap<>();
        list.forEach(row -> byPlace.computeIfAbsent(PlannedPlaces.normalForm(row.area()), words -> new ArrayList<>())
                .add(row));
        byPlace.forEach(this::compare);
        known.forEach((words, left) -> {
            if (!unsaid.contains(words)) left.forEach(this::cancel);
        });
    }

    private void compare(String words, List<AnnouncedOutage> rows) {
        List<PlannedOutage> left = known.computeIfAbsent(words, none -> new ArrayList<>());
        List<PlannedOutage> all = List.copyOf(left);
        List<AnnouncedOutage> open = new ArrayList<>();
        for (AnnouncedOutage row : rows)
            if (open.stream().noneMatch(other -> other.interval().equals(row.interval()))) open.add(row);
        open.removeIf(row -> left.stream()
                .filter(window -> startsAsIn(row, window) && endsAsIn(row, window))
                .findFirst()
                .map(window -> take(left, window, row))
                .isPresent());
        open.removeIf(row -> left.stream()
                .filter(window -> !isHistory(window) && startsAsIn(row, window))
                .findFirst()
                .map(window -> take(left, window, row))
                .isPresent());
        for (AnnouncedOutage row : open) {
            Optional<PlannedOutage> nearest = left.stream()
                    .filter(window -> !window.cancelled() && window.startsAt().isAfter(now))
                    .filter(window -> all.stream().noneMatch(other -> isInTheWay(other, window, row)))
                    .min(Comparator.comparing(window -> away(row, window)));
            if (nearest.isPresent()) take(left, nearest.get(), row);
            else added.add(row);
        }
    }

    /** A number may stand at one start only once. */
    private static boolean isInTheWay(PlannedOutage other, PlannedOutage window, AnnouncedOutage row) {
        return other != window && other.number().equals(window.number()) && startsAsIn(row, other);
    }

    private PlannedOutage take(List<PlannedOutage> left, PlannedOutage window, AnnouncedOutage row) {
        left.remove(window);
        if (!startsAsIn(row, window) || !endsAsIn(row, window) || window.cancelled()) moved.add(window.id());
        if (moved.contains(window.id()) || isReworded(row, window)) updated.put(window.id(), row);
        return window;
    }

    private void cancel(PlannedOutage window) {
        if (window.cancelled() || isHistory(window)) return;
        cancelled.add(window.id());
        updated.put(
                window.id(),
                new AnnouncedOutage(
                        window.number(),
                        new AnnouncedInterval(window.startsAt(), window.endsAt()),
                        window.reason(),
                        window.area(),
                        null,
                        true,
                        true,
                        window.district(),
                        window.kind(),
                        window.probable()));
    }

    private boolean isHistory(PlannedOutage window) {
        return window.endedBefore(over);
    }

    private static boolean startsAsIn(AnnouncedOutage row, PlannedOutage window) {
        return window.startsAt().equals(row.interval().startsAt());
    }

    private static boolean endsAsIn(AnnouncedOutage row, PlannedOutage window) {
        return window.endsAt().equals(row.interval().endsAt());
    }

    private static Duration away(AnnouncedOutage row, PlannedOutage window) {
        return Duration.between(window.startsAt(), row.interval().startsAt()).abs();
    }

    private static boolean isReworded(AnnouncedOutage row, PlannedOutage window) {
        return !window.area().equals(row.area())
                || !window.reason().equals(row.reason())
                || window.kind() != row.kind()
                || window.probable() != row.probable()
                || row.district() != null && !row.district().equals(window.district());
    }

    @Override
    public List<AnnouncedOutage> added() {
        return added;
    }

    @Override
    public Map<Long, AnnouncedOutage> updated() {
        return updated;
    }

    @Override
    public Set<Long> changed() {
        Set<Long> changed = new HashSet<>(moved);
        changed.addAll(cancelled);
        return changed;
    }

    Replaces counted() {
        return new Replaces(added.size(), moved.size(), cancelled.size());
    }

    /** How many windows it adds, gives other hours or puts back on, and takes back. */
    record Replaces(int added, int changed, int cancelled) {}
}
