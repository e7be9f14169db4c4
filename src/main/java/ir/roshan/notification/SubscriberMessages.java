package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of messages owed. */
@Repository
class SubscriberMessages {
    /** How many go to the database in one round trip. */
    private static final int ROWS_AT_ONCE = 500;

    /**
     * Of how many due messages a sender picks those that no other has locked. They are found in a statement of its own,
     * without locks: H2 locks every row that a {@code FOR UPDATE} matches before it counts to the limit, and would run a
     * subquery once for each of them.
     */
    private static final int CANDIDATES = 400;

    private static final int CANDIDATES_TO_GIVE_UP = 20;

    /** The reason of what is {@link MessageState#HELD}. */
    private static final String NUMBER_LIMIT = "number-limit";
    /** Between a try and the gateway's answer to it nobody lets more time pass. */
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    /** {@code MERGE}, since both databases have it; the values are sent typed, so that PostgreSQL need not guess. */
    private static final String ADD = """
            MERGE INTO subscriber_message AS known
            USING (VALUES (CAST(:dedupeKey AS varchar(200)))) AS owed (dedupe_key)
               ON known.dedupe_key = owed.dedupe_key
             WHEN NOT MATCHED THEN INSERT
                  (message_id, dedupe_key, request_id, outage_id, names_request_id, kind, recipient, language, text, state, emergency,
                   due_at, expires_at, wakes_until, estimate_at, attempts, created_at)
                  VALUES (:id, :dedupeKey, CAST(:requestId AS bigint), CAST(:outageId AS bigint),
                          CAST(:namesRequestId AS bigint), :kind, :recipient, :language, :text, 'OWED', :emergency,
                          :dueAt, :expiresAt, CAST(:wakesUntil AS timestamp with time zone),
                          CAST(:estimateAt AS timestamp with time zone), 0, :now)
            """;

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
     * @param expiresAt not before the owed one's; later where it is held back over night
     * @param wakesUntil until then it is sent in quiet hours as well; null if it is not
     */
    record Worded(Owed owed, String text, Instant dueAt, Instant expiresAt, Instant wakesUntil) {}

    /** @return false if it was owed before; nothing is changed then */
    boolean add(Worded message, Instant now) {
        return batches.update(ADD, row(message, now)) == 1;
    }

    /** @return those that were not owed before; the others are left as they are */
    List<Worded> addAll(List<Worded> messages, Instant now) {
        List<Worded> added = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += ROWS_AT_ONCE) {
            List<Worded> some = messages.subList(from, Math.min(from + ROWS_AT_ONCE, messages.size()));
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
    void supersedeOrders(long outageId, Instant now) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = 'SUPERSEDED', settled_at = :now
                         WHERE outage_id = :outageId AND state = 'OWED'
                        """)
                .param("now", now.atOffset(UTC))
                .param("outageId", outageId)
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

    private static SqlParameterSource row(Worded message, Instant now) {
        Owed owed = message.owed();
        return new MapSqlParameterSource()
                .addValue("id", UUID.randomUUID().toString())
                .addValue("dedupeKey", owed.dedupeKey())
                .addValue("requestId", owed.about().requestId())
                .addValue("outageId", owed.about().outageId())
                .addValue("namesRequestId", owed.about().namesRequestId())
                .addValue("kind", owed.message().kind().name())
                .addValue("recipient", owed.to().mobile().value())
                .addValue("language", owed.to().language().code())
                .addValue("text", message.text())
                .addValue("emergency", owed.emergency())
                .addValue("dueAt", message.dueAt().atOffset(UTC))
                .addValue("expiresAt", message.expiresAt().atOffset(UTC))
                .addValue("wakesUntil", utc(message.wakesUntil()))
                .addValue("estimateAt", utc(owed.message().expectedBackAt()))
                .addValue("now", now.atOffset(UTC));
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
        return jdbc.sql("SELECT count(*) FROM subscriber_message WHERE outage_id = :outageId")
                .param("outageId", outageId)
                .query(Integer.class)
                .single();
    }

    Optional<CrewOrders.Last> lastOrder(long outageId) {
        return jdbc.sql("SELECT recipient, names_request_id, " + RECORD + """
                          FROM subscriber_message
                         WHERE outage_id = :outageId
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

    /**
     * A message in a sender's hand.
     *
     * @param attempts this one included
     */
    record Taken(String id, MobileNumber to, String text, int attempts) {
        /** Without the text: it may tell what happened at somebody's home. */
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * A message that may be taken, locked for the transaction.
     *
     * @param toSubscriber whether it is about a request; else it is to a crew
     * @param triedAt when it was last given to a gateway; null if it never was
     */
    record Due(Taken message, MessageKind kind, boolean toSubscriber, Instant triedAt) {}

    /**
     * Due messages, which no other sender gets until the transaction ends: a row that another has locked is passed over. What
     * might expire while the gateway has it is left alone, unless it was owed just now: a window of seconds is one that somebody
     * has set.
     *
     * @param quiet whether only those are taken for which somebody may be woken
     * @param answersWithin how long the gateway may take at most
     */
    List<Due> due(boolean emergency, boolean quiet, Instant now, Duration answersWithin, int most) {
        List<String> candidates = jdbc.sql("""
                        SELECT message_id
                          FROM subscriber_message
                         WHERE state = 'OWED' AND emergency = :emergency
                           AND due_at <= :now AND expires_at > :now
                           AND (expires_at > :answered OR created_at > :justNow)
                           AND (:quiet = FALSE OR wakes_until > :now)
                           AND (leased_until IS NULL OR leased_until <= :now)
                         ORDER BY state, emergency, due_at
                         LIMIT :candidates
                        """)
                .param("emergency", emergency)
                .param("quiet", quiet)
                .param("now", now.atOffset(UTC))
                .param("answered", now.plus(answersWithin).atOffset(UTC))
                .param("justNow", now.minus(answersWithin).atOffset(UTC))
                .param("candidates", CANDIDATES)
                .query(String.class)
                .list();
        if (candidates.isEmpty()) return List.of();
        return jdbc.sql("""
                        SELECT message_id, recipient, text, attempts, kind, request_id, last_tried_at
                          FROM subscriber_message
                         WHERE message_id IN (:candidates)
                           AND state = 'OWED' AND (leased_until IS NULL OR leased_until <= :now)
                         ORDER BY due_at
                         LIMIT :most
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("candidates", candidates)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .query((row, number) -> new Due(
                        new Taken(
                                row.getString("message_id"),
                                new MobileNumber(row.getString("recipient")),
                                row.getString("text"),
                                row.getInt("attempts") + 1),
                        MessageKind.valueOf(row.getString("kind")),
                        row.getObject("request_id") != null,
                        instant(row, "last_tried_at")))
                .list();
    }

    /** Takes them: other senders are kept from them until the lease ends. In the transaction that has found them due. */
    void lease(List<Taken> messages, Instant now, Instant leasedUntil) {
        if (messages.isEmpty()) return;
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET attempts = attempts + 1, leased_until = :leasedUntil,
                               first_tried_at = COALESCE(first_tried_at, :now), last_tried_at = :now
                         WHERE message_id IN (:ids)
                        """)
                .param("now", now.atOffset(UTC))
                .param("leasedUntil", leasedUntil.atOffset(UTC))
                .param("ids", messages.stream().map(Taken::id).toList())
                .update();
    }

    /** The number has had as many as one may have: they expire now, and are given up as any others that expire. */
    void hold(List<Taken> messages, Instant now) {
        if (messages.isEmpty()) return;
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET expires_at = :now, leased_until = NULL, last_error = :reason
                         WHERE message_id IN (:ids)
                        """)
                .param("now", now.atOffset(UTC))
                .param("reason", NUMBER_LIMIT)
                .param("ids", messages.stream().map(Taken::id).toList())
                .update();
    }

    /**
     * Of these slots, those that are now locked for the caller until the transaction ends; none that another has locked. Whoever
     * decides what leaves for a number has locked its slot.
     */
    Set<Integer> lockNumbers(Set<Integer> slots) {
        return jdbc
                .sql("SELECT slot FROM number_lock WHERE slot IN (:slots) FOR UPDATE SKIP LOCKED")
                .param("slots", slots)
                .query(Integer.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** Waits for that slot, and keeps it locked until the transaction ends. */
    void lockNumber(int slot) {
        jdbc.sql("SELECT slot FROM number_lock WHERE slot = :slot FOR UPDATE")
                .param("slot", slot)
                .query(Integer.class)
                .single();
    }

    /** How many messages have left for a number, or may have: one whose try has failed could still have arrived. */
    record Left(int inHour, int inDay) {}

    /**
     * By number; what is missing has had none. A message counts once, from when the gateway has answered or from its last try, and
     * one that the gateway has refused not at all. Crews are not counted.
     */
    Map<MobileNumber, Left> left(Set<MobileNumber> numbers, Instant hourAgo, Instant dayAgo) {
        Map<MobileNumber, Left> left = new HashMap<>();
        jdbc.sql("""
                        SELECT recipient, count(*) AS in_day, sum(CASE WHEN left_at > :hourAgo THEN 1 ELSE 0 END) AS in_hour
                          FROM (SELECT recipient, COALESCE(sent_at, last_tried_at) AS left_at
                                  FROM subscriber_message
                                 WHERE recipient IN (:numbers) AND last_tried_at > :triedSince
                                   AND request_id IS NOT NULL
                                   AND (state <> 'FAILED' OR last_error IS NULL OR last_error <> 'refused')) AS tried
                         WHERE left_at > :dayAgo
                         GROUP BY recipient
                        """)
                .param("numbers", numbers.stream().map(MobileNumber::value).toList())
                .param("hourAgo", hourAgo.atOffset(UTC))
                .param("dayAgo", dayAgo.atOffset(UTC))
                .param("triedSince", dayAgo.minus(LONGEST_ANSWER).atOffset(UTC))
                .query((row, number) -> left.put(
                        new MobileNumber(row.getString("recipient")),
                        new Left(row.getInt("in_hour"), row.getInt("in_day"))))
                .list();
        return left;
    }

    /** Whether a person phones or has phoned that number since then, because of a result that was held back. */
    boolean isPhonedInPlace(MobileNumber number, Instant since) {
        return jdbc.sql("""
                                SELECT count(*)
                                  FROM subscriber_message
                                 WHERE recipient = :number AND state = 'HANDED_TO_PERSON' AND last_error = :reason
                                   AND settled_at > :since
                                """)
                        .param("number", number.value())
                        .param("reason", NUMBER_LIMIT)
                        .param("since", since.atOffset(UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Holds back what became due before the night, and was not sent then: until the morning, and a while longer than that
     * where it would have expired meanwhile. To be called in a transaction of its own.
     *
     * @return how many
     */
    int holdBack(Instant now, Instant morning, Instant worthTellingUntil) {
        List<String> due = jdbc.sql("""
                        SELECT message_id
                          FROM subscriber_message
                         WHERE state = 'OWED' AND emergency = FALSE AND due_at <= :now AND expires_at > :now
                           AND (wakes_until IS NULL OR wakes_until <= :now)
                         ORDER BY due_at
                         LIMIT :candidates
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("now", now.atOffset(UTC))
                .param("candidates", CANDIDATES)
                .query(String.class)
                .list();
        if (due.isEmpty()) return 0;
        return jdbc.sql("""
                        UPDATE subscriber_message
                           SET due_at = :morning, expires_at = GREATEST(expires_at, :worthTellingUntil)
                         WHERE message_id IN (:due)
                        """)
                .param("morning", morning.atOffset(UTC))
                .param("worthTellingUntil", worthTellingUntil.atOffset(UTC))
                .param("due", due)
                .update();
    }

    /** The gateway has it; this is true even if another sender took it meanwhile. */
    void accepted(
            Taken message, MessageState state, String gateway, String reference, Instant now, Instant reportDueAt) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = :state, gateway = :gateway, reference = :reference,
                               sent_at = :now, settled_at = :now,
                               report_due_at = CAST(:reportDueAt AS timestamp with time zone),
                               delivered_at = CAST(:deliveredAt AS timestamp with time zone),
                               leased_until = NULL, last_error = NULL
                         WHERE message_id = :id AND state IN ('OWED', 'SUPERSEDED')
                        """)
                .param("gateway", gateway)
                .param("reportDueAt", utc(reportDueAt))
                .param("deliveredAt", state == MessageState.DELIVERED ? utc(now) : null)
                .param("id", message.id())
                .param("state", state.name())
                .param("reference", reference)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** To be tried again; nothing happens if another sender took it meanwhile. */
    void postpone(Taken message, Instant dueAt, String error) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET due_at = :dueAt, leased_until = NULL, last_error = :error
                         WHERE message_id = :id AND state = 'OWED' AND attempts = :attempts
                        """)
                .param("id", message.id())
                .param("attempts", message.attempts())
                .param("dueAt", dueAt.atOffset(UTC))
                .param("error", error)
                .update();
    }

    /** The gateway will never take it: it expires now, and is given up as any other that expires. */
    void refused(Taken message, String reference, Instant now) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET expires_at = :now, leased_until = NULL, last_error = 'refused', reference = :reference
                         WHERE message_id = :id AND state = 'OWED' AND attempts = :attempts
                        """)
                .param("id", message.id())
                .param("attempts", message.attempts())
                .param("reference", reference)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /**
     * A message of which nobody knows yet whether it arrived.
     *
     * @param requestId null where it is about no request
     * @param asked how often the gateway was asked, this time included
     * @param latestResult whether it is the result that counts: of several of one request the last
     */
    record Unreported(String id, Long requestId, String reference, Instant sentAt, int asked, boolean latestResult) {}

    /** Takes those about which the gateway is to be asked, and keeps other nodes from them until {@code leasedUntil}. */
    List<Unreported> takeUnreported(String gateway, Instant now, Instant leasedUntil, int most) {
        List<Unreported> due = jdbc.sql("""
                        SELECT message_id, request_id, reference, sent_at, reports_asked, kind,
                               (SELECT MAX(result.owed_no)
                                  FROM subscriber_message result
                                 WHERE result.request_id = m.request_id AND result.kind = 'RESULT') AS latest_result_no,
                               owed_no
                          FROM subscriber_message m
                         WHERE state = 'ACCEPTED' AND gateway = :gateway AND report_due_at <= :now
                         ORDER BY report_due_at
                         LIMIT :most
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("gateway", gateway)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .query((row, number) -> new Unreported(
                        row.getString("message_id"),
                        row.getObject("request_id", Long.class),
                        row.getString("reference"),
                        instant(row, "sent_at"),
                        row.getInt("reports_asked") + 1,
                        row.getString("kind").equals(MessageKind.RESULT.name())
                                && row.getLong("owed_no") == row.getLong("latest_result_no")))
                .list();
        if (!due.isEmpty())
            jdbc.sql("""
                            UPDATE subscriber_message
                               SET reports_asked = reports_asked + 1, report_due_at = :leasedUntil
                             WHERE message_id IN (:ids)
                            """)
                    .param("leasedUntil", leasedUntil.atOffset(UTC))
                    .param("ids", due.stream().map(Unreported::id).toList())
                    .update();
        return due;
    }

    void arrived(Unreported message, Instant now) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = 'DELIVERED', delivered_at = :now, report_due_at = NULL
                         WHERE message_id = :id AND state = 'ACCEPTED'
                        """).param("id", message.id()).param("now", now.atOffset(UTC)).update();
    }

    /** @return false if it is not waited for any more */
    boolean lost(Unreported message, Instant now) {
        return jdbc.sql("""
                                UPDATE subscriber_message
                                   SET state = 'FAILED', settled_at = :now, report_due_at = NULL, last_error = 'undelivered'
                                 WHERE message_id = :id AND state = 'ACCEPTED'
                                """)
                        .param("id", message.id())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** @param dueAt when the gateway is asked again; null if never */
    void askAgain(Unreported message, Instant dueAt) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET report_due_at = CAST(:dueAt AS timestamp with time zone)
                         WHERE message_id = :id AND state = 'ACCEPTED'
                        """).param("id", message.id()).param("dueAt", utc(dueAt)).update();
    }

    /**
     * A message that has expired unsent.
     *
     * @param requestId null where it is about no request
     * @param held whether its number has had as many as one may have
     */
    record Expired(String id, Long requestId, MobileNumber to, MessageKind kind, Instant expiresAt, boolean held) {}

    /** The next expired message, locked; to be called in the transaction that gives it up. */
    Optional<Expired> expired(Instant now) {
        List<String> candidates = jdbc.sql("""
                        SELECT message_id
                          FROM subscriber_message
                         WHERE state = 'OWED' AND expires_at <= :now
                           AND (leased_until IS NULL OR leased_until <= :now)
                         ORDER BY state, expires_at
                         LIMIT :candidates
                        """)
                .param("now", now.atOffset(UTC))
                .param("candidates", CANDIDATES_TO_GIVE_UP)
                .query(String.class)
                .list();
        if (candidates.isEmpty()) return Optional.empty();
        return jdbc.sql("""
                        SELECT message_id, request_id, recipient, kind, expires_at, last_error
                          FROM subscriber_message
                         WHERE message_id IN (:candidates)
                           AND state = 'OWED' AND (leased_until IS NULL OR leased_until <= :now)
                         ORDER BY expires_at
                         LIMIT 1
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("candidates", candidates)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new Expired(
                        row.getString("message_id"),
                        row.getObject("request_id", Long.class),
                        new MobileNumber(row.getString("recipient")),
                        MessageKind.valueOf(row.getString("kind")),
                        instant(row, "expires_at"),
                        NUMBER_LIMIT.equals(row.getString("last_error"))))
                .optional();
    }

    void givenUp(Expired message, Instant now) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = CASE WHEN last_error = 'refused' THEN 'FAILED'
                                            WHEN last_error = :numberLimit THEN 'HELD'
                                            ELSE 'EXPIRED' END,
                               settled_at = :now, leased_until = NULL
                         WHERE message_id = :id AND state = 'OWED'
                        """)
                .param("numberLimit", NUMBER_LIMIT)
                .param("id", message.id())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Nobody could take it over yet; it is looked at again when the lease ends. */
    void leaveUntil(Expired message, Instant leasedUntil) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET leased_until = :leasedUntil
                         WHERE message_id = :id AND state = 'OWED'
                        """)
                .param("id", message.id())
                .param("leasedUntil", leasedUntil.atOffset(UTC))
                .update();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
