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
    private final Requests requests;
    private final Network network;
    private final OutageMessages messages;
    private final CrewMessages crews;
    private final Clock clock;

    Restoration(
            Outages outages,
            Requests requests,
            Network network,
            OutageMessages messages,
            CrewMessages crews,
            Clock clock) {
        this.outages = outages;
        this.requests = requests;
        this.network = network;
        this.messages = messages;
        this.crews = crews;
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
        Outage dispatched = outages.locked(id).with(c -> {
            c.state = OutageState.CREW_DISPATCHED;
            c.crew = sent;
            c.dispatchedAt = now;
            c.estimatedRestorationAt = estimate;
            c.estimateNo = 1;
        });
        outages.save(dispatched);
        outages.estimated(dispatched, now);
        outages.append(id, now, Outages.Step.CREW_DISPATCHED, byWhom, sent);
        crews.send(dispatched);
        messages.crewDispatched(dispatched, requests.all(outages.members(id)));
        return estimate;
    }

    /**
     * @param estimatedRestorationAt ISO 8601 with an offset, in the future, within 30 days
     * @return the new estimate
     * @throws ImpossibleValue if it is missing or cannot be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant revise(OutageId id, String estimatedRestorationAt, String byWhom) {
        Instant now = clock.instant();
        Instant estimate = estimate(estimatedRestorationAt, now);
        Outage revised = outages.locked(id).with(c -> {
            c.estimatedRestorationAt = estimate;
            c.estimateNo++;
        });
        outages.save(revised);
        outages.estimated(revised, now);
        outages.append(id, now, Outages.Step.ESTIMATE_REVISED, byWhom, estimate.toString());
        messages.estimate(revised, requests.all(outages.members(id)));
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
        outages.save(outage.with(c -> {
            c.state = OutageState.RESTORED;
            c.cause = found;
            c.restoredAt = restored;
            c.closedAt = now;
        }));
        outages.wereOut(id, outage.element() == null ? 0 : network.servicePointsBelow(outage.element()));
        outages.append(
                id,
                now,
                Outages.Step.RESTORED,
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
