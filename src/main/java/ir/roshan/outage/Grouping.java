package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RestorationRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/**
 * One fault, one task: where several suspected outages stand below one transformer or feeder, the fault is suspected there,
 * and one outage takes the narrower ones in. What a dispatcher has verified, or has placed by hand, is knowledge and is left
 * alone. The caller holds the place's lock ({@link OutagePlaces#lockPlace}), so that counting and grouping are one step.
 */
@Service
class Grouping {
    private final Outages outages;
    private final OutagePlaces places;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final OutageTimeline timeline;
    private final GroupingSettings settings;
    private final Breaches breaches;
    private final OutageWorkflow workflow;

    Grouping(
            Outages outages,
            OutagePlaces places,
            OutageGroups groups,
            Memberships memberships,
            OutageTimeline timeline,
            GroupingSettings settings,
            Breaches breaches,
            @Lazy OutageWorkflow workflow) {
        this.outages = outages;
        this.places = places;
        this.groups = groups;
        this.memberships = memberships;
        this.timeline = timeline;
        this.settings = settings;
        this.breaches = breaches;
        this.workflow = workflow;
    }

    /**
     * Where the fault is suspected if one more outage stood at the narrow end of the path.
     *
     * @param path from narrow to wide, beginning where no open outage stands; not empty
     */
    NetworkElement suspectedAt(List<NetworkElement> path) {
        NetworkElement suspected = path.get(0);
        for (NetworkElement wider : path.subList(1, path.size())) {
            Optional<Integer> enough = threshold(wider.kind());
            if (enough.isEmpty() || 1 + places.suspectedBeside(suspected, wider) < enough.get()) {
                return suspected;
            }
            // Open there although the report did not join it: a dispatcher keeps the two apart.
            if (places.openAt(wider).isPresent()) {
                return suspected;
            }
            suspected = wider;
        }
        return suspected;
    }

    private Optional<Integer> threshold(ElementKind kind) {
        return switch (kind) {
            case TRANSFORMER -> Optional.of(settings.servicePoints());
            case FEEDER -> Optional.of(settings.transformers());
            case SERVICE_POINT, SUBSTATION -> Optional.empty();
        };
    }

    /** What is to be known of an outage that begins: the most urgent of what its requests bring. */
    record Urgency(Instant detectedAt, Instant verifyBy, Instant restoreBy, Priority priority, Hazard hazard) {
        /** @param danger the gravest that the request has named */
        static Urgency of(RestorationRequest request, Hazard danger, Instant now, Instant verifyBy) {
            return new Urgency(now, verifyBy, request.restoreBy(), request.priority(), danger);
        }

        static Urgency of(Outage outage) {
            return new Urgency(
                    outage.detectedAt(), outage.verifyBy(), outage.restoreBy(), outage.priority(), outage.hazard());
        }

        /** Of an outage that has begun, and that this request joins. @param danger the gravest that the request has named */
        Urgency joinedBy(RestorationRequest request, Hazard danger, Instant verifyRequestBy) {
            boolean higher = request.priority().compareTo(priority) > 0;
            boolean sooner = request.restoreBy().isBefore(restoreBy);
            boolean graver = hazard.orGraver(danger) != hazard;
            if (!higher && !sooner && !graver) {
                return this;
            }
            return new Urgency(
                    detectedAt,
                    earlier(verifyBy, verifyRequestBy),
                    earlier(restoreBy, request.restoreBy()),
                    priority.orHigher(request.priority()),
                    hazard.orGraver(danger));
        }

        Urgency since(Instant detected) {
            return new Urgency(detected, verifyBy, restoreBy, priority, hazard);
        }

        Urgency and(Outage other) {
            return and(of(other));
        }

        Urgency and(Urgency other) {
            return new Urgency(
                    earlier(detectedAt, other.detectedAt),
                    earlier(verifyBy, other.verifyBy),
                    earlier(restoreBy, other.restoreBy),
                    priority.orHigher(other.priority),
                    other.hazard.orGraver(hazard));
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }

    /** The suspected outages below an element that nobody has placed by hand, locked, in the order in which they began. */
    List<Outage> below(NetworkElement element) {
        List<Outage> narrower = new ArrayList<>();
        if (element.kind() == ElementKind.SERVICE_POINT) {
            return narrower;
        }
        for (OutageId id : places.suspectedBelow(element)) {
            Outage locked = outages.locked(id);
            // Between the look and the lock a dispatcher may have verified it.
            if (locked.state() == OutageState.SUSPECTED) {
                narrower.add(locked);
            }
        }
        narrower.sort(Comparator.comparing((Outage o) -> o.id().value()));
        return narrower;
    }

    /**
     * Moves every request of the narrower outages into the wider one; their tasks vanish, and a manager who had one because
     * of a deadline gets it again.
     *
     * @param byWhom null where the rules of grouping have decided
     */
    void absorb(Outage wider, List<Outage> narrower, String byWhom, Instant now) {
        for (Outage outage : narrower) {
            memberships.moveAll(outage.id(), wider.id(), now);
            groups.absorbed(outage.id(), wider.id(), now);
            timeline.append(outage.id(), now, OutageTimeline.Step.ABSORBED, byWhom, wider.number());
            timeline.append(wider.id(), now, OutageTimeline.Step.TOOK_IN, byWhom, outage.number());
            workflow.absorbed(outage);
        }
        if (narrower.stream().anyMatch(o -> o.breachedAt() != null)) {
            breaches.raise(wider.id());
        }
    }
}
