package ir.roshan.request;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static java.util.stream.Collectors.toMap;

import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests of a subscriber, with the opinion that they have given of each (A1.2). */
@Repository
public class OwnRequests {
    private final JdbcClient jdbc;
    private final Requests requests;

    OwnRequests(JdbcClient jdbc, Requests requests) {
        this.jdbc = jdbc;
        this.requests = requests;
    }

    /** @param comment null where there is none */
    public record Opinion(int rating, String comment, Instant givenAt) {}

    /** @param opinion null where none was given */
    public record Own(RestorationRequest request, Opinion opinion) {
        /** Whether an opinion may be given, for the first time or in place of the one before. */
        public boolean mayBeRated() {
            return request.state() == RequestState.ANNOUNCED || request.state() == RequestState.CLOSED;
        }
    }

    /** Those that were registered with that number since then, the newest first; none that has been erased. */
    public List<Own> of(MobileNumber mobile, Instant since, int most) {
        Map<RequestId, Optional<Opinion>> opinions = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT request_id, feedback_rating, feedback_comment, feedback_at
                          FROM restoration_request
                         WHERE mobile = :mobile AND erased_at IS NULL AND submitted_at >= :since
                         ORDER BY submitted_at DESC, request_id DESC
                         LIMIT :most
                        """)
                .param("mobile", mobile.value())
                .param("since", utc(since))
                .param("most", most)
                .query(rs -> {
                    Opinion opinion = rs.getObject("feedback_rating") == null
                            ? null
                            : new Opinion(
                                    rs.getInt("feedback_rating"),
                                    rs.getString("feedback_comment"),
                                    instant(rs, "feedback_at"));
                    opinions.put(new RequestId(rs.getLong("request_id")), Optional.ofNullable(opinion));
                });
        Map<RequestId, RestorationRequest> found =
                requests.all(opinions.keySet()).stream().collect(toMap(RestorationRequest::id, Function.identity()));
        return opinions.entrySet().stream()
                .map(e -> new Own(found.get(e.getKey()), e.getValue().orElse(null)))
                .toList();
    }
}
