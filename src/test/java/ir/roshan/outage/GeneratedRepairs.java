package ir.roshan.outage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A year of repairs of three districts whose lengths are known: an hour, times what each trait makes of it, times chance. The same
 * from each seed. District 1 is quick, district 2 slow; a feeder's repair takes half as long again as a transformer's; feeder F-9 is a
 * bad one; at night all takes longer; a cable fault takes thrice as long as a fuse; one crew is slow. District 3 has begun only now.
 */
final class GeneratedRepairs {
    static final Instant FROM = Instant.parse("2025-11-01T00:00:00Z");
    static final Instant TO = FROM.plus(Duration.ofDays(365));
    static final double MIDDLE = Math.log(60);
    static final Map<Integer, Double> DISTRICT = Map.of(1, Math.log(0.7), 2, Math.log(1.4), 3, 0.0);
    static final double FEEDER = Math.log(1.5);
    static final double BAD_FEEDER = Math.log(2);
    static final double NIGHT = Math.log(1.6);
    static final double SLOW_CREW = Math.log(1.5);
    static final double CABLE = Math.log(3);
    static final double CHANCE = 0.3;

    private static final int FEEDERS = 12;

    private GeneratedRepairs() {}

    /** Without causes that matter: what is known when a crew is sent explains all but chance. */
    static List<PastRepair> many(int number, long seed) {
        return generated(number, seed, false);
    }

    static List<PastRepair> withCauses(int number, long seed) {
        return generated(number, seed, true);
    }

    private static List<PastRepair> generated(int number, long seed, boolean causes) {
        Random random = new Random(seed);
        List<PastRepair> repairs = new ArrayList<>();
        long seconds = Duration.between(FROM, TO).toSeconds();
        for (int i = 0; i < number; i++) {
            Instant at = FROM.plusSeconds(seconds * i / number + random.nextInt(3_600));
            int district = i >= number - 10 ? 3 : 1 + random.nextInt(2);
            String feeder = "F-" + random.nextInt(FEEDERS);
            boolean wide = random.nextInt(4) == 0;
            RepairTraits traits = new RepairTraits(
                    district,
                    wide ? "FEEDER" : "TRANSFORMER",
                    wide ? feeder : feeder + "-T" + random.nextInt(20),
                    feeder,
                    "NONE",
                    "اکیپ " + random.nextInt(4),
                    causes && random.nextBoolean() ? "EQUIPMENT_FAILURE" : "TREE",
                    at,
                    0);
            double log = expected(traits) + CHANCE * random.nextGaussian();
            // Now and then a crew reports the next day only.
            if (random.nextInt(100) == 0) log += Math.log(10);
            Instant restored = at.plusSeconds(Math.round(60 * Math.exp(log)));
            repairs.add(new PastRepair(traits, at.minusSeconds(900), restored, wide ? 500 : 60));
        }
        return repairs;
    }

    /** The true median's logarithm. */
    static double expected(RepairTraits traits) {
        double log = MIDDLE + DISTRICT.get(traits.district());
        if (traits.kind().equals("FEEDER")) log += FEEDER;
        if (traits.feeder().equals("F-9")) log += BAD_FEEDER;
        if (RepairFactor.HOUR.of(traits).orElseThrow().equals("0")) log += NIGHT;
        if (traits.crew().equals("اکیپ 3")) log += SLOW_CREW;
        if (traits.cause().equals("EQUIPMENT_FAILURE")) log += CABLE;
        return log;
    }
}
