package ir.roshan.api;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Company;
import ir.roshan.agreement.Priority;
import ir.roshan.api.OutageDossier.PossibleReason;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.outage.Outages;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutageCheck;
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
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What anyone may know. */
@RestController
@RequestMapping("/api/v1")
class InformationController {
    private static final Duration LOOK_AHEAD = Duration.ofDays(7);

    private final PlannedOutageCheck check;
    private final Outages outages;
    private final Agreement agreement;
    private final Company company;
    private final CodeGuessing guessing;
    private final Views views;
    private final Clock clock;

    InformationController(
            PlannedOutageCheck check,
            Outages outages,
            Agreement agreement,
            Company company,
            CodeGuessing guessing,
            Views views,
            Clock clock) {
        this.check = check;
        this.outages = outages;
        this.agreement = agreement;
        this.company = company;
        this.guessing = guessing;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param reason why it is UNKNOWN; null where it is known
     * @param coveredUntil how far the plan is known; null where it is not known at all
     * @param namedInWords what could be there, as far as the company's words say: the subscriber may know the place
     */
    record PlannedOutagesFound(
            Knowledge knowledge,
            UnknownReason reason,
            Instant asOf,
            Instant coveredUntil,
            List<PlannedOutageView> plannedOutages,
            List<PossibleReason> namedInWords) {}

    record OpenOutages(Instant generatedAt, List<OutageView> outages) {}

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

    @GetMapping("/planned-outages")
    PlannedOutagesFound plannedOutages(
            @RequestParam(required = false) String billId,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to) {
        Instant now = clock.instant();
        FieldChecks checks = new FieldChecks(List.of());
        if (billId == null) {
            checks.add("billId", "required");
        }
        BillId bill = checks.billId("billId", billId);
        Instant begin = from == null ? now : checks.moment("from", plus(from));
        Instant end = to == null ? (begin == null ? now : begin).plus(LOOK_AHEAD) : checks.moment("to", plus(to));
        if (begin != null && end != null && end.isBefore(begin)) {
            checks.add("to", "order");
        }
        checks.throwIfAny();
        return guessing.ofBill(() -> plannedOutages(bill, begin, end));
    }

    private PlannedOutagesFound plannedOutages(BillId bill, Instant begin, Instant end) {
        PlannedOutageCheck.Outlook outlook = check.outlook(bill, begin, end);
        if (outlook.windows().isEmpty() && outlook.reason().equals(Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK))) {
            throw new UnknownServicePoint();
        }
        return new PlannedOutagesFound(
                outlook.knowledge(),
                outlook.reason().orElse(null),
                outlook.asOf().orElse(null),
                outlook.coveredUntil().orElse(null),
                outlook.windows().stream().map(PlannedOutageView::of).toList(),
                outlook.inWords().stream().map(PossibleReason::of).toList());
    }

    @GetMapping("/outages")
    OpenOutages outages(@RequestParam(required = false) String district) {
        Integer number = Districts.read(district);
        return new OpenOutages(
                clock.instant(),
                outages.open(number).stream().map(views::outage).toList());
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

    /** A plus sign that was not percent-encoded arrives as a blank; in a moment it can only have been the offset's. */
    private static String plus(String moment) {
        return moment.replace(' ', '+');
    }
}
