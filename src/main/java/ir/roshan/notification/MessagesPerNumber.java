package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many messages have left for each number, read under the lock of whoever decides what leaves for it. */
@Repository
class MessagesPerNumber {
    /** Between a try and the gateway's answer to it nobody lets more time pass. */
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    private final JdbcClient jdbc;

    MessagesPerNumber(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    record Counted(MobileNumber number, MessageKind.Lot lot) {}

    /** How many messages have left for a number, or may have: one whose try has failed could still have arrived. */
    record Left(int inHour, int inDay) {
        Left plus(Left more) {
            return new Left(inHour + more.inHour, inDay + more.inDay);
        }
    }

    /**
     * By number; what is missing has had none. A message counts once, from when the gateway has answered or from its last try, and
     * one that the gateway has refused not at all. What the company's
     * own people are told is not counted.
     */
    Map<Counted, Left> left(Set<MobileNumber> numbers, Instant hourAgo, Instant dayAgo) {
        Map<Counted, Left> left = new HashMap<>();
        jdbc.sql("""
                        SELECT recipient, lot, count(*) AS in_day,
                               sum(CASE WHEN left_at > :hourAgo THEN 1 ELSE 0 END) AS in_hour
                          FROM (SELECT recipient,
                                       CASE WHEN plan_subscriber_id IS NOT NULL THEN 'AHEAD'
                                            WHEN kind = 'ANSWER' THEN 'ANSWERS' ELSE 'REPORTS' END AS lot,
                                       COALESCE(sent_at, last_tried_at) AS left_at
                                  FROM subscriber_message
                                 WHERE recipient IN (:numbers) AND last_tried_at > :triedSince
                                   AND""" + " " + SubscriberMessages.TO_SUBSCRIBER + """
                                   AND (state <> 'FAILED' OR last_error IS NULL OR last_error <> 'refused')) AS tried
                         WHERE left_at > :dayAgo
                         GROUP BY recipient, lot
                        """)
                .param("numbers", numbers.stream().map(MobileNumber::value).toList())
                .param("hourAgo", hourAgo.atOffset(UTC))
                .param("dayAgo", dayAgo.atOffset(UTC))
                .param("triedSince", dayAgo.minus(LONGEST_ANSWER).atOffset(UTC))
                .query((row, number) -> left.put(
                        new Counted(
                                new MobileNumber(row.getString("recipient")),
                                MessageKind.Lot.valueOf(row.getString("lot"))),
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
                        .param("reason", SendQueue.NUMBER_LIMIT)
                        .param("since", since.atOffset(UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
