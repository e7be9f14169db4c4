package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.utc;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the work on an outage has come: verified, a crew sent, its promise, supply restored, and what was late (A3.3, A3.4, A2.1). */
@Repository
class OutageWork {
    private final JdbcClient jdbc;

    OutageWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** It is a fault of the network, and goes on. */
    void confirmed(OutageId id, Instant at) {
        Outages.changed(
                id, jdbc.sql("""
                                UPDATE outage SET state = 'CONFIRMED', finding = 'NETWORK_FAULT', verified_at = :at
                                 WHERE outage_id = :id AND state = 'SUSPECTED'
                                """).param("at", utc(at)).param("id", id.value()).update());
    }

    /**
     * It is none, and ends.
     *
     * @param plannedOutageId,plannedUntil null unless it was found to be on plan
     */
    void foundNoFault(OutageId id, Finding finding, Long plannedOutageId, Instant plannedUntil, Instant at) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage
                                   SET state = 'NOT_A_FAULT', finding = :finding, verified_at = :at, closed_at = :at, open_key = NULL,
                                       planned_outage_id = :plannedOutageId, planned_until = :plannedUntil
                                 WHERE outage_id = :id AND state = 'SUSPECTED'
                                """)
                        .param("finding", finding.name())
                        .param("plannedOutageId", plannedOutageId)
                        .param("plannedUntil", utc(plannedUntil))
                        .param("at", utc(at))
                        .param("id", id.value())
                        .update());
    }

    /** The tariff's answer. */
    void feeDetermined(OutageId id, long rials) {
        Outages.changed(
                id, jdbc.sql("""
                                UPDATE outage SET fee_rials = :rials
                                 WHERE outage_id = :id AND finding = 'CUSTOMER_SIDE_FAULT'
                                """).param("rials", rials).param("id", id.value()).update());
    }

    void crewDispatched(OutageId id, String crew, Instant estimate, Instant at) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage
                                   SET state = 'CREW_DISPATCHED', crew = :crew, dispatched_at = :at, estimated_at = :estimate,
                                       estimate_no = 1
                                 WHERE outage_id = :id AND state = 'CONFIRMED'
                                """)
                        .param("crew", crew)
                        .param("at", utc(at))
                        .param("estimate", utc(estimate))
                        .param("id", id.value())
                        .update());
        keepEstimate(id, at);
    }

    void estimateRevised(OutageId id, Instant estimate, Instant at) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage SET estimated_at = :estimate, estimate_no = estimate_no + 1
                                 WHERE outage_id = :id AND state = 'CREW_DISPATCHED'
                                """)
                        .param("estimate", utc(estimate))
                        .param("id", id.value())
                        .update());
        keepEstimate(id, at);
    }

    /** What the ledger would have said where a person gave the last estimate. @param suggested null where nothing was suggested */
    void suggested(OutageId id, Suggestion suggested) {
        if (suggested == null) return;
        jdbc.sql("""
                        UPDATE outage_estimate SET suggested_at = :at, suggested_from = :from, suggested_until = :until
                         WHERE outage_id = :id
                           AND estimate_no = (SELECT o.estimate_no FROM outage o WHERE o.outage_id = :id)
                        """)
                .param("at", utc(suggested.restorationAt()))
                .param("from", utc(suggested.from()))
                .param("until", utc(suggested.until()))
                .param("id", id.value())
                .update();
    }

    /** Those before it stay. */
    private void keepEstimate(OutageId id, Instant at) {
        jdbc.sql("""
                        INSERT INTO outage_estimate (outage_id, estimate_no, given_at, restoration_at)
                        SELECT outage_id, estimate_no, CAST(:at AS timestamp with time zone), estimated_at
                          FROM outage WHERE outage_id = :id
                        """).param("at", utc(at)).param("id", id.value()).update();
    }

    /** @param servicePoints that were without supply, as the network is now that it is back: reports do not follow later imports */
    void restored(OutageId id, Cause cause, Instant restoredAt, int servicePoints, Instant at) {
        Outages.changed(
                id,
                jdbc.sql("""
                                UPDATE outage
                                   SET state = 'RESTORED', cause = :cause, restored_at = :restoredAt, service_points = :servicePoints,
                                       closed_at = :at, open_key = NULL
                                 WHERE outage_id = :id AND state = 'CREW_DISPATCHED'
                                """)
                        .param("cause", cause.name())
                        .param("restoredAt", utc(restoredAt))
                        .param("servicePoints", servicePoints)
                        .param("at", utc(at))
                        .param("id", id.value())
                        .update());
    }

    /** @return false if one has been recorded before, or it is not open any more */
    boolean breached(OutageId id, Instant at) {
        return jdbc.sql("""
                        UPDATE outage SET breached_at = :at
                         WHERE outage_id = :id AND breached_at IS NULL AND closed_at IS NULL
                        """).param("at", utc(at)).param("id", id.value()).update() == 1;
    }

    void escalated(OutageId id, Instant at) {
        jdbc.sql("UPDATE outage SET escalated_at = :at WHERE outage_id = :id AND escalated_at IS NULL")
                .param("at", utc(at))
                .param("id", id.value())
                .update();
    }
}
