package ir.roshan.request;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to a request: step, time, by whom, note. Only appended to. */
@Repository
public class Timeline {
    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can happen to a request, in the order in which it usually does. */
    public enum Step {
        REGISTERED,
        PLANNED,
        NOT_PLANNED,
        PLANNED_UNKNOWN,
        JOINED_OUTAGE,
        DEADLINE_BREACHED,
        ANNOUNCED,
        STILL_OUT,
        CALL_NEEDED,
        NOT_REACHED,
        CALLED,
        WITHDRAWN,
        CLOSED
    }

    /**
     * @param byWhom an account; null where the system or the subscriber did it
     * @param note free text or a reference; null if there is none
     */
    public record Entry(Instant at, Step step, String byWhom, String note) {}

    /** Written with the deed itself: the caller's transaction. */
    public void append(RequestId id, Instant at, Step step, String byWhom, String note) {
        jdbc.sql("""
                        INSERT INTO request_event (request_id, at, step, by_whom, note)
                        VALUES (:id, :at, :step, :byWhom, :note)
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(UTC))
                .param("step", step.name())
                .param("byWhom", byWhom)
                .param("note", note)
                .update();
    }

    /** Oldest first. */
    public List<Entry> of(RequestId id) {
        return jdbc.sql(
                        "SELECT at, step, by_whom, note FROM request_event WHERE request_id = :id ORDER BY at, event_id")
                .param("id", id.value())
                .query((rs, n) -> new Entry(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        Step.valueOf(rs.getString("step")),
                        rs.getString("by_whom"),
                        rs.getString("note")))
                .list();
    }
}
