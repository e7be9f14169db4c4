package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.request.RequestId;
import ir.roshan.text.Portions;
import ir.roshan.transaction.OneTrip.Writing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which request stands, or has stood, in which outage; since when, and why it left. */
@Repository
public class Memberships {
    /** The memberships that count of {@code :requests}: a request's last, unless it was withdrawn, moved or objected to. */
    static final String COUNTED = """

              FROM outage_membership m
             WHERE m.request_id IN (:requests) AND (m.left_because IS NULL OR m.left_because = 'RESOLVED')
               AND NOT EXISTS (SELECT 1 FROM outage_membership later
                                WHERE later.request_id = m.request_id AND later.membership_id > m.membership_id)
            """;

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why a request left an outage. */
    enum Leaving {
        WITHDRAWN,
        RESOLVED,
        STILL_OUT,
        ABSORBED,
        MOVED,
        PLANNED
    }

    /**
     * How a request has come into an outage.
     *
     * @param from the outage that was absorbed with it; null if it joined by itself
     * @param stands false if it was withdrawn since
     */
    record Arrival(RequestId request, OutageId from, boolean stands) {}

    void join(OutageId id, RequestId request, Instant at) {
        Writing writing = joining(id, request, at);
        jdbc.sql(writing.sql()).params(writing.parameters()).update();
    }

    /** What is to be written, for whoever writes something else with it. */
    static Writing joining(OutageId id, RequestId request, Instant at) {
        return new Writing("""
                INSERT INTO outage_membership (outage_id, request_id, current_request_id, joined_at)
                VALUES (:joined, :joining, :joining, :joinedAt)
                """, Map.of("joined", id.value(), "joining", request.value(), "joinedAt", utc(at)));
    }

    /** The outage in which the request stands now. */
    Optional<OutageId> standingIn(RequestId request) {
        return jdbc.sql("SELECT outage_id FROM outage_membership WHERE current_request_id = :request")
                .param("request", request.value())
                .query((rs, n) -> OutageId.in(rs, "outage_id"))
                .optional();
    }

    /** The requests that stand in it now, in the order in which they joined. */
    public List<RequestId> members(OutageId id) {
        return jdbc.sql("""
                        SELECT request_id FROM outage_membership
                         WHERE outage_id = :id AND current_request_id IS NOT NULL
                         ORDER BY membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .list();
    }

    /** The requests that {@link #requestCounts} counts, in the order in which they joined. */
    public List<RequestId> counted(OutageId id) {
        return jdbc.sql("""
                        SELECT request_id FROM outage_membership
                         WHERE outage_id = :id AND (left_because IS NULL OR left_because = 'RESOLVED')
                         ORDER BY membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .list();
    }

    /** How many requests stand in each outage, or stood in it when it was resolved; one in which none has stood is not in it. */
    public Map<OutageId, Integer> requestCounts(Collection<OutageId> ids) {
        Map<OutageId, Integer> counts = new HashMap<>();
        List<Long> all = ids.stream().map(OutageId::value).toList();
        for (List<Long> portion : Portions.of(all)) {
            jdbc.sql("""
                            SELECT outage_id, count(*) AS requests FROM outage_membership
                             WHERE outage_id IN (:ids) AND (left_because IS NULL OR left_because = 'RESOLVED')
                             GROUP BY outage_id
                            """).param("ids", portion).query(row -> {
                counts.put(new OutageId(row.getLong("outage_id")), row.getInt("requests"));
            });
        }
        return counts;
    }

    /** The requests that stand in any outage that nobody has verified. */
    List<RequestId> standingUnverified() {
        return jdbc.sql("""
                        SELECT m.current_request_id
                          FROM outage o
                          JOIN outage_membership m ON m.outage_id = o.outage_id
                         WHERE o.closed_at IS NULL AND o.state = 'SUSPECTED' AND m.current_request_id IS NOT NULL
                         ORDER BY m.membership_id
                        """)
                .query((rs, n) -> new RequestId(rs.getLong("current_request_id")))
                .list();
    }

    /** Of those that stand in it, and those that were withdrawn from it; in the order in which they joined. */
    List<Arrival> arrivals(OutageId id) {
        return jdbc.sql("""
                        SELECT m.request_id, m.current_request_id, p.outage_id AS came_from
                          FROM outage_membership m
                          LEFT JOIN outage_membership p
                                 ON p.request_id = m.request_id AND p.left_because = 'ABSORBED' AND p.left_at = m.joined_at
                         WHERE m.outage_id = :id AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                         ORDER BY m.membership_id
                        """)
                .param("id", id.value())
                .query((rs, n) -> new Arrival(
                        new RequestId(rs.getLong("request_id")),
                        OutageId.in(rs, "came_from"),
                        rs.getObject("current_request_id") != null))
                .list();
    }

    /** When the first of these requests came to stand in an outage, wherever they have been brought since. @param requests not empty */
    Instant outSince(Collection<RequestId> requests) {
        return jdbc.sql("""
                        SELECT min(m.joined_at) AS since FROM outage_membership m
                         WHERE m.request_id IN (:requests)
                           AND NOT EXISTS (SELECT 1 FROM outage_membership o
                                            WHERE o.request_id = m.request_id AND o.left_because = 'STILL_OUT'
                                              AND o.membership_id >= m.membership_id)
                        """)
                .param("requests", requests.stream().map(RequestId::value).toList())
                .query((rs, n) -> instant(rs, "since"))
                .single();
    }

    void leave(RequestId request, Leaving because, Instant at) {
        jdbc.sql("""
                        UPDATE outage_membership SET current_request_id = NULL, left_at = :at, left_because = :because
                         WHERE current_request_id = :request
                        """)
                .param("at", utc(at))
                .param("because", because.name())
                .param("request", request.value())
                .update();
    }

    void leaveAll(OutageId id, Leaving because, Instant at) {
        jdbc.sql("""
                        UPDATE outage_membership SET current_request_id = NULL, left_at = :at, left_because = :because
                         WHERE outage_id = :id AND current_request_id IS NOT NULL
                        """)
                .param("at", utc(at))
                .param("because", because.name())
                .param("id", id.value())
                .update();
    }

    /** The requests of one outage go on in another; who belonged where, and when, stays. */
    void moveAll(OutageId from, OutageId to, Instant at) {
        leaveAll(from, Leaving.ABSORBED, at);
        jdbc.sql("""
                        INSERT INTO outage_membership (outage_id, request_id, current_request_id, joined_at)
                        SELECT CAST(:to AS bigint), request_id, request_id, CAST(:at AS timestamp with time zone)
                          FROM outage_membership
                         WHERE outage_id = :from AND left_because = 'ABSORBED'
                         ORDER BY membership_id
                        """)
                .param("to", to.value())
                .param("at", utc(at))
                .param("from", from.value())
                .update();
    }

    /** These requests are answered before the others of their outage. */
    void partRestored(Collection<RequestId> back, Instant restoredAt, Instant at) {
        if (back.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE outage_membership
                           SET current_request_id = NULL, left_at = :at, left_because = 'RESOLVED', restored_at = :restoredAt
                         WHERE current_request_id IN (:back)
                        """)
                .param("at", utc(at))
                .param("restoredAt", utc(restoredAt))
                .param("back", back.stream().map(RequestId::value).toList())
                .update();
    }

    /** The result that a request had got is no result any more. */
    void resultRefused(RequestId request) {
        jdbc.sql("""
                        UPDATE outage_membership SET left_because = 'STILL_OUT'
                         WHERE request_id = :request AND left_because = 'RESOLVED'
                        """).param("request", request.value()).update();
    }

    /** The outage to whose result the subscriber has objected just before; empty if there was none. */
    Optional<OutageId> stillOutAfter(RequestId request) {
        return last(request).filter(last -> last.left() == Leaving.STILL_OUT).map(Last::outage);
    }

    /**
     * Where requests stand, or stood when they were answered; one that has joined none is not in it, and none is after a withdrawal
     * or an objection.
     */
    Map<RequestId, OutageId> countedIn(Collection<RequestId> requests) {
        Map<RequestId, OutageId> counted = new HashMap<>();
        for (List<Long> portion :
                Portions.of(requests.stream().map(RequestId::value).toList())) {
            jdbc.sql("SELECT m.request_id, m.outage_id" + COUNTED)
                    .param("requests", portion)
                    .query(row -> {
                        counted.put(new RequestId(row.getLong("request_id")), OutageId.in(row, "outage_id"));
                    });
        }
        return counted;
    }

    /** @param left null while the request stands in it */
    private record Last(OutageId outage, Leaving left) {}

    /** The outage that a request has joined last. */
    private Optional<Last> last(RequestId request) {
        return jdbc.sql("""
                        SELECT outage_id, left_because FROM outage_membership
                         WHERE request_id = :request
                         ORDER BY membership_id DESC
                         LIMIT 1
                        """)
                .param("request", request.value())
                .query((rs, n) -> {
                    String because = rs.getString("left_because");
                    return new Last(OutageId.in(rs, "outage_id"), because == null ? null : Leaving.valueOf(because));
                })
                .optional();
    }

    /** When supply was back for a request whose part was restored before the rest of its outage; empty for all others. */
    public Optional<Instant> restoredAhead(RequestId request) {
        return Optional.ofNullable(restoredAhead(List.of(request)).get(request));
    }

    /** The same of several; those whose part was not restored before the rest are not in it. */
    Map<RequestId, Instant> restoredAhead(Collection<RequestId> requests) {
        Map<RequestId, Instant> restored = new HashMap<>();
        for (List<Long> portion :
                Portions.of(requests.stream().map(RequestId::value).toList())) {
            jdbc.sql("""
                            SELECT request_id, restored_at FROM outage_membership
                             WHERE request_id IN (:requests) AND left_because = 'RESOLVED' AND restored_at IS NOT NULL
                            """).param("requests", portion).query(row -> {
                restored.put(new RequestId(row.getLong("request_id")), instant(row, "restored_at"));
            });
        }
        return restored;
    }

    /** The same for all requests of an outage that were answered before the others. */
    public Map<RequestId, Instant> restoredAhead(OutageId id) {
        Map<RequestId, Instant> restored = new HashMap<>();
        jdbc.sql("""
                        SELECT request_id, restored_at FROM outage_membership
                         WHERE outage_id = :id AND left_because = 'RESOLVED' AND restored_at IS NOT NULL
                        """).param("id", id.value()).query(rs -> {
            restored.put(new RequestId(rs.getLong("request_id")), instant(rs, "restored_at"));
        });
        return restored;
    }
}
