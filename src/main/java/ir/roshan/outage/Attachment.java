package ir.roshan.outage;

import ir.roshan.agreement.Agreement;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestState;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 3, second half: an unplanned report joins the open outage at or above its service point, or a new suspected outage begins (A3.3). */
@Service
public class Attachment {
    private final Outages outages;
    private final Requests requests;
    private final Timeline timeline;
    private final Network network;
    private final Agreement agreement;
    private final Grouping grouping;
    private final OutageMessages messages;
    private final Breaches breaches;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Attachment(
            Outages outages,
            Requests requests,
            Timeline timeline,
            Network network,
            Agreement agreement,
            Grouping grouping,
            OutageMessages messages,
            Breaches breaches,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.requests = requests;
        this.timeline = timeline;
        this.network = network;
        this.agreement = agreement;
        this.grouping = grouping;
        this.messages = messages;
        this.breaches = breaches;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * @return the outage in which the request now stands
     * @throws IllegalStateException if the request is not open any more; the engine's own conflict check then wins
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outage attach(RequestId id) {
        Instant now = clock.instant();
        RestorationRequest request = requests.locked(id);
        if (request.state() != RequestState.CHECKING) {
            throw new IllegalStateException("request " + id + " is " + request.state() + " and joins no outage");
        }
        List<NetworkElement> path = pathOf(request.billId());
        if (!path.isEmpty()) {
            outages.lockPlace(path);
        }
        Outage outage = joined(request, path, now);
        outages.join(outage.id(), id, now);
        timeline.append(id, now, Timeline.Step.JOINED_OUTAGE, null, outage.number());
        if (outage.estimatedRestorationAt() != null) {
            messages.estimate(outage, List.of(request));
        }
        if (breaches.record(id, outage)) {
            breaches.raise(outage.id());
        }
        return outages.get(outage.id());
    }

    private Outage joined(RestorationRequest request, List<NetworkElement> path, Instant now) {
        // The widest first: of two open outages above one place, the wider one explains more.
        for (int i = path.size() - 1; i >= 0; i--) {
            Outage open = outages.openAt(path.get(i)).map(outages::locked).orElse(null);
            // Between the look and the lock it may have been restored; then the report is news.
            if (open != null && open.isOpen()) {
                return moreUrgent(open, request);
            }
        }
        Instant verifyBy = now.plus(agreement.targets().of(request.priority()).verifyWithin());
        Grouping.Urgency urgency = Grouping.Urgency.of(request, now, verifyBy);
        if (path.isEmpty()) {
            return begun(path, request.district(), urgency, now);
        }
        NetworkElement suspected = grouping.suspectedAt(path);
        List<NetworkElement> fromThere = path.subList(path.indexOf(suspected), path.size());
        List<Outage> narrower = suspected.kind() == ElementKind.SERVICE_POINT ? List.of() : grouping.below(suspected);
        for (Outage outage : narrower) {
            urgency = urgency.and(outage);
        }
        District district = network.districtOf(suspected).stream()
                .mapToObj(District::new)
                .findFirst()
                .orElse(request.district());
        Outage outage = begun(fromThere, district, urgency, now);
        grouping.absorb(outage, narrower, now);
        return outage;
    }

    private Outage begun(List<NetworkElement> path, District district, Grouping.Urgency urgency, Instant now) {
        OutageId id = outages.add(path, district, areaOf(path), urgency);
        outages.append(id, now, Outages.Step.SUSPECTED, null, null);
        outages.carriedBy(id, workflow.start(outages.get(id)));
        return outages.get(id);
    }

    /** The outage takes over what is more urgent about the request that joins it. */
    private Outage moreUrgent(Outage outage, RestorationRequest request) {
        Instant verifyBy =
                clock.instant().plus(agreement.targets().of(request.priority()).verifyWithin());
        boolean higher = request.priority().compareTo(outage.priority()) > 0;
        boolean earlier = request.restoreBy().isBefore(outage.restoreBy());
        boolean hazard = outage.hazard() == Hazard.NONE && request.hazard() != Hazard.NONE;
        if (!higher && !earlier && !hazard) {
            return outage;
        }
        Outage changed = outage.with(c -> {
            c.priority = outage.priority().orHigher(request.priority());
            c.restoreBy = earlier ? request.restoreBy() : outage.restoreBy();
            c.hazard = hazard ? request.hazard() : outage.hazard();
            c.verifyBy = verifyBy.isBefore(outage.verifyBy()) ? verifyBy : outage.verifyBy();
        });
        outages.save(changed);
        workflow.changed(changed);
        return changed;
    }

    private List<NetworkElement> pathOf(BillId billId) {
        if (billId == null) {
            return List.of();
        }
        List<NetworkElement> path = network.pathOf(billId);
        return path.isEmpty() ? List.of(new NetworkElement(ElementKind.SERVICE_POINT, billId.value())) : path;
    }

    /** The feeder is as much as the public learns. */
    private static String areaOf(List<NetworkElement> path) {
        return path.stream()
                .filter(e -> e.kind() == ElementKind.FEEDER)
                .map(NetworkElement::code)
                .findFirst()
                .orElse(null);
    }
}
