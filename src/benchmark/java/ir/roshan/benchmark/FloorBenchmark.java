package ir.roshan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ir.roshan.testing.Growth;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What would be left of a report if there were no program: the rows that a request in its outage has in our tables and the engine's,
 * written in one trip and one commit, beside Roshan on the same PostgreSQL by turns. No one can be quicker with these rows.
 */
class FloorBenchmark {
    private static final int CONNECTIONS = 16;
    private static final int OUTAGES = 200;
    private static final Duration WARM_UP = Duration.parse(System.getProperty("benchmark.warm-up", "PT5M"));
    private static final Duration ROUND = Duration.parse(System.getProperty("benchmark.round", "PT30S"));
    private static final int PAIRS = Integer.getInteger("benchmark.pairs", 8);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void reportsASecondBesideTheirRowsAlone() throws Exception {
        assumeThat(BenchmarkDatabase.kind()).isEqualTo("PostgreSQL");
        try (Roshan roshan = new Roshan("roshan", folder, Roshan.USUAL);
                Roshan rows = new Roshan("rows", folder, Roshan.USUAL)) {
            Growth growth = new Growth(rows.database(), Roshan.USUAL);
            for (int point : growth.template()) Load.call(rows.report(point));
            Load.rest(rows);
            growth.fill(0, 0, OUTAGES);
            BlockingQueue<Writer> writers = new ArrayBlockingQueue<>(CONNECTIONS);
            for (int i = 0; i < CONNECTIONS; i++) writers.add(new Writer(rows, growth.oneMore(OUTAGES)));
            System.out.printf("warming up: %s%n", Load.reports(roshan, CONNECTIONS, 0, WARM_UP, 0));
            System.out.printf("warming up: %s%n", write(rows, writers, ROUND));
            pairs(roshan, rows, writers);
        }
    }

    private static void pairs(Roshan roshan, Roshan rows, BlockingQueue<Writer> writers)
            throws InterruptedException, IOException {
        List<Double> rates = new ArrayList<>();
        int reports = 1_000_000;
        for (int pair = 0; pair < PAIRS; pair++) {
            Load.Round first =
                    pair % 2 == 0 ? Load.reports(roshan, CONNECTIONS, 0, ROUND, reports) : write(rows, writers, ROUND);
            Load.Round second =
                    pair % 2 == 0 ? write(rows, writers, ROUND) : Load.reports(roshan, CONNECTIONS, 0, ROUND, reports);
            Load.Round ours = pair % 2 == 0 ? first : second;
            Load.Round theirs = pair % 2 == 0 ? second : first;
            reports += ours.accepted();
            assertThat(theirs.refused()).isEmpty();
            System.out.printf("roshan %s%nits rows %s%n", ours, theirs);
            rates.add(ours.rate() / theirs.rate());
        }
        System.out.printf(
                "| reports to their rows alone, %d connections, %d pairs | %s |%n",
                CONNECTIONS, PAIRS, Ratios.of(rates));
    }

    private static Load.Round write(Roshan rows, BlockingQueue<Writer> writers, Duration time)
            throws InterruptedException, IOException {
        double before = rows.processorOfDatabase();
        long end = System.nanoTime() + time.toNanos();
        return Load.deeds(CONNECTIONS, 0, () -> System.nanoTime() < end, n -> writers.remove(), writer -> {
                    String status = writer.write();
                    writers.add(writer);
                    return status;
                })
                .with(0, 0, rows.processorOfDatabase() - before);
    }

    /** One connection. */
    private static final class Writer {
        private final PreparedStatement text;
        private final int numbers;

        Writer(Roshan rows, String text) throws SQLException {
            this.text = rows.connection().prepareStatement(text);
            numbers = text.length() - text.replace("?", "").length();
        }

        /** One trip: without a transaction of its own the text is one, with its commit. */
        String write() {
            try {
                int number = NUMBER.incrementAndGet();
                for (int i = 1; i <= numbers; i++) text.setInt(i, number);
                text.execute();
                return "200";
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
