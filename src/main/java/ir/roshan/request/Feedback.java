package ir.roshan.request;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The subscriber's opinion once the result is announced; the agreement is reviewed on it (A1.2). */
@Service
public class Feedback {
    private final Requests requests;
    private final Proofs proofs;
    private final Clock clock;

    Feedback(Requests requests, Proofs proofs, Clock clock) {
        this.requests = requests;
        this.proofs = proofs;
        this.clock = clock;
    }

    /**
     * A second opinion replaces the first.
     *
     * @param rating 1 (worst) to 5 (best)
     * @param comment may be null
     * @throws NotAnnouncedYet if there is no result yet
     * @throws RequestClosed if the request was withdrawn
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public void give(TrackingCode code, Proof proof, int rating, String comment) {
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "feedback");
        switch (request.state()) {
            case CHECKING, IN_PLANNED_OUTAGE -> throw new NotAnnouncedYet();
            case WITHDRAWN -> throw new RequestClosed();
            case ANNOUNCED, CLOSED -> requests.feedback(request.id(), rating, comment, clock.instant());
        }
    }
}
