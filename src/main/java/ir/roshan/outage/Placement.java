package ir.roshan.outage;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where an outage really is, as a dispatcher knows and the rules of grouping only suspect (A3.3). What has been placed by
 * hand stays where it is: it is neither counted nor taken in when outages are grouped.
 */
@Service
public class Placement {
    private static final String NETWORK_ELEMENT = "networkElement";

    private final Outages outages;
    private final OutagePlaces places;
    private final OpenOutages open;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final OutageTimeline timeline;
    private final Requests requests;
    private final Network network;
    private final Grouping grouping;
    private final Joining joining;
    private final CrewMessages crews;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Placement(
            Outages outages,
            OutagePlaces places,
            OpenOutages open,
            OutageGroups groups,
            Memberships memberships,
            OutageTimeline timeline,
            Requests requests,
            Network network,
            Grouping grouping,
            Joining joining,
            CrewMessages crews,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.open = open;
        this.groups = groups;
        this.memberships = memberships;
        this.timeline = timeline;
        this.requests = requests;
        this.network = network;
        this.grouping = grouping;
        this.joining = joining;
        this.crews = crews;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * The outage is at that element, wider or narrower. Suspected outages below it that nobody has placed by hand are taken in,
     * but for those of districts for which whoever places it does not work.
     * If an open one stands there already, the two become one.
     *
     * @param networkElement code of a transformer, feeder or substation, or a bill id
     * @param checks what reading the call has found
     * @param own the districts for which whoever places it works
     * @return the outage in which the requests stand now: itself, or the one that stood there
     * @throws UnknownOutage if no outage bears the number
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     * @throws ImpossibleValue if an outage stands there and both have been verified
     * @throws OutageClosed if it is not open any more
     * @throws OtherDistrictsOutage if the element, or the outage that stands there, is not {@code own}
     */
    @Transactional
    public Outage place(
            String number, String networkElement, FieldChecks checks, String byWhom, Predicate<District> own) {
        Optional<NetworkElement> element = Entered.element(NETWORK_ELEMENT, networkElement, network, checks);
        if (networkElement == null) {
            checks.add(NETWORK_ELEMENT, "required");
        }
        checks.throwIfAny();
        places.lockAllPlaces();
        return place(outages.lockedOpen(number), element.orElseThrow(), false, false, byWhom, own);
    }

    /**
     * The same for an outage whose verification is being completed: it must be the one that remains, since its task is the
     * one that goes on. The caller has locked all places.
     *
     * @param handsOver whether the work may become another district's with it: one where the fault really is does go on with it,
     *     but no outage of theirs is decided about
     * @throws ImpossibleValue if an outage stands there that has been verified: whoever knows of it goes on with that one; and
     *     where {@link #place} finds it another district's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Outage whileVerified(
            Outage outage, NetworkElement element, boolean handsOver, String byWhom, Predicate<District> own) {
        try {
            return place(outage, element, true, handsOver, byWhom, own);
        } catch (OtherDistrictsOutage e) {
            throw new ImpossibleValue(NETWORK_ELEMENT, "other-district");
        }
    }

    /** For the audit log: where it is now, and as which outage. */
    public static String note(Outage placed) {
        return placed.element().kind() + " " + placed.element().code() + " as " + placed.number();
    }

    private Outage place(
            Outage outage,
            NetworkElement element,
            boolean remains,
            boolean handsOver,
            String byWhom,
            Predicate<District> own) {
        Instant now = clock.instant();
        Optional<Outage> there = open.standingAt(element).filter(o -> !o.id().equals(outage.id()));
        if (!handsOver && !own.test(places.districtOf(element, outage.district()))
                || there.filter(o -> !own.test(o.district())).isPresent()) {
            throw new OtherDistrictsOutage();
        }
        boolean verified = remains || outage.state() != OutageState.SUSPECTED;
        if (verified && there.filter(o -> o.state() != OutageState.SUSPECTED).isPresent()) {
            throw new ImpossibleValue(NETWORK_ELEMENT, "element-has-outage");
        }
        Outage staying =
                remains ? outage : there.filter(o -> isAhead(o, outage)).orElse(outage);
        // Each once: one that moves to a place above its own is below it as well.
        Map<Long, Outage> others = new TreeMap<>();
        // What lies below and is another district's stays that district's work.
        Stream<Outage> below = grouping.below(element).stream().filter(o -> own.test(o.district()));
        Stream.of(below, there.stream(), Stream.of(outage))
                .flatMap(s -> s)
                .filter(o -> !o.id().equals(staying.id()))
                .forEach(o -> others.put(o.id().value(), o));
        List<Outage> taken = List.copyOf(others.values());
        List<RestorationRequest> brought = taken.stream()
                .flatMap(o -> requests.all(memberships.members(o.id())).stream())
                .toList();
        grouping.absorb(staying, taken, byWhom, now);
        placeAt(staying, element, taken, byWhom, now);
        Outage placed = outages.get(staying.id());
        joining.broughtHere(placed, brought);
        if (element.equals(staying.element())) {
            crews.joined(placed, brought);
        } else {
            crews.send(placed);
        }
        return outages.get(staying.id());
    }

    private void placeAt(Outage outage, NetworkElement element, List<Outage> taken, String byWhom, Instant now) {
        Grouping.Urgency urgency = Grouping.Urgency.of(outage);
        for (Outage one : taken) {
            urgency = urgency.and(one);
        }
        groups.urgency(outage.id(), urgency);
        List<NetworkElement> path = network.pathOf(element);
        District district = places.districtOf(element, outage.district());
        places.place(outage.id(), path, district, OutagePlaces.areaOf(path));
        if (!element.equals(outage.element())) {
            timeline.append(outage.id(), now, OutageTimeline.Step.MOVED, byWhom, element.kind() + " " + element.code());
        }
        workflow.changed(outages.get(outage.id()));
    }

    /** Whether one is further along than the other, or as far and older. */
    private static boolean isAhead(Outage one, Outage other) {
        return Comparator.comparing(Outage::state)
                        .reversed()
                        .thenComparing(Outage::detectedAt)
                        .thenComparing(o -> o.id().value())
                        .compare(one, other)
                < 0;
    }
}
