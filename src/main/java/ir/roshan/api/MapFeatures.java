package ir.roshan.api;

import ir.roshan.network.MapArea;
import ir.roshan.network.Outline;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** {@code MapFeatures} of the contract: GeoJSON (RFC 7946). @param generatedAt null where it holds until the network changes */
record MapFeatures(String type, Instant generatedAt, List<Feature> features) {
    static final String GEO_JSON = "application/geo+json";

    enum Kind {
        DISTRICT,
        AREA,
        OPEN,
        PLANNED
    }

    record Feature(String type, String id, Geometry geometry, Properties properties) {
        static Feature of(String id, Outline outline, Properties properties) {
            return new Feature("Feature", id, new Geometry("MultiPolygon", outline.coordinates()), properties);
        }
    }

    record Geometry(String type, double[][][][] coordinates) {}

    /**
     * What is not said of a kind is null: of a district and an area its district alone.
     *
     * @param startsAt of an open outage the first report
     * @param endsAt when supply is expected back; null where nobody knows
     * @param probable of a planned outage; null of any other
     */
    record Properties(Kind kind, Integer district, String number, Instant startsAt, Instant endsAt, Boolean probable) {
        static Properties of(Kind kind, Integer district) {
            return new Properties(kind, district, null, null, null, null);
        }
    }

    static MapFeatures of(Instant generatedAt, List<Feature> features) {
        return new MapFeatures("FeatureCollection", generatedAt, features);
    }

    static Stream<Feature> areas(Kind kind, List<MapArea> areas) {
        return areas.stream()
                .map(area -> Feature.of(
                        area.id(),
                        area.outline(),
                        Properties.of(kind, area.district().number())));
    }
}
