package ir.roshan.outage;

import ir.roshan.request.RequestErased;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an outage says of its subscribers goes when the last of their requests is erased: what people wrote about it, and the
 * bill id of a service point at which it stood alone. Figures count interruptions by place, so that a mark stands in the place of
 * the bill id: the same one for all outages of one request, which may be one interruption.
 */
@Component
public class OutageErasure {
    /** Begins the mark. No bill id does. */
    static final String ERASED = "erased-";

    /** Of a row with an {@code element_code}. */
    static final String IS_NOT_ERASED = "element_code NOT LIKE '" + ERASED + "%'";

    /** While the work goes on it needs the place. */
    private static final String ENDED = "closed_at IS NOT NULL AND ";

    /** Nobody else waits in it. */
    private static final String ALL_ERASED = """
            EXISTS (SELECT 1 FROM outage_membership m WHERE m.outage_id = outage.outage_id)
            AND NOT EXISTS (SELECT 1
                              FROM outage_membership m
                              JOIN restoration_request r ON r.request_id = m.request_id
                             WHERE m.outage_id = outage.outage_id AND r.erased_at IS NULL)
            """;

    private static final String SERVICE_POINTS = "element_kind = 'SERVICE_POINT' AND " + IS_NOT_ERASED;

    private static final String ENDED_WITH_STEPS =
            "SELECT outage_id FROM outage WHERE outage_id IN (SELECT outage_id FROM outage_restoration_step WHERE "
                    + SERVICE_POINTS + ") AND " + ENDED + ALL_ERASED;

    private static final String FORGET_PLACE = "UPDATE outage SET element_code = '" + ERASED
            + "' || (SELECT min(m.request_id) FROM outage_membership m WHERE m.outage_id = outage.outage_id) WHERE "
            + SERVICE_POINTS + " AND " + ENDED + ALL_ERASED;

    private static final String OF_THE_REQUEST =
            " AND outage_id IN (SELECT outage_id FROM outage_membership WHERE request_id = :id)";

    private final JdbcClient jdbc;

    OutageErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a finding or cause with a note, as {@code TREE: note}, the finding stays. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RequestErased erased) {
        long id = erased.id().value();
        jdbc.sql("""
                        UPDATE outage_event
                           SET note = CASE WHEN step = 'BREACH_HANDLED' THEN NULL
                                           WHEN POSITION(': ' IN note) > 0 THEN SUBSTRING(note FROM 1 FOR POSITION(': ' IN note) - 1)
                                           ELSE note END
                         WHERE step IN ('VERIFIED', 'RESTORED', 'BREACH_HANDLED')
                           AND outage_id IN (SELECT outage_id FROM outage WHERE %s)
                        """.formatted(ALL_ERASED + OF_THE_REQUEST)).param("id", id).update();
        forgetSteps(jdbc.sql(ENDED_WITH_STEPS + OF_THE_REQUEST)
                .param("id", id)
                .query(Long.class)
                .list());
        jdbc.sql(FORGET_PLACE + OF_THE_REQUEST).param("id", id).update();
    }

    /** An outage may end after its request was erased; and before this was done here, it was not. */
    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT25M")
    @Transactional
    public void eraseWhatEndedLater() {
        forgetSteps(jdbc.sql(ENDED_WITH_STEPS).query(Long.class).list());
        jdbc.sql(FORGET_PLACE).update();
    }

    private void forgetSteps(List<Long> outages) {
        for (long outage : outages) {
            List<String> billIds = jdbc.sql(
                            "SELECT element_code FROM outage_restoration_step WHERE outage_id = :outage AND "
                                    + SERVICE_POINTS)
                    .param("outage", outage)
                    .query(String.class)
                    .list();
            for (int i = 0; i < billIds.size(); i++) {
                jdbc.sql("""
                                UPDATE outage_restoration_step SET element_code = :mark
                                 WHERE outage_id = :outage AND element_kind = 'SERVICE_POINT' AND element_code = :billId
                                """)
                        .param("mark", ERASED + outage + "-" + i)
                        .param("outage", outage)
                        .param("billId", billIds.get(i))
                        .update();
            }
        }
    }
}
