package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What a suggestion costs beside 1,000,000 restored outages of two years, beside which 1,000 are open and have their crew. */
@Tag("slow")
class MillionRepairsSlowIT {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final int ASKED = 200;
    /** {@code -Dslow.repairs=200000} for a shorter run. */
    private static final int ALL = Integer.getInteger("slow.repairs", 1_000_000);

    private static final int NEWEST = 50_000;

    @Test
    void aFormAsksByKeyAndTheLedgersAreMadeFromTheNewest() {
        try (TestDatabase database = TestDatabase.postgres()) {
            RepairLedgers ledgers = new RepairLedgers(new NamedParameterJdbcTemplate(database.dataSource()));
            CompanyClock clock = new CompanyClock(Clock.fixed(NOW, ZoneOffset.UTC));
            RepairLedgerRenewal renewal = new RepairLedgerRenewal(ledgers, clock);
            Suggestions suggestions = new Suggestions(ledgers, clock);
            fill(database, ALL - NEWEST + 1, ALL);
            long few = renewed(database, renewal);
            double small = asked(suggestions);
            fill(database, 1, ALL - NEWEST);
            long many = renewed(database, renewal);
            double large = asked(suggestions);
            System.out.printf(
                    "ledgers: %d ms from 50,000, %d ms from the newest of %d; a form: %.1f ms, %.1f ms%n",
                    few, many, ALL, small, large);
            assertThat(readInRow(database, suggestions))
                    .as("rows of outages that a form has read one after another")
                    .isZero();
        }
    }

    /** Counted by PostgreSQL itself, and so whatever else the machine does; sessions tell what they counted when they have rested. */
    private static long readInRow(TestDatabase database, Suggestions suggestions) {
        long before = counted(database);
        asked(suggestions);
        return counted(database) - before;
    }

    private static long counted(TestDatabase database) {
        try {
            Thread.sleep(Duration.ofSeconds(12).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return database.client
                .sql("SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'outage'")
                .query(Long.class)
                .single();
    }

    private static long renewed(TestDatabase database, RepairLedgerRenewal renewal) {
        long began = System.nanoTime();
        database.inTransaction().executeWithoutResult(status -> renewal.renew());
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static double asked(Suggestions suggestions) {
        for (int warm = 0; warm < ASKED; warm++) suggestions.of(new OutageId(2_000_001 + warm), "اکیپ 3", null);
        long began = System.nanoTime();
        for (int i = 0; i < ASKED; i++) {
            assertThat(suggestions
                            .of(new OutageId(2_000_001 + i), "اکیپ 3", null)
                            .suggestion())
                    .isNotNull();
        }
        return (System.nanoTime() - began) / 1e6 / ASKED;
    }

    /** One a minute, the last of them yesterday; lengths differ by feeder and by chance. */
    private static void fill(TestDatabase database, int first, int last) {
        database.client
                .sql("""
                        INSERT INTO outage (outage_id, element_kind, element_code, feeder_code, district, state, priority, hazard, finding,
                            cause, crew, detected_at, verify_by, restore_by, verified_at, dispatched_at, estimate_no, restored_at, closed_at,
                            service_points)
                        SELECT o, 'TRANSFORMER', 'T-' || o %% 10000, 'F-' || o %% 400, o %% 4 + 1, 'RESTORED', 'NORMAL', 'NONE',
                               'NETWORK_FAULT', 'TREE', 'اکیپ ' || o %% 7, at, at, at, at, at, 1, at + length, at + length, 100
                          FROM generate_series(%1$d, %2$d) o,
                               LATERAL (SELECT :now - make_interval(days => 1, mins => %3$d - o) AS at,
                                               make_interval(mins => 30 + (o %% 400) / 4 + o %% 1000 * 7919 %% 60) AS length) made
                        """.formatted(first, last, ALL))
                .param("now", utc(NOW))
                .update();
        if (last == ALL) {
            database.template.execute("""
                    INSERT INTO outage (outage_id, element_kind, element_code, feeder_code, district, state, priority, hazard, finding,
                        crew, detected_at, verify_by, restore_by, verified_at, dispatched_at, estimate_no)
                    SELECT o, 'TRANSFORMER', 'T-' || o % 10000, 'F-' || o % 400, o % 4 + 1, 'CREW_DISPATCHED', 'NORMAL', 'NONE',
                           'NETWORK_FAULT', 'crew', at, at, at, at, at, 1
                      FROM generate_series(2000001, 2001000) o,
                           LATERAL (SELECT TIMESTAMP WITH TIME ZONE '2026-11-23T11:50:00Z' AS at) made
                    """);
        }
        database.template.execute("ANALYZE");
    }
}
