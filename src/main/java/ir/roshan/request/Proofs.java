package ir.roshan.request;

import ir.roshan.security.Attempts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Looks at the proof of who changes a request. Four digits are soon guessed, so that few wrong ones close the door. */
@Component
class Proofs {
    private final Attempts attempts;

    Proofs(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * To be called with the request locked, so that of many at once no more are looked at than of many in a row. A mismatch
     * is counted in the caller's transaction, which therefore has to commit on it ({@code noRollbackFor}).
     *
     * @throws ir.roshan.security.TooManyAttempts if too many were wrong, whether this one is right or not
     * @throws ProofMismatch if the request bears another number
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = ProofMismatch.class)
    void check(RestorationRequest request, Proof proof) {
        String code = request.trackingCode().value();
        attempts.requireOpen(Attempts.Kind.WRONG_DIGITS, code);
        if (!proof.fits(request)) {
            attempts.count(Attempts.Kind.WRONG_DIGITS, code);
            throw new ProofMismatch();
        }
    }
}
