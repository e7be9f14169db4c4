package ir.roshan.outage;

import ir.roshan.request.Deadline;
import ir.roshan.request.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agreed deadlines of requests as their outage sees them: the first one that passes brings a manager in, the others change nothing (A2.1). */
@Service
public class Breaches {
    private static final int LONGEST_ACTION = 1000;

    private final Outages outages;
    private final Memberships memberships;
    private final OutageWork work;
    private final OutageTimeline timeline;
    private final Deadline deadline;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Breaches(
            Outages outages,
            Memberships memberships,
            OutageWork work,
            OutageTimeline timeline,
            Deadline deadline,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.memberships = memberships;
        this.work = work;
        this.timeline = timeline;
        this.deadline = deadline;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * Records that the deadline of a request has passed with the supply still off, and owes the subscriber the message.
     *
     * @return false if there is nothing to record: supply is back, on plan, or the deadline is still to come
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean record(RequestId id) {
        Optional<Outage> outage = outages.of(id);
        if (outage.isEmpty()) {
            return deadline.recordBreach(id, null, null);
        }
        Optional<Instant> restoredAhead = memberships.restoredAhead(id);
        return record(id, outage.get(), restoredAhead.orElse(outage.get().restoredAt()));
    }

    /** When to look again at the deadline of a request whose last one has passed without effect; empty if never. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Instant> later(RequestId id) {
        return deadline.later(id);
    }

    /** The same for a request that has just joined the outage. */
    boolean record(RequestId id, Outage outage) {
        return record(id, outage, outage.restoredAt());
    }

    private boolean record(RequestId id, Outage outage, Instant suppliedAt) {
        return deadline.recordBreach(id, outage.estimatedRestorationAt(), suppliedAt);
    }

    /** Asks a manager to act, once for each outage. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(RequestId id) {
        Optional<Outage> outage = outages.of(id);
        outage.ifPresent(o -> raise(o.id()));
    }

    void raise(OutageId id) {
        Instant now = clock.instant();
        if (work.breached(id, now)) {
            timeline.append(id, now, OutageTimeline.Step.DEADLINE_BREACHED, null, null);
            workflow.deadlineBreached(outages.get(id));
        }
    }

    /**
     * What a manager has done about it.
     *
     * @param action 1 to 1000 characters
     * @throws ImpossibleValue if it is missing or too long
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(OutageId id, String action, String byWhom) {
        String text = Entered.text("breachAction", action, LONGEST_ACTION)
                .orElseThrow(() -> new ImpossibleValue("breachAction", "required"));
        timeline.append(id, clock.instant(), OutageTimeline.Step.BREACH_HANDLED, byWhom, text);
    }
}
