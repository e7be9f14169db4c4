package ir.roshan.request;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Priority;
import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agreed deadline of a request: whether it has passed with the supply still off (A2.1). */
@Service
public class Deadline {
    private static final Duration MESSAGE_EXPIRES_AFTER = Duration.ofHours(2);

    private final Requests requests;
    private final Timeline timeline;
    private final Agreement agreement;
    private final PriorityRules priorityRules;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deadline(
            Requests requests,
            Timeline timeline,
            Agreement agreement,
            PriorityRules priorityRules,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.agreement = agreement;
        this.priorityRules = priorityRules;
        this.timeline = timeline;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A request that was on plan is a fault by now: its time begins at the planned end, if that has passed, and now if not.
     *
     * @param request as it was
     * @return the deadline
     */
    Instant begins(RestorationRequest request) {
        Instant now = clock.instant();
        Instant until = request.plannedUntil();
        Instant restoreBy = (until == null || until.isAfter(now) ? now : until).plus(promised(request));
        requests.promised(request.id(), restoreBy);
        return restoreBy;
    }

    /**
     * When to look again at a deadline that has passed without effect; empty if it has passed for good. While a request is on
     * plan, none is running; should it become a fault, its deadline cannot be earlier than this.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Instant> later(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.get(id);
        return switch (request.state()) {
            case CHECKING -> Optional.of(request.restoreBy()).filter(now::isBefore);
            case IN_PLANNED_OUTAGE, ANNOUNCED ->
                request.isPlanned() ? Optional.of(earliest(request, now)) : Optional.empty();
            case CLOSED, WITHDRAWN -> Optional.empty();
        };
    }

    private Instant earliest(RestorationRequest request, Instant now) {
        Instant until = request.plannedUntil();
        return (until == null || until.isBefore(now) ? now : until).plus(promised(request));
    }

    /** As at registration: that it is more urgent since does not move the promise. */
    private Duration promised(RestorationRequest request) {
        Priority registered =
                priorityRules.priorityOf(request.hazard(), request.lifeSupport(), request.critical(), false);
        return agreement.targets().of(registered).restoreWithin();
    }

    /**
     * Records the breach once and owes the subscriber the message "late". A request that waits in a planned outage, or whose
     * result was announced, has no deadline to breach at this moment (A3.4); if it comes back, it is asked again.
     *
     * @param estimate when supply is expected back; null if nobody has said
     * @param suppliedAt when supply was back, if it is; null if it is not
     * @return whether the deadline is breached, by this call or before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean recordBreach(RequestId id, Instant estimate, Instant suppliedAt) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        if (request.state() != RequestState.CHECKING || now.isBefore(request.restoreBy())) {
            return false;
        }
        if (suppliedAt != null && !suppliedAt.isAfter(request.restoreBy())) {
            return false;
        }
        if (request.breachedAt() == null) {
            requests.breached(id, request.restoreBy());
            timeline.append(id, now, Timeline.Step.DEADLINE_BREACHED, null, null);
            outbox.owe(
                    "late:" + id,
                    id.value(),
                    request.recipient(),
                    new Message.Late(request.trackingCode().shown(), estimate),
                    now.plus(MESSAGE_EXPIRES_AFTER),
                    request.priority() == Priority.EMERGENCY);
            events.publishEvent(new DeadlinePassed(request.channel(), request.district()));
        }
        return true;
    }
}
