package ir.roshan.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.locationtech.jts.geom.Geometry;

/** The map of the network as one import has left it: the districts, and what lies around each transformer. It does not change any more. */
public final class MapShape {
    /** Outages of which the outline is at hand: those that are open, many times over. */
    private static final int KNOWN_UNIONS = 2_000;

    private final long revision;
    private final List<MapArea> districts;
    private final List<MapArea> areas;
    private final Map<String, Transformer> transformers;
    private final Map<String, List<String>> below = new HashMap<>();
    private final SortedMap<String, Geometry> geometries;
    private final Cache<List<String>, Outline> unions =
            Caffeine.newBuilder().maximumSize(KNOWN_UNIONS).build();

    /** @param servicePoints how many it feeds, those without a position among them */
    record Transformer(String code, String feeder, String substation, District district, int servicePoints) {}

    /**
     * @param geometries of districts by their number, and of areas by their transformer's code
     * @param revision of the network that is drawn
     */
    MapShape(
            long revision,
            Map<String, Transformer> transformers,
            SortedMap<Integer, Geometry> districts,
            SortedMap<String, Geometry> geometries) {
        this.revision = revision;
        this.transformers = transformers;
        this.geometries = geometries;
        this.districts = new ArrayList<>();
        districts.forEach((number, geometry) ->
                this.districts.add(new MapArea("district-" + number, new District(number), Outline.of(geometry))));
        this.areas = new ArrayList<>();
        geometries.forEach((code, geometry) -> {
            Transformer transformer = transformers.get(code);
            areas.add(new MapArea(code, transformer.district(), Outline.of(geometry)));
            for (String element : List.of(code, transformer.feeder(), transformer.substation()))
                below.computeIfAbsent(element, each -> new ArrayList<>()).add(code);
        });
    }

    static MapShape empty() {
        return new MapShape(-1, Map.of(), new TreeMap<>(), new TreeMap<>());
    }

    /** How often the network had been imported. */
    public long revision() {
        return revision;
    }

    public List<MapArea> districts() {
        return districts;
    }

    /** In the order of their transformers' codes. */
    public List<MapArea> areas() {
        return areas;
    }

    /**
     * The areas that an element feeds.
     *
     * @param without codes of elements below it that are not meant
     * @param withoutServicePoints how many single service points are not meant either, by their transformer
     * @return their transformers' codes; none of which fewer service points are left than a place may be named for
     */
    public List<String> fedBy(NetworkElement element, Set<String> without, Map<String, Integer> withoutServicePoints) {
        if (element.kind() == ElementKind.SERVICE_POINT) return List.of();
        return below.getOrDefault(element.code(), List.of()).stream()
                .filter(code -> {
                    Transformer transformer = transformers.get(code);
                    int left = transformer.servicePoints() - withoutServicePoints.getOrDefault(code, 0);
                    return left >= Streets.FEWEST_POINTS
                            && !without.contains(code)
                            && !without.contains(transformer.feeder());
                })
                .toList();
    }

    /** Whether an element is a transformer, feeder or substation with an area on the map. */
    public boolean shows(String code) {
        return below.containsKey(code);
    }

    /** One outline around several areas; empty where there are none. */
    public Optional<Outline> around(Collection<String> codes) {
        List<String> sorted = codes.stream()
                .filter(geometries::containsKey)
                .distinct()
                .sorted()
                .toList();
        if (sorted.isEmpty()) return Optional.empty();
        return Optional.of(unions.get(
                sorted,
                all -> Outline.of(Mosaic.union(all.stream().map(geometries::get).toArray(Geometry[]::new)))));
    }
}
