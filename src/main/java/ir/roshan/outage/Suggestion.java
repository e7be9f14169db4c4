package ir.roshan.outage;

import ir.roshan.outage.RepairTimes.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When supply will probably be back, as the company's own repairs tell.
 *
 * @param restorationAt as often earlier as later
 * @param from,until between which eight of ten of its like were restored
 * @param repairs of the district, from which it was learned
 * @param because what makes this one longer or shorter than others, the weightiest first
 */
public record Suggestion(Instant restorationAt, Instant from, Instant until, int repairs, List<Because> because) {
    private static final int LOW = 10;
    private static final int MIDDLE = 50;
    private static final int HIGH = 90;
    /** A promise is given in round minutes. */
    private static final long ROUND = 300;
    /** Where fewer of a hundred of its like took so long, nobody knows how long this one takes. */
    private static final int FEWEST_LEFT = 10;
    /** Below this, in logarithms, nobody would call it longer or shorter. */
    private static final double WORTH_SAYING = Math.log(1.1);

    private static final int MOST_REASONS = 3;

    /** @param percent by how much longer than others; negative where shorter */
    public record Because(RepairFactor factor, int percent, int repairs) {}

    /** Why there is none. */
    public enum None {
        /** The district has restored too few outages with a crew's time to learn from. */
        TOO_LITTLE_HISTORY,
        /** So much has failed that ordinary days say nothing, and too few such days are known. */
        MAJOR_EVENT,
        /** It has lasted longer than nearly all of its like. */
        LONGER_THAN_KNOWN
    }

    /**
     * @param logMinutes expected from sending the crew to supply
     * @param spread errors of the like at 1 to 99 per cent
     * @param sent when the crew was sent; now where it has not been
     * @return empty if it has lasted longer than nearly all of its like
     */
    static Optional<Suggestion> of(
            double logMinutes,
            Map<RepairFactor, Effect> effects,
            int repairs,
            double[] spread,
            Instant sent,
            Instant now) {
        double gone = Duration.between(sent, now).toSeconds() / 60.0;
        double[] left = IntStream.range(0, spread.length)
                .mapToDouble(i -> Math.exp(logMinutes + spread[i]))
                .filter(minutes -> minutes > gone)
                .toArray();
        if (left.length < FEWEST_LEFT) return Optional.empty();
        return Optional.of(new Suggestion(
                round(sent, RepairTimes.Percentile.of(left, MIDDLE), now),
                round(sent, RepairTimes.Percentile.of(left, LOW), now),
                round(sent, RepairTimes.Percentile.of(left, HIGH), now),
                repairs,
                effects.entrySet().stream()
                        .filter(e -> e.getKey() != RepairFactor.DISTRICT)
                        .filter(e -> Math.abs(e.getValue().log()) >= WORTH_SAYING)
                        .sorted(Comparator.comparingDouble(
                                e -> -Math.abs(e.getValue().log())))
                        .limit(MOST_REASONS)
                        .map(e -> new Because(
                                e.getKey(),
                                (int) Math.round(100 * Math.expm1(e.getValue().log())),
                                e.getValue().repairs()))
                        .toList()));
    }

    /** Up to the next five minutes, and never in the past. */
    private static Instant round(Instant sent, double minutes, Instant now) {
        Instant at = sent.plusSeconds(Math.round(minutes * 60));
        Instant soonest = now.plusSeconds(ROUND);
        long seconds = (at.isBefore(soonest) ? soonest : at).getEpochSecond();
        return Instant.ofEpochSecond(Math.floorDiv(seconds + ROUND - 1, ROUND) * ROUND);
    }
}
