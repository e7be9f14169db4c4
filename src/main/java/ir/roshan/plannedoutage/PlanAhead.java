package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.text.Portions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plan of many places at once, for whoever tells people of it before it goes dark. */
@Repository
public class PlanAhead {
    /** How far slots in a row are followed to their beginning. */
    private static final Duration AROUND = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final Network network;
    private final PlannedOutages plannedOutages;
    private final PlannedOutageCheck check;
    private final PlannedPlaceCheck placeCheck;
    private final PlannedOutageSettings settings;

    PlanAhead(
            JdbcClient jdbc,
            Network network,
            PlannedOutages plannedOutages,
            PlannedOutageCheck check,
            PlannedPlaceCheck placeCheck,
            PlannedOutageSettings settings) {
        this.jdbc = jdbc;
        this.network = network;
        this.plannedOutages = plannedOutages;
        this.check = check;
        this.placeCheck = placeCheck;
        this.settings = settings;
    }

    /**
     * A place by its bill id, or by places of the plan that somebody has chosen from its list.
     *
     * @param billId null where it is of places in words
     * @param placeIds empty where it is of a bill id
     */
    public record Spot(BillId billId, Set<Long> placeIds) {
        public Spot {
            placeIds = Set.copyOf(placeIds);
            if ((billId == null) == placeIds.isEmpty())
                throw new IllegalArgumentException("a spot is of a bill id or of places in words");
        }
    }

    /** @param district where a person has said it; null else */
    public record Place(long id, String words, District district) {}

    /**
     * In the order of the ids.
     *
     * @throws UnknownPlannedPlace if one of them is none
     */
    public List<Place> places(Collection<Long> ids) {
        return ids.stream()
                .sorted()
                .map(id -> plannedOutages.places().find(id).orElseThrow(UnknownPlannedPlace::new))
                .map(place -> new Place(place.id(), place.words(), place.district()))
                .toList();
    }

    /** What may be said of one in a time. */
    public PlannedOutageCheck.Outlook outlook(Spot spot, Instant from, Instant to) {
        if (spot.billId() != null) return check.outlook(spot.billId(), from, to);
        return placeCheck.outlookOf(
                spot.placeIds().stream()
                        .sorted()
                        .flatMap(id -> plannedOutages.places().find(id).stream())
                        .toList(),
                from,
                to);
    }

    /**
     * The times in the dark of each, by start; of those that end after {@code from} and begin before {@code until}, and some around
     * them. In a handful of statements, however many are asked for.
     */
    public Map<Spot, List<PlannedInterruption>> of(Collection<Spot> spots, Instant from, Instant until) {
        Set<Long> placeIds = new HashSet<>();
        spots.forEach(spot -> placeIds.addAll(spot.placeIds()));
        Map<BillId, List<NetworkElement>> paths = network.pathsOf(
                spots.stream().map(Spot::billId).filter(Objects::nonNull).toList());
        Map<Long, Set<NetworkElement>> tied = tied(placeIds);
        Map<NetworkElement, List<NetworkElement>> tiedPaths =
                pathsOf(tied.values().stream().flatMap(Set::stream).distinct().toList());
        Map<Spot, Set<NetworkElement>> elements = new HashMap<>();
        for (Spot spot : spots) {
            Set<NetworkElement> at = new LinkedHashSet<>();
            if (spot.billId() != null)
                at.addAll(paths.getOrDefault(spot.billId(), List.of(NetworkElement.of(spot.billId()))));
            spot.placeIds()
                    .forEach(id -> tied.getOrDefault(id, Set.of())
                            .forEach(element -> at.addAll(tiedPaths.getOrDefault(element, List.of(element)))));
            elements.put(spot, at);
        }
        Map<Object, Set<PlannedOutage>> windows = windows(elements.values(), placeIds, from, until);
        Map<Spot, List<PlannedInterruption>> plan = new HashMap<>();
        elements.forEach((spot, at) -> {
            Set<PlannedOutage> reaching = new LinkedHashSet<>();
            at.forEach(element -> reaching.addAll(windows.getOrDefault(element, Set.of())));
            spot.placeIds().forEach(id -> reaching.addAll(windows.getOrDefault(id, Set.of())));
            plan.put(spot, PlannedInterruption.all(reaching, settings.grace()));
        });
        return plan;
    }

    private Map<Long, Set<NetworkElement>> tied(Set<Long> placeIds) {
        Map<Long, Set<NetworkElement>> tied = new HashMap<>();
        for (List<Long> portion : Portions.of(placeIds))
            jdbc.sql("SELECT place_id, element_kind, element_code FROM planned_place_tie WHERE place_id IN (:ids)")
                    .param("ids", portion)
                    .query(row -> {
                        tied.computeIfAbsent(row.getLong("place_id"), id -> new HashSet<>())
                                .add(new NetworkElement(
                                        ElementKind.valueOf(row.getString("element_kind")),
                                        row.getString("element_code")));
                    });
        return tied;
    }

    /** Each with all that feeds it; those that the network data does not have are not in it. */
    private Map<NetworkElement, List<NetworkElement>> pathsOf(Collection<NetworkElement> elements) {
        Map<NetworkElement, List<NetworkElement>> paths = new HashMap<>();
        for (NetworkElement element : elements) {
            List<NetworkElement> path = network.pathOf(element);
            if (!path.isEmpty()) paths.put(element, path);
        }
        return paths;
    }

    /** By element and by the id of a place in words; with an end, and not cancelled. */
    private Map<Object, Set<PlannedOutage>> windows(
            Collection<Set<NetworkElement>> elements, Set<Long> placeIds, Instant from, Instant until) {
        Map<Object, Set<PlannedOutage>> windows = new HashMap<>();
        List<String> codes = elements.stream()
                .flatMap(Set::stream)
                .map(NetworkElement::code)
                .distinct()
                .toList();
        for (List<String> portion : Portions.of(codes))
            jdbc.sql("""
                SELECT w.*, w.element_kind AS at_kind, w.element_code AS at_code
                  FROM planned_outage w
                 WHERE w.element_code IN (:codes) AND w.ends_at > :before AND w.starts_at < :until
                   AND w.planned AND NOT w.cancelled
                 UNION ALL
                SELECT w.*, t.element_kind AS at_kind, t.element_code AS at_code
                  FROM planned_place_tie t
                  JOIN planned_outage w ON w.place_id = t.place_id
                 WHERE t.element_code IN (:codes) AND w.ends_at > :before AND w.starts_at < :until
                   AND w.planned AND NOT w.cancelled
                """)
                    .param("codes", portion)
                    .param("before", from.minus(AROUND).atOffset(UTC))
                    .param("until", until.atOffset(UTC))
                    .query(row -> {
                        NetworkElement at = new NetworkElement(
                                ElementKind.valueOf(row.getString("at_kind")), row.getString("at_code"));
                        windows.computeIfAbsent(at, element -> new LinkedHashSet<>())
                                .add(PlannedOutages.row(row, 0));
                    });
        List<Long> ids = new ArrayList<>(placeIds);
        for (List<Long> portion : Portions.of(ids))
            jdbc.sql("""
                SELECT * FROM planned_outage
                 WHERE place_id IN (:ids) AND ends_at > :before AND starts_at < :until
                   AND planned AND NOT cancelled
                """)
                    .param("ids", portion)
                    .param("before", from.minus(AROUND).atOffset(UTC))
                    .param("until", until.atOffset(UTC))
                    .query(row -> {
                        PlannedOutage window = PlannedOutages.row(row, 0);
                        windows.computeIfAbsent(window.placeId(), id -> new LinkedHashSet<>())
                                .add(window);
                    });
        return windows;
    }
}
