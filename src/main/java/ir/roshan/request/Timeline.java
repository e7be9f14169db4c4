package ir.roshan.request;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.Portions;
import ir.roshan.transaction.OneTrip.Writing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
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
        DANGER,
        /** At a place that is off on plan: the dispatchers are told. */
        DANGER_IN_PLAN,
        DANGER_HANDLED,
        REMARK,
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
        append(id, new Entry(at, step, byWhom, note));
    }

    /** The same of several steps, in their order and in one statement. */
    void append(RequestId id, Entry... entries) {
        Writing writing = appending(id, entries);
        jdbc.sql(writing.sql()).params(writing.parameters()).update();
    }

    /** What is to be written, for whoever writes something else with it. */
    public Writing appending(RequestId id, Entry... entries) {
        Map<String, Object> parameters = new HashMap<>();
        StringJoiner rows = new StringJoiner(", ");
        parameters.put("eventOf", id.value());
        for (int i = 0; i < entries.length; i++) {
            Entry entry = entries[i];
            rows.add("(:eventOf, :at%1$d, :step%1$d, :byWhom%1$d, :note%1$d)".formatted(i));
            parameters.put("at" + i, entry.at().atOffset(UTC));
            parameters.put("step" + i, entry.step().name());
            parameters.put("byWhom" + i, entry.byWhom());
            parameters.put("note" + i, entry.note());
        }
        return new Writing(
                "INSERT INTO request_event (request_id, at, step, by_whom, note) VALUES " + rows, parameters);
    }

    /** The same of several at once. */
    public void append(Collection<RequestId> ids, Instant at, Step step, String byWhom, String note) {
        for (List<Long> portion :
                Portions.of(ids.stream().map(RequestId::value).sorted().toList())) {
            jdbc.sql("""
                            INSERT INTO request_event (request_id, at, step, by_whom, note)
                            SELECT request_id, CAST(:at AS timestamp with time zone), CAST(:step AS varchar(40)),
                                   CAST(:byWhom AS varchar(64)), CAST(:note AS varchar(2000))
                              FROM restoration_request
                             WHERE request_id IN (:ids)
                             ORDER BY request_id
                            """)
                    .param("at", at.atOffset(UTC))
                    .param("step", step.name())
                    .param("byWhom", byWhom)
                    .param("note", note)
                    .param("ids", portion)
                    .update();
        }
    }

    /** The dangers that were named while the request waited, and that of its report if there were any. */
    public Set<Hazard> dangers(RequestId id) {
        Set<Hazard> dangers = EnumSet.noneOf(Hazard.class);
        dangers.addAll(jdbc.sql("SELECT note FROM request_event WHERE request_id = :id AND step = 'DANGER'")
                .param("id", id.value())
                .query((rs, n) -> Hazard.valueOf(rs.getString("note")))
                .list());
        return dangers;
    }

    /** What subscribers have added to these requests while they waited, oldest first; a request of which that is nothing is not in it. */
    public Map<RequestId, List<Entry>> addedTo(Collection<RequestId> ids) {
        Map<RequestId, List<Entry>> added = new HashMap<>();
        List<Long> all = ids.stream().map(RequestId::value).toList();
        for (List<Long> portion : Portions.of(all)) {
            jdbc.sql("""
                            SELECT request_id, at, step, by_whom, note FROM request_event
                             WHERE request_id IN (:ids) AND step IN ('DANGER', 'REMARK')
                             ORDER BY at, event_id
                            """).param("ids", portion).query(row -> {
                added.computeIfAbsent(new RequestId(row.getLong("request_id")), id -> new ArrayList<>())
                        .add(entry(row));
            });
        }
        return added;
    }

    /** Oldest first. */
    public List<Entry> of(RequestId id) {
        return jdbc.sql(
                        "SELECT at, step, by_whom, note FROM request_event WHERE request_id = :id ORDER BY at, event_id")
                .param("id", id.value())
                .query((rs, n) -> entry(rs))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Step.valueOf(row.getString("step")),
                row.getString("by_whom"),
                row.getString("note"));
    }
}
