package ir.roshan.outage;

import ir.roshan.agreement.Agreement;
import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** What an outage takes over from the requests that come to stand in it, and what they are owed; whether a rule or a dispatcher has brought them. */
@Service
class Joining {
    private final Outages outages;
    private final OutagePlaces places;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final Timeline timeline;
    private final Agreement agreement;
    private final OutageMessages messages;
    private final CrewMessages crews;
    private final ReportedHazards hazards;
    private final Breaches breaches;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Joining(
            Outages outages,
            OutagePlaces places,
            OutageGroups groups,
            Memberships memberships,
            Timeline timeline,
            Agreement agreement,
            OutageMessages messages,
            CrewMessages crews,
            ReportedHazards hazards,
            Breaches breaches,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.groups = groups;
        this.memberships = memberships;
        this.timeline = timeline;
        this.agreement = agreement;
        this.messages = messages;
        this.crews = crews;
        this.hazards = hazards;
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
        Instant now = clock.instant();
        Outage begun = outages.begin(
                path,
                district,
                OutagePlaces.areaOf(path),
                urgency,
                id -> Stream.of(OutageTimeline.appending(id, now, OutageTimeline.Step.SUSPECTED, byWhom, note)));
        return outages.carriedBy(begun.id(), workflow.start(begun));
    }

    /** The same by a dispatcher's hand: the rules of grouping leave it alone. */
    Outage beginByHand(
            List<NetworkElement> path, District district, Grouping.Urgency urgency, String byWhom, String note) {
        Outage begun = begin(path, district, urgency, byWhom, note);
        places.keepByHand(begun.id());
        return outages.get(begun.id());
    }

    /** How urgent an outage is that begins with this request. @param now since when the time to verify counts */
    Grouping.Urgency urgencyOf(RestorationRequest request, Instant now) {
        return Grouping.Urgency.of(request, hazards.gravestOf(request), now, verifyBy(request, now));
    }

    /** The outage takes over what is more urgent about the requests that join it. */
    Outage moreUrgent(Outage outage, Collection<RestorationRequest> requests) {
        Instant now = clock.instant();
        Grouping.Urgency before = Grouping.Urgency.of(outage);
        Grouping.Urgency urgency = before;
        for (RestorationRequest request : requests) {
            urgency = urgency.joinedBy(request, hazards.gravestOf(request), verifyBy(request, now));
        }
        if (urgency.equals(before)) {
            return outage;
        }
        groups.urgency(outage.id(), urgency);
        Outage changed = outages.get(outage.id());
        workflow.changed(changed);
        return changed;
    }

    /** These requests go into this outage by a dispatcher's hand. @param brought stand in no outage at this moment */
    void bring(List<RestorationRequest> brought, Outage to, String byWhom, Instant now) {
        for (RestorationRequest request : brought) {
            memberships.join(to.id(), request.id(), now);
            timeline.append(request.id(), now, Timeline.Step.JOINED_OUTAGE, byWhom, to.number());
        }
        Outage joined = moreUrgent(to, brought);
        broughtHere(joined, brought);
        crews.joined(joined, brought);
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
}
