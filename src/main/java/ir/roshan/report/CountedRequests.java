package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests behind each figure of {@link ServiceLevel}, without anybody's data. */
@Repository
public class CountedRequests {
    private static final String FROM = """
             FROM restoration_request r
             LEFT JOIN request_result res
                    ON res.request_id = r.request_id AND res.objected_at IS NULL AND res.outcome <> 'WITHDRAWN'
            WHERE r.submitted_at >= :from AND r.submitted_at < :to
              AND (CAST(:district AS integer) IS NULL OR r.district = :district)
              AND %s
            """;
    private static final String OBJECTIONS =
            "(SELECT count(*) FROM request_result x WHERE x.request_id = r.request_id AND x.objected_at IS NOT NULL)";

    private final JdbcClient jdbc;

    CountedRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A figure of {@link ServiceLevelFigures} that is made of requests, by the name that the contract gives it. */
    public enum Figure {
        SUBMITTED("submitted", "TRUE"),
        ANNOUNCED("announced", "res.request_id IS NOT NULL"),
        WITHDRAWN("withdrawn", "r.withdrawn_at IS NOT NULL"),
        IN_PLANNED_OUTAGE("inPlannedOutage", "r.planned_check = 'PLANNED'"),
        WITHIN_AGREEMENT("withinAgreement", "res.within_agreement = TRUE AND r.breached_at IS NULL"),
        BREACHED("breached", "r.breached_at IS NOT NULL"),
        RESTORED("restoreMinutesMedian", "res.outcome = 'RESTORED'"),
        STILL_OUT("stillOut", OBJECTIONS + " > 0"),
        FEEDBACK("feedbackCount", "r.feedback_rating IS NOT NULL");

        private final String figure;
        private final String condition;

        Figure(String figure, String condition) {
            this.figure = figure;
            this.condition = condition;
        }

        public String figure() {
            return figure;
        }

        public static Optional<Figure> named(String figure) {
            return Stream.of(values()).filter(f -> f.figure.equals(figure)).findFirst();
        }
    }

    /**
     * One request. Codes are the contract's; moments that have not come are null.
     *
     * @param outage number of the outage in which it stands or stood last; null if none
     * @param restoreMinutes from submission to supply; null where its outage was not restored
     */
    public record Row(
            String trackingCode,
            int district,
            String channel,
            String priority,
            String state,
            Instant submittedAt,
            Instant restoreBy,
            Instant breachedAt,
            Instant withdrawnAt,
            String outage,
            String outcome,
            String cause,
            Instant restoredAt,
            Instant announcedAt,
            Double restoreMinutes,
            Boolean withinAgreement,
            int objections,
            Integer rating) {}

    /**
     * @param count how many requests
     * @param value the figure itself: of announcements that were objected to, a request may have several
     */
    public record Page(String figure, long count, long value, List<Row> requests) {}

    /** The earliest first. */
    public Page list(Figure figure, Period period, int offset, int limit) {
        String value = figure == Figure.STILL_OUT ? "coalesce(sum(" + OBJECTIONS + "), 0)" : "count(*)";
        Page all = query("SELECT count(*) AS requests, " + value + " AS figure", figure, period, "")
                .query((rs, n) -> new Page(figure.figure, rs.getLong("requests"), rs.getLong("figure"), List.of()))
                .single();
        return new Page(figure.figure, all.count, all.value, rows(figure, period, offset, limit));
    }

    List<Row> rows(Figure figure, Period period, int offset, int limit) {
        return query(
                        """
                        SELECT r.tracking_code, r.district, r.channel, r.priority, r.state, r.submitted_at, r.restore_by,
                               r.breached_at, r.withdrawn_at, r.feedback_rating,
                               res.outcome, res.cause, res.restored_at, res.announced_at, res.within_agreement,
                               CASE WHEN res.outcome = 'RESTORED'
                                    THEN EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) END AS restore_seconds,
                               %s AS objections,
                               (SELECT o.outage_no FROM outage_membership m JOIN outage o ON o.outage_id = m.outage_id
                                 WHERE m.request_id = r.request_id ORDER BY m.membership_id DESC LIMIT 1) AS outage_no
                        """.formatted(OBJECTIONS),
                        figure,
                        period,
                        "ORDER BY r.submitted_at, r.request_id LIMIT :limit OFFSET :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(CountedRequests::row)
                .list();
    }

    private JdbcClient.StatementSpec query(String select, Figure figure, Period period, String rest) {
        return jdbc.sql(select + FROM.formatted(figure.condition) + rest)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district());
    }

    private static Row row(ResultSet rs, int n) throws SQLException {
        BigDecimal restoreSeconds = rs.getBigDecimal("restore_seconds");
        return new Row(
                rs.getString("tracking_code"),
                rs.getInt("district"),
                rs.getString("channel"),
                rs.getString("priority"),
                rs.getString("state"),
                instant(rs, "submitted_at"),
                instant(rs, "restore_by"),
                instant(rs, "breached_at"),
                instant(rs, "withdrawn_at"),
                rs.getString("outage_no"),
                rs.getString("outcome"),
                rs.getString("cause"),
                instant(rs, "restored_at"),
                instant(rs, "announced_at"),
                restoreSeconds == null ? null : Indices.minutesEach(restoreSeconds, 1),
                (Boolean) rs.getObject("within_agreement"),
                rs.getInt("objections"),
                rs.getObject("feedback_rating", Integer.class));
    }
}
