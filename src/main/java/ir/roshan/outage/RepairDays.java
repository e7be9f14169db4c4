package ir.roshan.outage;

import ir.roshan.calendar.SolarHijri;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which days were beyond what the network is built for: what happens in a storm says nothing of an ordinary evening, and the
 * other way round. By the 2.5 beta method, as the report of major event days: over service point minutes, which are SAIDI but
 * for a factor that leaves the same days; and, since those of today are not known yet, over how many outages begin in a day.
 *
 * @param major days in Tehran
 * @param stormAbove more outages than this in a day are a storm; null where there are too few days to say so
 */
record RepairDays(Set<LocalDate> major, Double stormAbove) {
    private static final double BETAS = 2.5;
    private static final int FEWEST_DAYS = 30;
    /** Where one outage a day is the rule, two are no storm. */
    private static final double SMALLEST_STORM = 10;

    static RepairDays of(Collection<PastRepair> repairs) {
        Map<LocalDate, Double> minutes = perDay(repairs, PastRepair::servicePointMinutes);
        Double above = threshold(minutes.values());
        return new RepairDays(
                above == null
                        ? Set.of()
                        : minutes.entrySet().stream()
                                .filter(day -> day.getValue() > above)
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()),
                atLeast(SMALLEST_STORM, threshold(perDay(repairs, repair -> 1).values())));
    }

    private static Double atLeast(double least, Double number) {
        return number == null ? null : Double.valueOf(Math.max(least, number));
    }

    private static Map<LocalDate, Double> perDay(Collection<PastRepair> repairs, ToDoubleFunction<PastRepair> amount) {
        Map<LocalDate, Double> days = new HashMap<>();
        repairs.forEach(r -> days.merge(dayOf(r), amount.applyAsDouble(r), Double::sum));
        return days;
    }

    private static LocalDate dayOf(PastRepair repair) {
        return repair.detectedAt().atZone(SolarHijri.TEHRAN).toLocalDate();
    }

    private static Double threshold(Collection<Double> days) {
        double[] logs = days.stream().filter(d -> d > 0).mapToDouble(Math::log).toArray();
        if (logs.length < FEWEST_DAYS) return null;
        double alpha = Arrays.stream(logs).average().orElseThrow();
        double beta = Math.sqrt(
                Arrays.stream(logs).map(l -> (l - alpha) * (l - alpha)).sum() / (logs.length - 1));
        return Math.exp(alpha + BETAS * beta);
    }

    boolean isMajor(PastRepair repair) {
        return major.contains(dayOf(repair));
    }

    /** Each with how many other repairs its district had under way when its crew was sent. */
    static List<PastRepair> counted(Collection<PastRepair> repairs) {
        Map<Integer, List<PastRepair>> districts =
                repairs.stream().collect(Collectors.groupingBy(r -> r.traits().district()));
        List<PastRepair> counted = new ArrayList<>();
        districts.values().forEach(of -> {
            Instant[] begun = of.stream().map(r -> r.traits().at()).sorted().toArray(Instant[]::new);
            Instant[] ended = of.stream().map(PastRepair::restoredAt).sorted().toArray(Instant[]::new);
            of.forEach(r -> counted.add(r.alongside(
                    upTo(begun, r.traits().at()) - upTo(ended, r.traits().at()) - 1)));
        });
        return counted;
    }

    /** How many are not after that moment. */
    private static int upTo(Instant[] sorted, Instant at) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle].isAfter(at)) to = middle;
            else from = middle + 1;
        }
        return from;
    }
}
