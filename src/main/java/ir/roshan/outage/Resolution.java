package ir.roshan.outage;

import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import ir.roshan.request.Announcement;
import ir.roshan.request.Outcome;
import ir.roshan.request.PlanAnswer;
import ir.roshan.request.PlannedOutageStatus;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestState;
import ir.roshan.request.RequestStillOut;
import ir.roshan.request.RequestWithdrawn;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.RestorationWorkflow;
import ir.roshan.tariff.Fee;
import ir.roshan.text.BillId;
import ir.roshan.text.Portions;
import ir.roshan.transaction.OfTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Memberships memberships;
    private final OutageWork work;
    private final OutageTimeline timeline;
    private final Requests requests;
    private final Announcement announcement;
    private final PlannedOutageStatus plannedOutageStatus;
    private final Abandonment abandonment;
    private final OutageWorkflow workflow;
    private final RestorationWorkflow requestWorkflow;
    private final Network network;
    private final Clock clock;
    /** Of those that were announced at once, until when each can object. */
    private final OfTransaction<Map<RequestId, Instant>> together = new OfTransaction<>();

    Resolution(
            Outages outages,
            Memberships memberships,
            OutageWork work,
            OutageTimeline timeline,
            Requests requests,
            Announcement announcement,
            PlannedOutageStatus plannedOutageStatus,
            Abandonment abandonment,
            @Lazy OutageWorkflow workflow,
            @Lazy RestorationWorkflow requestWorkflow,
            Network network,
            Clock clock) {
        this.outages = outages;
        this.memberships = memberships;
        this.work = work;
        this.timeline = timeline;
        this.requests = requests;
        this.announcement = announcement;
        this.plannedOutageStatus = plannedOutageStatus;
        this.abandonment = abandonment;
        this.workflow = workflow;
        this.requestWorkflow = requestWorkflow;
        this.network = network;
        this.clock = clock;
    }

    /** The tariff's answer for a fault of the customer's own installation (A5.1). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void feeDetermined(OutageId id, Fee fee) {
        work.feeDetermined(id, fee.rials());
    }

    /** Lets every request leave the outage and wakes it. The outage is closed already, so that none can join any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resolve(OutageId id) {
        Instant now = clock.instant();
        Outage outage = outages.locked(id);
        List<RestorationRequest> waiting = requests.all(memberships.members(id));
        memberships.leaveAll(id, Memberships.Leaving.RESOLVED, now);
        timeline.append(id, now, OutageTimeline.Step.RESOLVED, null, Integer.toString(waiting.size()));
        workflow.resolved(outage, waiting);
    }

    /**
     * Announces to one request what its outage, or the planned outage in which it waited, has come to.
     *
     * @return until when the subscriber can object
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announce(RequestId id) {
        return together.get()
                .flatMap(announced -> Optional.ofNullable(announced.remove(id)))
                .orElseGet(() -> announced(List.of(id)).get(id));
    }

    /** The same to all of these at once: {@link #announce} of any of them in this transaction finds it done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announceTogether(Collection<RequestId> ids) {
        together.set(new HashMap<>(announced(ids)));
    }

    private Map<RequestId, Instant> announced(Collection<RequestId> ids) {
        List<RestorationRequest> announced = requests.locked(ids);
        List<RequestId> inOutages = announced.stream()
                .filter(request -> request.state() != RequestState.IN_PLANNED_OUTAGE)
                .map(RestorationRequest::id)
                .toList();
        Map<RequestId, Outage> stoodIn = outages.of(inOutages);
        Map<RequestId, Instant> ahead = memberships.restoredAhead(inOutages);
        return announcement.announce(announced.stream()
                .map(request -> request.state() == RequestState.IN_PLANNED_OUTAGE
                        ? Announcement.Due.plannedOutageOver(request)
                        : due(request, stoodIn.get(request.id()), ahead.get(request.id())))
                .toList());
    }

    /** @param ahead when supply was back for this request, where that was before it was back for the others */
    private static Announcement.Due due(RestorationRequest request, Outage outage, Instant ahead) {
        if (outage == null) {
            throw new IllegalStateException("request " + request.id() + " stands in no outage with a result");
        }
        Outcome outcome = switch (outage.finding()) {
            case NETWORK_FAULT -> Outcome.RESTORED;
            case CUSTOMER_SIDE_FAULT -> Outcome.CUSTOMER_SIDE_FAULT;
            case SUPPLY_ON -> Outcome.SUPPLY_FOUND_ON;
            case PLANNED -> throw new IllegalStateException("a request found planned waits for the end of the plan");
        };
        String cause = outage.cause() == null ? null : outage.cause().name();
        return new Announcement.Due(
                request, outcome, cause, ahead == null ? outage.restoredAt() : ahead, outage.feeRials());
    }

    /**
     * Asks the plan about a request, unless it stands in an outage, or has its result: then the outage knows more.
     *
     * @return what is known of the request by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlanAnswer checkPlan(RequestId id) {
        if (!requests.isOfThisTransaction(id)
                && outages.of(id).filter(Resolution::knowsMore).isPresent()) {
            return PlanAnswer.valueOf(requests.get(id).plannedCheck().name());
        }
        return plannedOutageStatus.check(id);
    }

    private static boolean knowsMore(Outage outage) {
        return outage.finding() != Finding.PLANNED;
    }

    /**
     * The planned-outage wait of a request, as it stands now: of its own check, of a dispatcher's finding, or of a list that
     * has come after the report. Such a request leaves its outage, unless somebody has verified that in the meantime.
     *
     * @return until when the guarded wait lasts; now, where there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant announcePlanned(RequestId id) {
        RestorationRequest request = requests.locked(id);
        if (request.state() == RequestState.IN_PLANNED_OUTAGE) {
            return plannedOutageStatus.announce(id);
        }
        Optional<Outage> standing = outages.lockedWith(id);
        if (standing.isPresent()) {
            Outage outage = standing.get();
            if (outage.state() != OutageState.SUSPECTED || !plannedOutageStatus.isPlannedNow(request)) {
                return clock.instant();
            }
            memberships.leave(id, Memberships.Leaving.PLANNED, clock.instant());
            plannedOutageStatus.check(id);
            abandonment.ifNobodyWaits(outage);
            return plannedOutageStatus.announce(id);
        }
        Optional<Outage> found = outages.of(id).filter(o -> o.finding() == Finding.PLANNED);
        if (found.isEmpty()) {
            return clock.instant();
        }
        plannedOutageStatus.foundPlanned(
                id, found.get().plannedOutageId(), found.get().plannedUntil());
        return plannedOutageStatus.announce(id);
    }

    /** A list has come that says of places where somebody has reported an outage that they are off on plan. */
    @EventListener
    void on(PlannedOutagesChanged changed) {
        if (changed.underWay().isEmpty()) {
            return;
        }
        List<RestorationRequest> standing = new ArrayList<>();
        List<RequestId> unverified = memberships.standingUnverified();
        for (List<RequestId> portion : Portions.of(unverified)) {
            standing.addAll(requests.all(portion));
        }
        Map<BillId, List<NetworkElement>> paths = network.pathsOf(standing.stream()
                .map(RestorationRequest::billId)
                .filter(Objects::nonNull)
                .toList());
        List<String> onPlan = standing.stream()
                .filter(r -> r.billId() != null)
                .filter(r -> paths.getOrDefault(r.billId(), List.of(NetworkElement.of(r.billId()))).stream()
                        .anyMatch(changed.underWay()::contains))
                .map(RestorationRequest::workflowId)
                .toList();
        if (!onPlan.isEmpty()) {
            requestWorkflow.planBecameKnown(onPlan);
        }
    }

    @EventListener
    void on(RequestWithdrawn withdrawn) {
        outages.lockedWith(withdrawn.id()).ifPresent(left -> {
            memberships.leave(withdrawn.id(), Memberships.Leaving.WITHDRAWN, clock.instant());
            abandonment.ifNobodyWaits(left);
        });
    }

    @EventListener
    void on(RequestStillOut stillOut) {
        memberships.resultRefused(stillOut.id());
    }
}
