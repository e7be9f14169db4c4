package ir.roshan.api;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.network.ElementNames;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePoint;
import ir.roshan.network.ServicePointImport;
import ir.roshan.notification.Outbox;
import ir.roshan.plannedoutage.Delivery;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Erasure;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.Accounts;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import ir.roshan.text.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For dispatchers, managers and administrators. Who may come here at all is said in {@code security}. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationsController {
    private static final Logger LOG = LoggerFactory.getLogger(OperationsController.class);
    private static final String CSV = "text/csv";

    private final ServicePointImport servicePoints;
    private final ElementNames elementNames;
    private final PlannedOutageImport plannedOutages;
    private final Requests requests;
    private final Network network;
    private final Erasure erasure;
    private final Views views;
    private final Timeline timeline;
    private final Accounts accounts;
    private final Outbox outbox;
    private final DangersInPlan dangers;
    private final CodeGuessing guessing;
    private final ImportViews imports;
    private final AuditLog audit;

    OperationsController(
            ServicePointImport servicePoints,
            ElementNames elementNames,
            PlannedOutageImport plannedOutages,
            Requests requests,
            Network network,
            Erasure erasure,
            Views views,
            Timeline timeline,
            Accounts accounts,
            Outbox outbox,
            DangersInPlan dangers,
            CodeGuessing guessing,
            ImportViews imports,
            AuditLog audit) {
        this.servicePoints = servicePoints;
        this.elementNames = elementNames;
        this.plannedOutages = plannedOutages;
        this.requests = requests;
        this.network = network;
        this.erasure = erasure;
        this.views = views;
        this.timeline = timeline;
        this.accounts = accounts;
        this.outbox = outbox;
        this.dangers = dangers;
        this.guessing = guessing;
        this.imports = imports;
        this.audit = audit;
    }

    @PutMapping(path = "/service-points", consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView servicePoints(HttpServletRequest request) throws IOException {
        TableFile file = ImportViews.file(request);
        ImportReport report = servicePoints.load(file);
        return imports.imported(report, file, AuditLog.Deed.SERVICE_POINTS_IMPORTED, request);
    }

    @PutMapping(path = "/element-names", consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView elementNames(HttpServletRequest request) throws IOException {
        TableFile file = ImportViews.file(request);
        ImportReport report = elementNames.load(file);
        return imports.imported(report, file, AuditLog.Deed.ELEMENT_NAMES_IMPORTED, request);
    }

    @PutMapping(path = "/planned-outages", consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView plannedOutages(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String until,
            @RequestParam(required = false) String partial,
            HttpServletRequest request)
            throws IOException {
        Delivery delivery = delivery(from, until, partial);
        TableFile file = ImportViews.file(request);
        ImportReport report = plannedOutages.csv(file, delivery);
        return imports.imported(report, file, AuditLog.Deed.PLANNED_OUTAGES_IMPORTED, request);
    }

    /** Of which time the list speaks, and whether it says anything of whom it does not name. */
    private static Delivery delivery(String from, String until, String partial) {
        FieldChecks checks = new FieldChecks(List.of());
        Instant begin = Parameters.moment(checks, "from", from);
        Instant end = Parameters.moment(checks, "until", until);
        if (from == null && until != null) checks.add("from", "required");
        if (until == null && from != null) checks.add("until", "required");
        if (begin != null && end != null && !begin.isBefore(end)) checks.add("until", "order");
        if (partial != null && !partial.equals("true") && !partial.equals("false"))
            checks.add("partial", "unknown-value");
        checks.throwIfAny();
        Caller caller = Caller.current();
        return new Delivery(caller.announces(), caller.account(), begin, end, "true".equals(partial));
    }

    /** The answer of the national service, which is asked about one bill id at a time. */
    @PutMapping(
            path = "/planned-outages",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView plannedOutages(
            @RequestBody(required = false) byte[] body,
            @RequestParam(required = false) String billId,
            HttpServletRequest request) {
        FieldChecks checks = new FieldChecks(List.of());
        BillId about = checks.billId("billId", billId);
        checks.throwIfAny();
        JsonNode answer = StrictJson.tree(body);
        ImportReport report = plannedOutages.national(
                answer, about, Caller.current().announces(), Caller.current().account());
        return imports.imported(report, null, AuditLog.Deed.PLANNED_OUTAGES_IMPORTED, request);
    }

    @GetMapping(path = "/requests/{trackingCode}", produces = MediaType.APPLICATION_JSON_VALUE)
    RequestDossier show(@PathVariable String trackingCode) {
        Caller caller = Caller.current();
        caller.mustAnswerSubscribers();
        TrackingCode code = TrackingCode.parse(trackingCode);
        RestorationRequest request = guessing.lookUp(() -> requests.get(code));
        if (!caller.mayBeTold(request.district().number())) {
            throw new OtherDistrict();
        }
        audit.append(
                caller.account(),
                AuditLog.Deed.REQUEST_SHOWN,
                request.trackingCode().value(),
                null);
        List<Timeline.Entry> happened = timeline.of(request.id());
        return RequestDossier.of(
                views.status(request),
                request,
                addressOf(request),
                happened,
                accounts.fullNames(happened.stream().map(Timeline.Entry::byWhom).toList()),
                outbox.of(request.id().value()),
                dangers.open(request.id()));
    }

    /** Whoever reports by bill id gives no address; whoever works on it needs one. */
    private String addressOf(RestorationRequest request) {
        return Optional.ofNullable(request.billId())
                .flatMap(network::servicePoint)
                .map(ServicePoint::address)
                .orElse(null);
    }

    /** The request stays for the figures; whose it was is gone for good. */
    @DeleteMapping(path = "/requests/{trackingCode}/personal-data")
    ResponseEntity<Void> erase(@PathVariable String trackingCode) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        erasure.erase(code);
        audit.append(Caller.current().account(), AuditLog.Deed.PERSONAL_DATA_ERASED, code.value(), null);
        // Outside of the database too: whoever restores a backup has to erase again what it brings back. The code leads
        // to nobody
        // any more.
        LOG.info("Erased the personal data of request {}", code.value());
        return ResponseEntity.noContent().build();
    }
}
