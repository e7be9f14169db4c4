package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.utc;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What becomes of outages as their requests are grouped and parted: taken in, left by all, more or less urgent, following another (A3.3). */
@Repository
class OutageGroups {
    private final JdbcClient jdbc;

    OutageGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The wider one has its requests now. */
    void absorbed(OutageId id, OutageId wider, Instant at) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage
                                   SET state = 'ABSORBED', absorbed_into = :wider, closed_at = :at, open_key = NULL
                                 WHERE outage_id = :id AND closed_at IS NULL
                                """)
                        .param("wider", wider.value())
                        .param("at", utc(at))
                        .param("id", id.value())
                        .update());
    }

    /** Nobody waits for it any more. */
    void abandoned(OutageId id, Instant at) {
        Outages.changed(
                id, jdbc.sql("""
                                UPDATE outage SET state = 'ABANDONED', closed_at = :at, open_key = NULL
                                 WHERE outage_id = :id AND closed_at IS NULL
                                """).param("at", utc(at)).param("id", id.value()).update());
    }

    /** Other requests stand in it than before. */
    void urgency(OutageId id, Grouping.Urgency urgency) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage
                                   SET detected_at = :detectedAt, verify_by = :verifyBy, restore_by = :restoreBy,
                                       priority = :priority, hazard = :hazard
                                 WHERE outage_id = :id AND closed_at IS NULL
                                """)
                        .param("detectedAt", utc(urgency.detectedAt()))
                        .param("verifyBy", utc(urgency.verifyBy()))
                        .param("restoreBy", utc(urgency.restoreBy()))
                        .param("priority", urgency.priority().name())
                        .param("hazard", urgency.hazard().name())
                        .param("id", id.value())
                        .update());
    }

    /** The outages whose requests this one has taken in, in the order in which they had begun. */
    List<OutageId> takenIn(OutageId id) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE absorbed_into = :id ORDER BY outage_id")
                .param("id", id.value())
                .query((rs, n) -> OutageId.in(rs, "outage_id"))
                .list();
    }

    void setFollows(OutageId id, OutageId restored) {
        jdbc.sql("UPDATE outage SET follows = :restored WHERE outage_id = :id")
                .param("restored", restored == null ? null : restored.value())
                .param("id", id.value())
                .update();
    }
}
