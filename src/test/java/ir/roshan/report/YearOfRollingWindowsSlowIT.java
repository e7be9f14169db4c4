package ir.roshan.report;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.Network;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 1,000,000 service points below 20 substations, 400 feeders and 10,000 transformers. Every feeder is off on plan for two
 * hours of each day of a year, and a transformer below it for an hour around the end of that; 60,000 outages, of which one
 * in six was restored in steps.
 */
@Tag("slow")
class YearOfRollingWindowsSlowIT {
    private static final int YEAR = 1404;

    @Test
    void isReportedWithinTwoSeconds() {
        try (TestDatabase database = TestDatabase.postgres()) {
            fill(database);
            Instant from = SolarHijri.moment(SolarHijri.firstDayOf(YEAR, 1), 0);
            Instant to = SolarHijri.moment(SolarHijri.firstDayOf(YEAR + 1, 1), 0);
            Network network = new Network(database.client);
            Interruptions interruptions = new Interruptions(
                    database.template.getDataSource(),
                    new ReportSettings(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1)),
                    new CompanyClock(Clock.fixed(to.plus(Duration.ofDays(9)), UTC)));
            ServiceLevel serviceLevel = new ServiceLevel(database.client, network, interruptions);
            for (int warm = 0; warm < 3; warm++) {
                serviceLevel.report(from, from.plus(Duration.ofDays(90)));
            }
            ServiceLevelReport year = timed(database, "the year", () -> serviceLevel.report(from, to));
            // Two hours, of which the transformer's point loses half an hour more.
            assertThat(year.total().plannedSaifi()).isEqualTo(365.0);
            assertThat(year.total().plannedSaidi()).isEqualTo(365 * (120 + 30 / 25.0));
            assertThat(year.total().saifi()).isPositive();
            timed(database, "a month", () -> serviceLevel.report(from, from.plus(Duration.ofDays(31))));
            timed(
                    database,
                    "the rows of a month",
                    () -> interruptions.list(
                            Interruptions.Kind.PLANNED,
                            new Period(from, from.plus(Duration.ofDays(31)), null),
                            0,
                            1000));
            timed(database, "major event days", () -> new MajorEventDays(interruptions, network).of(YEAR));
        }
    }

    /** In one transaction, as the callers' are. */
    private static <T> T timed(TestDatabase database, String what, Supplier<T> work) {
        long began = System.nanoTime();
        T result = new TransactionTemplate(database.transactions).execute(any -> work.get());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(what + ": " + took.toMillis() + " ms");
        assertThat(took).as(what).isLessThan(Duration.ofSeconds(2));
        return result;
    }

    private static void fill(TestDatabase database) {
        String begin = SolarHijri.moment(SolarHijri.firstDayOf(YEAR, 1), 0).toString();
        for (String sql : """
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'S-' || s, 'SUBSTATION', NULL, s %% 4 + 1, 50000 FROM generate_series(0, 19) s;
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'F-' || f, 'FEEDER', 'S-' || f %% 20, f %% 4 + 1, 2500 FROM generate_series(0, 399) f;
                INSERT INTO network_element (code, kind, parent_code, district, service_points)
                SELECT 'T-' || t, 'TRANSFORMER', 'F-' || t %% 400, t %% 4 + 1, 100 FROM generate_series(0, 9999) t;
                INSERT INTO service_point (bill_id, district, transformer_code)
                SELECT p, p %% 4 + 1, 'T-' || p %% 10000 FROM generate_series(1000000, 1999999) p;
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                SELECT 'W-' || d || '-' || f, 'FEEDER', 'F-' || f, b + make_interval(hours => (f + d) %% 11 * 2),
                       b + make_interval(hours => (f + d) %% 11 * 2 + 2), '', '', TRUE, FALSE
                  FROM generate_series(0, 399) f, generate_series(0, 364) d,
                       LATERAL (SELECT TIMESTAMP WITH TIME ZONE '%1$s' + make_interval(days => d) AS b) day;
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                SELECT outage_number || '-T', 'TRANSFORMER', replace(element_code, 'F', 'T'), ends_at - INTERVAL '30 minutes',
                       ends_at + INTERVAL '30 minutes', '', '', TRUE, FALSE FROM planned_outage;
                INSERT INTO outage (outage_id, outage_no, element_kind, element_code, district, state, priority, hazard,
                       detected_at, verify_by, restore_by, restored_at, closed_at, estimate_no, service_points)
                SELECT o, 'O-' || o, CASE WHEN o %% 6 = 0 THEN 'FEEDER' ELSE 'TRANSFORMER' END,
                       CASE WHEN o %% 6 = 0 THEN 'F-' || o %% 400 ELSE 'T-' || o %% 10000 END, o %% 4 + 1, 'RESTORED', 'NORMAL', 'NONE',
                       b, b, b, b + INTERVAL '2 hours', b, 0, CASE WHEN o %% 6 = 0 THEN 2500 ELSE 100 END
                  FROM generate_series(1, 60000) o,
                       LATERAL (SELECT TIMESTAMP WITH TIME ZONE '%1$s' + make_interval(mins => o * 8) AS b) moment;
                INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points)
                SELECT outage_id, 'TRANSFORMER', replace(element_code, 'F', 'T'), detected_at + INTERVAL '1 hour', 100
                  FROM outage WHERE element_kind = 'FEEDER';
                ANALYZE;
                """.formatted(begin).split(";\\s*")) {
            database.template.execute(sql);
        }
    }
}
