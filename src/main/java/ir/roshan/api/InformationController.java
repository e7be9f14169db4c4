package ir.roshan.api;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Company;
import ir.roshan.agreement.Priority;
import ir.roshan.api.OutageDossier.PossibleReason;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedPlaceCheck;
import ir.roshan.plannedoutage.UnknownReason;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.BillId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What anyone may know. */
@RestController
@RequestMapping("/api/v1")
class InformationController {
    private static final Duration LOOK_AHEAD = Duration.ofDays(7);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** In one answer. */
    private static final int MOST_WINDOWS = 2_000;

    private final PlannedOutageCheck check;
    private final PlannedPlaceCheck places;
    private final OpenOutagesAnswer outages;
    private final Agreement agreement;
    private final Company company;
    private final CodeGuessing guessing;
    private final Clock clock;

    InformationController(
            PlannedOutageCheck check,
            PlannedPlaceCheck places,
            OpenOutagesAnswer outages,
            Agreement agreement,
            Company company,
            CodeGuessing guessing,
            Clock clock) {
        this.check = check;
        this.places = places;
        this.outages = outages;
        this.agreement = agreement;
        this.company = company;
        this.guessing = guessing;
        this.clock = clock;
    }

    /**
     * @param reason why it is UNKNOWN; null where it is known
     * @param coveredUntil how far the plan is known; null where it is not known at all
     * @param usuallyBy when the plan of the day after is usually there; null where that cannot be said, or is there
     * @param namedInWords what could be there, as far as the company's words say: the subscriber may know the place
     * @param places of the plan that have the words that were asked for; null where none were
     * @param placeIds theirs, in the same order; null where no places are told
     * @param more that there is more than is shown; null where there is not
     */
    record PlannedOutagesFound(
            Knowledge knowledge,
            UnknownReason reason,
            Instant asOf,
            Instant coveredUntil,
            Instant usuallyBy,
            List<PlannedOutageView> plannedOutages,
            List<PossibleReason> namedInWords,
            List<String> places,
            List<Long> placeIds,
            Boolean more) {}

    record TargetView(Priority priority, Duration verifyWithin, Duration restoreWithin) {}

    record AgreementView(
            String title,
            String company,
            String version,
            LocalDate validFrom,
            LocalDate validUntil,
            boolean inForce,
            List<String> steps,
            List<String> channels,
            List<String> documentsNeeded,
            int visitsInPerson,
            String accessHours,
            List<TargetView> targets,
            List<String> obligations) {}

    /**
     * By one selector, or by none: the whole plan. Whoever names a bill id or a place is told of the coming week, whoever asks for
     * the whole of a day.
     */
    @GetMapping("/planned-outages")
    ResponseEntity<PlannedOutagesFound> plannedOutages(
            @RequestParam(required = false) String billId,
            @RequestParam(required = false) String place,
            @RequestParam(required = false) String district,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to) {
        Instant now = clock.instant();
        FieldChecks checks = new FieldChecks(List.of());
        BillId bill = checks.billId("billId", billId);
        String words = PlaceStatusController.words(checks, place);
        Integer number = Districts.read(checks, district);
        if (billId != null && place != null) {
            checks.add("place", "not-together");
        }
        if (district != null && (billId != null || place != null)) {
            checks.add("district", "not-together");
        }
        boolean everywhere = billId == null && place == null;
        LocalDate today = LocalDate.ofInstant(now, SolarHijri.TEHRAN);
        Instant otherwise = everywhere ? SolarHijri.moment(today, 0) : now;
        Instant begin = from == null ? otherwise : Parameters.moment(checks, "from", from);
        Instant end = Parameters.end(checks, "to", to, begin, everywhere ? A_DAY : LOOK_AHEAD, LONGEST);
        checks.throwIfAny();
        if (billId != null) {
            return ResponseEntity.ok(guessing.ofBill(() -> plannedOutages(bill, begin, end)));
        }
        PlannedOutagesFound found = place != null ? inWords(words, begin, end) : everywhere(number, begin, end);
        return PublicReads.of(found, found);
    }

    private PlannedOutagesFound plannedOutages(BillId bill, Instant begin, Instant end) {
        PlannedOutageCheck.Outlook outlook = check.outlook(bill, begin, end);
        UnknownServicePoint.throwIf(outlook);
        return found(
                outlook, outlook.windows().stream().map(PlannedOutageView::of).toList(), null, null, false);
    }

    private PlannedOutagesFound inWords(String words, Instant begin, Instant end) {
        PlannedPlaceCheck.Outlook named = places.outlook(words, begin, end);
        return found(
                named.outlook(),
                named.windows().stream().map(PlannedOutageView::of).toList(),
                named.places(),
                named.placeIds(),
                named.more());
    }

    private PlannedOutagesFound everywhere(Integer district, Instant begin, Instant end) {
        PlannedOutageCheck.Outlook outlook =
                check.outlook(district == null ? null : new District(district), begin, end, MOST_WINDOWS + 1);
        return found(
                outlook,
                outlook.windows().stream()
                        .limit(MOST_WINDOWS)
                        .map(PlannedOutageView::of)
                        .toList(),
                null,
                null,
                outlook.windows().size() > MOST_WINDOWS);
    }

    private static PlannedOutagesFound found(
            PlannedOutageCheck.Outlook outlook,
            List<PlannedOutageView> windows,
            List<String> places,
            List<Long> placeIds,
            boolean more) {
        return new PlannedOutagesFound(
                outlook.knowledge(),
                outlook.reason().orElse(null),
                outlook.asOf().orElse(null),
                outlook.coveredUntil().orElse(null),
                outlook.usuallyBy().orElse(null),
                windows,
                outlook.inWords().stream().map(PossibleReason::of).toList(),
                places,
                placeIds,
                more ? true : null);
    }

    @GetMapping(path = "/outages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> outages(@RequestParam(required = false) String district) {
        return outages.of(Districts.read(district));
    }

    @GetMapping("/agreement")
    AgreementView agreement(HttpServletRequest request) {
        Agreement.Text text = agreement.textIn(Languages.of(request));
        LocalDate today = LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN);
        return new AgreementView(
                text.title(),
                company.name(),
                agreement.version(),
                agreement.validFrom(),
                agreement.validUntil(),
                agreement.inForceOn(today),
                text.steps(),
                text.channels(),
                text.documentsNeeded(),
                agreement.visitsInPerson(),
                text.accessHours(),
                Arrays.stream(Priority.values())
                        .map(p -> new TargetView(
                                p,
                                agreement.targets().of(p).verifyWithin(),
                                agreement.targets().of(p).restoreWithin()))
                        .toList(),
                text.obligations());
    }
}
