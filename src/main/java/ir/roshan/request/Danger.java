package ir.roshan.request;

import ir.roshan.agreement.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody who waits sees a danger by now: from then on the request is as urgent as if it had been reported with it (A2.1, A3.4). The
 * promised time stays that of the report.
 */
@Service
public class Danger {
    private final Requests requests;
    private final Proofs proofs;
    private final Timeline timeline;
    private final DangersInPlan dangers;
    private final PriorityRules priorityRules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Danger(
            Requests requests,
            Proofs proofs,
            Timeline timeline,
            DangersInPlan dangers,
            PriorityRules priorityRules,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.proofs = proofs;
        this.timeline = timeline;
        this.dangers = dangers;
        this.priorityRules = priorityRules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Names a danger, now or before: a kind that the request has named already changes nothing, unless somebody has taken care of it
     * at a place that is off on plan. Whoever names it after that has seen it after that.
     *
     * @param hazard not {@code NONE}: a danger is over when somebody of the company has seen so
     * @throws UnknownRequest if no request bears the code
     * @throws ir.roshan.security.TooManyAttempts if too many digits were wrong of late
     * @throws ProofMismatch if the digits are not those of the request's mobile number
     * @throws ResultAlreadyAnnounced if nobody works on the request any more
     * @throws RequestClosed if the request has ended
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public void named(TrackingCode code, Proof proof, Hazard hazard) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "danger");
        request.requireWaiting();
        Set<Hazard> before = timeline.dangers(request.id());
        if (request.hazard() == hazard || before.contains(hazard)) {
            standsAgain(request, hazard);
            return;
        }
        // The row holds the newest, and the story all of them: the one of the report too, as of then.
        if (before.isEmpty() && request.hazard() != Hazard.NONE) {
            timeline.append(
                    request.id(),
                    request.submittedAt(),
                    Timeline.Step.DANGER,
                    null,
                    request.hazard().name());
        }
        timeline.append(request.id(), now, Timeline.Step.DANGER, null, hazard.name());
        Priority byTable = priorityRules.priorityOf(hazard, request.lifeSupport(), request.critical(), false);
        requests.inDanger(request.id(), hazard, request.priority().orHigher(byTable));
        if (request.state() == RequestState.IN_PLANNED_OUTAGE) {
            dangers.stands(requests.locked(request.id()));
        }
        events.publishEvent(new RequestInDanger(request.id()));
    }

    /** The same where it comes as a report that says what an open request says. */
    void reportedAgain(TrackingCode code, Hazard hazard) {
        if (hazard != Hazard.NONE) {
            standsAgain(requests.locked(code), hazard);
        }
    }

    private void standsAgain(RestorationRequest request, Hazard hazard) {
        if (request.state() == RequestState.IN_PLANNED_OUTAGE) {
            dangers.standsAgain(request, hazard);
        }
    }
}
