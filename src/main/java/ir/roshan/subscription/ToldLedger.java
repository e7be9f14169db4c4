package ir.roshan.subscription;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.text.Portions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which number was told which hours of which place, by which message. Nothing is written over: what a message replaces says so, and
 * holds again if that message is taken back before anybody has read it.
 */
@Repository
class ToldLedger {
    /** As many ids as have room. */
    private static final int MOST_WINDOWS = 20;

    private final NamedParameterJdbcTemplate batches;
    private final JdbcClient jdbc;

    ToldLedger(NamedParameterJdbcTemplate batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /**
     * @param windows ids of the windows of which the hours were made
     * @param remindedBy key of the message shortly before; null where there was none
     */
    record Told(
            long id,
            long subscriptionId,
            Instant startsAt,
            Instant endsAt,
            Set<Long> windows,
            String toldBy,
            Instant toldAt,
            String remindedBy) {}

    /** What holds and is not over, by subscription. */
    Map<Long, List<Told>> holding(Collection<Long> subscriptions, Instant now) {
        Map<Long, List<Told>> told = new HashMap<>();
        for (List<Long> portion : Portions.of(subscriptions))
            jdbc.sql("""
                SELECT told_id, subscription_id, starts_at, ends_at, windows, told_by, told_at, reminded_by
                  FROM plan_told
                 WHERE subscription_id IN (:ids) AND ends_at > :now AND replaced_by IS NULL
                 ORDER BY starts_at, told_id
                """)
                    .param("ids", portion)
                    .param("now", now.atOffset(UTC))
                    .query((row, number) -> new Told(
                            row.getLong("told_id"),
                            row.getLong("subscription_id"),
                            instant(row, "starts_at"),
                            instant(row, "ends_at"),
                            Arrays.stream(row.getString("windows").split(","))
                                    .filter(id -> !id.isEmpty())
                                    .map(Long::valueOf)
                                    .collect(Collectors.toSet()),
                            row.getString("told_by"),
                            instant(row, "told_at"),
                            row.getString("reminded_by")))
                    .list()
                    .forEach(one -> told.computeIfAbsent(one.subscriptionId(), id -> new java.util.ArrayList<>())
                            .add(one));
        return told;
    }

    /** Keys of all messages that said anything of hours that are not over. */
    Set<String> messagesOf(Collection<Long> subscriptions, Instant after) {
        Set<String> keys = new HashSet<>();
        for (List<Long> portion : Portions.of(subscriptions))
            jdbc.sql("""
                SELECT told_by, reminded_by, replaced_by FROM plan_told
                 WHERE subscription_id IN (:ids) AND ends_at > :after
                """)
                    .param("ids", portion)
                    .param("after", after.atOffset(UTC))
                    .query(row -> {
                        for (String column : List.of("told_by", "reminded_by", "replaced_by"))
                            if (row.getString(column) != null) keys.add(row.getString(column));
                    });
        return keys;
    }

    /** As if these messages had never been owed. */
    void takeBack(Collection<Long> subscriptions, Collection<String> keys) {
        for (List<Long> portion : Portions.of(subscriptions))
            for (List<String> some : Portions.of(keys)) {
                changed("DELETE FROM plan_told WHERE subscription_id IN (:ids) AND told_by IN (:keys)", portion, some);
                changed(
                        "UPDATE plan_told SET replaced_by = NULL WHERE subscription_id IN (:ids) AND replaced_by IN"
                                + " (:keys)",
                        portion,
                        some);
                changed(
                        "UPDATE plan_told SET reminded_by = NULL WHERE subscription_id IN (:ids) AND reminded_by IN"
                                + " (:keys)",
                        portion,
                        some);
            }
    }

    private void changed(String sql, List<Long> subscriptions, List<String> keys) {
        jdbc.sql(sql).param("ids", subscriptions).param("keys", keys).update();
    }

    /** @param reminder whether it was told shortly before, and not ahead */
    record Entry(
            long subscriptionId, Instant startsAt, Instant endsAt, Set<Long> windows, String key, boolean reminder) {}

    void told(List<Entry> entries, Instant now) {
        batch(
                """
                INSERT INTO plan_told (subscription_id, starts_at, ends_at, windows, told_by, told_at, reminded_by)
                VALUES (:subscription, :startsAt, :endsAt, :windows, :key, :now, CAST(:reminder AS varchar(60)))
                """,
                entries.stream()
                        .map(entry -> new MapSqlParameterSource()
                                .addValue("subscription", entry.subscriptionId())
                                .addValue("startsAt", entry.startsAt().atOffset(UTC))
                                .addValue("endsAt", entry.endsAt().atOffset(UTC))
                                .addValue(
                                        "windows",
                                        entry.windows().stream()
                                                .sorted()
                                                .limit(MOST_WINDOWS)
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(",")))
                                .addValue("key", entry.key())
                                .addValue("reminder", entry.reminder() ? entry.key() : null)
                                .addValue("now", now.atOffset(UTC))));
    }

    /** @param byWhich the key of the message, by the id of what it replaces */
    void replaced(Map<Long, String> byWhich) {
        batch("UPDATE plan_told SET replaced_by = :key WHERE told_id = :id", keys(byWhich));
    }

    void reminded(Map<Long, String> byWhich) {
        batch("UPDATE plan_told SET reminded_by = :key WHERE told_id = :id", keys(byWhich));
    }

    private static Stream<MapSqlParameterSource> keys(Map<Long, String> byWhich) {
        return byWhich.entrySet().stream()
                .map(entry -> new MapSqlParameterSource()
                        .addValue("id", entry.getKey())
                        .addValue("key", entry.getValue()));
    }

    private void batch(String sql, Stream<MapSqlParameterSource> rows) {
        SqlParameterSource[] all = rows.toArray(SqlParameterSource[]::new);
        if (all.length > 0) batches.batchUpdate(sql, all);
    }

    /** Another place is meant from now on: what was told of the one before is not about it. */
    void forget(long subscription) {
        jdbc.sql("DELETE FROM plan_told WHERE subscription_id = :id")
                .param("id", subscription)
                .update();
    }

    /** @return how many; no more than a portion at a time */
    int forgetOlderThan(Instant before, int portion) {
        List<Long> old = jdbc.sql(
                        "SELECT told_id FROM plan_told WHERE ends_at < :before ORDER BY ends_at LIMIT :portion")
                .param("before", before.atOffset(UTC))
                .param("portion", portion)
                .query(Long.class)
                .list();
        if (!old.isEmpty())
            jdbc.sql("DELETE FROM plan_told WHERE told_id IN (:ids)")
                    .param("ids", old)
                    .update();
        return old.size();
    }
}
