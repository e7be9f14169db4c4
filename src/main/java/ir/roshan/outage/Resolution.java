package ir.roshan.outage;

import ir.roshan.request.Announcement;
import ir.roshan.request.Outcome;
import ir.roshan.request.PlannedOutageStatus;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestState;
import ir.roshan.request.RequestStillOut;
import ir.roshan.request.RequestWithdrawn;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.tariff.Fee;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** An outage has its result: every request that stands in it is answered (A3.5), and what happens to one whose requests leave it. */
@Service
public class Resolution {
    private final Outages outages;
    private final Requests requests;
    private final Announcement announcement;
    private final PlannedOutageStatus plannedOutageStatus;
    private final Abandonment abandonment;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Resolution(
            Outages outages,
            Requests requests,
            Announcement announcement,
            PlannedOutageStatus plannedOutageStatus,
            Abandonment abandonment,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.requests = requests;
        this.announcement = announcement;
        this.plannedOutageStatus = plannedOutageStatus;
        this.abandonment = abandonment;
        this.workflow = workflow;
        this.clock = clock;
    }

    /** The tariff's answer for a fault of the customer's own installation (A5.1). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void feeDetermined(OutageId id, Fee fee) {
        outages.save(outages.locked(id).with(c -> c.feeRials = fee.rials()));
    }

    /** Lets every request leave the outage and wakes it. The outage is closed already, so that none can join any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resolve(OutageId id) {
        Instant now = clock.instant();
        Outage outage = outages.locked(id);
        List<RestorationRequest> waiting = requests.all(outages.members(id));
        outages.leaveAll(id, Outages.Leaving.RESOLVED, now);
        outages.append(id, now, Outages.Step.RESOLVED, null, Integer.toString(waiting.size()));
        workflow.resolved(outage, waiting);
    }

    /**
     * Announces to one request what its outage, or the planned outage in which it waited, has come to.
     *
     * @return until when the subscriber can object
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announce(RequestId id) {
        RestorationRequest request = requests.get(id);
        if (request.state() == RequestState.IN_PLANNED_OUTAGE) {
            // A dispatcher's finding without a known end is no plan that says when supply is back.
            Instant planned = request.plannedOutageId() == null ? null : request.plannedUntil();
            return announcement.announce(id, Outcome.PLANNED_OUTAGE_OVER, null, planned, null);
        }
        Outage outage = outages.of(id)
                .orElseThrow(() -> new IllegalStateException("request " + id + " stands in no outage with a result"));
        Outcome outcome = switch (outage.finding()) {
            case NETWORK_FAULT -> Outcome.RESTORED;
            case CUSTOMER_SIDE_FAULT -> Outcome.CUSTOMER_SIDE_FAULT;
            case SUPPLY_ON -> Outcome.SUPPLY_FOUND_ON;
            case PLANNED -> throw new IllegalStateException("a request found planned waits for the end of the plan");
        };
        String cause = outage.cause() == null ? null : outage.cause().name();
        Instant restoredAt = outages.restoredAhead(id).orElse(outage.restoredAt());
        return announcement.announce(id, outcome, cause, restoredAt, outage.feeRials());
    }

    /**
     * The planned-outage wait of a request, as it stands now: of its own check, or of a dispatcher's finding.
     *
     * @return until when the guarded wait lasts
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announcePlanned(RequestId id) {
        RestorationRequest request = requests.get(id);
        if (request.state() != RequestState.IN_PLANNED_OUTAGE) {
            Outage outage = outages.of(id)
                    .filter(o -> o.finding() == Finding.PLANNED)
                    .orElseThrow(() -> new IllegalStateException("request " + id + " is in no planned outage"));
            plannedOutageStatus.foundPlanned(id, outage.plannedOutageId(), outage.plannedUntil());
        }
        return plannedOutageStatus.announce(id);
    }

    @EventListener
    void on(RequestWithdrawn withdrawn) {
        lockedWith(withdrawn.id()).ifPresent(left -> {
            outages.leave(withdrawn.id(), Outages.Leaving.WITHDRAWN, clock.instant());
            abandonment.ifNobodyWaits(left);
        });
    }

    /** The outage in which the request stands, locked; it may be taken from one into another until the lock is there. */
    private Optional<Outage> lockedWith(RequestId id) {
        Optional<OutageId> found = outages.standingIn(id);
        while (found.isPresent()) {
            Outage outage = outages.locked(found.get());
            Optional<OutageId> still = outages.standingIn(id);
            if (still.equals(found)) {
                return Optional.of(outage);
            }
            found = still;
        }
        return Optional.empty();
    }

    @EventListener
    void on(RequestStillOut stillOut) {
        outages.resultRefused(stillOut.id());
    }
}
