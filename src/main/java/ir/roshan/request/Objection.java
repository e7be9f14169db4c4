package ir.roshan.request;

import ir.roshan.agreement.Priority;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.Outbox;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The supply is still off although a result was announced, or the planned outage has passed its end: back to step 3 with the original time (A7.1). */
@Service
public class Objection {
    private final Requests requests;
    private final Proofs proofs;
    private final Timeline timeline;
    private final PriorityRules priorityRules;
    private final PlannedOutageStatus plan;
    private final RestorationWorkflow workflow;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Objection(
            Requests requests,
            Proofs proofs,
            Timeline timeline,
            PriorityRules priorityRules,
            PlannedOutageStatus plan,
            @Lazy RestorationWorkflow workflow,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.proofs = proofs;
        this.timeline = timeline;
        this.priorityRules = priorityRules;
        this.plan = plan;
        this.workflow = workflow;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param note what the subscriber adds; may be null
     * @throws UnknownRequest if no request bears the code
     * @throws ir.roshan.security.TooManyAttempts if too many digits were wrong of late
     * @throws ProofMismatch if the digits are not those of the request's mobile number
     * @throws NotAnnouncedYet if there is no result to object to
     * @throws PlannedOutageNotOver if the request waits in a planned outage whose end is still to come, or another one reaches
     *     its place by now
     * @throws WorkflowBusy if it should be tried again in a moment
     * @throws RequestClosed if the time to object is over, or the request was withdrawn
     */
    @Transactional(noRollbackFor = ProofMismatch.class)
    public void stillOut(TrackingCode code, Proof proof, String note) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(code);
        proofs.check(request, proof, "still-out");
        switch (request.state()) {
            case CHECKING -> throw new NotAnnouncedYet();
            case CLOSED, WITHDRAWN -> throw new RequestClosed();
            case IN_PLANNED_OUTAGE -> {
                if (now.isBefore(request.plannedUntil()) || plan.isPlannedNow(request)) {
                    throw new PlannedOutageNotOver();
                }
            }
            case ANNOUNCED -> {
                requests.objected(request.id(), now, note);
                outbox.callOff(request.id().value(), MessageKind.RESULT);
            }
        }
        Priority byTable = priorityRules.priorityOf(request.hazard(), request.lifeSupport(), request.critical(), true);
        requests.backToChecking(request.id(), request.priority().orHigher(byTable));
        timeline.append(request.id(), now, Timeline.Step.STILL_OUT, null, note);
        events.publishEvent(new RequestStillOut(request.id()));
        if (!workflow.stillOut(request)) {
            throw new WorkflowBusy();
        }
    }
}
