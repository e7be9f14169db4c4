package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.api.MapFeatures.Kind;
import ir.roshan.network.MapShape;
import ir.roshan.network.NetworkMap;
import ir.roshan.text.Sha256;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The company's own network as a map, as GeoJSON. What changes with an import only, and is large, is kept for long and written
 * once; what changes by the minute stands apart, and is a map by itself.
 */
@RestController
@RequestMapping("/api/v1/map")
class MapController {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final MediaType GEO_JSON = MediaType.valueOf(MapFeatures.GEO_JSON);

    private final NetworkMap map;
    private final MapOutages outages;
    private final ObjectMapper json;
    private final Clock clock;
    private volatile Written written;

    MapController(NetworkMap map, MapOutages outages, ObjectMapper json, Clock clock) {
        this.map = map;
        this.outages = outages;
        this.json = json;
        this.clock = clock;
    }

    private record Body(byte[] bytes, String digest) {}

    /** A shape as it is sent. */
    private record Written(MapShape shape, Body districts, Body all) {}

    @GetMapping
    ResponseEntity<byte[]> everything() {
        return answer(written().all());
    }

    @GetMapping("/districts")
    ResponseEntity<byte[]> districts() {
        return answer(written().districts());
    }

    @GetMapping("/outages")
    ResponseEntity<MapFeatures> outages() {
        MapOutages.Drawn drawn = outages.now(map.shape());
        return PublicReads.about(drawn.content())
                .contentType(GEO_JSON)
                .body(MapFeatures.of(clock.instant(), drawn.features()));
    }

    private static ResponseEntity<byte[]> answer(Body body) {
        return PublicReads.about(body.digest(), FRESH).contentType(GEO_JSON).body(body.bytes());
    }

    private Written written() {
        MapShape shape = map.shape();
        Written known = written;
        if (known != null && known.shape() == shape) return known;
        List<MapFeatures.Feature> districts =
                MapFeatures.areas(Kind.DISTRICT, shape.districts()).toList();
        Written anew = new Written(
                shape,
                body(districts),
                body(Stream.concat(districts.stream(), MapFeatures.areas(Kind.AREA, shape.areas()))
                        .toList()));
        written = anew;
        return anew;
    }

    private Body body(List<MapFeatures.Feature> features) {
        try {
            byte[] bytes = json.writeValueAsBytes(MapFeatures.of(null, features));
            return new Body(bytes, Sha256.of(new String(bytes, UTF_8)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
