package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Hazard;
import ir.roshan.request.MalformedTrackingCode;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What does not belong together is parted by a dispatcher: requests are split off or moved (A3.3). What begins here is placed by
 * hand.
 */
@Service
public class Separation {
    private static final int LONGEST_NUMBER = 20;

    private static final String REQUESTS = "requests";
    private static final String NETWORK_ELEMENT = "networkElement";
    private static final String OUTAGE = "outage";

    private final Outages outages;
    private final OutagePlaces places;
    private final OpenOutages open;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final OutageTimeline outageTimeline;
    private final Requests requests;
    private final Network network;
    private final Joining joining;
    private final ReportedHazards hazards;
    private final CrewMessages crews;
    private final Abandonment abandonment;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Separation(
            Outages outages,
            OutagePlaces places,
            OpenOutages open,
            OutageGroups groups,
            Memberships memberships,
            OutageTimeline outageTimeline,
            Requests requests,
            Network network,
            Joining joining,
            ReportedHazards hazards,
            CrewMessages crews,
            Abandonment abandonment,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.open = open;
        this.groups = groups;
        this.memberships = memberships;
        this.outageTimeline = outageTimeline;
        this.requests = requests;
        this.network = network;
        this.joining = joining;
        this.hazards = hazards;
        this.crews = crews;
        this.abandonment = abandonment;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * What was split off.
     *
     * @param outage in which it stands now
     * @param begun false if an open outage stood there already
     */
    public record Split(Outage outage, boolean begun) {}

    /**
     * Chosen requests leave into an outage of their own, which is verified like any other; or into the open one that stands
     * there already.
     *
     * @param trackingCodes as they were typed
     * @param networkElement where it is: code of a transformer, feeder or substation, or a bill id; null for the narrowest
     *     element that feeds all of the chosen, below the outage's own
     * @param checks what reading the call has found
     * @throws UnknownOutage if no outage bears the number
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     * @throws OutageClosed if it is not open any more
     */
    @Transactional
    public Split split(
            String number, List<String> trackingCodes, String networkElement, FieldChecks checks, String byWhom) {
        Instant now = clock.instant();
        Map<RequestId, String> chosen = chosen(trackingCodes, checks);
        Optional<NetworkElement> named = Entered.element(NETWORK_ELEMENT, networkElement, network, checks);
        lockInOrder(chosen.keySet());
        places.lockAllPlaces();
        Outage source = outages.lockedOpen(number);
        List<RequestId> standing = memberships.members(source.id());
        chosen.forEach((id, field) -> {
            if (!standing.contains(id)) {
                checks.add(field, "other-outage");
            }
        });
        if (chosen.keySet().containsAll(standing)) {
            checks.add(REQUESTS, "whole-outage");
        }
        List<RestorationRequest> leaving = requests.all(chosen.keySet());
        if (named.filter(e -> e.equals(source.element())).isPresent()) {
            checks.add(NETWORK_ELEMENT, "same-element");
        }
        List<NetworkElement> path = named.map(places::pathOf).orElseGet(() -> commonPath(leaving, source));
        if (path.isEmpty() && !leaving.isEmpty()) {
            checks.add(NETWORK_ELEMENT, "required");
        }
        checks.throwIfAny();

        Optional<Outage> there = open.standingAt(path.get(0));
        Outage target = there.orElseGet(() -> {
            Grouping.Urgency urgency = leaving.stream()
                    .map(request -> joining.urgencyOf(request, now))
                    .reduce(Grouping.Urgency::and)
                    .orElseThrow()
                    .since(memberships.outSince(chosen.keySet()));
            return joining.beginByHand(
                    path, places.districtOf(path.get(0), source.district()), urgency, byWhom, source.number());
        });
        leave(source, leaving, now);
        joining.bring(leaving, target, byWhom, now);
        outageTimeline.append(
                source.id(), now, OutageTimeline.Step.SPLIT_OFF, byWhom, leaving.size() + ": " + target.number());
        return new Split(outages.get(target.id()), there.isEmpty());
    }

    /**
     * One request goes into another open outage; an outage that nobody waits for any more ends, unless its field work has
     * begun.
     *
     * @param toNumber the other outage's, as it was typed
     * @param checks what reading the call has found
     * @return the other outage
     * @throws ir.roshan.request.UnknownRequest if no request bears the code
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     * @throws StandsInNoOutage if there is none that it could leave
     * @throws OutageClosed if one of the two is not open any more
     */
    @Transactional
    public Outage move(TrackingCode trackingCode, String toNumber, FieldChecks checks, String byWhom) {
        Instant now = clock.instant();
        RequestId id = requests.get(trackingCode).id();
        String typed = checks.text(OUTAGE, toNumber, 1, LONGEST_NUMBER, false);
        if (toNumber == null) {
            checks.add(OUTAGE, "required");
        }
        Optional<Outage> known = Optional.ofNullable(typed).flatMap(outages::find);
        if (typed != null && known.isEmpty()) {
            checks.add(OUTAGE, "unknown-outage");
        }
        checks.throwIfAny();
        RestorationRequest request = requests.locked(id);
        places.lockAllPlaces();
        OutageId from = memberships.standingIn(id).orElseThrow(StandsInNoOutage::new);
        OutageId to = known.orElseThrow().id();
        Map<OutageId, Outage> both = Stream.of(from, to)
                .distinct()
                .sorted(Comparator.comparing(OutageId::value))
                .map(outages::locked)
                .collect(Collectors.toMap(Outage::id, Function.identity()));
        if (both.values().stream().anyMatch(o -> !o.isOpen())) {
            throw new OutageClosed();
        }
        if (from.equals(to)) {
            return both.get(to);
        }
        String note = "%s: %s → %s"
                .formatted(
                        trackingCode.shown(),
                        both.get(from).number(),
                        both.get(to).number());
        outageTimeline.append(from, now, OutageTimeline.Step.REQUEST_MOVED, byWhom, note);
        outageTimeline.append(to, now, OutageTimeline.Step.REQUEST_MOVED, byWhom, note);
        leave(both.get(from), List.of(request), now);
        joining.bring(List.of(request), both.get(to), byWhom, now);
        return outages.get(to);
    }

    /** The requests that were named, each with the field in which it was. */
    private Map<RequestId, String> chosen(List<String> trackingCodes, FieldChecks checks) {
        Map<RequestId, String> chosen = new LinkedHashMap<>();
        if (trackingCodes == null || trackingCodes.isEmpty()) {
            checks.add(REQUESTS, "required");
            return chosen;
        }
        for (int i = 0; i < trackingCodes.size(); i++) {
            String field = REQUESTS + "[" + i + "]";
            try {
                requests.find(TrackingCode.parse(trackingCodes.get(i)))
                        .ifPresentOrElse(
                                request -> chosen.putIfAbsent(request.id(), field),
                                () -> checks.add(field, "unknown-request"));
            } catch (MalformedTrackingCode e) {
                checks.add(field, "format");
            }
        }
        return chosen;
    }

    /** Requests before places, as everywhere: whoever withdraws at this moment is either out already, or waits. */
    private void lockInOrder(Collection<RequestId> ids) {
        ids.stream().sorted(Comparator.comparing(RequestId::value)).forEach(requests::locked);
    }

    /** From the narrowest element that feeds all of them, if it is below the outage's own; else empty. */
    private List<NetworkElement> commonPath(List<RestorationRequest> leaving, Outage source) {
        List<NetworkElement> common = null;
        for (RestorationRequest request : leaving) {
            List<NetworkElement> path = places.pathOf(request.billId());
            if (common == null) {
                common = new ArrayList<>(path);
            } else {
                common.retainAll(path);
            }
        }
        if (common == null
                || common.isEmpty()
                || places.pathOf(source.element()).contains(common.get(0))) {
            return List.of();
        }
        return common;
    }

    /** They leave an outage that is locked; what is left of it is as urgent and as dangerous as those who still wait in it. */
    private void leave(Outage source, List<RestorationRequest> leaving, Instant now) {
        leaving.forEach(request -> memberships.leave(request.id(), Memberships.Leaving.MOVED, now));
        List<RestorationRequest> waiting = requests.all(memberships.members(source.id()));
        boolean hazardGone = source.hazard() == Hazard.NONE || hazardGoesAlong(source, leaving);
        if (waiting.isEmpty()) {
            crews.left(outages.get(source.id()), leaving);
            abandonment.ifNobodyWaits(source, hazardGone);
            return;
        }
        boolean isStillReported = waiting.stream().anyMatch(request -> request.hazard() != Hazard.NONE);
        Hazard hazard = hazardGone || goesAlong(source.hazard(), source, leaving)
                ? gravestBeside(source, leaving)
                : source.hazard();
        Instant restoreBy = waiting.stream()
                .map(RestorationRequest::restoreBy)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        // A danger that only somebody who has withdrawn had reported keeps the outage as urgent as it was.
        Priority priority = hazardGone || isStillReported
                ? waiting.stream()
                        .map(RestorationRequest::priority)
                        .reduce(Priority::orHigher)
                        .orElseThrow()
                : source.priority();
        if (!restoreBy.equals(source.restoreBy()) || priority != source.priority() || hazard != source.hazard()) {
            groups.urgency(
                    source.id(),
                    new Grouping.Urgency(source.detectedAt(), source.verifyBy(), restoreBy, priority, hazard));
            workflow.changed(outages.get(source.id()));
        }
        crews.left(outages.get(source.id()), leaving);
    }

    /** Whether this very danger was named by those who leave, and by nobody else: a lesser one may stay. */
    private boolean goesAlong(Hazard hazard, Outage source, List<RestorationRequest> leaving) {
        return leaving.stream().anyMatch(request -> hazards.namedBy(request).contains(hazard))
                && !beside(source, leaving).contains(hazard);
    }

    private Hazard gravestBeside(Outage source, List<RestorationRequest> leaving) {
        return beside(source, leaving).stream().reduce(Hazard.NONE, Hazard::orGraver);
    }

    private Set<Hazard> beside(Outage source, List<RestorationRequest> leaving) {
        return hazards.dangersBeside(
                source.id(), leaving.stream().map(RestorationRequest::id).toList());
    }

    /** Whether the danger is where those are who leave, and none was reported by anybody who has withdrawn since. */
    private boolean hazardGoesAlong(Outage source, List<RestorationRequest> leaving) {
        List<RequestId> withdrawn = memberships.arrivals(source.id()).stream()
                .filter(a -> !a.stands())
                .map(Memberships.Arrival::request)
                .toList();
        return leaving.stream().anyMatch(r -> r.hazard() != Hazard.NONE)
                && requests.all(withdrawn).stream().allMatch(r -> r.hazard() == Hazard.NONE);
    }
}
