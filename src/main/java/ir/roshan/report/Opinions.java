package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What subscribers think of the service: what the agreement's yearly review starts from (A1.2). An opinion counts in the
 * period in which its request was submitted, as in {@link ServiceLevel}.
 */
@Service
public class Opinions {
    private static final int BEST = 5;
    private static final String FROM = """
              FROM restoration_request
             WHERE feedback_rating IS NOT NULL AND submitted_at >= :from AND submitted_at < :to
               AND (CAST(:district AS integer) IS NULL OR district = :district)
            """;

    private final JdbcClient jdbc;

    Opinions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param comment as it was written: free text of a subscriber; null if none */
    public record Opinion(String trackingCode, int district, int rating, String comment, Instant at) {}

    /**
     * @param mean null where there is none
     * @param distribution how many gave 1, 2, 3, 4 and 5
     * @param found how many are listed on all pages
     */
    public record Report(int count, Double mean, List<Integer> distribution, int found, List<Opinion> opinions) {}

    /**
     * @param highest lists those who gave this or less; figures are of all
     * @param commentedOnly whether to list only those who wrote something
     */
    @Transactional(readOnly = true)
    public Report report(Period period, int highest, boolean commentedOnly, int offset, int limit) {
        List<Integer> distribution = new ArrayList<>(Collections.nCopies(BEST, 0));
        int[] found = new int[1];
        query(
                        "SELECT feedback_rating, count(*) AS many, count(feedback_comment) AS commented",
                        period,
                        "GROUP BY feedback_rating")
                .query(rs -> {
                    int rating = rs.getInt("feedback_rating");
                    distribution.set(rating - 1, rs.getInt("many"));
                    if (rating <= highest) {
                        found[0] += rs.getInt(commentedOnly ? "commented" : "many");
                    }
                });
        int count = 0;
        int sum = 0;
        for (int rating = 1; rating <= BEST; rating++) {
            count += distribution.get(rating - 1);
            sum += rating * distribution.get(rating - 1);
        }
        List<Opinion> opinions = query(
                        "SELECT tracking_code, district, feedback_rating, feedback_comment, feedback_at",
                        period,
                        "AND feedback_rating <= :highest" + (commentedOnly ? " AND feedback_comment IS NOT NULL" : "")
                                + " ORDER BY feedback_at DESC, request_id DESC LIMIT :limit OFFSET :offset")
                .param("highest", highest)
                .param("limit", limit)
                .param("offset", offset)
                .query((rs, n) -> new Opinion(
                        rs.getString("tracking_code"),
                        rs.getInt("district"),
                        rs.getInt("feedback_rating"),
                        rs.getString("feedback_comment"),
                        instant(rs, "feedback_at")))
                .list();
        return new Report(count, count == 0 ? null : (double) sum / count, distribution, found[0], opinions);
    }

    private JdbcClient.StatementSpec query(String select, Period period, String rest) {
        return jdbc.sql(select + "\n" + FROM + rest)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district());
    }
}
