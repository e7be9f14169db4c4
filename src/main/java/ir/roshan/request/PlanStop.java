package ir.roshan.request;

import ir.roshan.subscription.Subscriptions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The number of a request wants to hear nothing more of the plan ahead. */
@Service
public class PlanStop {
    private final Requests requests;
    private final Proofs proofs;
    private final Subscriptions subscriptions;

    PlanStop(Requests requests, Proofs proofs, Subscriptions subscriptions) {
        this.requests = requests;
        this.proofs = proofs;
        this.subscriptions = subscriptions;
    }

    /**
     * Ends all subscriptions of the number, now or before.
     *
     * @return how many there were
     * @throws UnknownRequest if no request bears the code
     * @throws ir.roshan.security.TooManyAttempts if too many digits were wrong of late
     * @throws ProofMismatch if the digits are not those of the request's mobile number
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public int stop(TrackingCode code, Proof proof) {
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "plan-stop");
        return subscriptions.stopAll(
                request.recipient().mobile(), proof.desk() == null ? Subscriptions.By.PAGE : Subscriptions.By.DESK);
    }
}
