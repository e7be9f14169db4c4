package ir.roshan.notification;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that a gateway has accepted, and of which it has not said yet whether they arrived. */
@Repository
class ReportQueue {

    private final JdbcClient jdbc;

    ReportQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message of which nobody knows yet whether it arrived.
     *
     * @param requestId null where it is about no request
     * @param asked how often the gateway was asked, this time included
     * @param latestResult whether it is the result that counts: of several of one request the last
     */
    record Unreported(
            String id,
            Long requestId,
            String reference,
            Instant sentAt,
            int asked,
            MessageKind kind,
            boolean emergency,
            Set<Carrier> doneWith,
            boolean latestResult) {}

    /** Takes those about which the gateway is to be asked, and keeps other nodes from them until {@code leasedUntil}. */
    List<Unreported> takeUnreported(String gateway, Instant now, Instant leasedUntil, int most) {
        List<Unreported> due = jdbc.sql("""
                        SELECT message_id, request_id, reference, sent_at, reports_asked, kind, emergency, done_with,
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
                        MessageKind.valueOf(row.getString("kind")),
                        row.getBoolean("emergency"),
                        Carrier.read(row.getString("done_with")),
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

    /**
     * It goes to another carrier, as long as it is still worth telling and nothing newer has been told about the same request or the
     * same places. A crew's order, or what wakes whoever is on call, does not: whether it holds is known to the outage alone, and whoever has sent the crew sees that it was lost.
     *
     * @return false if it does not
     */
    boolean owedAgain(Unreported message, Set<Carrier> gone, Instant now) {
        return jdbc.sql("""
                                UPDATE subscriber_message
                                   SET state = 'OWED', due_at = :now, settled_at = NULL, sent_at = NULL, gateway = NULL,
                                       reference = NULL, report_due_at = NULL, done_with = :gone, last_error = 'undelivered'
                                 WHERE message_id = :id AND state = 'ACCEPTED' AND expires_at > :now
                                   AND""" + " " + SubscriberMessages.TO_SUBSCRIBER + """
                                   AND NOT EXISTS (SELECT 1 FROM subscriber_message newer
                                                    WHERE newer.request_id = subscriber_message.request_id AND newer.kind <> 'ON_CALL'
                                                      AND newer.owed_no > subscriber_message.owed_no)
                                   AND NOT EXISTS (SELECT 1 FROM subscriber_message newer
                                                    WHERE newer.plan_subscriber_id = subscriber_message.plan_subscriber_id
                                                      AND newer.owed_no > subscriber_message.owed_no)
                                """)
                        .param("id", message.id())
                        .param("gone", Carrier.write(gone))
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
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
}
