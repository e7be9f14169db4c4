package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.ImportLock;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.Portions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where in the network the company's words for a place are: a person says it once, and it holds for every announcement that
 * uses the words. What reaches a place is another plan at once, so that whoever waits there is asked again.
 */
@Component
public class PlaceTies {
    private final JdbcClient jdbc;
    private final PlannedPlaces places;
    private final Network network;
    private final ImportLock lock;
    private final PlannedOutageSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    public PlaceTies(
            JdbcClient jdbc,
            Network network,
            ImportLock lock,
            PlannedOutageSettings settings,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.places = new PlannedPlaces(jdbc);
        this.network = network;
        this.lock = lock;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A place in the company's words.
     *
     * @param text in normal form
     * @param district where a person has said it; null else
     * @param elements codes of what it is tied to
     * @param tiedBy null together with {@code tiedAt} where it is tied to nothing
     * @param timesCame in how many lists the words have stood
     */
    public record Place(
            long id,
            String text,
            District district,
            List<String> elements,
            String tiedBy,
            Instant tiedAt,
            int timesCame,
            Instant lastCameAt) {
        private static Place of(PlannedPlaces.Known known) {
            return new Place(
                    known.id(),
                    known.words(),
                    known.district(),
                    known.elements().stream().map(NetworkElement::code).toList(),
                    known.tiedBy(),
                    known.tiedAt(),
                    known.timesCame(),
                    known.lastCameAt());
        }
    }

    public record Page(List<Place> places, int total) {}

    /** What the plan calls elements, in normal form, what came last first; those without words are not in it. */
    public Map<NetworkElement, List<String>> wordsOf(Collection<NetworkElement> elements) {
        return places.wordsOf(elements);
    }

    /** Where places are, by their ids; those that are tied to nothing are not in it. */
    public Map<Long, List<NetworkElement>> elementsOf(Collection<Long> ids) {
        Map<Long, List<NetworkElement>> elements = new HashMap<>();
        for (List<Long> portion : Portions.of(Set.copyOf(ids)))
            jdbc.sql("""
                            SELECT place_id, element_kind, element_code FROM planned_place_tie
                             WHERE place_id IN (:ids) ORDER BY element_code
                            """).param("ids", portion).query(row -> {
                elements.computeIfAbsent(row.getLong("place_id"), id -> new ArrayList<>())
                        .add(new NetworkElement(
                                ElementKind.valueOf(row.getString("element_kind")), row.getString("element_code")));
            });
        return elements;
    }

    /** @param words that a place has to have, in any order; may be empty */
    public Page find(String words, boolean untiedOnly, int offset, int atMost) {
        PlannedPlaces.Found found = places.find(words, untiedOnly, offset, atMost);
        return new Page(found.places().stream().map(Place::of).toList(), found.total());
    }

    /** @throws UnknownPlannedPlace if there is none of that id */
    public Place get(long id) {
        return places.find(id).map(Place::of).orElseThrow(UnknownPlannedPlace::new);
    }

    /**
     * Ties a place to these elements and to no others; to none, and it is known by its words alone.
     *
     * @param district null where it is not known
     * @throws UnknownPlannedPlace if there is none of that id
     * @throws OtherDistrictsPlace if it is, or would be, another's
     */
    public Place tie(
            long id, Collection<NetworkElement> elements, District district, AnnouncementScope scope, String byWhom) {
        return lock.alone(PlannedOutageImport.SUBJECT, () -> {
            PlannedPlaces.Known place = places.find(id).orElseThrow(UnknownPlannedPlace::new);
            tie(place, new HashSet<>(elements), district, scope, byWhom);
            return Place.of(places.find(id).orElseThrow());
        });
    }

    /** The same for words that may be new to us; to be called while no import runs. */
    void tie(String words, Set<NetworkElement> elements, District district, AnnouncementScope scope, String byWhom) {
        tie(places.known(words, clock.instant()), elements, district, scope, byWhom);
    }

    PlannedPlaces places() {
        return places;
    }

    private void tie(
            PlannedPlaces.Known place,
            Set<NetworkElement> elements,
            District district,
            AnnouncementScope scope,
            String byWhom) {
        Instant now = clock.instant();
        List<PlannedOutage> ahead = ahead(place, now.minus(settings.grace()));
        mustBeOwn(place, elements, district, scope, ahead);
        places.tie(place, elements, district, byWhom, now);
        if (elements.equals(place.elements()) || ahead.isEmpty()) return;
        Set<NetworkElement> changed = new HashSet<>(place.elements());
        changed.addAll(elements);
        boolean underWay = ahead.stream()
                .anyMatch(window -> !window.startsAt().isAfter(now)
                        && window.endsAt() != null
                        && window.endsAt().isAfter(now));
        events.publishEvent(new PlannedOutagesChanged(
                ahead.stream().map(PlannedOutage::id).collect(Collectors.toSet()),
                changed,
                Set.of(place.id()),
                underWay ? elements : Set.of()));
    }

    /** What is announced there and not over. */
    private List<PlannedOutage> ahead(PlannedPlaces.Known place, Instant over) {
        return jdbc.sql("""
                        SELECT * FROM planned_outage
                         WHERE place_id = :id AND planned AND NOT cancelled AND (ends_at >= :over OR ends_at IS NULL)
                        """)
                .param("id", place.id())
                .param("over", over.atOffset(UTC))
                .query(PlannedOutages::row)
                .list();
    }

    private void mustBeOwn(
            PlannedPlaces.Known place,
            Set<NetworkElement> elements,
            District district,
            AnnouncementScope scope,
            List<PlannedOutage> ahead) {
        if (scope.isWholeCompany()) return;
        OwnPlaces own = new OwnPlaces(scope, network, clock.instant());
        boolean isOwn = place.elements().stream().allMatch(own::isOwn)
                && elements.stream().allMatch(own::isOwn)
                && isOwn(place.district(), scope)
                && isOwn(district, scope)
                && ahead.stream().allMatch(window -> isOwn(window.district(), scope));
        if (!isOwn || scope.districts().isEmpty()) throw new OtherDistrictsPlace();
    }

    private static boolean isOwn(District district, AnnouncementScope scope) {
        return district == null || scope.covers(district);
    }
}
