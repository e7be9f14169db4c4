package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import ir.roshan.text.Portions;
import ir.roshan.transaction.PersonalDataErased;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes number and text out of the messages of a request, and the text out of what a crew was told of its subscriber; that
 * there was a message, and what became of it, stays.
 */
@Repository
public class MessageErasure {
    private final JdbcClient jdbc;
    private final ErasedMessages counted;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MessageErasure(JdbcClient jdbc, ErasedMessages counted, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.counted = counted;
        this.events = events;
        this.clock = clock;
    }

    /** The same of all that was told ahead about the places of a number; what has left for it counts for a day still. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erasePlaces(long planSubscriberId) {
        counted.keep(planSubscriberId);
        events.publishEvent(new PersonalDataErased());
        jdbc.sql("""
            UPDATE subscriber_message
               SET recipient = :nobody, text = '—', facts = NULL,
                   settled_at = CASE WHEN state = 'OWED' THEN :at ELSE settled_at END,
                   state = CASE WHEN state = 'OWED' THEN 'SUPERSEDED' ELSE state END
             WHERE plan_subscriber_id = :id
            """)
                .param("nobody", MobileNumber.NOBODY.value())
                .param("at", clock.instant().atOffset(UTC))
                .param("id", planSubscriberId)
                .update();
    }

    /** Takes the text out of messages that tell of a place whose owner wants to hear nothing of it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void eraseTexts(Collection<String> dedupeKeys) {
        events.publishEvent(new PersonalDataErased());
        for (List<String> portion : Portions.of(dedupeKeys))
            jdbc.sql(
                            "UPDATE subscriber_message SET text = '—', facts = NULL WHERE dedupe_key IN (:keys) AND state <> 'OWED'")
                    .param("keys", portion)
                    .update();
    }

    /** The same of what SMS were answered with. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void eraseAnswers(Collection<Long> inboundIds, MobileNumber nobody) {
        if (!inboundIds.isEmpty()) events.publishEvent(new PersonalDataErased());
        for (List<Long> portion : Portions.of(inboundIds))
            jdbc.sql("""
                            UPDATE subscriber_message
                               SET recipient = :nobody, text = '—', facts = NULL,
                                   settled_at = CASE WHEN state = 'OWED' THEN :at ELSE settled_at END,
                                   state = CASE WHEN state = 'OWED' THEN 'FAILED' ELSE state END
                             WHERE inbound_id IN (:ids)
                            """)
                    .param("nobody", nobody.value())
                    .param("at", clock.instant().atOffset(UTC))
                    .param("ids", portion)
                    .update();
    }

    /** @param nobody stands in the place of the number; a message that still waits is sent to nobody */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(long requestId, MobileNumber nobody) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET recipient = :nobody, text = '—', facts = NULL,
                               settled_at = CASE WHEN state = 'OWED' THEN :at ELSE settled_at END,
                               state = CASE WHEN state = 'OWED' THEN 'FAILED' ELSE state END
                         WHERE request_id = :id
                        """)
                .param("nobody", nobody.value())
                .param("at", clock.instant().atOffset(UTC))
                .param("id", requestId)
                .update();
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET text = '—', facts = NULL,
                               settled_at = CASE WHEN state = 'OWED' THEN :at ELSE settled_at END,
                               state = CASE WHEN state = 'OWED' THEN 'FAILED' ELSE state END
                         WHERE names_request_id = :id
                        """)
                .param("at", clock.instant().atOffset(UTC))
                .param("id", requestId)
                .update();
    }
}
