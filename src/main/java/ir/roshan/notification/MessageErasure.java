package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.text.MobileNumber;
import java.time.Clock;
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
    private final Clock clock;

    MessageErasure(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param nobody stands in the place of the number; a message that still waits is sent to nobody */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(long requestId, MobileNumber nobody) {
        jdbc.sql("""
                        UPDATE subscriber_message
                           SET recipient = :nobody, text = '—',
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
                           SET text = '—',
                               settled_at = CASE WHEN state = 'OWED' THEN :at ELSE settled_at END,
                               state = CASE WHEN state = 'OWED' THEN 'FAILED' ELSE state END
                         WHERE names_request_id = :id
                        """)
                .param("at", clock.instant().atOffset(UTC))
                .param("id", requestId)
                .update();
    }
}
