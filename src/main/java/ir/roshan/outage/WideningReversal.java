package ir.roshan.outage;

import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A wrong widening is undone by a dispatcher (A3.3). What begins here is placed by hand. */
@Service
public class WideningReversal {
    /** So many numbers go into the note of a timeline; the others find the outage by their own. */
    private static final int NUMBERS_NOTED = 100;

    private final Outages outages;
    private final OutagePlaces places;
    private final OpenOutages open;
    private final OutageGroups groups;
    private final Memberships memberships;
    private final OutageTimeline outageTimeline;
    private final Requests requests;
    private final Joining joining;
    private final Abandonment abandonment;
    private final Clock clock;

    WideningReversal(
            Outages outages,
            OutagePlaces places,
            OpenOutages open,
            OutageGroups groups,
            Memberships memberships,
            OutageTimeline outageTimeline,
            Requests requests,
            Joining joining,
            Abandonment abandonment,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.open = open;
        this.groups = groups;
        this.memberships = memberships;
        this.outageTimeline = outageTimeline;
        this.requests = requests;
        this.joining = joining;
        this.abandonment = abandonment;
        this.clock = clock;
    }

    /**
     * The way back from a wrong widening: what was taken in begins again where it was, with the requests that came from there
     * and are still here. Requests that had joined the wide outage itself go to what has begun at or above their service
     * point, or begin there. The wide one ends. Only the last widening is undone; what a narrower outage had itself taken in
     * stays in it.
     *
     * @return the wide outage, ended
     * @throws UnknownOutage if no outage bears the number
     * @throws NothingToUndo if it has taken none in, or was verified
     * @throws OutageClosed if it is not open any more
     */
    @Transactional
    public Outage undo(String number, String byWhom) {
        Instant now = clock.instant();
        places.lockAllPlaces();
        Outage wide = outages.lockedOpen(number);
        List<OutageId> taken = groups.takenIn(wide.id());
        if (taken.isEmpty() || wide.state() != OutageState.SUSPECTED) {
            throw new NothingToUndo();
        }
        List<Memberships.Arrival> arrivals = arrivalsThatMatter(wide.id());
        Map<RequestId, RestorationRequest> known =
                requests.all(arrivals.stream().map(Memberships.Arrival::request).toList()).stream()
                        .collect(Collectors.toMap(RestorationRequest::id, Function.identity()));
        memberships.leaveAll(wide.id(), Memberships.Leaving.MOVED, now);
        abandonment.end(wide);

        Map<OutageId, List<RestorationRequest>> moving = new LinkedHashMap<>();
        for (OutageId narrow : taken) {
            List<Memberships.Arrival> fromThere =
                    arrivals.stream().filter(a -> narrow.equals(a.from())).toList();
            if (!fromThere.isEmpty()) {
                OutageId again = beginAgain(outages.get(narrow), wide, byWhom).id();
                moving.computeIfAbsent(again, id -> new ArrayList<>()).addAll(standing(fromThere, known));
            }
        }
        for (Memberships.Arrival direct : arrivals) {
            if (!taken.contains(direct.from())) {
                OutageId there =
                        forOne(known.get(direct.request()), wide, byWhom, now).id();
                moving.computeIfAbsent(there, id -> new ArrayList<>()).addAll(standing(List.of(direct), known));
            }
        }
        moving.forEach((to, brought) -> joining.bring(brought, outages.get(to), byWhom, now));
        outageTimeline.append(
                wide.id(),
                now,
                OutageTimeline.Step.WIDENING_UNDONE,
                byWhom,
                numbers(moving.keySet().stream().map(outages::get).toList()));
        return outages.get(wide.id());
    }

    /** Those that stand in it; and of those that were withdrawn the ones that had reported a danger, which somebody must still look at. */
    private List<Memberships.Arrival> arrivalsThatMatter(OutageId wide) {
        List<Memberships.Arrival> arrivals = memberships.arrivals(wide);
        List<RequestId> withdrawn = arrivals.stream()
                .filter(a -> !a.stands())
                .map(Memberships.Arrival::request)
                .toList();
        List<RequestId> dangers = requests.all(withdrawn).stream()
                .filter(r -> r.hazard() != Hazard.NONE)
                .map(RestorationRequest::id)
                .toList();
        return arrivals.stream()
                .filter(a -> a.stands() || dangers.contains(a.request()))
                .toList();
    }

    private Outage beginAgain(Outage narrow, Outage wide, String byWhom) {
        Optional<Outage> there = Optional.ofNullable(narrow.element()).flatMap(open::standingAt);
        if (there.isPresent()) {
            return there.get();
        }
        Outage begun = joining.beginByHand(
                places.pathOf(narrow.element()), narrow.district(), Grouping.Urgency.of(narrow), byWhom, wide.number());
        groups.setFollows(begun.id(), narrow.follows());
        return begun;
    }

    private Outage forOne(RestorationRequest request, Outage wide, String byWhom, Instant now) {
        List<NetworkElement> path = places.pathOf(request.billId());
        return open.joinedFrom(path)
                .orElseGet(() -> joining.beginByHand(
                        path, request.district(), joining.urgencyOf(request, now), byWhom, wide.number()));
    }

    private static List<RestorationRequest> standing(
            List<Memberships.Arrival> arrivals, Map<RequestId, RestorationRequest> known) {
        return arrivals.stream()
                .filter(Memberships.Arrival::stands)
                .map(a -> known.get(a.request()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String numbers(List<Outage> begun) {
        String listed = begun.stream().limit(NUMBERS_NOTED).map(Outage::number).collect(Collectors.joining(", "));
        return begun.size() > NUMBERS_NOTED ? listed + " …" : listed;
    }
}
