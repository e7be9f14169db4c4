package ir.roshan.request;

import ir.roshan.security.Attempts;
import ir.roshan.security.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at the proof of who changes a request, and writes down which desk did it for them. Four digits are soon guessed, so that few
 * wrong ones close the door; it stays open to whoever has shown the whole number.
 */
@Component
class Proofs {
    private final Attempts attempts;
    private final AuditLog audit;

    Proofs(Attempts attempts, AuditLog audit) {
        this.attempts = attempts;
        this.audit = audit;
    }

    /**
     * To be called with the request locked, so that of many at once no more are looked at than of many in a row. A mismatch
     * is counted in the caller's transaction, which therefore has to commit on it ({@code noRollbackFor}); where the change is refused
     * for another reason, what is written down goes with it.
     *
     * @param deed what is changed, as the contract calls it
     * @throws ir.roshan.security.TooManyAttempts if too many were wrong, whether this one is right or not
     * @throws ProofMismatch if the request bears another number
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = ProofMismatch.class)
    void check(RestorationRequest request, Proof proof, String deed) {
        String code = request.trackingCode().value();
        if (proof.couldBeGuessed()) {
            attempts.requireOpen(Attempts.Kind.WRONG_DIGITS, code);
        }
        if (!proof.fits(request)) {
            if (proof.couldBeGuessed()) {
                attempts.count(Attempts.Kind.WRONG_DIGITS, code);
            }
            throw new ProofMismatch();
        }
        if (proof.desk() != null) {
            audit.append(proof.desk(), AuditLog.Deed.DONE_FOR_SUBSCRIBER, code, deed);
        }
    }
}
