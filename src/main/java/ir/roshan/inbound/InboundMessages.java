package ir.roshan.inbound;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.security.KeyedHash;
import ir.roshan.text.MalformedMobileNumber;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Portions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SMS of subscribers, each once, and what has become of them. */
@Repository
class InboundMessages {
    static final int LONGEST_TEXT = 1000;
    static final int LONGEST_NUMBER = 20;
    /** The oldest of each number are tried in turn, as many numbers at once. */
    private static final int CANDIDATES = 20;

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final KeyedHash hash;

    InboundMessages(JdbcClient jdbc, KeyedHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /** One that is to be worked on. @param tries before this one */
    record Inbound(long id, String sender, String receptor, String text, Instant receivedAt, int tries) {
        /** Empty where a service or a machine has written. */
        Optional<MobileNumber> mobile() {
            try {
                return Optional.of(new MobileNumber(sender));
            } catch (MalformedMobileNumber e) {
                return Optional.empty();
            }
        }

        /** Without number and text. */
        @Override
        public String toString() {
            return "inbound " + id;
        }
    }

    /** @return false if it came before */
    boolean store(String providersId, String from, String to, String text, Instant now) {
        String sender = number(from);
        String kept = cut(visible(text), LONGEST_TEXT);
        return jdbc.sql("""
                                MERGE INTO inbound_sms AS known
                                USING (VALUES (CAST(:key AS varchar(64)))) AS come (message_key)
                                   ON known.message_key = come.message_key
                                 WHEN NOT MATCHED THEN INSERT
                                      (message_key, sender, receptor, text, report, received_at, due_at, tries, outcome)
                                      VALUES (:key, :sender, :receptor, :text, :report, :now, :now, 0, 'WAITING')
                                """)
                        .param("key", hash.of("inbound-sms", sender, providersId))
                        .param("sender", sender)
                        .param("receptor", number(to))
                        .param("text", kept)
                        .param("report", Asked.read(kept).reports())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** As a mobile number where it is one in whatever spelling; else what of it can be kept. */
    private static String number(String typed) {
        String plain = visible(typed).strip();
        try {
            return MobileNumber.parse(plain.matches("9[0-9]{9}") ? "0" + plain : plain)
                    .value();
        } catch (MalformedMobileNumber e) {
            return cut(plain, LONGEST_NUMBER);
        }
    }

    /** Without what no database keeps, or no screen should show: controls, and what turns the direction of writing. */
    private static String visible(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || !Character.isISOControl(c))
                .filter(c -> c < '\u202A' || c > '\u202E')
                .filter(c -> c < '\u2066' || c > '\u2069')
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /**
     * The next one that is due, locked for the caller's transaction; reports first, but of one number the oldest, and none while
     * another of it is in hand.
     */
    Optional<Inbound> next(Instant now) {
        List<Long> candidates = jdbc.sql("""
                        SELECT inbound_id
                          FROM inbound_sms m
                         WHERE outcome = 'WAITING' AND due_at <= :now
                           AND NOT EXISTS (SELECT 1 FROM inbound_sms earlier
                                            WHERE earlier.sender = m.sender AND earlier.outcome = 'WAITING'
                                              AND earlier.inbound_id < m.inbound_id)
                         ORDER BY report DESC, due_at, inbound_id
                         LIMIT :candidates
                        """)
                .param("now", now.atOffset(UTC))
                .param("candidates", CANDIDATES)
                .query(Long.class)
                .list();
        if (candidates.isEmpty()) return Optional.empty();
        return jdbc.sql("""
                        SELECT inbound_id, sender, receptor, text, received_at, tries
                          FROM inbound_sms
                         WHERE inbound_id IN (:candidates) AND outcome = 'WAITING' AND due_at <= :now
                         ORDER BY report DESC, due_at, inbound_id
                         LIMIT 1
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("candidates", candidates)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new Inbound(
                        row.getLong("inbound_id"),
                        row.getString("sender"),
                        row.getString("receptor"),
                        row.getString("text"),
                        instant(row, "received_at"),
                        row.getInt("tries")))
                .optional();
    }

    /** @param requestId null where it has to do with none */
    void settle(long id, InboundOutcome outcome, Long requestId, Instant now) {
        jdbc.sql("""
                        UPDATE inbound_sms
                           SET outcome = :outcome, request_id = CAST(:requestId AS bigint), settled_at = :now
                         WHERE inbound_id = :id
                        """)
                .param("outcome", outcome.name())
                .param("requestId", requestId)
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .update();
    }

    void postpone(long id, Instant dueAt) {
        jdbc.sql(
                        "UPDATE inbound_sms SET tries = tries + 1, due_at = :dueAt WHERE inbound_id = :id AND outcome = 'WAITING'")
                .param("dueAt", dueAt.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /** How many have come from a number since then. */
    int countFrom(String sender, Instant since) {
        return jdbc.sql("SELECT count(*) FROM inbound_sms WHERE sender = :sender AND received_at > :since")
                .param("sender", sender)
                .param("since", since.atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    /** How many of a number have ended so within 24 hours. */
    int countOfDay(String sender, InboundOutcome outcome, Instant now) {
        return jdbc.sql("""
                        SELECT count(*) FROM inbound_sms
                         WHERE sender = :sender AND outcome = :outcome AND received_at > :since
                        """)
                .param("sender", sender)
                .param("outcome", outcome.name())
                .param("since", now.minus(DAY).atOffset(UTC))
                .query(Integer.class)
                .single();
    }

    /** Whether a number was told so within 24 hours. */
    boolean isToldOfDay(String sender, InboundOutcome outcome, Instant now) {
        return jdbc.sql("""
                        SELECT count(*) FROM inbound_sms
                         WHERE sender = :sender AND outcome = :outcome AND told_at > :since
                        """)
                        .param("sender", sender)
                        .param("outcome", outcome.name())
                        .param("since", now.minus(DAY).atOffset(UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How many of all numbers were told what tells nothing of a request since then; no more than so many are counted. */
    int countTold(Instant since, int most) {
        return jdbc.sql(
                        "SELECT count(*) FROM (SELECT 1 AS one FROM inbound_sms WHERE told_at > :since LIMIT :most) AS told")
                .param("since", since.atOffset(UTC))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    void told(long id, Instant now) {
        jdbc.sql("UPDATE inbound_sms SET told_at = :now WHERE inbound_id = :id")
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /** Those whose number and text are still there although they came before that moment; a portion. */
    List<Long> cameBefore(Instant before, int most) {
        return jdbc.sql("""
                        SELECT inbound_id FROM inbound_sms
                         WHERE received_at < :before AND outcome <> 'WAITING' AND sender <> ''
                         ORDER BY received_at
                         LIMIT :most
                        """)
                .param("before", before.atOffset(UTC))
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** Those of a number that have to do with no request, and are done with. */
    List<Long> ofNobodysRequest(MobileNumber mobile) {
        return jdbc.sql("SELECT inbound_id FROM inbound_sms"
                        + " WHERE sender = :sender AND request_id IS NULL AND outcome <> 'WAITING'")
                .param("sender", mobile.value())
                .query(Long.class)
                .list();
    }

    List<Long> of(long requestId) {
        return jdbc.sql("SELECT inbound_id FROM inbound_sms WHERE request_id = :id")
                .param("id", requestId)
                .query(Long.class)
                .list();
    }

    /** That something came, and what became of it, stays. */
    void erase(Collection<Long> ids) {
        for (List<Long> portion : Portions.of(ids))
            jdbc.sql("UPDATE inbound_sms SET sender = '', text = '—' WHERE inbound_id IN (:ids)")
                    .param("ids", portion)
                    .update();
    }
}
