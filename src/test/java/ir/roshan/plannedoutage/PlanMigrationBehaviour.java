package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.network.Network;
import ir.roshan.testing.RunsDatabase;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the version before goes on meaning what it meant, as far as that was known; the same on every database. */
class PlanMigrationBehaviour {
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId NEIGHBOUR = new BillId("9876543204426");
    /** Half past three in Tehran. */
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final String url = RunsDatabase.current().fresh();

    @Test
    void whatArrivedSpeaksForItsDayAndForNoOther() {
        DriverManagerDataSource before = new DriverManagerDataSource(url);
        Flyway.configure().dataSource(before).target("0039").load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(before);
        jdbc.update("""
                INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES
                    ('S-1', 'SUBSTATION', NULL, 1, 1), ('F-1', 'FEEDER', 'S-1', 1, 1), ('T-1', 'TRANSFORMER', 'F-1', 1, 1),
                    ('S-2', 'SUBSTATION', NULL, 2, 1), ('F-2', 'FEEDER', 'S-2', 2, 1), ('T-2', 'TRANSFORMER', 'F-2', 2, 1)
                """);
        jdbc.update("""
                INSERT INTO service_point (bill_id, district, transformer_code)
                VALUES ('1234567804423', 1, 'T-1'), ('9876543204426', 2, 'T-2')
                """);
        jdbc.update(
                "INSERT INTO planned_outage_arrival (bill_id, district, arrived_at) VALUES ('', 0, ?), ('', 2, ?)",
                NOON.minus(Duration.ofDays(3)).atOffset(ZoneOffset.UTC),
                NOON.minusSeconds(3600).atOffset(ZoneOffset.UTC));
        jdbc.update(
                """
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned,
                                            cancelled, district)
                VALUES ('A-1', 'FEEDER', 'F-1', ?, ?, '', '', TRUE, FALSE, NULL), ('A-2', 'NONE', '', ?, ?, '', 'محله', TRUE, FALSE, 1),
                       ('A-3', 'FEEDER', 'F-2', ?, ?, '', '', TRUE, FALSE, NULL)
                """,
                NOON.minusSeconds(60).atOffset(ZoneOffset.UTC),
                NOON.plusSeconds(3600).atOffset(ZoneOffset.UTC),
                NOON.minusSeconds(60).atOffset(ZoneOffset.UTC),
                NOON.plusSeconds(3600).atOffset(ZoneOffset.UTC),
                NOON.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC),
                NOON.plus(Duration.ofDays(1)).plusSeconds(60).atOffset(ZoneOffset.UTC));

        try (TestDatabase after = TestDatabase.at(url)) {
            Network network = new Network(after.client);
            PlannedOutageCheck check = new PlannedOutageCheck(
                    new PlannedOutages(after.client, network),
                    network,
                    new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24)),
                    new CompanyClock(Clock.fixed(NOON, ZoneOffset.UTC)));
            assertThat(after.client
                            .sql("SELECT code || ' ' || district FROM network_element_district")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("S-1 1", "F-1 1", "T-1 1", "S-2 2", "F-2 2", "T-2 2");
            assertThat(check.check(HOME, NOON).knowledge()).isEqualTo(Knowledge.PLANNED);
            assertThat(check.check(NEIGHBOUR, NOON).knowledge()).isEqualTo(Knowledge.NOT_PLANNED);
            assertThat(check.check(HOME, NOON.plusSeconds(7200)).reason())
                    .as("the company's list is three days old")
                    .contains(UnknownReason.OUT_OF_DATE);
            assertThat(check.check(HOME, NOON).asOf())
                    .as("of a day of which nothing was announced")
                    .isEmpty();
            assertThat(check.check(NEIGHBOUR, Instant.parse("2026-11-23T20:29:00Z"))
                            .knowledge())
                    .isEqualTo(Knowledge.NOT_PLANNED);
            assertThat(check.check(NEIGHBOUR, Instant.parse("2026-11-23T20:31:00Z"))
                            .reason())
                    .contains(UnknownReason.NOT_PUBLISHED_YET);
        }
    }
}
