package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RunsDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whoever waits in a plan with a danger when the program is renewed is heard of as well. */
class DangerBeforeBehaviour {
    private static final String BEFORE = "0101";

    @Test
    void whatWasNamedBeforeAndNobodyHasHeardOfIsHeardOf() {
        DriverManagerDataSource database =
                new DriverManagerDataSource(RunsDatabase.current().fresh());
        Flyway.configure().dataSource(database).target(BEFORE).load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES"
                        + " ('S-1', 'SUBSTATION', NULL, 1, 1), ('F-1', 'FEEDER', 'S-1', 1, 1), ('T-1', 'TRANSFORMER', 'F-1', 1, 1)");
        jdbc.update(
                "INSERT INTO service_point (bill_id, district, transformer_code) VALUES ('1234567804423', 1, 'T-1')");
        request(jdbc, "000000000001", "1234567804423", "WIRE_DOWN", "IN_PLANNED_OUTAGE");
        request(jdbc, "000000000098", "9999999999999", "SPARKING", "IN_PLANNED_OUTAGE");
        request(jdbc, "000000000195", "1234567804423", "NONE", "IN_PLANNED_OUTAGE");
        request(jdbc, "000000000292", "1234567804423", "WIRE_DOWN", "CHECKING");
        request(jdbc, "000000000389", "1234567804423", "SPARKING", "IN_PLANNED_OUTAGE");
        for (String named : List.of("WIRE_DOWN", "SPARKING")) {
            jdbc.update(
                    "INSERT INTO request_event (request_id, at, step, note) SELECT request_id, submitted_at, 'DANGER', ?"
                            + " FROM restoration_request WHERE tracking_code = '000000000389'",
                    named);
        }

        Flyway.configure().dataSource(database).load().migrate();

        assertThat(jdbc.queryForList("""
                        SELECT r.tracking_code || ' ' || d.hazard || ' ' || d.place FROM danger_in_plan d
                          JOIN restoration_request r ON r.request_id = d.request_id
                         WHERE d.handled_at IS NULL AND d.on_call_at IS NULL ORDER BY 1
                        """, String.class))
                .isEqualTo(List.of(
                        "000000000001 WIRE_DOWN T-1",
                        "000000000098 SPARKING 9999999999999",
                        "000000000389 SPARKING T-1",
                        "000000000389 WIRE_DOWN T-1"));
    }

    private static void request(JdbcTemplate jdbc, String code, String billId, String hazard, String state) {
        jdbc.update("""
                        INSERT INTO restoration_request (tracking_code, workflow_id, channel, bill_id, district, mobile,
                            subscriber_type, hazard, life_support, critical, neighbours_out, language, priority, state,
                            planned_check, submitted_at, restore_by)
                        VALUES (?, ?, 'WEBSITE', ?, 1, '09121234567', 'NATURAL_PERSON', ?, FALSE, '', 'UNKNOWN', 'fa',
                            'NORMAL', ?, 'UNKNOWN', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP + INTERVAL '4' HOUR)
                        """, code, code, billId, hazard, state);
    }
}
