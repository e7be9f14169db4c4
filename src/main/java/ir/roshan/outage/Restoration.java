package ir.roshan.outage;

import ir.roshan.network.Network;
import ir.roshan.request.Requests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 4: a crew is sent, the estimate is kept true, supply is restored (A3.4). */
@Service
public class Restoration {
    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_CREW = 100;
    /** A dispatcher's clock may run a little ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    /** Whatever is estimated to take longer is a slip of the hand, and would be told to everybody who waits. */
    private static final Duration LONGEST_REPAIR = Duration.ofDays(30);

    private final Outages outages;
    private final OutageWork work;
    private final Memberships memberships;
    private final OutageTimeline timeline;
    private final Requests requests;
    private final Network network;
    private final OutageMessages messages;
    private final CrewMessages crews;
    private final Suggestions suggestions;
    private final Clock clock;

    Restoration(
            Outages outages,
            OutageWork work,
            Memberships memberships,
            OutageTimeline timeline,
            Requests requests,
            Network network,
            OutageMessages messages,
            CrewMessages crews,
            Suggestions suggestions,
            Clock clock) {
        this.outages = outages;
        this.work = work;
        this.memberships = memberships;
        this.timeline = timeline;
        this.requests = requests;
        this.network = network;
        this.messages = messages;
        this.crews = crews;
        this.suggestions = suggestions;
        this.clock = clock;
    }

    /**
     * @param crew who goes; 1 to 100 characters
     * @param estimatedRestorationAt ISO 8601 with an offset, in the future, within 30 days
     * @return the estimate
     * @throws ImpossibleValue if something entered is missing or cannot be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant dispatch(OutageId id, String crew, String estimatedRestorationAt, String byWhom) {
        Instant now = clock.instant();
        String sent =
                Entered.text("crew", crew, LONGEST_CREW).orElseThrow(() -> new ImpossibleValue("crew", "required"));
        Instant estimate = estimate(estimatedRestorationAt, now);
        Suggestion suggested = suggestions.of(id, sent, null).suggestion();
        work.crewDispatched(id, sent, estimate, now);
        work.suggested(id, suggested);
        Outage dispatched = outages.get(id);
        timeline.append(id, now, OutageTimeline.Step.CREW_DISPATCHED, byWhom, sent);
        crews.send(dispatched);
        messages.crewDispatched(dispatched, requests.all(memberships.members(id)));
        return estimate;
    }

    /**
     * The same estimate once more is none: it is not counted and nobody hears of it.
     *
     * @param estimatedRestorationAt ISO 8601 with an offset, in the future, within 30 days
     * @param cause what the crew has found so far, for what is suggested; null while nobody knows
     * @return the new estimate
     * @throws ImpossibleValue if it is missing or cannot be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant revise(OutageId id, String estimatedRestorationAt, Cause cause, String byWhom) {
        Instant now = clock.instant();
        Instant estimate = estimate(estimatedRestorationAt, now);
        Outage before = outages.locked(id);
        if (estimate.equals(before.estimatedRestorationAt())) {
            return estimate;
        }
        Suggestion suggested = suggestions.of(id, before.crew(), cause).suggestion();
        work.estimateRevised(id, estimate, now);
        work.suggested(id, suggested);
        Outage revised = outages.get(id);
        timeline.append(id, now, OutageTimeline.Step.ESTIMATE_REVISED, byWhom, estimate.toString());
        messages.estimate(revised, requests.all(memberships.members(id)));
        return estimate;
    }

    /**
     * Supply is back. From here on the outage is closed: whoever reports now reports something new.
     *
     * @param cause one of {@link Cause}
     * @param restoredAt ISO 8601 with an offset; not in the future, and not before the minute in which the outage was detected
     * @throws ImpossibleValue if something entered is missing or cannot be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(OutageId id, String cause, String restoredAt, String restorationNote, String byWhom) {
        Instant now = clock.instant();
        Cause found = Entered.oneOf("cause", cause, Cause.class);
        Optional<String> note = Entered.text("restorationNote", restorationNote, LONGEST_NOTE);
        Instant entered = Entered.moment("restoredAt", restoredAt);
        Outage outage = outages.locked(id);
        problemOf(entered, outage, now).ifPresent(code -> {
            throw new ImpossibleValue("restoredAt", code);
        });
        Instant restored = entered.isAfter(now) ? now : entered;
        int wereOut = outage.element() == null ? 0 : network.servicePointsBelow(outage.element());
        work.restored(id, found, restored, wereOut, now);
        timeline.append(
                id,
                now,
                OutageTimeline.Step.RESTORED,
                byWhom,
                found.name() + note.map(n -> ": " + n).orElse(""));
        crews.callOff(outage);
    }

    /** Why supply cannot have been back at that moment; empty if it can. */
    static Optional<String> problemOf(Instant restoredAt, Outage outage, Instant now) {
        if (restoredAt.isAfter(now.plus(CLOCK_SKEW))) {
            return Optional.of("in-future");
        }
        boolean before = restoredAt.isBefore(outage.detectedAt().truncatedTo(ChronoUnit.MINUTES));
        return before ? Optional.of("before-outage") : Optional.empty();
    }

    private static Instant estimate(String typed, Instant now) {
        Instant estimate = Entered.moment("estimatedRestorationAt", typed);
        if (!estimate.isAfter(now)) {
            throw new ImpossibleValue("estimatedRestorationAt", "in-past");
        }
        if (estimate.isAfter(now.plus(LONGEST_REPAIR))) {
            throw new ImpossibleValue("estimatedRestorationAt", "range");
        }
        return estimate;
    }
}
