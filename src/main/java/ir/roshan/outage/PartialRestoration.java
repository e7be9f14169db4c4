package ir.roshan.outage;

import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Step 4 in parts: supply is back below some elements of an outage before all of it is mended. Requests from there are
 * answered, the others wait on; and whoever reports from there after that reports something new (A3.4, A3.5).
 */
@Service
public class PartialRestoration {
    private static final String NETWORK_ELEMENTS = "networkElements";
    private static final String RESTORED_AT = "restoredAt";

    private final Outages outages;
    private final OutagePlaces places;
    private final RestorationSteps steps;
    private final Memberships memberships;
    private final OutageTimeline timeline;
    private final Requests requests;
    private final Network network;
    private final OutageWorkflow workflow;
    private final Clock clock;

    PartialRestoration(
            Outages outages,
            OutagePlaces places,
            RestorationSteps steps,
            Memberships memberships,
            OutageTimeline timeline,
            Requests requests,
            Network network,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.steps = steps;
        this.memberships = memberships;
        this.timeline = timeline;
        this.requests = requests;
        this.network = network;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * @param networkElements as they were typed: codes of transformers or feeders, or bill ids, below the outage's element
     * @param restoredAt ISO 8601 with an offset; not in the future, and not before the minute in which the outage was detected
     * @param checks what reading the call has found
     * @throws UnknownOutage if no outage bears the number
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     * @throws OutageNotVerified if it is only suspected
     * @throws OutageClosed if it is not open any more
     */
    @Transactional
    public Outage restore(
            String number, List<String> networkElements, String restoredAt, FieldChecks checks, String byWhom) {
        Instant now = clock.instant();
        Map<NetworkElement, String> named = named(networkElements, checks);
        Instant moment = checks.moment(RESTORED_AT, restoredAt);
        if (restoredAt == null) {
            checks.add(RESTORED_AT, "required");
        }
        // A report from there either stands in the outage already, or finds the step.
        places.lockAllPlaces();
        Outage outage = outages.lockedOpen(number);
        if (outage.state() == OutageState.SUSPECTED) {
            throw new OutageNotVerified();
        }
        if (moment != null) {
            Restoration.problemOf(moment, outage, now).ifPresent(code -> checks.add(RESTORED_AT, code));
        }
        List<RestorationStep> before = steps.of(outage.id());
        Map<NetworkElement, List<NetworkElement>> paths = new LinkedHashMap<>();
        named.forEach((element, field) -> {
            List<NetworkElement> path = network.pathOf(element);
            if (element.equals(outage.element()) || !path.contains(outage.element())) {
                checks.add(field, "not-below");
            } else if (before.stream().anyMatch(s -> path.contains(s.element()))) {
                checks.add(field, "already-restored");
            }
            paths.put(element, path);
        });
        checks.throwIfAny();

        Instant restored = moment.isAfter(now) ? now : moment;
        List<NetworkElement> parts = widest(paths);
        for (NetworkElement part : parts) {
            steps.add(outage.id(), new RestorationStep(part, restored, newlyBack(part, before)));
            timeline.append(
                    outage.id(), now, OutageTimeline.Step.PARTLY_RESTORED, byWhom, part.kind() + " " + part.code());
        }
        List<RestorationRequest> back = below(parts, requests.all(memberships.members(outage.id())));
        memberships.partRestored(back.stream().map(RestorationRequest::id).toList(), restored, now);
        workflow.resolved(outage, back);
        return outages.get(outage.id());
    }

    /** The elements that were named, each with the field in which it was. */
    private Map<NetworkElement, String> named(List<String> typed, FieldChecks checks) {
        Map<NetworkElement, String> named = new LinkedHashMap<>();
        if (typed == null || typed.isEmpty()) {
            checks.add(NETWORK_ELEMENTS, "required");
            return named;
        }
        for (int i = 0; i < typed.size(); i++) {
            String field = NETWORK_ELEMENTS + "[" + i + "]";
            Entered.element(field, typed.get(i), network, checks)
                    .ifPresent(element -> named.putIfAbsent(element, field));
        }
        return named;
    }

    /** What lies below another one of them comes back with that. */
    private static List<NetworkElement> widest(Map<NetworkElement, List<NetworkElement>> paths) {
        List<NetworkElement> widest = new ArrayList<>();
        paths.forEach((element, path) -> {
            boolean covered = path.stream().anyMatch(above -> !above.equals(element) && paths.containsKey(above));
            if (!covered) {
                widest.add(element);
            }
        });
        return widest;
    }

    private int newlyBack(NetworkElement part, List<RestorationStep> before) {
        int counted = before.stream()
                .filter(step -> network.pathOf(step.element()).contains(part))
                .mapToInt(RestorationStep::servicePoints)
                .sum();
        return Math.max(0, network.servicePointsBelow(part) - counted);
    }

    private List<RestorationRequest> below(List<NetworkElement> parts, List<RestorationRequest> waiting) {
        List<BillId> places = waiting.stream()
                .map(RestorationRequest::billId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Set<BillId> back = new HashSet<>();
        parts.forEach(part -> back.addAll(network.below(part, places)));
        return waiting.stream().filter(r -> back.contains(r.billId())).toList();
    }
}
