package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.api.MapFeatures.Kind;
import ir.roshan.network.MapShape;
import ir.roshan.network.NetworkMap;
import ir.roshan.storage.WatchedTables;
import ir.roshan.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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
    private static final Pattern TAKES_GZIP =
            Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q\\s*=\\s*0(?:\\.0*)?\\s*(?:,|$))");
    private static final MediaType GEO_JSON = MediaType.valueOf(MapFeatures.GEO_JSON);

    private final NetworkMap map;
    private final MapOutages outages;
    private final ObjectMapper json;
    private final Clock clock;
    /** As {@link OpenOutagesAnswer} is. */
    private final SharedAnswer<ResponseEntity<byte[]>> dark;

    private volatile Written written;

    MapController(NetworkMap map, MapOutages outages, ObjectMapper json, WatchedTables tables, Clock clock) {
        this.map = map;
        this.outages = outages;
        this.json = json;
        this.clock = clock;
        this.dark = new SharedAnswer<>(OpenOutagesAnswer.KEPT_FOR, tables, map::drawnRevision, clock, this::dark);
    }

    /** @param packed the same by gzip: it is packed once, and not for each of those who ask */
    private record Body(byte[] bytes, byte[] packed, String digest) {}

    /** A shape as it is sent. */
    private record Written(MapShape shape, Body districts, Body all) {}

    @GetMapping
    ResponseEntity<byte[]> everything(
            @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String takes) {
        return answer(written().all(), takes);
    }

    @GetMapping("/districts")
    ResponseEntity<byte[]> districts(
            @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String takes) {
        return answer(written().districts(), takes);
    }

    @GetMapping("/outages")
    ResponseEntity<byte[]> outages() {
        return dark.get();
    }

    private ResponseEntity<byte[]> dark() {
        MapOutages.Drawn drawn = outages.now(map.shape());
        return PublicReads.about(drawn.content())
                .contentType(GEO_JSON)
                .body(bytes(MapFeatures.of(clock.instant(), drawn.features())));
    }

    private static ResponseEntity<byte[]> answer(Body body, String takes) {
        ResponseEntity.BodyBuilder answer = PublicReads.about(body.digest(), FRESH)
                .contentType(GEO_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return TAKES_GZIP.matcher(takes).find()
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(body.packed())
                : answer.body(body.bytes());
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
        byte[] bytes = bytes(MapFeatures.of(null, features));
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            return new Body(bytes, packed.toByteArray(), Sha256.of(new String(bytes, UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(MapFeatures features) {
        try {
            return json.writeValueAsBytes(features);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
