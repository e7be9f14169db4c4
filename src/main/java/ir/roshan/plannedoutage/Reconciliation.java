package ir.roshan.plannedoutage;

import ir.roshan.network.NetworkElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of a list are outages that are known already. A number and an element name an outage, but not always one: the
 * same number is used for the windows of a day, so that the start counts too.
 */
final class Reconciliation implements PlanChanges {
    /** Where a row stands while the list is compared. */
    private static final class Entry {
        /** As the database has it; null if it is new. */
        private final PlannedOutage known;

        /** The last row of the list about it; null if there is none. */
        private AnnouncedOutage announced;

        private Entry(PlannedOutage known, AnnouncedOutage announced) {
            this.known = known;
            this.announced = announced;
        }

        private boolean startsAsIn(AnnouncedOutage row) {
            return (announced == null ? known.startsAt() : announced.interval().startsAt())
                    .equals(row.interval().startsAt());
        }
    }

    private record Key(String number, NetworkElement element) {}

    /** In the order of the list, so that new outages are numbered in it. */
    private final Map<Key, List<Entry>> entries = new LinkedHashMap<>();

    private final Instant over;
    private final Instant now;

    /**
     * @param known every known outage with one of the list's numbers that the announcer may change
     * @param over what ended before is history: it is not moved, since a number may come again another day
     */
    Reconciliation(List<PlannedOutage> known, Instant over, Instant now) {
        this.over = over;
        this.now = now;
        known.forEach(outage -> entriesOf(outage.number(), outage.element()).add(new Entry(outage, null)));
    }

    /**
     * Takes the list as a whole, since a row that fits exactly comes before one that might be the same outage moved.
     *
     * @param mayMove whether a row with another start may be the outage of its number, moved; the national service gives a
     *     moved outage a row of its own
     */
    void compare(List<AnnouncedOutage> list, boolean mayMove) {
        boolean oneWindowANumber = list.stream()
                        .map(row -> new Key(row.number(), row.element()))
                        .distinct()
                        .count()
                == list.size();
        for (AnnouncedOutage row : list) {
            if (foundByItsStart(row)) continue;
            Optional<Entry> moved = mayMove && oneWindowANumber ? theOneThatMoves(row) : Optional.empty();
            if (moved.isPresent()) moved.get().announced = row;
            else entriesOf(row.number(), row.element()).add(new Entry(null, row));
        }
    }

    /**
     * The only window that its number has, and not the only one that is left: a list that rolls from day to day has one number
     * for all of them. What has begun is not moved; nor is anything farther than it is from now, since then it is the next
     * day's.
     */
    private Optional<Entry> theOneThatMoves(AnnouncedOutage row) {
        List<Entry> live = entriesOf(row.number(), row.element()).stream()
                .filter(entry -> entry.known == null || !entry.known.endedBefore(over))
                .toList();
        if (live.size() != 1 || live.get(0).known == null) return Optional.empty();
        Instant startsAt = live.get(0).known.startsAt();
        Duration away = Duration.between(startsAt, row.interval().startsAt()).abs();
        return startsAt.isAfter(now) && away.compareTo(Duration.between(now, startsAt)) <= 0
                ? Optional.of(live.get(0))
                : Optional.empty();
    }

    private boolean foundByItsStart(AnnouncedOutage row) {
        Optional<Entry> found = entriesOf(row.number(), row.element()).stream()
                .filter(entry -> entry.startsAsIn(row))
                .findFirst();
        found.ifPresent(entry -> entry.announced = row);
        return found.isPresent();
    }

    private List<Entry> entriesOf(String number, NetworkElement element) {
        return entries.computeIfAbsent(new Key(number, element), key -> new ArrayList<>(1));
    }

    @Override
    public List<AnnouncedOutage> added() {
        return all().stream()
                .filter(entry -> entry.known == null)
                .map(entry -> entry.announced)
                .toList();
    }

    @Override
    public Map<Long, AnnouncedOutage> updated() {
        Map<Long, AnnouncedOutage> updated = new HashMap<>();
        for (Entry entry : all())
            if (entry.known != null && entry.announced != null && (moved(entry) || reworded(entry)))
                updated.put(entry.known.id(), entry.announced);
        return updated;
    }

    @Override
    public Set<Long> changed() {
        Set<Long> changed = new LinkedHashSet<>();
        for (Entry entry : all())
            if (entry.known != null && entry.announced != null && moved(entry)) changed.add(entry.known.id());
        return changed;
    }

    private List<Entry> all() {
        return entries.values().stream().flatMap(List::stream).toList();
    }

    private static boolean moved(Entry entry) {
        PlannedOutage known = entry.known;
        AnnouncedOutage row = entry.announced;
        return !known.startsAt().equals(row.interval().startsAt())
                || !Objects.equals(known.endsAt(), row.interval().endsAt())
                || known.cancelled() != row.cancelled()
                || known.planned() != row.planned();
    }

    private static boolean reworded(Entry entry) {
        AnnouncedOutage row = entry.announced;
        return !entry.known.reason().equals(row.reason())
                || !entry.known.area().equals(row.area())
                || entry.known.kind() != row.kind()
                || entry.known.probable() != row.probable()
                || row.element() == null && entry.known.placeId() == null
                || row.element() == null
                        && row.district() != null
                        && !row.district().equals(entry.known.district());
    }
}
