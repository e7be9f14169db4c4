package ir.roshan.outage;

import ir.roshan.outage.RepairLedger.Kind;
import ir.roshan.outage.RepairLedgers.Head;
import ir.roshan.outage.RepairTimes.Effect;
import ir.roshan.text.TypedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What the company's own repairs tell of when supply will be back, or why they tell nothing (A3.4). */
@Service
public class Suggestions {
    /** Of fewer repairs a district has no habit. */
    static final int FEWEST_OF_DISTRICT = 20;

    private static final Duration DAY = Duration.ofDays(1);

    private final RepairLedgers ledgers;
    private final Clock clock;

    Suggestions(RepairLedgers ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** One of both is null. */
    public record Answer(Suggestion suggestion, Suggestion.None none) {
        static Answer no(Suggestion.None why) {
            return new Answer(null, why);
        }
    }

    /**
     * As it was typed so far.
     *
     * @param crew null or empty for the one that has gone
     * @param cause null or empty while nobody knows
     * @throws ImpossibleValue if the cause is none
     */
    public Answer asked(Outage outage, String crew, String cause) {
        String goes = crew == null ? "" : TypedText.normalise(crew);
        return of(
                outage.id(),
                goes.isEmpty() ? outage.crew() : goes,
                cause == null || cause.isEmpty() ? null : Entered.oneOf("cause", cause, Cause.class));
    }

    /**
     * @param id of an open outage
     * @param crew who goes, or has gone; null where nobody has been chosen
     * @param cause null while nobody knows
     */
    Answer of(OutageId id, String crew, Cause cause) {
        Instant now = clock.instant();
        Map<Kind, Head> heads = ledgers.heads();
        Head ordinary = heads.get(Kind.ORDINARY);
        if (!ordinary.knowsAnything()) return Answer.no(Suggestion.None.TOO_LITTLE_HISTORY);
        boolean storm = ordinary.stormAbove() != null && ledgers.moreThan(ordinary.stormAbove(), now.minus(DAY));
        Kind kind = storm ? Kind.MAJOR_EVENT : cause == null ? Kind.ORDINARY : Kind.CAUSE_KNOWN;
        Suggestion.None tooLittle = storm ? Suggestion.None.MAJOR_EVENT : Suggestion.None.TOO_LITTLE_HISTORY;
        if (!heads.get(kind).knowsAnything()) return Answer.no(tooLittle);
        RepairTraits traits = ledgers.traitsOf(id, crew, cause, now);
        Map<RepairFactor, Effect> effects = ledgers.effects(kind, traits);
        int repairs = Optional.ofNullable(effects.get(RepairFactor.DISTRICT))
                .map(Effect::repairs)
                .orElse(0);
        if (repairs < FEWEST_OF_DISTRICT) return Answer.no(tooLittle);
        double expected = heads.get(kind).logMiddle()
                + effects.values().stream().mapToDouble(Effect::log).sum();
        return Suggestion.of(expected, effects, repairs, ledgers.spread(kind, traits.district()), traits.at(), now)
                .map(suggestion -> new Answer(suggestion, null))
                .orElse(Answer.no(Suggestion.None.LONGER_THAN_KNOWN));
    }
}
