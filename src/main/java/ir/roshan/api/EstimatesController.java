package ir.roshan.api;

import ir.roshan.outage.EstimateRevision;
import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.outage.Suggestions;
import ir.roshan.request.FieldChecks;
import ir.roshan.security.AuditLog;
import ir.roshan.text.TypedText;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** By when supply is expected back, as the crew says while it works (A3.4). The deed and its entry in the audit log commit together. */
@RestController
@RequestMapping("/api/v1/operations/outages/{number}")
class EstimatesController {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final Outages outages;
    private final EstimateRevision revision;
    private final Suggestions suggestions;
    private final OutageDossiers dossiers;
    private final AuditLog audit;
    private final RetryTemplate again;
    private final TransactionTemplate transactions;

    EstimatesController(
            Outages outages,
            EstimateRevision revision,
            Suggestions suggestions,
            OutageDossiers dossiers,
            AuditLog audit,
            RetryTemplate again,
            TransactionTemplate transactions) {
        this.outages = outages;
        this.revision = revision;
        this.suggestions = suggestions;
        this.dossiers = dossiers;
        this.audit = audit;
        this.again = again;
        this.transactions = transactions;
    }

    /** What the company's own repairs tell of the outage; nothing is kept by asking. */
    @GetMapping(path = "/estimate-suggestion", produces = JSON)
    SuggestionView suggestion(
            @PathVariable String number,
            @RequestParam(required = false) String crew,
            @RequestParam(required = false) String cause) {
        Caller caller = Caller.current();
        Outage outage = outages.get(TypedText.code(number));
        if (!caller.seesDistrict(outage.district().number())) {
            throw new OtherDistrict();
        }
        return SuggestionView.of(suggestions.asked(outage, crew, cause));
    }

    @PostMapping(path = "/estimate", consumes = JSON, produces = JSON)
    OutageDossier revise(@PathVariable String number, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("estimatedRestorationAt", "cause"));
        String estimate = json.text("estimatedRestorationAt");
        String cause = json.text("cause");
        Caller caller = Caller.current();
        Outage revised = again.execute(attempt -> transactions.execute(status -> {
            Outage before = outages.get(TypedText.code(number));
            if (!caller.worksFor(before.district().number())) {
                throw new OtherDistrict();
            }
            Outage after =
                    revision.revise(before.number(), estimate, cause, new FieldChecks(json.errors()), caller.account());
            audit.append(
                    caller.account(),
                    AuditLog.Deed.ESTIMATE_REVISED,
                    after.number(),
                    after.estimatedRestorationAt().toString());
            return after;
        }));
        return dossiers.show(caller, revised);
    }
}
