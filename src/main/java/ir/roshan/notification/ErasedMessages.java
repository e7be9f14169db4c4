package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import ir.roshan.notification.MessagesPerNumber.Left;
import ir.roshan.security.KeyedHash;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * What has left ahead for numbers that are erased since: for a day it counts by a keyed hash, so that nobody is sent more by ending
 * and beginning again.
 */
@Repository
class ErasedMessages {
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final KeyedHash hash;
    private final Clock clock;

    ErasedMessages(JdbcClient jdbc, KeyedHash hash, Clock clock) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.clock = clock;
    }

    private record Counted(MobileNumber number, OffsetDateTime leftAt) {}

    /** Before the number is taken out of what was told about its places. */
    void keep(long planSubscriberId) {
        jdbc.sql("""
                        SELECT recipient, COALESCE(sent_at, last_tried_at) AS left_at
                          FROM subscriber_message
                         WHERE plan_subscriber_id = :id AND recipient <> :nobody
                           AND COALESCE(sent_at, last_tried_at) > :dayAgo
                           AND (state <> 'FAILED' OR last_error IS NULL OR last_error <> 'refused')
                        """)
                .param("id", planSubscriberId)
                .param("nobody", MobileNumber.NOBODY.value())
                .param("dayAgo", clock.instant().minus(DAY).atOffset(UTC))
                .query((row, n) -> new Counted(
                        new MobileNumber(row.getString("recipient")), row.getObject("left_at", OffsetDateTime.class)))
                .list()
                .forEach(one -> jdbc.sql("INSERT INTO erased_message (number_hash, left_at) VALUES (:number, :at)")
                        .param("number", hashOf(one.number()))
                        .param("at", one.leftAt())
                        .update());
    }

    /** By number; what is missing has had none. */
    Map<MobileNumber, Left> left(Set<MobileNumber> numbers, Instant hourAgo, Instant dayAgo) {
        if (numbers.isEmpty()) return Map.of();
        Map<String, MobileNumber> byHash =
                numbers.stream().collect(Collectors.toMap(this::hashOf, Function.identity()));
        Map<MobileNumber, Left> left = new HashMap<>();
        jdbc.sql("""
                        SELECT number_hash, count(*) AS in_day, sum(CASE WHEN left_at > :hourAgo THEN 1 ELSE 0 END) AS in_hour
                          FROM erased_message
                         WHERE number_hash IN (:hashes) AND left_at > :dayAgo
                         GROUP BY number_hash
                        """)
                .param("hashes", byHash.keySet())
                .param("hourAgo", hourAgo.atOffset(UTC))
                .param("dayAgo", dayAgo.atOffset(UTC))
                .query((row, n) -> left.put(
                        byHash.get(row.getString("number_hash")),
                        new Left(row.getInt("in_hour"), row.getInt("in_day"))))
                .list();
        return left;
    }

    private String hashOf(MobileNumber number) {
        return hash.of("told-ahead", number.value());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forget() {
        jdbc.sql("DELETE FROM erased_message WHERE left_at < :limit")
                .param("limit", clock.instant().minus(DAY).atOffset(UTC))
                .update();
    }
}
