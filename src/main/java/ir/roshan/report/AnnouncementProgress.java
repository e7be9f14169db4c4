package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far the announcement of an outage's result has come: thousands may have to hear of one (A3.5). */
@Service
public class AnnouncementProgress {
    /**
     * A request stands in one outage after another where its subscriber objects, and has a result of each: the one of this
     * outage was owed after the request had joined it, and before it joined the next. Each request has one such result at
     * most; a person who calls takes over the message and owes no second one.
     */
    private static final String FIGURES = """
            SELECT o.outage_no, o.district, o.area,
                   max(s.left_at) AS answered_at,
                   count(DISTINCT s.request_id) AS requests,
                   sum(CASE WHEN m.state = 'OWED' THEN 1 ELSE 0 END) AS owed,
                   sum(CASE WHEN m.state = 'ACCEPTED' THEN 1 ELSE 0 END) AS accepted,
                   sum(CASE WHEN m.state = 'DELIVERED' THEN 1 ELSE 0 END) AS delivered,
                   sum(CASE WHEN m.state = 'FAILED' THEN 1 ELSE 0 END) AS failed,
                   sum(CASE WHEN m.state = 'EXPIRED' THEN 1 ELSE 0 END) AS expired,
                   sum(CASE WHEN m.state = 'HELD' THEN 1 ELSE 0 END) AS held,
                   sum(CASE WHEN m.state = 'SUPERSEDED' THEN 1 ELSE 0 END) AS superseded,
                   sum(CASE WHEN m.state = 'HANDED_TO_PERSON' THEN 1 ELSE 0 END) AS handed_to_person,
                   sum(CASE WHEN m.state = 'HANDED_TO_PERSON' AND r.called_at IS NOT NULL THEN 1 ELSE 0 END) AS called
              FROM outage o
              JOIN outage_membership s ON s.outage_id = o.outage_id
               AND (s.left_because IS NULL OR s.left_because IN ('RESOLVED', 'STILL_OUT'))
              LEFT JOIN subscriber_message m ON m.request_id = s.request_id AND m.kind = 'RESULT'
               AND m.created_at >= s.joined_at
               AND NOT EXISTS (SELECT 1
                                 FROM outage_membership later
                                WHERE later.request_id = s.request_id
                                  AND later.joined_at > s.joined_at AND later.joined_at <= m.created_at)
              LEFT JOIN request_result r ON r.request_id = m.request_id
               AND m.dedupe_key = 'result:' || CAST(r.request_id AS varchar(20)) || ':' || CAST(r.result_no AS varchar(20))
             WHERE %s
             GROUP BY o.outage_id, o.outage_no, o.district, o.area
            """;

    private final JdbcClient jdbc;

    AnnouncementProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Figures of one outage. Those that are in none of the states are not owed yet.
     *
     * @param area coarse words for the public; null where there are none
     * @param answeredAt when the last request left it with a result; null if none has
     * @param requests that stand in it, or stood in it until it had its result
     * @param called of those that were handed to a person: how many have been told by phone
     */
    public record Figures(
            String outage,
            int district,
            String area,
            Instant answeredAt,
            int requests,
            int owed,
            int accepted,
            int delivered,
            int failed,
            int expired,
            int held,
            int superseded,
            int handedToPerson,
            int called) {}

    /** @return empty if there is no outage of that number, or if nobody stands or stood in it until its result */
    @Transactional(readOnly = true)
    public Optional<Figures> of(String outageNumber) {
        return jdbc.sql(FIGURES.formatted("o.outage_no = :number"))
                .param("number", outageNumber)
                .query(AnnouncementProgress::row)
                .optional();
    }

    /**
     * Outages of which requests were answered lately, the newest first.
     *
     * @param since the last request was answered at this moment or later
     * @param fewestRequests with fewer it is no announcement to many
     */
    @Transactional(readOnly = true)
    public List<Figures> latest(Instant since, int fewestRequests, int most) {
        List<Long> outages = jdbc.sql("""
                        SELECT outage_id
                          FROM outage_membership
                         WHERE left_at >= :since AND left_because IN ('RESOLVED', 'STILL_OUT')
                         GROUP BY outage_id
                        HAVING count(*) >= :fewest
                         ORDER BY max(left_at) DESC, outage_id DESC
                         LIMIT :most
                        """)
                .param("since", since.atOffset(UTC))
                .param("fewest", fewestRequests)
                .param("most", most)
                .query(Long.class)
                .list();
        if (outages.isEmpty()) return List.of();
        return jdbc.sql(FIGURES.formatted("o.outage_id IN (:outages)")
                        + " ORDER BY max(s.left_at) DESC, o.outage_no DESC")
                .param("outages", outages)
                .query(AnnouncementProgress::row)
                .list();
    }

    private static Figures row(ResultSet row, int number) throws SQLException {
        OffsetDateTime answeredAt = row.getObject("answered_at", OffsetDateTime.class);
        return new Figures(
                row.getString("outage_no"),
                row.getInt("district"),
                row.getString("area"),
                answeredAt == null ? null : answeredAt.toInstant(),
                row.getInt("requests"),
                row.getInt("owed"),
                row.getInt("accepted"),
                row.getInt("delivered"),
                row.getInt("failed"),
                row.getInt("expired"),
                row.getInt("held"),
                row.getInt("superseded"),
                row.getInt("handed_to_person"),
                row.getInt("called"));
    }
}
