package ir.roshan.api;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.outage.Outages;
import ir.roshan.storage.WatchedTables;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The outages that are open now, as everybody is told of them: put together and written once for all who ask within two seconds, of
 * whichever district. What this node changes is seen at once, what another one changes after two seconds.
 */
@Component
class OpenOutagesAnswer {
    /** Below the five seconds for which a caller keeps the answer. */
    static final Duration KEPT_FOR = Duration.ofSeconds(2);

    private record OpenOutages(Instant generatedAt, List<OutageView> outages) {}

    /** @param byDistrict without those in which nothing is open */
    private record Written(
            Instant at, ResponseEntity<byte[]> everywhere, Map<Integer, ResponseEntity<byte[]>> byDistrict) {}

    private final Outages outages;
    private final Views views;
    private final ObjectMapper json;
    private final Clock clock;
    private final SharedAnswer<Written> shared;

    OpenOutagesAnswer(Outages outages, Views views, ObjectMapper json, WatchedTables tables, Clock clock) {
        this.outages = outages;
        this.views = views;
        this.json = json;
        this.clock = clock;
        this.shared = new SharedAnswer<>(KEPT_FOR, tables, () -> 0, clock, this::written);
    }

    /** @param district null for all */
    ResponseEntity<byte[]> of(Integer district) {
        Written known = shared.get();
        if (district == null) {
            return known.everywhere();
        }
        ResponseEntity<byte[]> answer = known.byDistrict().get(district);
        return answer == null ? answer(known.at(), List.of()) : answer;
    }

    private Written written() {
        Instant now = clock.instant();
        List<OutageView> open = views.outages(outages.open(null));
        Map<Integer, ResponseEntity<byte[]>> byDistrict = new HashMap<>();
        open.stream()
                .collect(groupingBy(OutageView::district))
                .forEach((district, of) -> byDistrict.put(district, answer(now, of)));
        return new Written(now, answer(now, open), byDistrict);
    }

    private ResponseEntity<byte[]> answer(Instant now, List<OutageView> open) {
        try {
            return PublicReads.about(open)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsBytes(new OpenOutages(now, open)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
