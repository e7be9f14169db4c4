package ir.roshan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports a second at Roshan and at a bare engine, in pairs of rounds by turns: ours first, then the rival's first. A round ends
 * when what was put off is done. With settings of ours to try, ours with them stands in the rival's place. Nothing but the ratio of a pair is worth anything on a machine that others use.
 */
class RivalBenchmark {
    private static final Duration WARM_UP = Duration.parse(System.getProperty("benchmark.warm-up", "PT5M"));
    private static final Duration ROUND = Duration.parse(System.getProperty("benchmark.round", "PT30S"));
    private static final int PAIRS = Integer.getInteger("benchmark.pairs", 8);
    private static final List<Integer> CONNECTIONS = numbers("benchmark.connections", "4,16,64");
    /** Reports a second, the same for both; 0 for as many as each of them takes. */
    private static final List<Integer> RATES = numbers("benchmark.rates", "0");

    @TempDir
    private Path folder;

    private int reports;

    @Test
    void reportsASecondBesideABareEngine() throws Exception {
        try (Roshan roshan = new Roshan("roshan", folder, Roshan.USUAL);
                SystemUnderLoad rival = Roshan.OTHERWISE.length == 0
                        ? new Rival("rival", folder)
                        : new Roshan("otherwise", folder, Roshan.USUAL, Roshan.OTHERWISE)) {
            for (SystemUnderLoad system : List.of(roshan, rival))
                System.out.printf("warming up, %s: %s%n", system.name(), round(system, 16, 0, WARM_UP));
            for (int connections : CONNECTIONS) for (int rate : RATES) pairs(roshan, rival, connections, rate);
        }
    }

    private static List<Integer> numbers(String setting, String otherwise) {
        return Stream.of(System.getProperty(setting, otherwise).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private void pairs(SystemUnderLoad roshan, SystemUnderLoad rival, int connections, int rate)
            throws InterruptedException, IOException {
        List<Double> rates = new ArrayList<>();
        List<Double> halves = new ArrayList<>();
        List<Double> longest = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean oursFirst = pair % 2 == 0;
            Load.Round first = round(oursFirst ? roshan : rival, connections, rate, ROUND);
            Load.Round second = round(oursFirst ? rival : roshan, connections, rate, ROUND);
            Load.Round ours = oursFirst ? first : second;
            Load.Round theirs = oursFirst ? second : first;
            System.out.printf(
                    "%d connections, %s %s%n%d connections, %s %s%n",
                    connections, roshan.name(), ours, connections, rival.name(), theirs);
            rates.add(ours.rate() / theirs.rate());
            halves.add(ours.percentile(50) / theirs.percentile(50));
            longest.add(ours.percentile(99) / theirs.percentile(99));
        }
        System.out.printf(
                "| %s, %d connections, %s, %d pairs | reports a second %s | p50 %s | p99 %s |%n",
                BenchmarkDatabase.kind(),
                connections,
                rate == 0 ? "as many as go" : rate + " a second",
                PAIRS,
                Ratios.of(rates),
                Ratios.of(halves),
                Ratios.of(longest));
    }

    private Load.Round round(SystemUnderLoad system, int connections, int rate, Duration time)
            throws InterruptedException, IOException {
        Load.Round round = Load.reports(system, connections, rate, time, reports);
        reports += round.accepted();
        assertThat(round.refused()).as("refused by %s", system.name()).isEmpty();
        assertThat(round.accepted()).as("taken by %s", system.name()).isPositive();
        assertThat(system.jobsFailed())
                .as("jobs of %s without a try left", system.name())
                .isZero();
        return round;
    }
}
