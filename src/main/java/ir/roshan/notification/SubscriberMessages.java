package ir.roshan.notification;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages owed: written with what causes them, and read for whoever asks. What becomes of them is in {@link SendQueue} and {@link ReportQueue}. */
@Repository
class SubscriberMessages {
    /** How many go to the database in one round trip. */
    private static final int ROWS_AT_ONCE = 500;

    /** {@code MERGE}, since both databases have it; the values are sent typed, so that PostgreSQL need not guess. */
    private static final String ADD = """
            MERGE INTO subscriber_message AS known
            USING (VALUES (CAST(:dedupeKey AS varchar(200)))) AS owed (dedupe_key)
               ON known.dedupe_key = owed.dedupe_key
             WHEN NOT MATCHED THEN INSERT
                  (message_id, dedupe_key, request_id, outage_id, names_request_id, plan_subscriber_id, inbound_id, kind, recipient, language,
                   text, wording, facts, parts, state, emergency,
                   due_at, expires_at, wakes_until, estimate_at, attempts, created_at)
                  VALUES (:id, :dedupeKey, CAST(:requestId AS bigint), CAST(:outageId AS bigint),
                          CAST(:namesRequestId AS bigint), CAST(:planSubscriberId AS bigint), CAST(:inboundId AS bigint),
                          :kind, :recipient, :language, :text, :wording,
                          CAST(:facts AS varchar(2000)), :parts, 'OWED', :emergency,
                          :dueAt, :expiresAt, CAST(:wakesUntil AS timestamp with time zone),
                          CAST(:estimateAt AS timestamp with time zone), 0, :now)
            """;

    /**
     * Which of them are to a subscriber. A crew's order is about an outage, and so is mostly what wakes whoever is on call; but of a
     * danger at a place that is off on plan there is a request alone.
     */
    static final String TO_SUBSCRIBER = "(outage_id IS NULL AND kind <> 'ON_CALL')";

    /** What {@link #messageRecord} reads. */
    static final String RECORD = """
            message_id, kind, text, state, created_at, due_at, expires_at, attempts,
            first_tried_at, last_tried_at, sent_at, gateway, delivered_at, last_error, estimate_at
            """;

    private final NamedParameterJdbcTemplate batches;
    private final JdbcClient jdbc;

    SubscriberMessages(NamedParameterJdbcTemplate batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /**
     * A message with its text.
     *
     * @param facts what the text says, by names
     * @param expiresAt not before the owed one's; later where it is held back over night
     * @param wakesUntil until then it is sent in quiet hours as well; null if it is not
     */
    record RenderedMessage(
            OwedMessage owed, String text, MessageFacts facts, Instant dueAt, Instant expiresAt, Instant wakesUntil) {}

    /** @return false if it was owed before; nothing is changed then */
    boolean add(RenderedMessage message, Instant now) {
        return batches.update(ADD, row(message, now)) == 1;
    }

    /** @return those that were not owed before; the others are left as they are */
    List<RenderedMessage> addAll(List<RenderedMessage> messages, Instant now) {
        List<RenderedMessage> added = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += ROWS_AT_ONCE) {
            List<RenderedMessage> some = messages.subList(from, Math.min(from + ROWS_AT_ONCE, messages.size()));
            int[] rows = batches.batchUpdate(
                    ADD, some.stream().map(message -> row(message, now)).toArray(SqlParameterSource[]::new));
            for (int i = 0; i < rows.length; i++) if (rows[i] == 1) added.add(some.get(i));
        }
        return added;
    }

    /**
     * Of these requests, messages of these kinds that have not been sent are not sent any more. One that a sender has in
     * hand at this moment may go out all the same, and is recorded as it ends.
     *
     * @param except dedupe keys of messages that stay
     */
    void supersede(List<Long> requestIds, Set<MessageKind> kinds, List<String> except, Instant now) {
        for (int from = 0; from < requestIds.size(); from += ROWS_AT_ONCE) {
            int to = Math.min(from + ROWS_AT_ONCE, requestIds.size());
            List<String> superseded = jdbc
                    .sql("""
                            SELECT message_id, dedupe_key
                              FROM subscriber_message
                             WHERE request_id IN (:requestIds) AND state = 'OWED' AND kind IN (:kinds)
                             ORDER BY message_id
                            """)
                    .param("requestIds", requestIds.subList(from, to))
                    .param("kinds", kinds.stream().map(Enum::name).toList())
                    .query((row, number) -> Map.entry(row.getString("message_id"), row.getString("dedupe_key")))
                    .stream()
                    .filter(row -> !except.contains(row.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (superseded.isEmpty()) continue;
            jdbc.sql("""
                            UPDATE subscriber_message
                               SET state = 'SUPERSEDED', settled_at = :now
                             WHERE message_id IN (:ids) AND state = 'OWED'
                            """)
                    .param("now", now.atOffset(UTC))
                    .param("ids", superseded)
                    .update();
        }
    }

    /** What a crew has not been told of an outage is not sent any more; the gateway may have it in hand at this moment. */
    /** @param kind of those that are about an outage */
    int supersedeOrders(long outageId, MessageKind kind, Instant now) {
        return jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = 'SUPERSEDED', settled_at = :now
                         WHERE outage_id = :outageId AND kind = :kind AND state = 'OWED'
                        """)
                .param("now", now.atOffset(UTC))
                .param("outageId", outageId)
                .param("kind", kind.name())
                .update();
    }

    /**
     * What whoever is on call has not been told of a danger that the request has reported is not sent any more.
     *
     * @param telling how the keys of one telling of one danger begin: the request may have named others
     */
    int supersedeOnCall(long requestId, String telling, Instant now) {
        return jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = 'SUPERSEDED', settled_at = :now
                         WHERE request_id = :requestId AND kind = 'ON_CALL' AND state = 'OWED'
                           AND substring(dedupe_key FROM 1 FOR :length) = :telling
                        """)
                .param("now", now.atOffset(UTC))
                .param("requestId", requestId)
                .param("length", telling.length())
                .param("telling", telling)
                .update();
    }

    /** An estimate that a subscriber was told or is owed. */
    record EstimateTold(
            long owedNo,
            MessageKind kind,
            MessageState state,
            Instant estimate,
            Instant lastTriedAt,
            Instant leasedUntil) {
        /** What a sender has in hand counts as heard: it cannot be called back any more. */
        boolean isHeard(Instant now) {
            return state.isTold() || state == MessageState.OWED && isInHand(now);
        }

        boolean isWaiting(Instant now) {
            return state == MessageState.OWED && !isInHand(now);
        }

        private boolean isInHand(Instant now) {
            return leasedUntil != null && now.isBefore(leasedUntil);
        }
    }

    /** By request, the oldest first; locked as a sender locks them, so that none takes one while it is decided what is news. */
    Map<Long, List<EstimateTold>> estimatesTold(List<Long> requestIds) {
        Map<Long, List<EstimateTold>> told = new HashMap<>();
        for (int from = 0; from < requestIds.size(); from += ROWS_AT_ONCE) {
            jdbc.sql("""
                            SELECT request_id, owed_no, kind, state, estimate_at, last_tried_at, leased_until
                              FROM subscriber_message
                             WHERE request_id IN (:requestIds) AND estimate_at IS NOT NULL
                               AND kind IN ('CREW_DISPATCHED', 'ESTIMATE', 'ESTIMATE_CHANGED', 'LATE')
                             ORDER BY message_id
                               FOR UPDATE
                            """)
                    .param("requestIds", requestIds.subList(from, Math.min(from + ROWS_AT_ONCE, requestIds.size())))
                    .query((row, number) -> Map.entry(
                            row.getLong("request_id"),
                            new EstimateTold(
                                    row.getLong("owed_no"),
                                    MessageKind.valueOf(row.getString("kind")),
                                    MessageState.valueOf(row.getString("state")),
                                    instant(row, "estimate_at"),
                                    instant(row, "last_tried_at"),
                                    instant(row, "leased_until"))))
                    .list()
                    .forEach(row -> told.computeIfAbsent(row.getKey(), request -> new ArrayList<>())
                            .add(row.getValue()));
        }
        told.values().forEach(ofRequest -> ofRequest.sort(Comparator.comparingLong(EstimateTold::owedNo)));
        return told;
    }

    private static SqlParameterSource row(RenderedMessage message, Instant now) {
        OwedMessage owed = message.owed();
        return new MapSqlParameterSource()
                .addValue("id", UUID.randomUUID().toString())
                .addValue("dedupeKey", owed.dedupeKey())
                .addValue("requestId", owed.about().requestId())
                .addValue("outageId", owed.about().outageId())
                .addValue("namesRequestId", owed.about().namesRequestId())
                .addValue("planSubscriberId", owed.about().planSubscriberId())
                .addValue("inboundId", owed.about().inboundId())
                .addValue("kind", owed.message().kind().name())
                .addValue("recipient", owed.to().mobile().value())
                .addValue("language", owed.to().language().code())
                .addValue("text", message.text())
                .addValue("wording", message.facts().wording())
                .addValue("facts", message.facts().written())
                .addValue("parts", SmsLength.partsOf(message.text()))
                .addValue("emergency", owed.emergency())
                .addValue("dueAt", message.dueAt().atOffset(UTC))
                .addValue("expiresAt", message.expiresAt().atOffset(UTC))
                .addValue("wakesUntil", utc(message.wakesUntil()))
                .addValue("estimateAt", utc(owed.message().expectedBackAt()))
                .addValue("now", now.atOffset(UTC));
    }

    /** What they were told last of that kind about the request, since then; not counting what did not leave. */
    Optional<String> newestText(long requestId, MobileNumber to, MessageKind kind, Instant since) {
        return jdbc.sql("""
                        SELECT text FROM subscriber_message
                         WHERE request_id = :requestId AND recipient = :to AND kind = :kind AND created_at > :since
                           AND state IN ('OWED', 'ACCEPTED', 'DELIVERED')
                         ORDER BY owed_no DESC
                         LIMIT 1
                        """)
                .param("requestId", requestId)
                .param("to", to.value())
                .param("kind", kind.name())
                .param("since", since.atOffset(UTC))
                .query(String.class)
                .optional();
    }

    Optional<String> textOf(String dedupeKey) {
        return jdbc.sql("SELECT text FROM subscriber_message WHERE dedupe_key = :dedupeKey")
                .param("dedupeKey", dedupeKey)
                .query(String.class)
                .optional();
    }

    Optional<MessageState> stateOf(String dedupeKey) {
        return jdbc.sql("SELECT state FROM subscriber_message WHERE dedupe_key = :dedupeKey")
                .param("dedupeKey", dedupeKey)
                .query(String.class)
                .optional()
                .map(MessageState::valueOf);
    }

    List<MessageRecord> of(long requestId) {
        return jdbc.sql("SELECT " + RECORD + """
                          FROM subscriber_message
                         WHERE request_id = :requestId
                         ORDER BY created_at, owed_no
                        """)
                .param("requestId", requestId)
                .query((row, number) -> messageRecord(row))
                .list();
    }

    int countOrders(long outageId) {
        return jdbc.sql("SELECT count(*) FROM subscriber_message WHERE outage_id = :outageId AND kind = 'CREW_ORDER'")
                .param("outageId", outageId)
                .query(Integer.class)
                .single();
    }

    Optional<CrewOrders.Last> lastOrder(long outageId) {
        return jdbc.sql("SELECT recipient, names_request_id, " + RECORD + """
                          FROM subscriber_message
                         WHERE outage_id = :outageId AND kind = 'CREW_ORDER'
                         ORDER BY owed_no DESC
                         LIMIT 1
                        """)
                .param("outageId", outageId)
                .query((row, number) -> new CrewOrders.Last(
                        messageRecord(row),
                        new MobileNumber(row.getString("recipient")),
                        row.getObject("names_request_id", Long.class)))
                .optional();
    }

    static MessageRecord messageRecord(ResultSet row) throws SQLException {
        return new MessageRecord(
                row.getString("message_id"),
                MessageKind.valueOf(row.getString("kind")),
                row.getString("text"),
                MessageState.valueOf(row.getString("state")),
                instant(row, "created_at"),
                instant(row, "due_at"),
                instant(row, "expires_at"),
                row.getInt("attempts"),
                instant(row, "first_tried_at"),
                instant(row, "last_tried_at"),
                instant(row, "sent_at"),
                row.getString("gateway"),
                instant(row, "delivered_at"),
                row.getString("last_error"),
                instant(row, "estimate_at"));
    }

    /** What has been accepted stays so; what failed or is still owed is the person's from now on. */
    void handToPerson(String dedupeKey, Instant now) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = 'HANDED_TO_PERSON', settled_at = :now
                         WHERE dedupe_key = :dedupeKey AND state IN ('OWED', 'FAILED', 'EXPIRED', 'HELD')
                        """)
                .param("dedupeKey", dedupeKey)
                .param("now", now.atOffset(UTC))
                .update();
    }
}
