package ir.roshan.outage;

import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.text.BillId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Which open outage a report from a place joins (A3.3): asked by whoever attaches a report, by whoever parts what was grouped wrongly,
 * and by whoever wants to know before they report.
 */
@Service
public class OpenOutages {
    private final Outages outages;
    private final OutagePlaces places;
    private final RestorationSteps steps;

    OpenOutages(Outages outages, OutagePlaces places, RestorationSteps steps) {
        this.outages = outages;
        this.places = places;
        this.steps = steps;
    }

    /** The one that a report from there joins, locked. @param path from narrow to wide; empty where only an address is known */
    Optional<Outage> joinedFrom(List<NetworkElement> path) {
        return joinedFrom(path, places::lockedOpenOn);
    }

    /** The same, once it is the place's turn. @param path not empty */
    Optional<Outage> joinedInTurnFrom(List<NetworkElement> path) {
        return joinedFrom(path, places::lockPlace);
    }

    /**
     * The one that a report from there would join now.
     *
     * @param plan what the plan says of the place at this moment
     * @return empty where it would begin one, or wait for the end of a plan
     */
    public Optional<Outage> wouldJoin(BillId billId, Knowledge plan) {
        return plan == Knowledge.PLANNED ? Optional.empty() : joinedFrom(places.pathOf(billId), places::openOn);
    }

    /** The one that a report from any of these places would join; empty where there are several, or one would join none. */
    public Optional<Outage> wouldJoin(Collection<List<NetworkElement>> paths, Knowledge plan) {
        if (plan == Knowledge.PLANNED) {
            return Optional.empty();
        }
        Set<Optional<OutageId>> joined = new HashSet<>();
        Optional<Outage> open = Optional.empty();
        for (List<NetworkElement> path : paths) {
            open = joinedFrom(path, places::openOn);
            joined.add(open.map(Outage::id));
        }
        return joined.size() == 1 ? open : Optional.empty();
    }

    /**
     * Of several open outages above one place, the wider explains more; unless a dispatcher has said that what is narrower is a
     * fault of its own.
     *
     * @param look for those that are open, with or without a lock; what was restored or moved until the lock is there is news
     */
    private Optional<Outage> joinedFrom(List<NetworkElement> path, Function<List<NetworkElement>, List<Outage>> look) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        List<Outage> open = look.apply(path).stream()
                .filter(Outage::isOpen)
                .filter(o -> path.contains(o.element()))
                // Supply has been back there although the rest still waits: that is news as well.
                .filter(o -> o.state() == OutageState.SUSPECTED || !isRestored(o, path))
                .sorted(Comparator.comparing(o -> path.indexOf(o.element())))
                .toList();
        return open.stream()
                .filter(Outage::placedByHand)
                .findFirst()
                .or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1)));
    }

    private boolean isRestored(Outage outage, List<NetworkElement> path) {
        return steps.of(outage.id()).stream().anyMatch(step -> path.contains(step.element()));
    }

    /**
     * The one that stands at this very element, locked: no second one can. Between the look and the lock it may have been restored, or
     * nobody waits for it any more.
     */
    Optional<Outage> standingAt(NetworkElement element) {
        return places.openAt(element).map(outages::locked).filter(Outage::isOpen);
    }
}
