package ir.roshan.api;

import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.outage.PartialRestoration;
import ir.roshan.outage.Placement;
import ir.roshan.outage.Separation;
import ir.roshan.outage.WideningReversal;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.TypedText;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What dispatchers do by hand about which outage stands where, and which requests stand in it. Each deed and its entry in
 * the audit log commit together; the answer is the outage as it is then.
 */
@RestController
@RequestMapping("/api/v1/operations")
class OutageGroupingController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Outages outages;
    private final Requests requests;
    private final Placement placement;
    private final Separation separation;
    private final WideningReversal reversal;
    private final PartialRestoration partialRestoration;
    private final OutageDossiers dossiers;
    private final AuditLog audit;
    private final RetryTemplate again;
    private final TransactionTemplate transactions;

    OutageGroupingController(
            Outages outages,
            Requests requests,
            Placement placement,
            Separation separation,
            WideningReversal reversal,
            PartialRestoration partialRestoration,
            OutageDossiers dossiers,
            AuditLog audit,
            RetryTemplate again,
            TransactionTemplate transactions) {
        this.outages = outages;
        this.requests = requests;
        this.placement = placement;
        this.separation = separation;
        this.reversal = reversal;
        this.partialRestoration = partialRestoration;
        this.dossiers = dossiers;
        this.audit = audit;
        this.again = again;
        this.transactions = transactions;
    }

    @PostMapping(path = "/outages/{number}/placement", consumes = JSON, produces = JSON)
    OutageDossier place(@PathVariable String number, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("networkElement"));
        String element = json.text("networkElement");
        Caller caller = Caller.current();
        Outage placed = done(
                caller,
                number,
                AuditLog.Deed.OUTAGE_PLACED,
                before -> placement.place(
                        before.number(),
                        element,
                        new FieldChecks(json.errors()),
                        caller.account(),
                        district -> caller.worksFor(district.number())),
                Placement::note);
        return dossiers.show(caller, placed);
    }

    /** 201 where an outage has begun with them, 200 where they have joined one that was open there. */
    @PostMapping(path = "/outages/{number}/split", consumes = JSON, produces = JSON)
    ResponseEntity<OutageDossier> split(@PathVariable String number, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("requests", "networkElement"));
        List<String> codes = json.texts("requests");
        String element = json.text("networkElement");
        Caller caller = Caller.current();
        Separation.Split split = inOneTransaction(() -> {
            Outage source = workOf(caller, number);
            Separation.Split done =
                    separation.split(source.number(), codes, element, new FieldChecks(json.errors()), caller.account());
            mayWorkOn(caller, done.outage());
            audit.append(
                    caller.account(),
                    AuditLog.Deed.OUTAGE_SPLIT,
                    source.number(),
                    codes.size() + " requests to " + done.outage().number());
            return done;
        });
        OutageDossier dossier = dossiers.show(caller, split.outage());
        return split.begun()
                ? ResponseEntity.created(URI.create(
                                "/api/v1/operations/outages/" + split.outage().number()))
                        .body(dossier)
                : ResponseEntity.ok(dossier);
    }

    @PostMapping(path = "/requests/{trackingCode}/move", consumes = JSON, produces = JSON)
    OutageDossier move(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        StrictJson json = StrictJson.object(body, Set.of("outage"));
        String to = json.text("outage");
        Caller caller = Caller.current();
        Outage joined = inOneTransaction(() -> {
            RestorationRequest request = requests.get(code);
            int district = outages.of(request.id())
                    .map(Outage::district)
                    .orElse(request.district())
                    .number();
            if (!caller.worksFor(district)) {
                throw new OtherDistrict();
            }
            Outage after = separation.move(code, to, new FieldChecks(json.errors()), caller.account());
            mayWorkOn(caller, after);
            audit.append(caller.account(), AuditLog.Deed.REQUEST_MOVED, code.value(), "to " + after.number());
            return after;
        });
        return dossiers.show(caller, joined);
    }

    @PostMapping(path = "/outages/{number}/undo-widening", produces = JSON)
    OutageDossier undoWidening(@PathVariable String number) {
        Caller caller = Caller.current();
        Outage ended = done(
                caller,
                number,
                AuditLog.Deed.WIDENING_UNDONE,
                before -> reversal.undo(before.number(), caller.account()),
                after -> null);
        return dossiers.show(caller, ended);
    }

    @PostMapping(path = "/outages/{number}/partial-restoration", consumes = JSON, produces = JSON)
    OutageDossier restorePart(@PathVariable String number, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("networkElements", "restoredAt"));
        List<String> elements = json.texts("networkElements");
        String restoredAt = json.text("restoredAt");
        Caller caller = Caller.current();
        Outage rest = done(
                caller,
                number,
                AuditLog.Deed.OUTAGE_PARTLY_RESTORED,
                before -> partialRestoration.restore(
                        before.number(), elements, restoredAt, new FieldChecks(json.errors()), caller.account()),
                after -> elements.size() + " elements");
        return dossiers.show(caller, rest);
    }

    /**
     * Both what the deed is done to and what comes of it must be the caller's work.
     *
     * @param note for the audit log: what came of it
     */
    private Outage done(
            Caller caller,
            String number,
            AuditLog.Deed deed,
            Function<Outage, Outage> work,
            Function<Outage, String> note) {
        return inOneTransaction(() -> {
            Outage before = workOf(caller, number);
            Outage after = work.apply(before);
            mayWorkOn(caller, after);
            audit.append(caller.account(), deed, before.number(), note.apply(after));
            return after;
        });
    }

    private <T> T inOneTransaction(Supplier<T> work) {
        return again.execute(attempt -> transactions.execute(status -> work.get()));
    }

    private Outage workOf(Caller caller, String number) {
        Outage outage = outages.get(TypedText.code(number));
        mayWorkOn(caller, outage);
        return outage;
    }

    private static void mayWorkOn(Caller caller, Outage outage) {
        if (!caller.worksFor(outage.district().number())) {
            throw new OtherDistrict();
        }
    }
}
