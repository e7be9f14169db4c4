package ir.roshan.api;

import ir.roshan.request.DangerHandling;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import org.springframework.http.ResponseEntity;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A danger at a place that is off on plan ends, for everybody, when somebody who may send a crew says that it has been seen to. */
@RestController
class DangersController {
    private final Requests requests;
    private final DangerHandling handling;
    private final CodeGuessing guessing;
    private final AuditLog audit;
    private final RetryTemplate again;
    private final TransactionTemplate transactions;

    DangersController(
            Requests requests,
            DangerHandling handling,
            CodeGuessing guessing,
            AuditLog audit,
            RetryTemplate again,
            TransactionTemplate transactions) {
        this.requests = requests;
        this.handling = handling;
        this.guessing = guessing;
        this.audit = audit;
        this.again = again;
        this.transactions = transactions;
    }

    @PostMapping(path = "/api/v1/operations/requests/{trackingCode}/danger-handled")
    ResponseEntity<Void> handled(@PathVariable String trackingCode) {
        Caller caller = Caller.current();
        TrackingCode code = TrackingCode.parse(trackingCode);
        RestorationRequest request = guessing.lookUp(() -> requests.get(code));
        if (!caller.seesDistrict(request.district().number())) {
            throw new OtherDistrict();
        }
        again.execute(attempt -> transactions.execute(status -> {
            if (handling.handled(request, caller.account())) {
                audit.append(caller.account(), AuditLog.Deed.DANGER_HANDLED, code.value(), null);
            }
            return null;
        }));
        return ResponseEntity.noContent().build();
    }
}
