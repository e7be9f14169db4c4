package ir.roshan.outage;

import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Hazard;
import ir.roshan.request.PlannedOutageStatus;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestState;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.RestorationWorkflow;
import ir.roshan.request.Timeline;
import ir.roshan.text.BillId;
import ir.roshan.transaction.OfTransaction;
import ir.roshan.transaction.OneTrip;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 3, second half: an unplanned report joins the open outage at or above its service point, or a new suspected outage begins (A3.3). */
@Service
public class Attachment {
    private final Outages outages;
    private final OutagePlaces places;
    private final OpenOutages open;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final Requests requests;
    private final Timeline timeline;
    private final Grouping grouping;
    private final Joining joining;
    private final OutageMessages messages;
    private final CrewMessages crews;
    private final Breaches breaches;
    private final PlannedOutageStatus plan;
    private final DangersInPlan dangers;
    private final OutageWorkflow workflow;
    private final RestorationWorkflow requestWorkflow;
    private final OneTrip trip;
    private final Clock clock;
    private final OfTransaction<Boolean> begun = new OfTransaction<>();

    Attachment(
            Outages outages,
            OutagePlaces places,
            OpenOutages open,
            OutageGroups groups,
            Memberships memberships,
            Requests requests,
            Timeline timeline,
            Grouping grouping,
            Joining joining,
            OutageMessages messages,
            CrewMessages crews,
            Breaches breaches,
            PlannedOutageStatus plan,
            DangersInPlan dangers,
            @Lazy OutageWorkflow workflow,
            @Lazy RestorationWorkflow requestWorkflow,
            OneTrip trip,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.open = open;
        this.groups = groups;
        this.memberships = memberships;
        this.requests = requests;
        this.timeline = timeline;
        this.grouping = grouping;
        this.joining = joining;
        this.messages = messages;
        this.crews = crews;
        this.breaches = breaches;
        this.plan = plan;
        this.dangers = dangers;
        this.workflow = workflow;
        this.requestWorkflow = requestWorkflow;
        this.trip = trip;
        this.clock = clock;
    }

    /** The request has ended, by its subscriber's withdrawal as a rule: it stands in no outage any more. */
    public static final class NotOpen extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NotOpen(String message) {
            super(message);
        }
    }

    /**
     * Which of these requests take turns at their places.
     *
     * @param workflowIds that carry them
     * @return a number for each; those with the same number take turns. Who is known by address alone takes none, and is not in it
     */
    public Map<String, Integer> turnsOf(Collection<String> workflowIds) {
        Map<String, BillId> billIds = requests.billIdsCarriedBy(workflowIds);
        Map<BillId, Integer> turns = places.turnsOf(billIds.values());
        return billIds.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> turns.get(entry.getValue())));
    }

    /** Whether an outage has begun in this transaction. */
    public boolean hasBegunAnOutage() {
        return begun.get().isPresent();
    }

    /**
     * The request stands in an outage.
     *
     * @throws NotOpen if the request is not open any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void attach(RequestId id) {
        Instant now = clock.instant();
        OneTrip.Answers<RestorationRequest, Optional<Outage>> known = requests.locked(id, outages.ofRequest(id));
        RestorationRequest request = known.first();
        if (request.state() != RequestState.CHECKING) {
            throw new NotOpen("request " + id + " is " + request.state() + " and joins no outage");
        }
        if (request.isPlanned()) {
            plan.isFault(request);
            request = requests.locked(id);
        }
        Optional<Outage> before = known.second().filter(outage -> outage.finding() != Finding.PLANNED);
        if (before.isPresent()) {
            stays(request, before.get());
            dangersAreCarried(request);
            return;
        }
        List<NetworkElement> path = places.pathOf(request.billId());
        Outage outage = joined(request, path, now);
        dangersAreCarried(request);
        trip.write(
                Memberships.joining(outage.id(), id, now),
                timeline.appending(id, new Timeline.Entry(now, Timeline.Step.JOINED_OUTAGE, null, outage.number())));
        crews.joined(outage, List.of(request));
        if (outage.estimatedRestorationAt() != null) {
            messages.estimate(outage, List.of(request));
        }
        if (breaches.record(id, outage)) {
            breaches.raise(outage.id());
        }
        // A list may have come between the check and the outage, and then has found nobody here.
        if (outage.state() == OutageState.SUSPECTED && plan.isPlannedNow(request)) {
            requestWorkflow.planBecameKnown(List.of(request.workflowId()));
        }
    }

    /**
     * It was asked again whether the request is on plan, and it is not: it stands where it stood. If that outage has got its
     * result in the meantime, the request did not hear of it, and does now.
     */
    private void stays(RestorationRequest request, Outage outage) {
        if (memberships.standingIn(request.id()).isEmpty()) {
            workflow.resolved(outage, List.of(request));
        }
    }

    /** Dangers are locked last. */
    private void dangersAreCarried(RestorationRequest request) {
        if (request.hazard() != Hazard.NONE) {
            dangers.takenOver(request.id());
        }
    }

    private Outage joined(RestorationRequest request, List<NetworkElement> path, Instant now) {
        Optional<Outage> there = path.isEmpty() ? Optional.empty() : open.joinedInTurnFrom(path);
        if (there.isPresent()) {
            return joining.moreUrgent(there.get(), List.of(request));
        }
        begun.set(true);
        Grouping.Urgency urgency = joining.urgencyOf(request, now);
        OutageId stillOutAfter = memberships.stillOutAfter(request.id()).orElse(null);
        if (path.isEmpty()) {
            return following(stillOutAfter, List.of(), joining.begin(path, request.district(), urgency, null, null));
        }
        NetworkElement suspected = grouping.suspectedAt(path);
        List<NetworkElement> fromThere = path.subList(path.indexOf(suspected), path.size());
        List<Outage> narrower = grouping.below(suspected);
        for (Outage outage : narrower) {
            urgency = urgency.and(outage);
        }
        District district = places.districtOf(suspected, request.district());
        Outage outage = joining.begin(fromThere, district, urgency, null, null);
        grouping.absorb(outage, narrower, null, now);
        return following(stillOutAfter, narrower, outage);
    }

    /** All who stand in it were still out after one and the same outage: that one was not mended, or broke again. */
    private Outage following(OutageId stillOutAfter, List<Outage> narrower, Outage outage) {
        if (stillOutAfter != null && narrower.stream().allMatch(o -> stillOutAfter.equals(o.follows()))) {
            groups.setFollows(outage.id(), stillOutAfter);
        }
        return outage;
    }
}
