package ir.roshan.outage;

import ir.roshan.network.ElementNames;
import ir.roshan.network.Network;
import ir.roshan.network.StreetOfAddress;
import ir.roshan.network.Streets;
import ir.roshan.text.Portions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where outages are in words, for those whose work they are and for nobody else: the company's name of the element and the streets
 * below it; of a single place its street; and where the network data does not have the place, the address as it was reported, which is
 * all that anybody knows. In as many statements for a page of a list as for one.
 */
@Repository
public class Whereabouts {
    /** More would fill a card, and the largest streets come first. */
    private static final int MOST = 3;

    private final ElementNames names;
    private final Streets streets;
    private final Network network;
    private final RestorationSteps steps;
    private final JdbcClient jdbc;

    Whereabouts(ElementNames names, Streets streets, Network network, RestorationSteps steps, JdbcClient jdbc) {
        this.names = names;
        this.streets = streets;
        this.network = network;
        this.steps = steps;
        this.jdbc = jdbc;
    }

    /**
     * @param words what says most first; empty where nobody has said anything
     * @param reported whether they are somebody's address, whole and in their own words
     */
    public record Where(List<String> words, boolean reported) {
        private static final Where UNKNOWN = new Where(List.of(), false);
    }

    /** A telephone number, or a postal code: what is typed into an address is no address throughout. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?[0-9](?:[ -]?[0-9]){7,}");

    public Where of(Outage outage) {
        return of(List.of(outage)).get(outage.id());
    }

    /** Of each of them. */
    public Map<OutageId, Where> of(Collection<Outage> all) {
        List<Outage> wide = all.stream().filter(outage -> !outage.isOnePlace()).toList();
        List<Outage> single = all.stream().filter(Outage::isOnePlace).toList();
        Map<OutageId, Where> found = new HashMap<>();
        wide(wide).forEach((id, words) -> found.put(id, new Where(words, false)));
        streetOfEach(single).forEach((id, street) -> found.put(id, new Where(List.of(street), false)));
        reported(single.stream()
                        .map(Outage::id)
                        .filter(id -> !found.containsKey(id))
                        .toList())
                .forEach((id, address) -> found.put(id, new Where(List.of(address), true)));
        all.forEach(outage -> found.putIfAbsent(outage.id(), Where.UNKNOWN));
        return found;
    }

    private Map<OutageId, List<String>> wide(List<Outage> outages) {
        Map<OutageId, Set<String>> back =
                steps.elementsOf(outages.stream().map(Outage::id).toList());
        Map<OutageId, Streets.Area> areas = new HashMap<>();
        outages.forEach(outage ->
                areas.put(outage.id(), new Streets.Area(outage.element(), back.getOrDefault(outage.id(), Set.of()))));
        Map<String, String> named =
                names.of(outages.stream().map(outage -> outage.element().code()).toList());
        Map<Streets.Area, List<String>> below = streets.of(areas.values());
        Map<OutageId, List<String>> words = new HashMap<>();
        for (Outage outage : outages) {
            List<String> all = Stream.concat(
                            Optional.ofNullable(named.get(outage.element().code())).stream(),
                            below.getOrDefault(areas.get(outage.id()), List.of()).stream())
                    .distinct()
                    .limit(MOST)
                    .toList();
            if (!all.isEmpty()) {
                words.put(outage.id(), all);
            }
        }
        return words;
    }

    private Map<OutageId, String> streetOfEach(List<Outage> single) {
        Map<String, String> addresses = network.addressesOf(single.stream()
                .map(Outage::element)
                .filter(Objects::nonNull)
                .map(element -> element.code())
                .toList());
        Map<OutageId, String> streetsOf = new HashMap<>();
        for (Outage outage : single) {
            if (outage.element() != null) {
                Optional.ofNullable(addresses.get(outage.element().code()))
                        .flatMap(StreetOfAddress::of)
                        .ifPresent(street -> streetsOf.put(outage.id(), street));
            }
        }
        return streetsOf;
    }

    /** The address that the oldest of its requests has, of those that stand in it or were answered with it. */
    private Map<OutageId, String> reported(List<OutageId> ids) {
        Map<OutageId, String> addresses = new HashMap<>();
        for (List<Long> portion : Portions.of(ids.stream().map(OutageId::value).toList())) {
            jdbc.sql("""
                            SELECT m.outage_id, r.address
                              FROM outage_membership m
                              JOIN restoration_request r ON r.request_id = m.request_id
                             WHERE m.outage_id IN (:ids) AND r.address IS NOT NULL
                               AND (m.left_because IS NULL OR m.left_because = 'RESOLVED')
                             ORDER BY r.request_id
                            """).param("ids", portion).query(row -> {
                addresses.putIfAbsent(
                        new OutageId(row.getLong("outage_id")),
                        LONG_NUMBER.matcher(row.getString("address")).replaceAll("…"));
            });
        }
        return addresses;
    }
}
