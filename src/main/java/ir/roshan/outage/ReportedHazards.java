package ir.roshan.outage;

import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Timeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dangers that were reported by whoever stands in an outage, or was withdrawn from it: what its crew is told of (A3.4). */
@Repository
class ReportedHazards {
    private final JdbcClient jdbc;
    private final Timeline timeline;

    ReportedHazards(JdbcClient jdbc, Timeline timeline) {
        this.jdbc = jdbc;
        this.timeline = timeline;
    }

    /** Of the requests that stand in it, or were withdrawn from it, the first that has reported a danger and is not erased. */
    Optional<RequestId> reporterOfDanger(OutageId id) {
        return jdbc.sql("""
                        SELECT r.request_id
                          FROM outage_membership m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE m.outage_id = :id AND r.hazard <> 'NONE' AND r.erased_at IS NULL
                           AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                         ORDER BY CASE WHEN m.current_request_id IS NULL THEN 1 ELSE 0 END, r.submitted_at, r.request_id
                         LIMIT 1
                        """)
                .param("id", id.value())
                .query((rs, n) -> new RequestId(rs.getLong("request_id")))
                .optional();
    }

    /**
     * The dangers that others have reported who stand in it, or were withdrawn from it: the crew has heard of those too, and
     * whoever reports and withdraws in turn does not send it a message each time.
     *
     * @param arrived whose reports do not count; not empty
     */
    Set<Hazard> dangersBeside(OutageId id, List<RequestId> arrived) {
        return jdbc
                .sql("""
                        SELECT r.hazard
                          FROM outage_membership m
                          JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE m.outage_id = :id AND r.hazard <> 'NONE' AND m.request_id NOT IN (:arrived)
                           AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                         UNION
                        SELECT e.note
                          FROM outage_membership m
                          JOIN request_event e ON e.request_id = m.request_id
                         WHERE m.outage_id = :id AND e.step = 'DANGER' AND m.request_id NOT IN (:arrived)
                           AND (m.current_request_id IS NOT NULL OR m.left_because = 'WITHDRAWN')
                        """)
                .param("id", id.value())
                .param("arrived", arrived.stream().map(RequestId::value).toList())
                .query(String.class)
                .list()
                .stream()
                .map(Hazard::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Hazard.class)));
    }

    /** What a request in danger has named, in its report and since. */
    Set<Hazard> namedBy(RestorationRequest request) {
        Set<Hazard> named = timeline.dangers(request.id());
        named.add(request.hazard());
        return named;
    }

    /** The gravest of them; its row holds the newest. */
    Hazard gravestOf(RestorationRequest request) {
        return request.hazard() == Hazard.NONE
                ? Hazard.NONE
                : namedBy(request).stream().reduce(Hazard.NONE, Hazard::orGraver);
    }
}
