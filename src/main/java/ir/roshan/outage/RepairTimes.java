package ir.roshan.outage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long repairs take: the median of all, and for each trait by how much its repairs are longer or shorter, once what the
 * other traits explain is taken away. In logarithms, since an hour more is much for a fuse and little for a cable; by medians,
 * so that the crew that forgot to report until morning moves nothing; and drawn to nothing where repairs are few, so that three
 * bad nights do not make a bad feeder.
 *
 * @param logMiddle median of all, natural logarithm of minutes
 */
record RepairTimes(double logMiddle, Map<RepairFactor, Map<String, Effect>> effects) {
    /** Of so many repairs half is believed. */
    private static final int HALF_BELIEVED = 10;
    /** Fewer say nothing at all. */
    private static final int FEWEST = 5;

    private static final int PASSES = 4;

    /** @param log what is added to the logarithm of minutes */
    record Effect(int repairs, double log) {}

    /** @param repairs one at least */
    static RepairTimes of(Collection<PastRepair> repairs, List<RepairFactor> factors) {
        List<PastRepair> all = List.copyOf(repairs);
        double[] left = all.stream().mapToDouble(PastRepair::logMinutes).toArray();
        double middle = Percentile.median(left);
        for (int i = 0; i < left.length; i++) left[i] -= middle;
        Map<RepairFactor, String[]> traits = new EnumMap<>(RepairFactor.class);
        factors.forEach(factor -> traits.put(
                factor,
                all.stream().map(r -> factor.of(r.traits()).orElse(null)).toArray(String[]::new)));
        Map<RepairFactor, Map<String, Effect>> effects = new EnumMap<>(RepairFactor.class);
        for (int pass = 0; pass < PASSES; pass++) {
            for (RepairFactor factor : factors) {
                String[] trait = traits.get(factor);
                add(left, trait, effects.getOrDefault(factor, Map.of()), 1);
                effects.put(factor, effects(left, trait));
                add(left, trait, effects.get(factor), -1);
            }
        }
        return new RepairTimes(middle, effects);
    }

    private static Map<String, Effect> effects(double[] left, String[] trait) {
        Map<String, List<Double>> groups = new HashMap<>();
        for (int i = 0; i < left.length; i++) {
            if (trait[i] != null)
                groups.computeIfAbsent(trait[i], t -> new ArrayList<>()).add(left[i]);
        }
        Map<String, Effect> effects = new HashMap<>();
        groups.forEach((name, of) -> {
            int n = of.size();
            if (n >= FEWEST) {
                double median = Percentile.median(
                        of.stream().mapToDouble(Double::doubleValue).toArray());
                effects.put(name, new Effect(n, median * n / (n + HALF_BELIEVED)));
            }
        });
        return effects;
    }

    private static void add(double[] left, String[] trait, Map<String, Effect> effects, int sign) {
        for (int i = 0; i < left.length; i++) {
            Effect effect = trait[i] == null ? null : effects.get(trait[i]);
            if (effect != null) left[i] += sign * effect.log();
        }
    }

    /** What is known of an outage by each factor; factors that say nothing of it are not in it. */
    Map<RepairFactor, Effect> effectsOn(RepairTraits traits) {
        Map<RepairFactor, Effect> found = new EnumMap<>(RepairFactor.class);
        effects.forEach((factor, byTrait) ->
                factor.of(traits).map(byTrait::get).ifPresent(effect -> found.put(factor, effect)));
        return found;
    }

    double logMinutes(RepairTraits traits) {
        return logMiddle
                + effectsOn(traits).values().stream().mapToDouble(Effect::log).sum();
    }

    /** Numbers in order, and what lies between two neighbours in proportion, as a spreadsheet does. */
    static final class Percentile {
        private Percentile() {}

        static double median(double[] numbers) {
            return of(sorted(numbers), 50);
        }

        static double[] sorted(double[] numbers) {
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            return sorted;
        }

        /** @param sorted one at least */
        static double of(double[] sorted, double percent) {
            double at = percent / 100 * (sorted.length - 1);
            int below = (int) Math.floor(at);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
    }
}
