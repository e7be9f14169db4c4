package ir.roshan.api;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.ElementSearch;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.PlaceTies;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.Accounts;
import ir.roshan.security.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The places that the company names in words, and the elements of the network to which somebody has tied them (A3.3). */
@RestController
@RequestMapping("/api/v1/operations")
class PlannedPlacesController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final int PAGE = 100;
    private static final int LONGEST_QUESTION = 200;
    private static final int MOST_CANDIDATES = 20;

    private final PlaceTies ties;
    private final Network network;
    private final ElementSearch search;
    private final Accounts accounts;
    private final AuditLog audit;

    PlannedPlacesController(PlaceTies ties, Network network, ElementSearch search, Accounts accounts, AuditLog audit) {
        this.ties = ties;
        this.network = network;
        this.search = search;
        this.accounts = accounts;
        this.audit = audit;
    }

    record PlannedPlace(
            long id,
            String text,
            Integer district,
            List<String> elements,
            boolean tied,
            String tiedBy,
            String tiedByName,
            Instant tiedAt,
            int timesCame,
            Instant lastCameAt) {
        static PlannedPlace of(PlaceTies.Place place, Map<String, String> names) {
            return new PlannedPlace(
                    place.id(),
                    place.text(),
                    PlanAnnouncementsController.number(place.district()),
                    place.elements(),
                    !place.elements().isEmpty(),
                    place.tiedBy(),
                    names.get(place.tiedBy()),
                    place.tiedAt(),
                    place.timesCame(),
                    place.lastCameAt());
        }
    }

    record PlannedPlaces(List<PlannedPlace> places, int total) {}

    @GetMapping(path = "/planned-places", produces = JSON)
    PlannedPlaces find(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) String untied,
            @RequestParam(required = false) String offset) {
        FieldChecks checks = new FieldChecks(List.of());
        String words = checks.text("q", q, 0, LONGEST_QUESTION, false);
        if (untied != null && !untied.equals("true") && !untied.equals("false")) {
            checks.add("untied", "unknown-value");
        }
        int from = Parameters.offset(checks, offset);
        checks.throwIfAny();
        PlaceTies.Page page = ties.find(words == null ? "" : words, "true".equals(untied), from, PAGE);
        Map<String, String> names = accounts.fullNames(
                page.places().stream().map(PlaceTies.Place::tiedBy).toList());
        return new PlannedPlaces(
                page.places().stream()
                        .map(place -> PlannedPlace.of(place, names))
                        .toList(),
                page.total());
    }

    @PutMapping(path = "/planned-places/{id}", consumes = JSON, produces = JSON)
    PlannedPlace tie(@PathVariable String id, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("elements", "district"));
        List<String> codes = json.texts("elements");
        Integer number = json.integer("district");
        FieldChecks checks = new FieldChecks(json.errors());
        Set<NetworkElement> elements = PlanAnnouncementsController.elements(checks, "elements", codes, network);
        District district = checks.district("district", number);
        checks.throwIfAny();
        Caller caller = Caller.current();
        PlaceTies.Place tied = ties.tie(
                id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1,
                elements,
                district,
                caller.announces(),
                caller.account());
        audit.append(
                caller.account(),
                AuditLog.Deed.PLANNED_PLACE_TIED,
                Long.toString(tied.id()),
                PlanAnnouncementsController.note(tied.text(), elements));
        return PlannedPlace.of(tied, accounts.fullNames(List.of(caller.account())));
    }

    /** @param matching how many service points below it have the address that was asked for; 0 where the code was */
    record ElementFound(ElementKind kind, String code, int district, int servicePoints, int matching) {}

    record ElementsFound(List<ElementFound> elements) {}

    /** To what a place can be tied: by the beginning of a code, a bill id, or words of an address. No address is shown. */
    @GetMapping(path = "/network-elements", produces = JSON)
    ElementsFound search(@RequestParam(required = false) String q, @RequestParam(required = false) String district) {
        Integer asked = Districts.read(district);
        FieldChecks checks = new FieldChecks(List.of());
        String words = checks.text("q", q, 2, LONGEST_QUESTION, false);
        if (q == null) {
            checks.add("q", "required");
        }
        checks.throwIfAny();
        Caller caller = Caller.current();
        List<District> seen = IntStream.rangeClosed(District.FIRST, District.LAST)
                .filter(caller::seesDistrict)
                .filter(number -> asked == null || asked == number)
                .mapToObj(District::new)
                .toList();
        return new ElementsFound(search.search(words, seen, MOST_CANDIDATES).stream()
                .map(found -> new ElementFound(
                        found.element().kind(),
                        found.element().code(),
                        found.district(),
                        found.servicePoints(),
                        found.matching()))
                .toList());
    }
}
