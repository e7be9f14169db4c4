package ir.roshan.outage;

import ir.roshan.agreement.Agreement;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RestorationRequest;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** What an outage takes over from the requests that come to stand in it, and what they are owed; whether a rule or a dispatcher has brought them. */
@Service
class Joining {
    private final Outages outages;
    private final Network network;
    private final Agreement agreement;
    private final OutageMessages messages;
    private final Breaches breaches;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Joining(
            Outages outages,
            Network network,
            Agreement agreement,
            OutageMessages messages,
            Breaches breaches,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.network = network;
        this.agreement = agreement;
        this.messages = messages;
        this.breaches = breaches;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * A suspected outage begins, with its own workflow.
     *
     * @param path from narrow to wide, beginning where it stands; empty where only an address is known
     * @param byWhom null where a report began it
     * @param note where its requests come from; null if from reports
     */
    Outage begin(List<NetworkElement> path, District district, Grouping.Urgency urgency, String byWhom, String note) {
        OutageId id = outages.add(path, district, areaOf(path), urgency);
        outages.append(id, clock.instant(), Outages.Step.SUSPECTED, byWhom, note);
        outages.carriedBy(id, workflow.start(outages.get(id)));
        return outages.get(id);
    }

    /** The open outage that a report from there joins, locked. @param path from narrow to wide */
    Optional<Outage> openFor(List<NetworkElement> path) {
        return outages.joinedFrom(path, outages::locked);
    }

    /** The same by a look alone, for whoever has not reported yet. */
    Optional<Outage> openAt(BillId billId) {
        return openAt(pathOf(billId));
    }

    Optional<Outage> openAt(List<NetworkElement> path) {
        return outages.joinedFrom(path, outages::get);
    }

    /** The same by a dispatcher's hand: the rules of grouping leave it alone. */
    Outage beginByHand(
            List<NetworkElement> path, District district, Grouping.Urgency urgency, String byWhom, String note) {
        Outage begun = begin(path, district, urgency, byWhom, note);
        outages.keepByHand(begun.id());
        return outages.get(begun.id());
    }

    /** How urgent an outage is that begins with this request. @param now since when the time to verify counts */
    Grouping.Urgency urgencyOf(RestorationRequest request, Instant now) {
        return Grouping.Urgency.of(request, now, verifyBy(request, now));
    }

    /** The outage takes over what is more urgent about the requests that join it. */
    Outage moreUrgent(Outage outage, Collection<RestorationRequest> requests) {
        Instant now = clock.instant();
        Outage changed = outage;
        for (RestorationRequest request : requests) {
            changed = moreUrgent(changed, request, now);
        }
        if (changed != outage) {
            outages.save(changed);
            workflow.changed(changed);
        }
        return changed;
    }

    private Outage moreUrgent(Outage outage, RestorationRequest request, Instant now) {
        boolean higher = request.priority().compareTo(outage.priority()) > 0;
        boolean earlier = request.restoreBy().isBefore(outage.restoreBy());
        boolean hazard = outage.hazard() == Hazard.NONE && request.hazard() != Hazard.NONE;
        if (!higher && !earlier && !hazard) {
            return outage;
        }
        Instant verifyBy = verifyBy(request, now);
        return outage.with(c -> {
            c.priority = outage.priority().orHigher(request.priority());
            c.restoreBy = earlier ? request.restoreBy() : outage.restoreBy();
            c.hazard = hazard ? request.hazard() : outage.hazard();
            c.verifyBy = verifyBy.isBefore(outage.verifyBy()) ? verifyBy : outage.verifyBy();
        });
    }

    private Instant verifyBy(RestorationRequest request, Instant now) {
        return now.plus(agreement.targets().of(request.priority()).verifyWithin());
    }

    /** Requests that stood in another outage stand in this one: they hear its estimate, and what was late there is late here. */
    void broughtHere(Outage outage, List<RestorationRequest> requests) {
        if (outage.estimatedRestorationAt() != null) {
            messages.estimate(outage, requests);
        }
        if (requests.stream().anyMatch(r -> r.breachedAt() != null)) {
            breaches.raise(outage.id());
        }
    }

    /** @return from narrow to wide; a bill id that the network data does not have stands for itself; empty where there is none */
    List<NetworkElement> pathOf(BillId billId) {
        return pathOf(billId == null ? null : NetworkElement.of(billId));
    }

    /** @return from narrow to wide, beginning there; empty where there is no element */
    List<NetworkElement> pathOf(NetworkElement element) {
        if (element == null) {
            return List.of();
        }
        List<NetworkElement> path = network.pathOf(element);
        return path.isEmpty() ? List.of(element) : path;
    }

    /** @param otherwise where the network data does not say */
    District districtOf(NetworkElement element, District otherwise) {
        return network.districtOf(element).stream()
                .mapToObj(District::new)
                .findFirst()
                .orElse(otherwise);
    }

    /** The feeder is as much as the public learns. */
    static String areaOf(List<NetworkElement> path) {
        return path.stream()
                .filter(e -> e.kind() == ElementKind.FEEDER)
                .map(NetworkElement::code)
                .findFirst()
                .orElse(null);
    }
}
