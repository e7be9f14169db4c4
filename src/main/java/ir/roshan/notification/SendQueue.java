package ir.roshan.notification;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is due to be sent, and what became of each try: several senders take from it, and none takes what another has. */
@Repository
class SendQueue {
    /**
     * Of how many due messages a sender picks those that no other has locked. They are found in a statement of its own,
     * without locks: H2 locks every row that a {@code FOR UPDATE} matches before it counts to the limit, and would run a
     * subquery once for each of them.
     */
    private static final int CANDIDATES = 400;

    private static final int CANDIDATES_TO_GIVE_UP = 20;

    /** The reason of what is {@link MessageState#HELD}. */
    static final String NUMBER_LIMIT = "number-limit";

    private final JdbcClient jdbc;

    SendQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message that may be taken, locked for the transaction.
     *
     * @param toSubscriber whether it is to a subscriber; else it is to a crew, or to whoever is on call
     * @param triedAt when it was last given to a gateway; null if it never was
     */
    record Due(OutgoingMessage message, boolean toSubscriber, Instant triedAt) {}

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
        return jdbc.sql("SELECT " + SubscriberMessages.TO_SUBSCRIBER + """
                                AS to_subscriber, message_id, recipient, text, attempts, kind, emergency, done_with, last_tried_at,
                               wording, facts
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
                        new OutgoingMessage(
                                row.getString("message_id"),
                                new MobileNumber(row.getString("recipient")),
                                row.getString("text"),
                                row.getInt("attempts") + 1,
                                MessageKind.valueOf(row.getString("kind")),
                                row.getBoolean("emergency"),
                                Carrier.read(row.getString("done_with")),
                                MessageFacts.read(row.getString("wording"), row.getString("facts"))),
                        row.getBoolean("to_subscriber"),
                        instant(row, "last_tried_at")))
                .list();
    }

    /** Takes them: other senders are kept from them until the lease ends. In the transaction that has found them due. */
    void lease(List<OutgoingMessage> messages, Instant now, Instant leasedUntil) {
        if (messages.isEmpty()) return;
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET attempts = attempts + 1, leased_until = :leasedUntil,
                               first_tried_at = COALESCE(first_tried_at, :now), last_tried_at = :now
                         WHERE message_id IN (:ids)
                        """)
                .param("now", now.atOffset(UTC))
                .param("leasedUntil", leasedUntil.atOffset(UTC))
                .param("ids", messages.stream().map(OutgoingMessage::id).toList())
                .update();
    }

    /**
     * Whoever has them still has them: other senders are kept from them until then. What is settled or postponed is in nobody's hand;
     * a row that is locked is just being settled.
     */
    void renew(List<String> ids, Instant leasedUntil) {
        List<String> held = jdbc.sql("""
                        SELECT message_id FROM subscriber_message
                         WHERE message_id IN (:ids) AND leased_until IS NOT NULL
                           FOR UPDATE SKIP LOCKED
                        """).param("ids", ids).query(String.class).list();
        if (held.isEmpty()) return;
        jdbc.sql("UPDATE subscriber_message SET leased_until = :leasedUntil WHERE message_id IN (:ids)")
                .param("leasedUntil", leasedUntil.atOffset(UTC))
                .param("ids", held)
                .update();
    }

    /** The number has had as many as one may have: they expire now, and are given up as any others that expire. */
    void hold(List<OutgoingMessage> messages, Instant now) {
        if (messages.isEmpty()) return;
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET expires_at = :now, leased_until = NULL, last_error = :reason
                         WHERE message_id IN (:ids)
                        """)
                .param("now", now.atOffset(UTC))
                .param("reason", NUMBER_LIMIT)
                .param("ids", messages.stream().map(OutgoingMessage::id).toList())
                .update();
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
                           SET due_at = :morning,
                               expires_at = CASE WHEN plan_subscriber_id IS NULL THEN GREATEST(expires_at, :worthTellingUntil)
                                                 ELSE expires_at END
                         WHERE message_id IN (:due)
                        """)
                .param("morning", morning.atOffset(UTC))
                .param("worthTellingUntil", worthTellingUntil.atOffset(UTC))
                .param("due", due)
                .update();
    }

    /** The gateway has it; this is true even if another sender took it meanwhile. */
    void accepted(
            OutgoingMessage message,
            MessageState state,
            String gateway,
            String reference,
            Set<Carrier> doneWith,
            Instant now,
            Instant reportDueAt) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET state = :state, gateway = :gateway, reference = :reference, done_with = :doneWith,
                               sent_at = :now, settled_at = :now,
                               report_due_at = CAST(:reportDueAt AS timestamp with time zone),
                               delivered_at = CAST(:deliveredAt AS timestamp with time zone),
                               leased_until = NULL, last_error = NULL
                         WHERE message_id = :id AND state IN ('OWED', 'SUPERSEDED')
                        """)
                .param("gateway", gateway)
                .param("doneWith", Carrier.write(doneWith))
                .param("reportDueAt", utc(reportDueAt))
                .param("deliveredAt", state == MessageState.DELIVERED ? utc(now) : null)
                .param("id", message.id())
                .param("state", state.name())
                .param("reference", reference)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** To be tried again; nothing happens if another sender took it meanwhile. */
    void postpone(OutgoingMessage message, Set<Carrier> doneWith, Instant dueAt, String error) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET due_at = :dueAt, leased_until = NULL, last_error = :error, done_with = :doneWith
                         WHERE message_id = :id AND state = 'OWED' AND attempts = :attempts
                        """)
                .param("id", message.id())
                .param("attempts", message.attempts())
                .param("dueAt", dueAt.atOffset(UTC))
                .param("doneWith", Carrier.write(doneWith))
                .param("error", error)
                .update();
    }

    /** The gateway will never take it: it expires now, and is given up as any other that expires. */
    void refused(OutgoingMessage message, String reference, Instant now) {
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
}
