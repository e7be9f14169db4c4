package ir.roshan.request;

import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The subscriber withdraws; no compensation is paid (A4.2). */
@Service
public class Withdrawal {
    private static final Duration MESSAGE_EXPIRES_AFTER = Duration.ofHours(24);

    private final Requests requests;
    private final Results results;
    private final Proofs proofs;
    private final Timeline timeline;
    private final RestorationWorkflow workflow;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Withdrawal(
            Requests requests,
            Results results,
            Proofs proofs,
            Timeline timeline,
            @Lazy RestorationWorkflow workflow,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.results = results;
        this.proofs = proofs;
        this.timeline = timeline;
        this.workflow = workflow;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Withdraws, now or before: a second withdrawal changes nothing.
     *
     * @throws UnknownRequest if no request bears the code
     * @throws ir.roshan.security.TooManyAttempts if too many digits were wrong of late
     * @throws ProofMismatch if the digits are not those of the request's mobile number
     * @throws ResultAlreadyAnnounced if there is a result already
     * @throws WorkflowBusy if it should be tried again in a moment
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public void withdraw(TrackingCode code, Proof proof) {
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "withdrawal");
        switch (request.state()) {
            case WITHDRAWN -> {}
            case ANNOUNCED, CLOSED -> throw new ResultAlreadyAnnounced();
            case CHECKING, IN_PLANNED_OUTAGE -> {
                if (!workflow.withdraw(request)) {
                    throw new WorkflowBusy();
                }
            }
        }
    }

    /** What the workflow does when the withdrawal has reached it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        requests.withdrawn(id, now);
        timeline.append(id, now, Timeline.Step.WITHDRAWN, null, null);
        String text = outbox.owe(
                "withdrawn:" + id,
                id.value(),
                request.recipient(),
                new Message.Withdrawn(request.trackingCode().shown()),
                now.plus(MESSAGE_EXPIRES_AFTER),
                false);
        Result result = new Result(Outcome.WITHDRAWN, null, null, now, null, null, text);
        results.add(List.of(new Results.Numbered(id, results.count(id) + 1, result)));
        events.publishEvent(new RequestWithdrawn(id));
    }
}
