package ir.roshan.api;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.plannedoutage.PastedAnnouncements;
import ir.roshan.plannedoutage.PlaceTies;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.plannedoutage.WindowKind;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.text.ImportReport;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The company's announcement in its own words: pasted, looked at beside what was read in it, and confirmed (A3.3). */
@RestController
@RequestMapping("/api/v1/operations/planned-outages")
class PlanAnnouncementsController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final Duration LOOK_AHEAD = Duration.ofDays(2);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_WINDOWS = 2_000;

    private final PastedAnnouncements announcements;
    private final FetchedAnnouncements fetched;
    private final PlannedOutages plannedOutages;
    private final PlaceTies ties;
    private final Network network;
    private final ImportViews imports;
    private final AuditLog audit;
    private final Clock clock;

    PlanAnnouncementsController(
            PastedAnnouncements announcements,
            FetchedAnnouncements fetched,
            PlannedOutages plannedOutages,
            PlaceTies ties,
            Network network,
            ImportViews imports,
            AuditLog audit,
            Clock clock) {
        this.announcements = announcements;
        this.fetched = fetched;
        this.plannedOutages = plannedOutages;
        this.ties = ties;
        this.network = network;
        this.imports = imports;
        this.audit = audit;
        this.clock = clock;
    }

    record PlaceView(int line, String text, Integer district, List<String> elements, boolean tied) {
        static PlaceView of(PastedAnnouncements.Place place) {
            return new PlaceView(
                    place.line(),
                    place.text(),
                    number(place.district()),
                    place.elements(),
                    !place.elements().isEmpty());
        }
    }

    record WindowView(Instant startsAt, Instant endsAt, String block, boolean probable, List<PlaceView> places) {
        static WindowView of(PastedAnnouncements.Window window) {
            return new WindowView(
                    window.startsAt(),
                    window.endsAt(),
                    window.block(),
                    window.probable(),
                    window.places().stream().map(PlaceView::of).toList());
        }
    }

    record PreviewView(
            String id,
            String title,
            LocalDate day,
            boolean probable,
            WindowKind kind,
            List<WindowView> windows,
            List<PastedAnnouncements.Line> unread,
            PastedAnnouncements.Replaces replaces,
            boolean nothingPlanned,
            String text) {
        static PreviewView of(PastedAnnouncements.Preview preview) {
            return new PreviewView(
                    preview.id(),
                    preview.title(),
                    preview.day(),
                    preview.probable(),
                    preview.kind(),
                    preview.windows().stream().map(WindowView::of).toList(),
                    preview.unread(),
                    preview.replaces(),
                    preview.nothingPlanned(),
                    preview.text());
        }
    }

    record WaitingView(List<FetchedAnnouncements.Waiting> announcements) {}

    /** Those that were fetched and not understood to the last line. */
    @GetMapping(path = "/announcements", produces = JSON)
    WaitingView waiting() {
        return new WaitingView(fetched.waiting(Caller.current().announces()));
    }

    @PostMapping(path = "/announcements", consumes = MediaType.TEXT_PLAIN_VALUE, produces = JSON)
    ResponseEntity<PreviewView> paste(HttpServletRequest request) throws IOException {
        StringWriter pasted = new StringWriter();
        ImportViews.file(request).transferTo(pasted);
        Caller caller = Caller.current();
        PreviewView preview =
                PreviewView.of(announcements.paste(pasted.toString(), caller.announces(), caller.account()));
        return ResponseEntity.created(URI.create("/api/v1/operations/planned-outages/announcements/" + preview.id()))
                .body(preview);
    }

    @GetMapping(path = "/announcements/{id}", produces = JSON)
    PreviewView show(@PathVariable String id) {
        Caller caller = Caller.current();
        return PreviewView.of(announcements.show(id, caller.announces(), caller.account()));
    }

    @PostMapping(path = "/announcements/{id}/confirmation", consumes = JSON, produces = JSON)
    ImportViews.ImportView confirm(
            @PathVariable String id, @RequestBody(required = false) byte[] body, HttpServletRequest request) {
        StrictJson json = StrictJson.object(body, Set.of("ignored", "ties", "nothingPlanned"));
        List<Integer> ignored = json.integers("ignored");
        List<StrictJson> wanted = json.objects("ties", Set.of("text", "elements", "district"));
        Boolean nothingPlanned = json.flag("nothingPlanned");
        List<String> texts = new ArrayList<>();
        List<List<String>> codes = new ArrayList<>();
        List<Integer> districts = new ArrayList<>();
        for (StrictJson tie : wanted == null ? List.<StrictJson>of() : wanted) {
            texts.add(tie.text("text"));
            codes.add(tie.texts("elements"));
            districts.add(tie.integer("district"));
        }
        FieldChecks checks = new FieldChecks(json.errors());
        List<PastedAnnouncements.Tie> ties = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String within = wanted.get(i).within();
            if (texts.get(i) == null) {
                checks.add(within + "text", "required");
            }
            ties.add(new PastedAnnouncements.Tie(
                    texts.get(i),
                    elements(checks, within + "elements", codes.get(i), network),
                    checks.district(within + "district", districts.get(i))));
        }
        checks.throwIfAny();
        Caller caller = Caller.current();
        ImportReport report = announcements.confirm(
                id,
                new PastedAnnouncements.Confirmation(
                        ignored == null ? List.of() : ignored, ties, Boolean.TRUE.equals(nothingPlanned)),
                caller.announces(),
                caller.account());
        ties.forEach(tie -> audit.append(
                caller.account(), AuditLog.Deed.PLANNED_PLACE_TIED, null, note(tie.text(), tie.elements())));
        return imports.imported(report, null, AuditLog.Deed.PLANNED_OUTAGES_IMPORTED, request);
    }

    /** Elements of the network by their codes, or service points by their bill ids; what is wrong with one is kept. */
    static Set<NetworkElement> elements(FieldChecks checks, String field, List<String> codes, Network network) {
        Set<NetworkElement> elements = new LinkedHashSet<>();
        if (codes == null) {
            checks.add(field, "required");
            return elements;
        }
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) == null) {
                continue;
            }
            String which = field + "[" + i + "]";
            network.element(codes.get(i)).ifPresentOrElse(elements::add, () -> checks.add(which, "unknown-element"));
        }
        return elements;
    }

    /** For the audit log: the company's words, and to what they are tied. */
    static String note(String text, Set<NetworkElement> elements) {
        return elements.stream().map(NetworkElement::code).sorted().toList() + " " + text;
    }

    /** @param placeId null where the window has an element of its own */
    record PlannedWindow(
            String number,
            Instant startsAt,
            Instant endsAt,
            WindowKind kind,
            boolean probable,
            boolean cancelled,
            Instant changedAt,
            String place,
            Long placeId,
            Integer district,
            List<String> elements,
            boolean tied) {}

    record Plan(List<PlannedWindow> windows, boolean more) {}

    /** The plan as it stands, for those who look after it. */
    @GetMapping(produces = JSON)
    Plan plan(@RequestParam(required = false) String from, @RequestParam(required = false) String until) {
        FieldChecks checks = new FieldChecks(List.of());
        Instant begin = from == null ? clock.instant() : Parameters.moment(checks, "from", from);
        Instant end = Parameters.end(checks, "until", until, begin, LOOK_AHEAD, LONGEST);
        checks.throwIfAny();
        List<PlannedOutage> found = plannedOutages.during(begin, end, MOST_WINDOWS + 1);
        Map<Long, PlaceTies.Place> places = new HashMap<>();
        return new Plan(
                found.stream()
                        .limit(MOST_WINDOWS)
                        .map(window -> window(window, places))
                        .toList(),
                found.size() > MOST_WINDOWS);
    }

    private PlannedWindow window(PlannedOutage window, Map<Long, PlaceTies.Place> known) {
        PlaceTies.Place place = window.placeId() == null ? null : known.computeIfAbsent(window.placeId(), ties::get);
        List<String> elements = window.element() != null
                ? List.of(window.element().code())
                : place == null ? List.of() : place.elements();
        District district = place == null || place.district() == null ? window.district() : place.district();
        String words = window.area().isEmpty() ? window.reason() : window.area();
        return new PlannedWindow(
                window.number(),
                window.startsAt(),
                window.endsAt(),
                window.kind(),
                window.probable(),
                window.cancelled(),
                window.changedAt(),
                words.isEmpty() ? null : words,
                window.placeId(),
                number(district),
                elements,
                !elements.isEmpty());
    }

    static Integer number(District district) {
        return district == null ? null : district.number();
    }
}
