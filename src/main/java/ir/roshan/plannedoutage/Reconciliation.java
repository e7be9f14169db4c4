package ir.roshan.plannedoutage;

import ir.roshan.network.NetworkElement;
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
final class Reconciliation {
    /** Where a row stands while the list is compared. */
    private static final class Entry {
        /** As the database has it; null if it is new. */
        private final PlannedOutage known;

        /** The last row of the list about it; null if there is none. */
        private Announced announced;

        private Entry(PlannedOutage known, Announced announced) {
            this.known = known;
            this.announced = announced;
        }

        private boolean startsAsIn(Announced row) {
            return (announced == null ? known.startsAt() : announced.interval().startsAt())
                    .equals(row.interval().startsAt());
        }
    }

    private record Key(String number, NetworkElement element) {}

    /** In the order of the list, so that new outages are numbered in it. */
    private final Map<Key, List<Entry>> entries = new LinkedHashMap<>();

    private final Instant over;

    /**
     * @param known every known outage with one of the list's numbers that the announcer may change
     * @param over what ended before is history: it is not moved, since a number may come again another day
     */
    Reconciliation(List<PlannedOutage> known, Instant over) {
        this.over = over;
        known.forEach(outage -> entriesOf(outage.number(), outage.element()).add(new Entry(outage, null)));
    }

    /**
     * Takes the list as a whole, since a row that fits exactly comes before one that might be the same outage moved.
     *
     * @param mayMove whether a row with another start than the only outage that is left of its number is that outage,
     *     moved; the national service gives a moved outage a row of its own
     */
    void compare(List<Announced> list, boolean mayMove) {
        List<Announced> withoutCounterpart =
                list.stream().filter(row -> !foundByItsStart(row)).toList();
        for (Announced row : withoutCounterpart) {
            if (foundByItsStart(row)) continue; // the list names a new one twice
            List<Entry> ofNumber = entriesOf(row.number(), row.element());
            List<Entry> left = ofNumber.stream().filter(this::canMove).toList();
            if (mayMove && left.size() == 1) left.get(0).announced = row;
            else ofNumber.add(new Entry(null, row));
        }
    }

    private boolean canMove(Entry entry) {
        return entry.announced == null && !entry.known.endedBefore(over);
    }

    private boolean foundByItsStart(Announced row) {
        Optional<Entry> found = entriesOf(row.number(), row.element()).stream()
                .filter(entry -> entry.startsAsIn(row))
                .findFirst();
        found.ifPresent(entry -> entry.announced = row);
        return found.isPresent();
    }

    private List<Entry> entriesOf(String number, NetworkElement element) {
        return entries.computeIfAbsent(new Key(number, element), key -> new ArrayList<>(1));
    }

    /** What was not known. */
    List<Announced> added() {
        return all().stream()
                .filter(entry -> entry.known == null)
                .map(entry -> entry.announced)
                .toList();
    }

    /** What is known and differs in anything, by its id. */
    Map<Long, Announced> updated() {
        Map<Long, Announced> updated = new HashMap<>();
        for (Entry entry : all())
            if (entry.known != null && entry.announced != null && (moved(entry) || reworded(entry)))
                updated.put(entry.known.id(), entry.announced);
        return updated;
    }

    /** What is known and differs in what a waiting request goes by. */
    Set<Long> changed() {
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
        Announced row = entry.announced;
        return !known.startsAt().equals(row.interval().startsAt())
                || !Objects.equals(known.endsAt(), row.interval().endsAt())
                || known.cancelled() != row.cancelled()
                || known.planned() != row.planned();
    }

    private static boolean reworded(Entry entry) {
        Announced row = entry.announced;
        return !entry.known.reason().equals(row.reason())
                || !entry.known.area().equals(row.area())
                || row.element() == null
                        && row.district() != null
                        && !row.district().equals(entry.known.district());
    }
}
