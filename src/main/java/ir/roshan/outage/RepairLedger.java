package ir.roshan.outage;

import ir.roshan.outage.RepairTimes.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is expected of repairs, tried on such as it had not seen. The newest quarter is held back: from the rest it is foretold,
 * each outage from what was known when its crew was sent, and how far that was off is the usual error. Where the district's own
 * median would have done as well, that alone is used.
 *
 * @param repairs from how many it was made
 * @param tested on how many it was tried
 * @param offMinutes by how much it missed them, the median
 * @param districtOffMinutes by how much the district's own median missed them
 * @param spreads by district, and under 0 for all: the errors at 1 to 99 per cent, in logarithms, the first for 1
 */
record RepairLedger(
        RepairTimes times,
        int repairs,
        int tested,
        double offMinutes,
        double districtOffMinutes,
        Map<Integer, double[]> spreads) {
    static final int ALL_DISTRICTS = 0;
    static final int PERCENTS = 99;
    /** Of fewer repairs nobody can say anything. */
    static final int FEWEST = 100;

    private static final int FEWEST_TESTED = 20;
    private static final int FEWEST_TESTED_IN_DISTRICT = 60;
    private static final double HELD_BACK = 0.25;
    private static final List<RepairFactor> DISTRICT_ALONE = List.of(RepairFactor.DISTRICT);

    /** Which repairs a ledger is of. */
    enum Kind {
        ORDINARY(EnumSet.complementOf(EnumSet.of(RepairFactor.CAUSE))),
        CAUSE_KNOWN(EnumSet.allOf(RepairFactor.class)),
        MAJOR_EVENT(EnumSet.of(RepairFactor.DISTRICT, RepairFactor.KIND));

        private final Set<RepairFactor> factors;

        Kind(Set<RepairFactor> factors) {
            this.factors = factors;
        }

        List<RepairFactor> factors() {
            return List.copyOf(factors);
        }
    }

    /** @return empty where there are too few to learn from, or to try it on */
    static Optional<RepairLedger> of(List<PastRepair> repairs, Kind kind) {
        if (repairs.size() < FEWEST) return Optional.empty();
        List<PastRepair> all = new ArrayList<>(repairs);
        all.sort(Comparator.comparing(PastRepair::restoredAt));
        List<PastRepair> seen = all.subList(0, (int) Math.floor(all.size() * (1 - HELD_BACK)));
        List<PastRepair> unseen = all.subList(seen.size(), all.size()).stream()
                .filter(r -> r.traits().at().isAfter(seen.get(seen.size() - 1).restoredAt()))
                .toList();
        if (unseen.size() < FEWEST_TESTED) return Optional.empty();
        RepairTimes full = RepairTimes.of(seen, kind.factors());
        RepairTimes district = RepairTimes.of(seen, DISTRICT_ALONE);
        double fullOff = off(full, unseen);
        double districtOff = off(district, unseen);
        boolean better = fullOff < districtOff;
        return Optional.of(new RepairLedger(
                RepairTimes.of(all, better ? kind.factors() : DISTRICT_ALONE),
                all.size(),
                unseen.size(),
                better ? fullOff : districtOff,
                districtOff,
                spreads(better ? full : district, unseen)));
    }

    private static double off(RepairTimes times, List<PastRepair> unseen) {
        return Percentile.median(unseen.stream()
                .mapToDouble(r -> Math.abs(Math.exp(r.logMinutes()) - Math.exp(times.logMinutes(r.traits()))))
                .toArray());
    }

    private static Map<Integer, double[]> spreads(RepairTimes times, List<PastRepair> unseen) {
        Map<Integer, List<Double>> errors = new HashMap<>();
        for (PastRepair repair : unseen) {
            double error = repair.logMinutes() - times.logMinutes(repair.traits());
            errors.computeIfAbsent(ALL_DISTRICTS, d -> new ArrayList<>()).add(error);
            errors.computeIfAbsent(repair.traits().district(), d -> new ArrayList<>())
                    .add(error);
        }
        Map<Integer, double[]> spreads = new HashMap<>();
        errors.forEach((district, of) -> {
            if (district == ALL_DISTRICTS || of.size() >= FEWEST_TESTED_IN_DISTRICT) {
                double[] sorted = Percentile.sorted(
                        of.stream().mapToDouble(Double::doubleValue).toArray());
                double[] percents = new double[PERCENTS];
                for (int p = 1; p <= PERCENTS; p++) percents[p - 1] = Percentile.of(sorted, p);
                spreads.put(district, percents);
            }
        });
        return spreads;
    }

    double[] spreadOf(int district) {
        return spreads.getOrDefault(district, spreads.get(ALL_DISTRICTS));
    }
}
