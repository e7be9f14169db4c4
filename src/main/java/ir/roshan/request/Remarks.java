package ir.roshan.request;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a subscriber tells the dispatcher while the request waits, in their own words: personal data, as the description is (A3.3). */
@Service
public class Remarks {
    /** Of one request. Whoever has more to say phones. */
    static final int MOST = 20;

    private final Requests requests;
    private final Proofs proofs;
    private final Timeline timeline;
    private final Clock clock;

    Remarks(Requests requests, Proofs proofs, Timeline timeline, Clock clock) {
        this.requests = requests;
        this.proofs = proofs;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Keeps a remark; one that says what the last one says changes nothing.
     *
     * @throws UnknownRequest if no request bears the code
     * @throws ir.roshan.security.TooManyAttempts if too many digits were wrong of late
     * @throws ProofMismatch if the digits are not those of the request's mobile number
     * @throws ResultAlreadyAnnounced if nobody works on the request any more
     * @throws RequestClosed if the request has ended
     * @throws TooManyRemarks if the request has as many as may be
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public void add(TrackingCode code, Proof proof, String text) {
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "remark");
        request.requireWaiting();
        List<Timeline.Entry> before = timeline.of(request.id()).stream()
                .filter(entry -> entry.step() == Timeline.Step.REMARK)
                .toList();
        if (!before.isEmpty() && text.equals(before.get(before.size() - 1).note())) {
            return;
        }
        if (before.size() >= MOST) {
            throw new TooManyRemarks();
        }
        timeline.append(request.id(), clock.instant(), Timeline.Step.REMARK, null, text);
    }
}
