package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;

import ir.roshan.request.RequestStage;
import ir.roshan.request.RequestState;
import ir.roshan.security.Accounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The whole story of a request or an outage, ended ones too: from our tables, which remember longer than the engine. Each
 * entry names the clause of the agreement that it answers to.
 */
@Service
public class Timelines {
    private static final int FOUND = 50;
    /** A finding of the outage. */
    private static final String CONFIRMED = "NETWORK_FAULT";

    private static final String MESSAGE_CLAUSE = "A3.5";
    private static final String ORDER = "CREW_ORDER";
    private static final String ORDER_CLAUSE = "A3.4";

    /** Of steps of requests and outages; the two do not use one name for different things. */
    static final Map<String, String> CLAUSES = Map.ofEntries(
            Map.entry("REGISTERED", "A3.2"),
            Map.entry("PLANNED", "A3.3"),
            Map.entry("NOT_PLANNED", "A3.3"),
            Map.entry("PLANNED_UNKNOWN", "A3.3"),
            Map.entry("JOINED_OUTAGE", "A3.3"),
            Map.entry("DANGER", "A3.4"),
            Map.entry("DANGER_IN_PLAN", "A3.4"),
            Map.entry("DANGER_HANDLED", "A3.4"),
            Map.entry("REMARK", "A3.3"),
            Map.entry("ANNOUNCED", "A3.5"),
            Map.entry("STILL_OUT", "A7.1"),
            Map.entry("CALL_NEEDED", "A7.1"),
            Map.entry("NOT_REACHED", "A7.1"),
            Map.entry("CALLED", "A7.1"),
            Map.entry("WITHDRAWN", "A4.2"),
            Map.entry("CLOSED", "A7.1"),
            Map.entry("SUSPECTED", "A3.3"),
            Map.entry("VERIFICATION_OVERDUE", "A2.1"),
            Map.entry("VERIFIED", "A3.3"),
            Map.entry("MOVED", "A3.3"),
            Map.entry("CREW_DISPATCHED", "A3.4"),
            Map.entry("ESTIMATE_REVISED", "A3.4"),
            Map.entry("PARTLY_RESTORED", "A3.4"),
            Map.entry("RESTORED", "A3.4"),
            Map.entry("DEADLINE_BREACHED", "A2.1"),
            Map.entry("BREACH_HANDLED", "A2.1"),
            Map.entry("RESOLVED", "A3.5"),
            Map.entry("ABSORBED", "A3.3"),
            Map.entry("TOOK_IN", "A3.3"),
            Map.entry("SPLIT_OFF", "A3.3"),
            Map.entry("REQUEST_MOVED", "A3.3"),
            Map.entry("WIDENING_UNDONE", "A3.3"),
            Map.entry("ABANDONED", "A3.3"));

    private final JdbcClient jdbc;
    private final Accounts accounts;

    Timelines(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    public enum About {
        REQUEST,
        OUTAGE,
        MESSAGE
    }

    /**
     * @param subject tracking code or outage number; of a message its kind
     * @param step what happened; of a message what has become of it
     * @param by the account; null where the system or the subscriber did it
     * @param byName what whoever has it is called; null where the account has no name, or is no more
     * @param note may hold what a person wrote
     */
    public record Entry(
            Instant at,
            About about,
            String subject,
            String step,
            String clause,
            String by,
            String byName,
            String note) {
        private Entry calledBy(Map<String, String> names) {
            return new Entry(at, about, subject, step, clause, by, names.get(by), note);
        }
    }

    public record FoundRequest(
            String trackingCode,
            String workflowId,
            int district,
            RequestStage state,
            Instant submittedAt,
            Instant closedAt,
            String outage) {}

    public record FoundOutage(
            String number,
            String workflowId,
            int district,
            String state,
            Instant detectedAt,
            Instant closedAt,
            int requests) {}

    public record Found(List<FoundRequest> requests, List<FoundOutage> outages) {}

    public record OfRequest(FoundRequest request, List<Entry> entries) {}

    public record OfOutage(FoundOutage outage, List<Entry> entries) {}

    private enum RequestKey {
        TRACKING_CODE("r.tracking_code"),
        BILL_ID("r.bill_id");

        private final String column;

        RequestKey(String column) {
            this.column = column;
        }
    }

    /** The newest requests of a service point, and the newest outages in which they stood or that stood there. */
    @Transactional(readOnly = true)
    public Found ofBillId(String billId) {
        return new Found(requests(RequestKey.BILL_ID, billId), outages("""
                        o.outage_id IN (SELECT x.outage_id FROM outage x
                                         WHERE x.element_kind = 'SERVICE_POINT' AND x.element_code = :key
                                        UNION
                                        SELECT m.outage_id FROM outage_membership m
                                          JOIN restoration_request r ON r.request_id = m.request_id
                                         WHERE r.bill_id = :key)
                        """, billId));
    }

    /** One request and its outages; both empty where there is none. */
    @Transactional(readOnly = true)
    public Found ofTrackingCode(String trackingCode) {
        return new Found(requests(RequestKey.TRACKING_CODE, trackingCode), outages("""
                        o.outage_id IN (SELECT m.outage_id FROM outage_membership m
                                          JOIN restoration_request r ON r.request_id = m.request_id
                                         WHERE r.tracking_code = :key)
                        """, trackingCode));
    }

    /** One outage and the newest requests that stand or stood in it; both empty where there is none. */
    @Transactional(readOnly = true)
    public Found ofOutage(String number) {
        return new Found(requests("""
                        r.request_id IN (SELECT m.request_id FROM outage_membership m
                                           JOIN outage o ON o.outage_id = m.outage_id WHERE o.outage_no = :key)
                        """, number), outages("o.outage_no = :key", number));
    }

    /** Empty where there is no such request. */
    @Transactional(readOnly = true)
    public Optional<OfRequest> request(String trackingCode) {
        return requests(RequestKey.TRACKING_CODE, trackingCode).stream()
                .findFirst()
                .map(request -> new OfRequest(request, named(entriesOfRequest(trackingCode))));
    }

    /** Empty where there is no such outage. */
    @Transactional(readOnly = true)
    public Optional<OfOutage> outage(String number) {
        return outages("o.outage_no = :key", number).stream()
                .findFirst()
                .map(outage -> new OfOutage(outage, named(entriesOfOutage(number))));
    }

    /** Its own steps, those of its outages while it stood there, and its messages without their text. */
    private List<Entry> entriesOfRequest(String trackingCode) {
        return jdbc.sql("""
                        SELECT t.at, t.about, t.subject, t.step, t.by_whom, t.note FROM (
                            SELECT e.at, 'REQUEST' AS about, r.tracking_code AS subject, e.step, e.by_whom, e.note, 1 AS rank, e.event_id AS id
                              FROM restoration_request r
                              JOIN request_event e ON e.request_id = r.request_id
                             WHERE r.tracking_code = :key
                            UNION ALL
                            SELECT e.at, 'OUTAGE', o.outage_no, e.step, e.by_whom, e.note, 0, e.event_id
                              FROM restoration_request r
                              JOIN outage_membership m ON m.request_id = r.request_id
                              JOIN outage o ON o.outage_id = m.outage_id
                              JOIN outage_event e ON e.outage_id = o.outage_id
                             WHERE r.tracking_code = :key AND (m.left_at IS NULL OR e.at <= m.left_at)
                            UNION ALL
                            SELECT coalesce(s.settled_at, s.created_at), 'MESSAGE', s.kind, s.state, CAST(NULL AS varchar(64)),
                                   CAST(NULL AS varchar(2000)), 2, s.owed_no
                              FROM restoration_request r
                              JOIN subscriber_message s ON s.request_id = r.request_id
                             WHERE r.tracking_code = :key) t
                         ORDER BY t.at, t.rank, t.id
                        """).param("key", trackingCode).query(Timelines::entry).list();
    }

    /** Its own steps, and what its crews were told, without the text. */
    private List<Entry> entriesOfOutage(String number) {
        return jdbc.sql("""
                        SELECT t.at, t.about, t.subject, t.step, t.by_whom, t.note FROM (
                            SELECT e.at, 'OUTAGE' AS about, o.outage_no AS subject, e.step, e.by_whom, e.note, 0 AS rank, e.event_id AS id
                              FROM outage o
                              JOIN outage_event e ON e.outage_id = o.outage_id
                             WHERE o.outage_no = :key
                            UNION ALL
                            SELECT coalesce(s.settled_at, s.created_at), 'MESSAGE', s.kind, s.state, CAST(NULL AS varchar(64)),
                                   CAST(NULL AS varchar(2000)), 1, s.owed_no
                              FROM outage o
                              JOIN subscriber_message s ON s.outage_id = o.outage_id
                             WHERE o.outage_no = :key) t
                         ORDER BY t.at, t.rank, t.id
                        """).param("key", number).query(Timelines::entry).list();
    }

    private List<Entry> named(List<Entry> entries) {
        Map<String, String> names =
                accounts.fullNames(entries.stream().map(Entry::by).toList());
        return entries.stream().map(entry -> entry.calledBy(names)).toList();
    }

    private static Entry entry(java.sql.ResultSet rs, int n) throws java.sql.SQLException {
        About about = About.valueOf(rs.getString("about"));
        String subject = rs.getString("subject");
        String step = rs.getString("step");
        return new Entry(
                instant(rs, "at"),
                about,
                subject,
                step,
                about == About.MESSAGE ? (subject.equals(ORDER) ? ORDER_CLAUSE : MESSAGE_CLAUSE) : CLAUSES.get(step),
                rs.getString("by_whom"),
                null,
                rs.getString("note"));
    }

    private List<FoundRequest> requests(RequestKey key, String value) {
        return requests(key.column + " = :key", value);
    }

    private List<FoundRequest> requests(String condition, String key) {
        return jdbc.sql("""
                        SELECT r.tracking_code, r.workflow_id, r.district, r.state, r.submitted_at,
                               coalesce(r.closed_at, r.withdrawn_at) AS ended_at,
                               o.outage_no, o.finding
                          FROM restoration_request r
                          LEFT JOIN outage o
                            ON o.outage_id = (SELECT m.outage_id FROM outage_membership m
                                               WHERE m.request_id = r.request_id ORDER BY m.membership_id DESC LIMIT 1)
                         WHERE %s
                         ORDER BY r.submitted_at DESC, r.request_id DESC
                         LIMIT :limit
                        """.formatted(condition))
                .param("key", key)
                .param("limit", FOUND)
                .query((rs, n) -> new FoundRequest(
                        rs.getString("tracking_code"),
                        rs.getString("workflow_id"),
                        rs.getInt("district"),
                        RequestStage.of(
                                RequestState.valueOf(rs.getString("state")), CONFIRMED.equals(rs.getString("finding"))),
                        instant(rs, "submitted_at"),
                        instant(rs, "ended_at"),
                        rs.getString("outage_no")))
                .list();
    }

    private List<FoundOutage> outages(String condition, String key) {
        return jdbc.sql("""
                        SELECT o.outage_no, o.workflow_id, o.district, o.state, o.detected_at, o.closed_at,
                               (SELECT count(DISTINCT m.request_id) FROM outage_membership m WHERE m.outage_id = o.outage_id) AS requests
                          FROM outage o
                         WHERE %s
                         ORDER BY o.detected_at DESC, o.outage_id DESC
                         LIMIT :limit
                        """.formatted(condition))
                .param("key", key)
                .param("limit", FOUND)
                .query((rs, n) -> new FoundOutage(
                        rs.getString("outage_no"),
                        rs.getString("workflow_id"),
                        rs.getInt("district"),
                        rs.getString("state"),
                        instant(rs, "detected_at"),
                        instant(rs, "closed_at"),
                        rs.getInt("requests")))
                .list();
    }
}
