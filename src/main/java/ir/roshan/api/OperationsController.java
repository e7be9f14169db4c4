package ir.roshan.api;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePoint;
import ir.roshan.network.ServicePointImport;
import ir.roshan.notification.Outbox;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.request.Erasure;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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
    private final PlannedOutageImport plannedOutages;
    private final Requests requests;
    private final Network network;
    private final Erasure erasure;
    private final Views views;
    private final Timeline timeline;
    private final Outbox outbox;
    private final CodeGuessing guessing;
    private final ImportViews imports;
    private final AuditLog audit;

    OperationsController(
            ServicePointImport servicePoints,
            PlannedOutageImport plannedOutages,
            Requests requests,
            Network network,
            Erasure erasure,
            Views views,
            Timeline timeline,
            Outbox outbox,
            CodeGuessing guessing,
            ImportViews imports,
            AuditLog audit) {
        this.servicePoints = servicePoints;
        this.plannedOutages = plannedOutages;
        this.requests = requests;
        this.network = network;
        this.erasure = erasure;
        this.views = views;
        this.timeline = timeline;
        this.outbox = outbox;
        this.guessing = guessing;
        this.imports = imports;
        this.audit = audit;
    }

    @PutMapping(path = "/service-points", consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView servicePoints(HttpServletRequest request) throws IOException {
        ImportReport report = servicePoints.load(ImportViews.utf8(request));
        return imports.imported(report, AuditLog.Deed.SERVICE_POINTS_IMPORTED, request);
    }

    @PutMapping(path = "/planned-outages", consumes = CSV, produces = MediaType.APPLICATION_JSON_VALUE)
    ImportViews.ImportView plannedOutages(HttpServletRequest request) throws IOException {
        ImportReport report =
                plannedOutages.csv(ImportViews.utf8(request), Caller.current().announces());
        return imports.imported(report, AuditLog.Deed.PLANNED_OUTAGES_IMPORTED, request);
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
        ImportReport report =
                plannedOutages.national(answer, about, Caller.current().announces());
        return imports.imported(report, AuditLog.Deed.PLANNED_OUTAGES_IMPORTED, request);
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
        return RequestDossier.of(
                views.status(request),
                request,
                addressOf(request),
                timeline.of(request.id()),
                outbox.of(request.id().value()));
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
