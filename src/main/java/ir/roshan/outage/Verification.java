package ir.roshan.outage;

import ir.roshan.agreement.Agreement;
import ir.roshan.network.District;
import ir.roshan.network.ElementCode;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A dispatcher verifies a suspected outage: what is it, and where is it really (A3.3)? */
@Service
public class Verification {
    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_CODE = ElementCode.LONGEST;

    private final Outages outages;
    private final OutagePlaces places;
    private final OutageWork work;
    private final OutageTimeline timeline;
    private final Network network;
    private final PlannedOutageCheck plannedOutageCheck;
    private final Agreement agreement;
    private final Placement placement;
    private final Clock clock;

    Verification(
            Outages outages,
            OutagePlaces places,
            OutageWork work,
            OutageTimeline timeline,
            Network network,
            PlannedOutageCheck plannedOutageCheck,
            Agreement agreement,
            Placement placement,
            Clock clock) {
        this.outages = outages;
        this.places = places;
        this.work = work;
        this.timeline = timeline;
        this.network = network;
        this.plannedOutageCheck = plannedOutageCheck;
        this.agreement = agreement;
        this.placement = placement;
        this.clock = clock;
    }

    /**
     * As it was entered, each possibly missing.
     *
     * @param networkElement code of a transformer, feeder or substation, or a bill id: the fault is really there
     */
    public record Entry(String finding, String networkElement, String verificationNote) {}

    private void foundOnPlan(Outage outage, Instant now) {
        Optional<PlannedInterruption> plan = planAt(outage, now);
        work.foundNoFault(
                outage.id(),
                Finding.PLANNED,
                plan.map(whole -> whole.windowAt(now).id()).orElse(null),
                plan.map(PlannedInterruption::endsAt).orElse(waitWithoutEnd(outage, now)),
                now);
    }

    /**
     * @param own the districts for which whoever verifies it works
     * @return as it has been found, and where
     * @throws ImpossibleValue if something entered is missing or cannot be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outage verify(OutageId id, Entry entry, String byWhom, Predicate<District> own) {
        Instant now = clock.instant();
        Finding finding = Entered.oneOf("finding", entry.finding, Finding.class);
        Optional<String> note = Entered.text("verificationNote", entry.verificationNote, LONGEST_NOTE);
        Optional<NetworkElement> element = Entered.text("networkElement", entry.networkElement, LONGEST_CODE)
                .map(code -> network.element(code)
                        .orElseThrow(() -> new ImpossibleValue("networkElement", "unknown-element")));
        element.ifPresent(e -> places.lockAllPlaces());
        Outage found = outages.locked(id);
        Outage outage = element.map(
                        e -> placement.whileVerified(found, e, finding == Finding.NETWORK_FAULT, byWhom, own))
                .orElse(found);
        // An expression: with a new finding it does not compile before somebody has said what becomes of the outage.
        Runnable becomes = switch (finding) {
            case NETWORK_FAULT -> () -> work.confirmed(id, now);
            case CUSTOMER_SIDE_FAULT, SUPPLY_ON -> () -> work.foundNoFault(id, finding, null, null, now);
            case PLANNED -> () -> foundOnPlan(outage, now);
        };
        becomes.run();
        timeline.append(
                id,
                now,
                OutageTimeline.Step.VERIFIED,
                byWhom,
                finding.name() + note.map(n -> ": " + n).orElse(""));
        return outages.get(id);
    }

    /** The agreed time to verify has passed: it shows in the managers' list. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void escalate(OutageId id) {
        Instant now = clock.instant();
        Outage outage = outages.locked(id);
        if (outage.state() == OutageState.SUSPECTED) {
            work.escalated(id, now);
            timeline.append(id, now, OutageTimeline.Step.VERIFICATION_OVERDUE, null, null);
        }
    }

    /** Where nobody knows when the plan ends, the wait ends at the agreement's own deadline; one that has passed begins anew. */
    private Instant waitWithoutEnd(Outage outage, Instant now) {
        return outage.restoreBy().isAfter(now)
                ? outage.restoreBy()
                : now.plus(agreement.targets().of(outage.priority()).restoreWithin());
    }

    private Optional<PlannedInterruption> planAt(Outage outage, Instant now) {
        return Optional.ofNullable(outage.element()).flatMap(element -> plannedOutageCheck.at(element, now));
    }
}
