package ir.roshan.outage;

import ir.roshan.request.RequestErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people wrote about an outage may speak of its subscribers: it goes when the last of their requests is erased. */
@Component
class NoteErasure {
    private final JdbcClient jdbc;

    NoteErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a finding or cause with a note, as {@code TREE: note}, the finding stays. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RequestErased erased) {
        jdbc.sql("""
                        UPDATE outage_event
                           SET note = CASE WHEN step = 'BREACH_HANDLED' THEN NULL
                                           WHEN POSITION(': ' IN note) > 0 THEN SUBSTRING(note FROM 1 FOR POSITION(': ' IN note) - 1)
                                           ELSE note END
                         WHERE step IN ('VERIFIED', 'RESTORED', 'BREACH_HANDLED')
                           AND outage_id IN (SELECT outage_id FROM outage_membership WHERE request_id = :id)
                           AND NOT EXISTS (SELECT 1
                                             FROM outage_membership m
                                             JOIN restoration_request r ON r.request_id = m.request_id
                                            WHERE m.outage_id = outage_event.outage_id AND r.erased_at IS NULL)
                        """).param("id", erased.id().value()).update();
    }
}
