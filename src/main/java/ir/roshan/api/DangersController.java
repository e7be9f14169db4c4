package ir.roshan.api;

import ir.roshan.request.DangerHandling;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Hazard;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A danger at a place that is off on plan ends, for everybody, when somebody who may send a crew says that it has been seen to. */
@RestController
class DangersController {
    private final Requests requests;
    private final DangerHandling handling;
    private final DangersInPlan dangers;
    private final CodeGuessing guessing;
    private final AuditLog audit;
    private final RetryTemplate again;
    private final TransactionTemplate transactions;

    DangersController(
            Requests requests,
            DangerHandling handling,
            DangersInPlan dangers,
            CodeGuessing guessing,
            AuditLog audit,
            RetryTemplate again,
            TransactionTemplate transactions) {
        this.requests = requests;
        this.handling = handling;
        this.dangers = dangers;
        this.guessing = guessing;
        this.audit = audit;
        this.again = again;
        this.transactions = transactions;
    }

    /** @param dangersInPlan those of the request that nobody has taken care of */
    record Rest(List<RequestDossier.OpenDanger> dangersInPlan) {}

    /** Whoever names what they have seen hears what is left: it may have come while they were at the telephone. */
    @PostMapping(path = "/api/v1/operations/requests/{trackingCode}/danger-handled")
    ResponseEntity<Rest> handled(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        Caller caller = Caller.current();
        TrackingCode code = TrackingCode.parse(trackingCode);
        Optional<List<DangerHandling.Seen>> seen = body == null || body.length == 0 ? Optional.empty() : seen(body);
        RestorationRequest request = guessing.lookUp(() -> requests.get(code));
        if (!caller.seesDistrict(request.district().number())) {
            throw new OtherDistrict();
        }
        again.execute(attempt -> transactions.execute(status -> {
            if (handling.handled(request, seen, caller.account())) {
                audit.append(caller.account(), AuditLog.Deed.DANGER_HANDLED, code.value(), null);
            }
            return null;
        }));
        return seen.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok(new Rest(RequestDossier.OpenDanger.of(dangers.open(request.id()))));
    }

    private static Optional<List<DangerHandling.Seen>> seen(byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("dangers"));
        List<StrictJson> named = json.objects("dangers", Set.of("hazard", "since"));
        List<String[]> typed = named == null
                ? List.of()
                : named.stream()
                        .map(one -> new String[] {one.within(), one.text("hazard"), one.text("since")})
                        .toList();
        FieldChecks checks = new FieldChecks(json.errors());
        if (named != null && named.isEmpty()) {
            checks.add("dangers", "required");
        }
        List<DangerHandling.Seen> seen = new ArrayList<>();
        for (String[] one : typed) {
            Hazard hazard = checks.oneOf(one[0] + "hazard", one[1], Hazard.NONE);
            if (hazard == Hazard.NONE) {
                checks.add(one[0] + "hazard", one[1] == null ? "required" : "unknown-value");
            }
            Instant since = checks.moment(one[0] + "since", one[2]);
            if (one[2] == null) {
                checks.add(one[0] + "since", "required");
            }
            seen.add(new DangerHandling.Seen(hazard, since));
        }
        checks.throwIfAny();
        return named == null ? Optional.empty() : Optional.of(seen);
    }
}
