package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.Portions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is told of the plan ahead, for the ledger of who was told what: the messages, how far they came, and how many still wait. */
@Repository
public class PlanMessages {
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Clock clock;

    PlanMessages(Outbox outbox, JdbcClient jdbc, Clock clock) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param expiresAt from which it tells of what is past */
    public record Owed(String key, long planSubscriberId, Recipient to, Message message, Instant expiresAt) {}

    /** In the transaction that writes the ledger; owing the same key again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(List<Owed> owed) {
        outbox.oweAll(owed.stream()
                .map(one -> new OwedMessage(
                        one.key(),
                        MessageSubject.places(one.planSubscriberId()),
                        one.to(),
                        one.message(),
                        one.expiresAt(),
                        false))
                .toList());
    }

    /** When the quiet hours end in which that moment lies; empty if it lies in none. */
    public Optional<Instant> quietUntil(Instant moment) {
        return outbox.quietUntil(moment);
    }

    /**
     * Those that nobody has heard and nobody will hear by themselves: what has not been sent is not sent any more from now on, and
     * what was held back, lost or given up stays so. One that a sender has in hand at this moment counts as heard: it cannot be
     * called back. One of which nothing is known any more was heard long ago.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<String> takeBack(Collection<String> keys) {
        Instant now = clock.instant();
        Set<String> unheard = new HashSet<>();
        for (List<String> portion : Portions.of(keys)) {
            Map<String, String> owed = new HashMap<>();
            // Locked as a sender locks them, so that none takes one meanwhile.
            jdbc.sql("""
                SELECT message_id, dedupe_key, state,
                       CASE WHEN leased_until > :now THEN 1 ELSE 0 END AS in_hand
                  FROM subscriber_message
                 WHERE dedupe_key IN (:keys) AND state NOT IN ('ACCEPTED', 'DELIVERED')
                 ORDER BY message_id
                   FOR UPDATE
                """).param("now", now.atOffset(UTC)).param("keys", portion).query(row -> {
                boolean isOwed = row.getString("state").equals(MessageState.OWED.name());
                if (isOwed && row.getInt("in_hand") == 1) return;
                unheard.add(row.getString("dedupe_key"));
                if (isOwed) owed.put(row.getString("message_id"), row.getString("dedupe_key"));
            });
            if (!owed.isEmpty())
                jdbc.sql("""
                    UPDATE subscriber_message SET state = 'SUPERSEDED', settled_at = :now
                     WHERE message_id IN (:ids) AND state = 'OWED'
                    """)
                        .param("now", now.atOffset(UTC))
                        .param("ids", owed.keySet())
                        .update();
        }
        return unheard;
    }

    /** Those that were not sent while they were worth telling, whether a sender has seen it already or not. */
    public Set<String> expired(Collection<String> keys) {
        Set<String> expired = new HashSet<>();
        for (List<String> portion : Portions.of(keys))
            expired.addAll(jdbc.sql("""
                            SELECT dedupe_key FROM subscriber_message
                             WHERE dedupe_key IN (:keys)
                               AND (state = 'EXPIRED'
                                    OR state = 'OWED' AND expires_at <= :now AND (leased_until IS NULL OR leased_until <= :now))
                            """)
                    .param("keys", portion)
                    .param("now", clock.instant().atOffset(UTC))
                    .query(String.class)
                    .list());
        return expired;
    }

    /** Of what was sent to a number; empty where nothing was, or it is forgotten. */
    public Optional<String> lastSentKind(long planSubscriberId) {
        return jdbc.sql("""
            SELECT kind FROM subscriber_message
             WHERE plan_subscriber_id = :id AND sent_at IS NOT NULL
             ORDER BY sent_at DESC, owed_no DESC LIMIT 1
            """).param("id", planSubscriberId).query(String.class).optional();
    }

    /** How many wait to be sent; no more than that are counted. */
    public int waiting(int atMost) {
        return jdbc.sql("""
            SELECT count(*) FROM (
                SELECT 1 AS one FROM subscriber_message
                 WHERE state = 'OWED' AND emergency = FALSE AND plan_subscriber_id IS NOT NULL
                 LIMIT :atMost) waiting
            """).param("atMost", atMost).query(Integer.class).single();
    }

    /**
     * Those that were owed before a moment go altogether, a portion at a time: they are many, and tell nothing of the service.
     *
     * @return how many
     */
    @Transactional
    public int forget(Instant before, int portion) {
        List<String> old = jdbc.sql("""
            SELECT message_id FROM subscriber_message
             WHERE plan_subscriber_id IS NOT NULL AND created_at < :before AND state <> 'OWED'
             ORDER BY created_at
             LIMIT :portion
            """)
                .param("before", before.atOffset(UTC))
                .param("portion", portion)
                .query(String.class)
                .list();
        if (!old.isEmpty())
            jdbc.sql("DELETE FROM subscriber_message WHERE message_id IN (:ids)")
                    .param("ids", old)
                    .update();
        return old.size();
    }
}
