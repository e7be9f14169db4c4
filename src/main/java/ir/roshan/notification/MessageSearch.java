package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was owed, sent, delivered and failed, for those who answer for it (A3.5). Reads, and changes nothing. */
@Repository
public class MessageSearch {
    private static final String SELECT =
            "SELECT request_id, outage_id, recipient, language, " + SubscriberMessages.RECORD + """
             FROM subscriber_message
            """;

    private final JdbcClient jdbc;

    MessageSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which messages are looked for.
     *
     * @param state null for any
     * @param kind null for any
     * @param from owed at this moment or later; null for any
     * @param to owed before this moment; null for any
     * @param requestId the request that it is about; null for any
     */
    public record Wanted(MessageState state, MessageKind kind, Instant from, Instant to, Long requestId) {}

    /**
     * A message, whom it is for, and what it is about.
     *
     * @param requestId null where it is about an outage
     * @param outageId null where it is about a request
     */
    public record Found(MessageRecord message, Long requestId, Long outageId, MobileNumber to, Language language) {
        /** Without number and text. */
        @Override
        public String toString() {
            return message.id();
        }
    }

    /**
     * The newest first.
     *
     * @param skip how many to leave out
     * @param most how many to answer at most
     */
    public List<Found> find(Wanted wanted, int skip, int most) {
        return bound(
                        jdbc.sql(SELECT + where(wanted, true)
                                + " ORDER BY created_at DESC, owed_no DESC LIMIT :most OFFSET :skip"),
                        wanted,
                        true)
                .param("most", most)
                .param("skip", skip)
                .query(MessageSearch::row)
                .list();
    }

    /** How many there are in each state, whatever state is looked for; states without a message are 0. */
    public Map<MessageState, Integer> counts(Wanted wanted) {
        Map<MessageState, Integer> counts = new EnumMap<>(MessageState.class);
        for (MessageState state : MessageState.values()) counts.put(state, 0);
        bound(
                        jdbc.sql("SELECT state, count(*) AS messages FROM subscriber_message " + where(wanted, false)
                                + " GROUP BY state"),
                        wanted,
                        false)
                .query((row, number) ->
                        counts.put(MessageState.valueOf(row.getString("state")), row.getInt("messages")))
                .list();
        return counts;
    }

    public Optional<Found> byId(String id) {
        return jdbc.sql(SELECT + " WHERE message_id = :id")
                .param("id", id)
                .query(MessageSearch::row)
                .optional();
    }

    /** Only what is asked for stands in the statement, so that each question finds its index. */
    private static String where(Wanted wanted, boolean withState) {
        StringBuilder where = new StringBuilder(" WHERE 1 = 1");
        if (withState && wanted.state() != null) where.append(" AND state = :state");
        if (wanted.kind() != null) where.append(" AND kind = :kind");
        if (wanted.from() != null) where.append(" AND created_at >= :from");
        if (wanted.to() != null) where.append(" AND created_at < :to");
        if (wanted.requestId() != null) where.append(" AND request_id = :requestId");
        return where.toString();
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, Wanted wanted, boolean withState) {
        JdbcClient.StatementSpec bound = statement;
        if (withState && wanted.state() != null)
            bound = bound.param("state", wanted.state().name());
        if (wanted.kind() != null) bound = bound.param("kind", wanted.kind().name());
        if (wanted.from() != null) bound = bound.param("from", wanted.from().atOffset(UTC));
        if (wanted.to() != null) bound = bound.param("to", wanted.to().atOffset(UTC));
        if (wanted.requestId() != null) bound = bound.param("requestId", wanted.requestId());
        return bound;
    }

    private static Found row(ResultSet row, int number) throws SQLException {
        return new Found(
                SubscriberMessages.messageRecord(row),
                row.getObject("request_id", Long.class),
                row.getObject("outage_id", Long.class),
                new MobileNumber(row.getString("recipient")),
                Language.of(row.getString("language")));
    }
}
