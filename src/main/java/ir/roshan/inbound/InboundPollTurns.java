package ir.roshan.inbound;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whose turn it is to ask the provider, over all nodes. */
@Repository
class InboundPollTurns {
    private final JdbcClient jdbc;

    InboundPollTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param missingSince since when an answer is missing; null where none is */
    record Turn(Instant missingSince) {}

    /** @return empty where another node has it */
    @Transactional
    public Optional<Turn> take(Instant now, Instant leasedUntil) {
        Optional<Turn> free = jdbc.sql("""
                        SELECT asked_since FROM inbound_poll
                         WHERE id = 1 AND (leased_until IS NULL OR leased_until <= :now)
                           FOR UPDATE SKIP LOCKED
                        """)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> new Turn(instant(row, "asked_since")))
                .optional();
        if (free.isPresent())
            jdbc.sql("""
                            UPDATE inbound_poll
                               SET leased_until = :until, asked_since = COALESCE(asked_since, :now)
                             WHERE id = 1
                            """)
                    .param("until", leasedUntil.atOffset(UTC))
                    .param("now", now.atOffset(UTC))
                    .update();
        return free;
    }

    /**
     * Changes nothing if another node has it by now: that one says what is missing.
     *
     * @param leasedUntil as it was taken
     * @param stored whether all that was answered is stored
     */
    @Transactional
    public void end(Instant leasedUntil, boolean stored) {
        jdbc.sql("""
                        UPDATE inbound_poll
                           SET leased_until = NULL, asked_since = CASE WHEN :stored THEN NULL ELSE asked_since END
                         WHERE id = 1 AND leased_until = :until
                        """)
                .param("stored", stored)
                .param("until", leasedUntil.atOffset(UTC))
                .update();
    }
}
