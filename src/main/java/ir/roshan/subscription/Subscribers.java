package ir.roshan.subscription;

import static java.time.ZoneOffset.UTC;

import ir.roshan.notification.Language;
import ir.roshan.plannedoutage.PlanAhead.Spot;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.Portions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The numbers that are told of the plan ahead, their places, and when each is looked at next. */
@Repository
class Subscribers {
    /**
     * Of how many due ones those are picked that no other node has locked. They are found in a statement of its own, without locks:
     * H2 locks every row that a {@code FOR UPDATE} matches before it counts to the limit.
     */
    private static final int CANDIDATES_PER_PICKED = 4;

    private final NamedParameterJdbcTemplate batches;
    private final JdbcClient jdbc;

    Subscribers(NamedParameterJdbcTemplate batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /** @param messages how many were owed so far */
    record Subscriber(long id, MobileNumber mobile, String stopToken, int messages) {}

    private static Subscriber row(ResultSet row, int number) throws SQLException {
        return new Subscriber(
                row.getLong("subscriber_id"),
                new MobileNumber(row.getString("mobile")),
                row.getString("stop_token"),
                row.getInt("messages"));
    }

    /** Locked until the transaction ends, so that nobody is told anything meanwhile. */
    Optional<Subscriber> locked(MobileNumber mobile) {
        return jdbc.sql("SELECT * FROM plan_subscriber WHERE mobile = :mobile FOR UPDATE")
                .param("mobile", mobile.value())
                .query(Subscribers::row)
                .optional();
    }

    Optional<Subscriber> find(MobileNumber mobile) {
        return jdbc.sql("SELECT * FROM plan_subscriber WHERE mobile = :mobile")
                .param("mobile", mobile.value())
                .query(Subscribers::row)
                .optional();
    }

    Optional<Subscriber> byToken(String token) {
        return jdbc.sql("SELECT * FROM plan_subscriber WHERE stop_token = :token")
                .param("token", token)
                .query(Subscribers::row)
                .optional();
    }

    long add(MobileNumber mobile, String stopToken, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
            INSERT INTO plan_subscriber (mobile, stop_token, look_at, messages)
            VALUES (:mobile, :token, :now, 0)
            """)
                .param("mobile", mobile.value())
                .param("token", stopToken)
                .param("now", now.atOffset(UTC))
                .update(key, "subscriber_id");
        return key.getKeyAs(Long.class);
    }

    /** Those that are due, locked until the transaction ends; none that another node has locked. */
    List<Subscriber> claim(Instant now, int most) {
        List<Long> candidates = jdbc.sql("""
            SELECT subscriber_id FROM plan_subscriber WHERE look_at <= :now
             ORDER BY look_at, subscriber_id LIMIT :candidates
            """)
                .param("now", now.atOffset(UTC))
                .param("candidates", most * CANDIDATES_PER_PICKED)
                .query(Long.class)
                .list();
        return candidates.isEmpty() ? List.of() : claim(candidates, now, most);
    }

    List<Subscriber> claim(Collection<Long> ids, Instant now, int most) {
        return jdbc.sql("""
            SELECT * FROM plan_subscriber
             WHERE subscriber_id IN (:ids) AND look_at <= :now
             ORDER BY subscriber_id LIMIT :most
               FOR UPDATE SKIP LOCKED
            """)
                .param("ids", ids)
                .param("now", now.atOffset(UTC))
                .param("most", most)
                .query(Subscribers::row)
                .list();
    }

    /** @param messages how many were owed so far */
    record Looked(long id, Instant lookAt, int messages) {}

    void looked(List<Looked> looked) {
        if (looked.isEmpty()) return;
        batches.batchUpdate(
                "UPDATE plan_subscriber SET look_at = :lookAt, messages = :messages WHERE subscriber_id = :id",
                looked.stream()
                        .map(one -> new MapSqlParameterSource()
                                .addValue("id", one.id())
                                .addValue("lookAt", one.lookAt().atOffset(UTC))
                                .addValue("messages", one.messages()))
                        .toArray(SqlParameterSource[]::new));
    }

    void lookAt(long subscriber, Instant moment) {
        jdbc.sql("UPDATE plan_subscriber SET look_at = :moment WHERE subscriber_id = :id")
                .param("id", subscriber)
                .param("moment", moment.atOffset(UTC))
                .update();
    }

    /** The oldest first. */
    List<Subscription> of(Collection<Long> subscribers) {
        List<Subscription> all = new ArrayList<>();
        for (List<Long> portion : Portions.of(subscribers)) {
            Map<Long, Set<Long>> places = new HashMap<>();
            jdbc.sql("""
                SELECT p.subscription_id, p.place_id
                  FROM plan_subscription s
                  JOIN plan_subscription_place p ON p.subscription_id = s.subscription_id
                 WHERE s.subscriber_id IN (:ids)
                """).param("ids", portion).query(row -> {
                places.computeIfAbsent(row.getLong("subscription_id"), id -> new HashSet<>())
                        .add(row.getLong("place_id"));
            });
            all.addAll(
                    jdbc.sql("SELECT * FROM plan_subscription WHERE subscriber_id IN (:ids) ORDER BY subscription_id")
                            .param("ids", portion)
                            .query((row, number) -> subscription(row, places))
                            .list());
        }
        return all;
    }

    private static Subscription subscription(ResultSet row, Map<Long, Set<Long>> places) throws SQLException {
        long id = row.getLong("subscription_id");
        String billId = row.getString("bill_id");
        return new Subscription(
                id,
                row.getLong("subscriber_id"),
                new Subscription.Wish(
                        row.getString("name"),
                        new Spot(billId == null ? null : new BillId(billId), places.getOrDefault(id, Set.of())),
                        row.getObject("evening_minute", Integer.class),
                        row.getBoolean("on_change"),
                        row.getObject("minutes_before", Integer.class),
                        Language.of(row.getString("language"))));
    }

    long add(long subscriber, Subscription.Wish wish, String placeKey, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        bound(jdbc.sql("""
            INSERT INTO plan_subscription (subscriber_id, name, bill_id, place_key, evening_minute, on_change,
                                           minutes_before, language, created_at)
            VALUES (:subscriber, :name, :billId, :placeKey, :evening, :onChange, :before, :language, :now)
            """), wish, placeKey)
                .param("subscriber", subscriber)
                .param("now", now.atOffset(UTC))
                .update(key, "subscription_id");
        long id = key.getKeyAs(Long.class);
        addPlaces(id, wish.spot());
        return id;
    }

    void change(long subscription, Subscription.Wish wish, String placeKey) {
        bound(jdbc.sql("""
            UPDATE plan_subscription
               SET name = :name, bill_id = :billId, place_key = :placeKey, evening_minute = :evening,
                   on_change = :onChange, minutes_before = :before, language = :language
             WHERE subscription_id = :id
            """), wish, placeKey).param("id", subscription).update();
        jdbc.sql("DELETE FROM plan_subscription_place WHERE subscription_id = :id")
                .param("id", subscription)
                .update();
        addPlaces(subscription, wish.spot());
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, Subscription.Wish wish, String placeKey) {
        return statement
                .param("name", wish.name())
                .param(
                        "billId",
                        wish.spot().billId() == null
                                ? null
                                : wish.spot().billId().value())
                .param("placeKey", placeKey)
                .param("evening", wish.eveningMinute())
                .param("onChange", wish.onChange())
                .param("before", wish.minutesBefore())
                .param("language", wish.language().code());
    }

    private void addPlaces(long subscription, Spot spot) {
        for (long place : spot.placeIds())
            jdbc.sql("INSERT INTO plan_subscription_place (subscription_id, place_id) VALUES (:id, :place)")
                    .param("id", subscription)
                    .param("place", place)
                    .update();
    }

    void remove(long subscription) {
        jdbc.sql("DELETE FROM plan_subscription WHERE subscription_id = :id")
                .param("id", subscription)
                .update();
    }

    /** With all that belongs to it. */
    void removeAll(long subscriber) {
        jdbc.sql("DELETE FROM plan_subscriber WHERE subscriber_id = :id")
                .param("id", subscriber)
                .update();
    }

    record Counted(long numbers, long places) {}

    Counted counted() {
        return jdbc.sql("""
            SELECT (SELECT count(*) FROM plan_subscriber) AS numbers,
                   (SELECT count(*) FROM plan_subscription) AS places
            """)
                .query((row, number) -> new Counted(row.getLong("numbers"), row.getLong("places")))
                .single();
    }
}
