package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RunsDatabase;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the version before may hold several open requests of one place and number: it is taken as it is. */
class SeveralOpenBeforeBehaviour {
    private static final String BEFORE = "0026";

    @Test
    void theyStayAndAreFoundByTheNextReport() {
        DriverManagerDataSource database =
                new DriverManagerDataSource(RunsDatabase.current().fresh());
        Flyway.configure().dataSource(database).target(BEFORE).load().migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        request(jdbc, "000000000001", "1234567804423", null, "CHECKING");
        request(jdbc, "000000000098", "1234567804423", null, "CHECKING");
        request(jdbc, "000000000195", "1234567804423", null, "ANNOUNCED");
        request(jdbc, "000000000292", "1234567804423", null, "CLOSED");
        request(jdbc, "000000000389", null, "قم، خیابان صفائیه", "IN_PLANNED_OUTAGE");

        Flyway.configure().dataSource(database).load().migrate();

        String place = "1234567804423 09121234567";
        assertThat(jdbc.queryForList(
                        "SELECT place_key FROM restoration_request WHERE place_key IS NOT NULL", String.class))
                .isEqualTo(List.of(place, place, place));
        assertThat(new Requests(JdbcClient.create(database)).openAt(place))
                .extracting(OpenReports.Open::trackingCode)
                .containsExactly(new TrackingCode("000000000098"), new TrackingCode("000000000001"));
    }

    private static void request(JdbcTemplate jdbc, String code, String billId, String address, String state) {
        jdbc.update("""
                        INSERT INTO restoration_request (tracking_code, workflow_id, channel, bill_id, address, district, mobile,
                            subscriber_type, hazard, life_support, critical, neighbours_out, language, priority, state,
                            planned_check, submitted_at, restore_by)
                        VALUES (?, ?, 'WEBSITE', ?, ?, 1, '09121234567', 'NATURAL_PERSON', 'NONE', FALSE, '', 'UNKNOWN', 'fa',
                            'NORMAL', ?, 'UNKNOWN', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP + INTERVAL '4' HOUR)
                        """, code, code, billId, address, state);
    }
}
