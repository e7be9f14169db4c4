package ir.roshan.plansource;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all nodes know of the sources, and which of them asks one. Every statement is a transaction of its own. */
final class SourceStates {
    private final JdbcClient jdbc;

    SourceStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param etag,lastModified of the last answer; null where it had none, or is to be read again whatever it is
     * @param lastSuccessAt null if never
     * @param failingSince null if it is well, or was not asked yet
     * @param failure null where {@code failingSince} is
     * @param announcement what the last list became; null if nothing
     * @param askedUpto the last transformer that was asked about in this round; null between rounds
     */
    record State(
            Instant knownSince,
            String etag,
            String lastModified,
            Instant lastSuccessAt,
            Instant failingSince,
            String failure,
            Long announcement,
            int accepted,
            int refused,
            String askedUpto) {}

    /** What came of a try that brought something. @param etag,lastModified null if the next answer is to be read whatever it is */
    record Success(String etag, String lastModified, Long announcement, int accepted, int refused) {}

    void know(PlanSource source, Instant now) {
        if (find(source).isPresent()) return;
        try {
            jdbc.sql("INSERT INTO plan_source (source_key, known_since) VALUES (:key, :now)")
                    .param("key", source.key())
                    .param("now", now.atOffset(UTC))
                    .update();
        } catch (DuplicateKeyException another) {
            // Another node was first.
        }
    }

    Optional<State> find(PlanSource source) {
        return jdbc.sql("SELECT * FROM plan_source WHERE source_key = :key")
                .param("key", source.key())
                .query((row, number) -> new State(
                        instant(row, "known_since"),
                        row.getString("etag"),
                        row.getString("last_modified"),
                        instant(row, "last_success_at"),
                        instant(row, "failing_since"),
                        instant(row, "failing_since") == null ? null : row.getString("failure"),
                        row.getObject("announcement_id") == null ? null : row.getLong("announcement_id"),
                        row.getInt("rows_accepted"),
                        row.getInt("rows_refused"),
                        row.getString("asked_upto")))
                .optional();
    }

    /** @return whether it is due, and this node's to ask until then */
    boolean lease(PlanSource source, String node, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE plan_source SET leased_by = :node, leased_until = :until
                         WHERE source_key = :key
                           AND (leased_until IS NULL OR leased_until <= :now)
                           AND (tried_at IS NULL OR tried_at <= :due)
                           AND (not_before IS NULL OR not_before <= :now)
                        """)
                        .param("node", node)
                        .param("until", until.atOffset(UTC))
                        .param("key", source.key())
                        .param("now", now.atOffset(UTC))
                        .param("due", now.minus(source.every()).atOffset(UTC))
                        .update()
                == 1;
    }

    /** @return false if another node has it meanwhile */
    boolean prolong(PlanSource source, String node, Instant until) {
        return jdbc.sql("UPDATE plan_source SET leased_until = :until WHERE source_key = :key AND leased_by = :node")
                        .param("until", until.atOffset(UTC))
                        .param("key", source.key())
                        .param("node", node)
                        .update()
                == 1;
    }

    /** It was not asked, or not to the end: whoever comes next asks. */
    void release(PlanSource source, String node) {
        jdbc.sql(
                        "UPDATE plan_source SET leased_by = NULL, leased_until = NULL WHERE source_key = :key AND leased_by = :node")
                .param("key", source.key())
                .param("node", node)
                .update();
    }

    void askedUpto(PlanSource source, String transformer) {
        jdbc.sql("UPDATE plan_source SET asked_upto = :transformer WHERE source_key = :key")
                .param("transformer", transformer)
                .param("key", source.key())
                .update();
    }

    /** @return since when it had failed, to the one node that finds it well again; empty to all others */
    Optional<Instant> succeeded(PlanSource source, String node, Instant now, Success success) {
        Optional<Instant> failedSince = find(source).map(State::failingSince);
        jdbc.sql("""
                        UPDATE plan_source
                           SET tried_at = :now, not_before = NULL, last_success_at = :now, etag = :etag,
                               last_modified = :lastModified, announcement_id = :announcement, rows_accepted = :accepted,
                               rows_refused = :refused
                         WHERE source_key = :key
                        """)
                .param("now", now.atOffset(UTC))
                .param("etag", success.etag())
                .param("lastModified", success.lastModified())
                .param("announcement", success.announcement())
                .param("accepted", success.accepted())
                .param("refused", success.refused())
                .param("key", source.key())
                .update();
        int mended = jdbc.sql(
                        "UPDATE plan_source SET failing_since = NULL WHERE source_key = :key AND failing_since IS NOT NULL")
                .param("key", source.key())
                .update();
        release(source, node);
        return mended == 1 ? failedSince : Optional.empty();
    }

    /** @return whether it begins to fail now, to the one node that finds it so */
    boolean failed(PlanSource source, String node, Instant now, String code, Duration wait) {
        jdbc.sql("""
                        UPDATE plan_source SET tried_at = :now, not_before = :notBefore, failed_at = :now, failure = :code
                         WHERE source_key = :key
                        """)
                .param("now", now.atOffset(UTC))
                .param(
                        "notBefore",
                        wait == null ? null : now.plus(wait).atOffset(UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("code", code)
                .param("key", source.key())
                .update();
        int begun = jdbc.sql(
                        "UPDATE plan_source SET failing_since = :now WHERE source_key = :key AND failing_since IS NULL")
                .param("now", now.atOffset(UTC))
                .param("key", source.key())
                .update();
        release(source, node);
        return begun == 1;
    }
}
