package ir.roshan.request;

import ir.roshan.notification.Message;
import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageRecord;
import ir.roshan.notification.MessageState;
import ir.roshan.notification.Outbox;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutage;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 3, first half: is the location off on plan (A3.3)? And the guarded wait of a request for which it is. */
@Service
public class PlannedOutageStatus {
    private final Requests requests;
    private final Timeline timeline;
    private final PlannedOutageCheck check;
    private final PlannedOutages plannedOutages;
    private final PlannedOutageSettings settings;
    private final RestorationWorkflow workflow;
    private final Outbox outbox;
    private final Clock clock;

    PlannedOutageStatus(
            Requests requests,
            Timeline timeline,
            PlannedOutageCheck check,
            PlannedOutages plannedOutages,
            PlannedOutageSettings settings,
            @Lazy RestorationWorkflow workflow,
            Outbox outbox,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.check = check;
        this.plannedOutages = plannedOutages;
        this.settings = settings;
        this.workflow = workflow;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Checks the request's location now. A request that already waits in a planned outage follows that one, also when its
     * new end has passed: the supply is expected back, and the guard's grace shows whether it is.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Knowledge check(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        Optional<PlannedOutage> waitingIn = Optional.ofNullable(request.plannedOutageId())
                .filter(p -> request.state() == RequestState.IN_PLANNED_OUTAGE)
                .flatMap(plannedOutages::byId)
                .filter(p ->
                        !p.cancelled() && p.endsAt() != null && !p.startsAt().isAfter(now));
        PlannedOutageCheck.Answer answer = check.check(request.billId(), now);
        Optional<PlannedOutage> planned = answer.outage().or(() -> waitingIn);
        if (planned.isPresent()) {
            PlannedOutage outage = planned.get();
            requests.planned(id, outage.id(), outage.endsAt(), now);
            timeline.append(id, now, Timeline.Step.PLANNED, null, outage.number());
            return Knowledge.PLANNED;
        }
        requests.notPlanned(id, answer.knowledge());
        timeline.append(
                id,
                now,
                answer.knowledge() == Knowledge.UNKNOWN ? Timeline.Step.PLANNED_UNKNOWN : Timeline.Step.NOT_PLANNED,
                null,
                null);
        return answer.knowledge();
    }

    /** The same wait where a dispatcher has found that the outage is on plan; {@code plannedOutageId} is null where only that is known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void foundPlanned(RequestId id, Long plannedOutageId, Instant until) {
        Instant now = clock.instant();
        requests.planned(id, plannedOutageId, until, now);
        timeline.append(id, now, Timeline.Step.PLANNED, null, null);
    }

    /**
     * Owes the message "planned, from … to …, because …", or the changed end to a subscriber who has heard of another end, and
     * says until when the guarded wait lasts. The planned outage stays locked until the request waits, so that an end that
     * is changed at this moment is either seen here or finds the request waiting.
     *
     * @return the planned end plus the grace
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announce(RequestId id) {
        RestorationRequest request = requests.locked(id);
        Optional<PlannedOutage> outage =
                Optional.ofNullable(request.plannedOutageId()).flatMap(plannedOutages::byIdLocked);
        Instant until = outage.map(PlannedOutage::endsAt).orElse(request.plannedUntil());
        if (!until.equals(request.plannedUntil())) {
            requests.planned(id, request.plannedOutageId(), until, clock.instant());
        }
        List<MessageRecord> owedBefore = outbox.of(id.value()).stream()
                .filter(m -> m.kind() == MessageKind.PLANNED || m.kind() == MessageKind.PLANNED_CHANGED)
                .toList();
        Optional<MessageRecord> last = owedBefore.stream()
                .filter(m -> m.isTold() || m.state() == MessageState.OWED)
                .reduce((earlier, later) -> later);
        if (last.isEmpty() || !until.equals(last.get().expectedBackAt())) {
            outbox.owe(
                    "planned:" + id + ":" + (owedBefore.size() + 1),
                    id.value(),
                    request.recipient(),
                    last.filter(MessageRecord::isTold)
                            .<Message>map(told -> new Message.PlannedChanged(
                                    request.trackingCode().shown(), until))
                            .orElseGet(() -> new Message.Planned(
                                    request.trackingCode().shown(),
                                    outage.map(PlannedOutage::startsAt).orElse(request.submittedAt()),
                                    until,
                                    outage.map(PlannedOutage::reason).orElse(null))),
                    until.isAfter(clock.instant()) ? until : clock.instant().plus(settings.grace()),
                    false);
        }
        return until.plus(settings.grace());
    }

    /** Planned outages got another start or end, or were cancelled: whoever waits in one of them is checked again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PlannedOutagesChanged changed) {
        List<String> waiting = requests.workflowsWaitingIn(changed.ids());
        if (!waiting.isEmpty()) {
            workflow.plannedOutageChanged(waiting);
        }
    }
}
