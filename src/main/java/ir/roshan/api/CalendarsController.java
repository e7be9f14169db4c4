package ir.roshan.api;

import ir.roshan.agreement.Company;
import ir.roshan.plannedoutage.PlanCalendar;
import ir.roshan.plannedoutage.PlanCalendars;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.BillId;
import ir.roshan.text.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The plan of a place in the calendar of a telephone. Its address is the key: whoever has it sees the plan, and may end it. */
@RestController
@RequestMapping("/api/v1/calendars")
class CalendarsController {
    private static final int MOST_PLACES = 20;
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final PlanCalendars calendars;
    private final PlannedOutageCheck check;
    private final CodeGuessing guessing;
    private final Company company;
    private final Clock clock;

    CalendarsController(
            PlanCalendars calendars, PlannedOutageCheck check, CodeGuessing guessing, Company company, Clock clock) {
        this.calendars = calendars;
        this.check = check;
        this.guessing = guessing;
        this.company = company;
        this.clock = clock;
    }

    /** @param address below this site */
    record Opened(String address) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Opened> open(@RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("billId", "placeIds", "language"));
        String typed = json.text("billId");
        List<Integer> places = json.integers("placeIds");
        String spoken = json.text("language");
        FieldChecks checks = new FieldChecks(json.errors());
        if (typed == null && places == null) {
            checks.add("billId", "required");
        }
        if (typed != null && places != null) {
            checks.add("placeIds", "not-together");
        }
        if (places != null && places.isEmpty()) {
            checks.add("placeIds", "required");
        }
        if (places != null && places.size() > MOST_PLACES) {
            checks.add("placeIds", "too-long");
        }
        BillId billId = checks.billId("billId", typed);
        Locale language =
                Locale.forLanguageTag(checks.language("language", spoken).name().toLowerCase(Locale.ROOT));
        checks.throwIfAny();
        String token = billId != null ? guessing.ofBill(() -> open(billId, language)) : open(places, language);
        String address = "/api/v1/calendars/" + token + ".ics";
        return ResponseEntity.created(URI.create(address)).body(new Opened(address));
    }

    private String open(BillId billId, Locale language) {
        Instant now = clock.instant();
        UnknownServicePoint.throwIf(check.outlook(billId, now, now));
        return calendars.open(billId, language);
    }

    private String open(List<Integer> places, Locale language) {
        Set<Long> ids = new LinkedHashSet<>();
        places.forEach(id -> ids.add(id.longValue()));
        return calendars.open(ids, language);
    }

    @GetMapping("/{token}.ics")
    ResponseEntity<byte[]> show(@PathVariable String token) {
        PlanCalendar calendar = calendars.find(token).orElseThrow(UnknownCalendar::new);
        String file = CalendarFile.of(calendar, calendars.show(calendar), company.name(), clock.instant());
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, CalendarFile.MEDIA_TYPE)
                .cacheControl(CacheControl.maxAge(FRESH).cachePrivate())
                .eTag("W/\"" + Sha256.of(file).substring(0, 32) + "\"")
                .body(file.getBytes(StandardCharsets.UTF_8));
    }

    @DeleteMapping("/{token}.ics")
    ResponseEntity<Void> end(@PathVariable String token) {
        if (!calendars.end(token)) {
            throw new UnknownCalendar();
        }
        return ResponseEntity.noContent().build();
    }
}
