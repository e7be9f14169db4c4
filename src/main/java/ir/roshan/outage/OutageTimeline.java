package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.transaction.OneTrip.Writing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has happened to an outage, step by step. */
@Repository
public class OutageTimeline {
    private final JdbcClient jdbc;

    OutageTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can happen to an outage. */
    public enum Step {
        SUSPECTED,
        VERIFICATION_OVERDUE,
        VERIFIED,
        MOVED,
        CREW_DISPATCHED,
        ESTIMATE_REVISED,
        PARTLY_RESTORED,
        RESTORED,
        DEADLINE_BREACHED,
        BREACH_HANDLED,
        RESOLVED,
        ABSORBED,
        TOOK_IN,
        SPLIT_OFF,
        REQUEST_MOVED,
        WIDENING_UNDONE,
        ABANDONED
    }

    /** @param note free text or a code; null if there is none */
    public record Event(Instant at, Step step, String byWhom, String note) {}

    void append(OutageId id, Instant at, Step step, String byWhom, String note) {
        Writing writing = appending(id, at, step, byWhom, note);
        jdbc.sql(writing.sql()).params(writing.parameters()).update();
    }

    /** What is to be written, for whoever writes something else with it. */
    static Writing appending(OutageId id, Instant at, Step step, String byWhom, String note) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", id.value());
        parameters.put("at", utc(at));
        parameters.put("step", step.name());
        parameters.put("byWhom", byWhom);
        parameters.put("note", note);
        return new Writing("""
                INSERT INTO outage_event (outage_id, at, step, by_whom, note)
                VALUES (:id, :at, :step, :byWhom, :note)
                """, parameters);
    }

    /** Oldest first. */
    public List<Event> of(OutageId id) {
        return jdbc.sql("SELECT at, step, by_whom, note FROM outage_event WHERE outage_id = :id ORDER BY at, event_id")
                .param("id", id.value())
                .query((rs, n) -> new Event(
                        instant(rs, "at"),
                        Step.valueOf(rs.getString("step")),
                        rs.getString("by_whom"),
                        rs.getString("note")))
                .list();
    }
}
