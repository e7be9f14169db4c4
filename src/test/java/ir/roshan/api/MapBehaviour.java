package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** The network as a map that anyone may see, and on it where it is dark: never anybody's house. */
class MapBehaviour extends RoshanServer {
    private static final String MAP = "/api/v1/map";
    private static final String DISTRICTS = "/api/v1/map/districts";
    private static final String OUTAGES = "/api/v1/map/outages";
    private static int quarters;

    /**
     * A place of this test alone, with its transformer's service points some hundred metres around it.
     *
     * @param homes bill ids, the place's own first
     */
    private record Quarter(Place place, List<String> homes, double latitude, double longitude) {
        String feeder() {
            return place.feeder();
        }
    }

    private Quarter quarter(int district, int servicePoints, Place... onFeederOf) {
        Place home = place(district);
        double latitude = 30 + 0.05 * (++quarters % 100);
        double longitude = 52 + 0.05 * (quarters / 100) + district * 0.1;
        if (onFeederOf.length > 0) {
            Place other = onFeederOf[0];
            home = new Place(home.billId(), district, other.substation(), other.feeder(), home.transformer());
        }
        List<String> homes = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < servicePoints; i++) {
            homes.add(i == 0 ? home.billId() : unknownBillId());
            rows.add(String.format(
                    Locale.ROOT,
                    "%s,%d,%s,%s,%s,,%.5f,%.5f,",
                    homes.get(i),
                    district,
                    home.substation(),
                    home.feeder(),
                    home.transformer(),
                    latitude + i % 3 * 0.0005,
                    longitude + i / 3 * 0.0005));
        }
        importServicePoints(rows.toArray(String[]::new)).send(200);
        String transformer = home.transformer();
        if (servicePoints >= 5)
            await().atMost(PATIENCE)
                    .until(() -> feature(get(MAP).send(200), transformer).isPresent());
        return new Quarter(home, homes, latitude, longitude);
    }

    private static Optional<JsonNode> feature(Call.Answer answer, String id) {
        for (JsonNode feature : answer.json().path("features"))
            if (feature.path("id").asText().equals(id)) return Optional.of(feature);
        return Optional.empty();
    }

    private static Geometry geometry(JsonNode feature) {
        try {
            return new GeoJsonReader().read(feature.path("geometry").toString());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean covers(JsonNode feature, Quarter quarter) {
        return geometry(feature)
                .covers(new GeometryFactory()
                        .createPoint(new Coordinate(quarter.longitude() + 0.0003, quarter.latitude() + 0.0003)));
    }

    private String report(Place place) {
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
    }

    private String outageAt(Place place, String element) {
        String number = report(place);
        post("/api/v1/operations/outages/{number}/placement", number)
                .as("dispatcher-" + place.district())
                .json("{\"networkElement\": \"%s\"}".formatted(element))
                .send(200);
        return number;
    }

    @Test
    void theMapShowsATransformerWithFivePlacesAndItsDistrict() {
        Quarter quarter = quarter(1, 9);
        Call.Answer map = get(MAP).send(200);
        assertThat(map.header("Content-Type")).startsWith("application/geo+json");
        JsonNode area = feature(map, quarter.place().transformer()).orElseThrow();
        assertThat(covers(area, quarter)).isTrue();
        assertThat(area.at("/properties").toString()).isEqualTo("{\"kind\":\"AREA\",\"district\":1}");
        JsonNode district = feature(get(DISTRICTS).send(200), "district-1").orElseThrow();
        assertThat(covers(district, quarter)).isTrue();
        assertThat(feature(map, "district-1")).contains(district);
        // Wherever the houses are, the corners are not there.
        for (Coordinate corner : geometry(area).getCoordinates()) {
            assertThat(corner.x * 2_000).isCloseTo(Math.rint(corner.x * 2_000), within(1e-6));
            assertThat(corner.y * 2_500).isCloseTo(Math.rint(corner.y * 2_500), within(1e-6));
        }
        assertThat(map.body()).doesNotContain(quarter.homes());
        assertThat(map.body().replaceAll("\\.[0-9]{1,4}[,\\]]", "")).doesNotContain(".");
    }

    @Test
    void theGeoJsonIsValid() {
        quarter(2, 12);
        for (String address : List.of(MAP, DISTRICTS, OUTAGES)) {
            Call.Answer answer = get(address).send(200);
            assertThat(answer.at("/type")).isEqualTo("FeatureCollection");
            List<String> ids = new ArrayList<>();
            for (JsonNode feature : answer.json().path("features")) {
                ids.add(feature.path("id").asText());
                Geometry geometry = geometry(feature);
                assertThat(geometry.isValid()).as(feature.path("id").asText()).isTrue();
                for (JsonNode polygon : feature.at("/geometry/coordinates")) {
                    Iterator<JsonNode> rings = polygon.iterator();
                    assertThat(isAgainstTheClock(rings.next())).isTrue();
                    rings.forEachRemaining(
                            hole -> assertThat(isAgainstTheClock(hole)).isFalse());
                }
            }
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    private static boolean isAgainstTheClock(JsonNode ring) {
        double area = 0;
        for (int i = 0; i + 1 < ring.size(); i++)
            area += ring.at("/" + i + "/0").asDouble()
                            * ring.at("/" + (i + 1) + "/1").asDouble()
                    - ring.at("/" + (i + 1) + "/0").asDouble()
                            * ring.at("/" + i + "/1").asDouble();
        return area > 0;
    }

    @Test
    void fourServicePointsAreOnNoMap() {
        Quarter few = quarter(1, 4);
        quarter(1, 9);
        assertThat(feature(get(MAP).send(200), few.place().transformer())).isEmpty();
        String number = outageAt(few.place(), few.place().transformer());
        assertThat(get("/api/v1/outages").send(200).body()).contains(number);
        assertThat(feature(get(OUTAGES).send(200), number)).isEmpty();
    }

    /** The meters of one house are one place, however many they are. */
    @Test
    void aHouseWithManyMetersIsOnNoMap() {
        Place home = place(1);
        String[] rows = new String[9];
        for (int i = 0; i < rows.length; i++)
            rows[i] = "%s,1,%s,%s,%s,,33.70001,51.7000%d,"
                    .formatted(
                            i == 0 ? home.billId() : unknownBillId(),
                            home.substation(),
                            home.feeder(),
                            home.transformer(),
                            i);
        importServicePoints(rows).send(200);
        quarter(1, 9);
        assertThat(feature(get(MAP).send(200), home.transformer())).isEmpty();
    }

    @Test
    void anImportChangesTheMapAndNothingElseDoes() {
        Quarter quarter = quarter(1, 9);
        Call.Answer before = get(MAP).send(200);
        String tag = before.header("ETag");
        assertThat(before.header("Cache-Control")).isEqualTo("max-age=3600, public");
        report(quarter.place());
        assertThat(get(MAP).header("If-None-Match", tag).send(304).body()).isEmpty();
        assertThat(call("HEAD", MAP).sendUnchecked().header("ETag")).isEqualTo(tag);
        Quarter another = quarter(1, 9);
        Call.Answer after = get(MAP).header("If-None-Match", tag).send(200);
        assertThat(after.header("ETag")).isNotEqualTo(tag);
        assertThat(feature(after, another.place().transformer())).isPresent();
        assertThat(feature(after, quarter.place().transformer()))
                .isEqualTo(feature(before, quarter.place().transformer()));
    }

    @Test
    void anyPageMayShowIt() {
        for (String address : List.of(MAP, DISTRICTS, OUTAGES))
            assertThat(get(address)
                            .header("Origin", "https://map.example")
                            .send(200)
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
    }

    @Test
    void anOpenOutageIsOnTheMapUntilItIsOver() {
        Quarter one = quarter(3, 9);
        Quarter other = quarter(3, 9, one.place());
        String number = outageAt(one.place(), one.feeder());
        Call.Answer dark = get(OUTAGES).send(200);
        assertThat(dark.header("Cache-Control")).isEqualTo("max-age=5, public");
        JsonNode outage = feature(dark, number).orElseThrow();
        assertThat(outage.at("/properties/kind").asText()).isEqualTo("OPEN");
        assertThat(outage.at("/properties/number").asText()).isEqualTo(number);
        assertThat(outage.at("/properties/district").asInt()).isEqualTo(3);
        assertThat(covers(outage, one)).isTrue();
        assertThat(covers(outage, other)).isTrue();
        String tag = dark.header("ETag");
        get(OUTAGES).header("If-None-Match", tag).send(304);
        complete("dispatcher-3", number, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(feature(
                                get(OUTAGES).header("If-None-Match", tag).send(200), number))
                        .isEmpty());
    }

    @Test
    void anOutageOfOneHouseIsInTheListAndNotOnTheMap() {
        Quarter quarter = quarter(1, 9);
        String number = report(quarter.place());
        assertThat(get("/api/v1/outages").send(200).body()).contains(number);
        assertThat(feature(get(OUTAGES).send(200), number)).isEmpty();
    }

    /** What has supply again is not dark; and where four are left, nothing is shown of them. */
    @Test
    void partsThatHaveSupplyAgainAreNotDark() {
        Quarter one = quarter(3, 9);
        Quarter other = quarter(3, 9, one.place());
        String number = outageAt(one.place(), one.feeder());
        complete("dispatcher-3", number, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        restored(number, other.place().transformer());
        JsonNode left = feature(get(OUTAGES).send(200), number).orElseThrow();
        assertThat(covers(left, one)).isTrue();
        assertThat(covers(left, other)).isFalse();
        restored(number, one.homes().subList(1, 5).toArray(String[]::new));
        assertThat(feature(get(OUTAGES).send(200), number)).as("five are left").isPresent();
        restored(number, one.homes().get(5));
        assertThat(feature(get(OUTAGES).send(200), number)).as("four are left").isEmpty();
    }

    private void restored(String number, String... elements) {
        post("/api/v1/operations/outages/{number}/partial-restoration", number)
                .as("dispatcher-3")
                .json("{\"networkElements\": [\"%s\"], \"restoredAt\": \"%s\"}"
                        .formatted(String.join("\", \"", elements), minutesFromNow(0)))
                .send(200);
    }

    @Test
    void whatIsPlannedIsOnTheMapWhileItIsUnderWay() {
        Quarter now = quarter(1, 9);
        Quarter later = quarter(1, 9);
        Quarter off = quarter(1, 9);
        importPlannedOutages(
                        plannedOutage("m-now", -10, 50, now.feeder()),
                        plannedOutage("m-later", 20, 50, later.feeder()),
                        plannedOutage("m-house", -10, 50, later.place().billId()),
                        plannedOutage("m-off", -10, 50, off.feeder()).replaceAll(",[^,]*$", ",true"))
                .send(200);
        Call.Answer answer = get(OUTAGES).send(200);
        List<JsonNode> planned = new ArrayList<>();
        answer.json().path("features").forEach(feature -> {
            if (feature.at("/properties/number").asText().startsWith("m-")) planned.add(feature);
        });
        assertThat(planned).hasSize(1);
        assertThat(planned.get(0).at("/properties/kind").asText()).isEqualTo("PLANNED");
        assertThat(planned.get(0).at("/properties/probable").asBoolean(true)).isFalse();
        assertThat(planned.get(0).at("/properties/endsAt").asText())
                .isEqualTo(minutesFromNow(50).toString());
        assertThat(covers(planned.get(0), now)).isTrue();
    }
}
