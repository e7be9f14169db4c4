package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.Network;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the check of a report costs with 1,000,000 service points and 10,000 windows of nine days, one in twenty of them known
 * in words alone, beside a network of 1,000 points without any plan; by turns in one run.
 */
@Tag("slow")
class PlannedCheckSlowIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int FIRST_FILE_NUMBER = 1_000_000;
    private static final int TURNS = 15;
    private static final int CHECKS = 1_000;
    private static final int WARMING_UP = 3_000;
    private static final int MOST_MICROSECONDS = 1_000;

    private record House(TestDatabase database, PlannedOutageCheck check, int points) implements AutoCloseable {
        double microseconds(Random chance, int checks) {
            long began = System.nanoTime();
            for (int i = 0; i < checks; i++) {
                assertThat(check.check(billId(chance.nextInt(points)), NOON).knowledge())
                        .isNotNull();
            }
            return (System.nanoTime() - began) / 1000.0 / checks;
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static BillId billId(int point) {
        return BillId.of(FIRST_FILE_NUMBER + point, 44);
    }

    private static House house(int points, int windows) {
        TestDatabase database = TestDatabase.postgres();
        int transformers = points / 50;
        int feeders = Math.max(1, transformers / 40);
        database.template.execute("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES ('S', 'SUBSTATION', NULL, 1, %1$d);
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'F-' || f, 'FEEDER', 'S', 1 + f %% 4, 2000 FROM generate_series(0, %3$d - 1) f;
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'T-' || t, 'TRANSFORMER', 'F-' || t %% %3$d, 1 + t %% 4, 50 FROM generate_series(0, %2$d - 1) t
                """.formatted(points, transformers, feeders));
        List<Object[]> rows = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            rows.add(new Object[] {billId(point).value(), 1 + point % 4, "T-" + point % transformers});
        }
        database.template.batchUpdate(
                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, ?, ?)", rows);
        rows.clear();
        Random chance = new Random(7);
        for (int window = 0; window < windows; window++) {
            Instant from = NOON.plus(Duration.ofMinutes(30L * (chance.nextInt(9 * 48) - 48)));
            boolean inWords = window % 20 == 0;
            boolean ofFeeder = window % 2 == 0;
            String code = ofFeeder ? "F-" + chance.nextInt(feeders) : "T-" + chance.nextInt(transformers);
            rows.add(new Object[] {
                "N-" + window,
                inWords ? "NONE" : ofFeeder ? "FEEDER" : "TRANSFORMER",
                inWords ? "" : code,
                from.atOffset(ZoneOffset.UTC),
                from.plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC),
                inWords ? "محلهٔ " + window : ""
            });
        }
        database.template.batchUpdate("""
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, area, reason, planned, cancelled)
                VALUES (?, ?, ?, ?, ?, ?, '', TRUE, FALSE)
                """, rows);
        new Announcements(database.client)
                .arrived(
                        AnnouncementSource.COMPANY_LIST,
                        NOON,
                        null,
                        "",
                        List.of(""),
                        List.of(new Interval(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(8)))),
                        List.of());
        database.template.execute("ANALYZE");
        Network network = new Network(database.client);
        PlannedOutageCheck check = new PlannedOutageCheck(
                new PlannedOutages(database.client, network),
                network,
                new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24)),
                new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC)));
        return new House(database, check, points);
    }

    @Test
    void aReportIsCheckedInLessThanAMillisecond() {
        try (House empty = house(1_000, 0);
                House full = house(1_000_000, 10_000)) {
            Random chance = new Random(1);
            empty.microseconds(chance, WARMING_UP);
            full.microseconds(chance, WARMING_UP);
            double[] ofFull = new double[TURNS];
            double[] ratios = new double[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                double ofEmpty = empty.microseconds(chance, CHECKS);
                ofFull[turn] = full.microseconds(chance, CHECKS);
                ratios[turn] = ofFull[turn] / ofEmpty;
            }
            Arrays.sort(ofFull);
            Arrays.sort(ratios);
            System.out.printf(
                    "a check: %.0f us (%.0f to %.0f), %.2f times the empty one's (%.2f to %.2f)%n",
                    ofFull[TURNS / 2], ofFull[0], ofFull[TURNS - 1], ratios[TURNS / 2], ratios[0], ratios[TURNS - 1]);
            assertThat(ofFull[TURNS / 2]).isLessThan(MOST_MICROSECONDS);
        }
    }
}
