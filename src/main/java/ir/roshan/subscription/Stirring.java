package ir.roshan.subscription;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.PlannedOutagesChanged;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes those due whose plan may have changed. A list that changes writes down where, in its own transaction, and is done: to find
 * everybody below thousands of places would keep it, and whoever waits for it. They are found afterwards, in rounds, a page of
 * numbers at a time, each in a transaction of its own; any node goes on where the last one was.
 */
@Repository
class Stirring {
    static final int PAGE = 5_000;

    private final NamedParameterJdbcTemplate batches;
    private final JdbcClient jdbc;
    private final Clock clock;

    Stirring(NamedParameterJdbcTemplate batches, Clock clock) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PlannedOutagesChanged changed) {
        SqlParameterSource[] rows = Stream.concat(
                        changed.places().stream()
                                .map(NetworkElement::code)
                                .distinct()
                                .map(code -> row(code, null)),
                        changed.placeIds().stream().map(place -> row(null, place)))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) batches.batchUpdate("""
            INSERT INTO plan_stirred (element_code, place_id)
            VALUES (CAST(:code AS varchar(64)), CAST(:place AS bigint))
            """, rows);
    }

    private static SqlParameterSource row(String code, Long place) {
        return new MapSqlParameterSource().addValue("code", code).addValue("place", place);
    }

    private record Round(long number, boolean underWay, long passed) {}

    /**
     * One page further.
     *
     * @return whether there may be more to do; false as well where another node is at it
     */
    @Transactional
    public boolean step() {
        Optional<Round> found = jdbc.sql(
                        "SELECT round_no, under_way, passed FROM plan_stirring WHERE id = 1 FOR UPDATE SKIP LOCKED")
                .query((row, number) ->
                        new Round(row.getLong("round_no"), row.getBoolean("under_way"), row.getLong("passed")))
                .optional();
        if (found.isEmpty()) return false;
        Round round = found.get();
        if (!round.underWay()) return begin(round.number() + 1);
        Optional<Long> last = jdbc.sql("""
            SELECT max(subscriber_id) FROM (
                SELECT subscriber_id FROM plan_subscriber WHERE subscriber_id > :passed
                 ORDER BY subscriber_id LIMIT :page) page
            """)
                .param("passed", round.passed())
                .param("page", PAGE)
                .query(Long.class)
                .optional();
        if (last.isEmpty()) {
            jdbc.sql("DELETE FROM plan_stirred WHERE round_no = :round")
                    .param("round", round.number())
                    .update();
            keep(round.number(), false, 0);
            return true;
        }
        makeDue(round, last.get());
        keep(round.number(), true, last.get());
        return true;
    }

    /** What comes from now on belongs to the next round: it may be of somebody whom this one has passed. */
    private boolean begin(long round) {
        int stirred = jdbc.sql("UPDATE plan_stirred SET round_no = :round WHERE round_no IS NULL")
                .param("round", round)
                .update();
        if (stirred == 0) return false;
        keep(round, true, 0);
        return true;
    }

    private void keep(long round, boolean underWay, long passed) {
        jdbc.sql("UPDATE plan_stirring SET round_no = :round, under_way = :underWay, passed = :passed WHERE id = 1")
                .param("round", round)
                .param("underWay", underWay)
                .param("passed", passed)
                .update();
    }

    /** At whatever level of the network: each has an index of its own. */
    private void makeDue(Round round, long last) {
        jdbc.sql("""
            UPDATE plan_subscriber SET look_at = :now
             WHERE subscriber_id > :passed AND subscriber_id <= :last AND look_at > :now
               AND subscriber_id IN (
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN plan_stirred x ON x.element_code = s.bill_id AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last
                    UNION
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN service_point p ON p.bill_id = s.bill_id
                     JOIN plan_stirred x ON x.element_code = p.transformer_code AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last
                    UNION
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN service_point p ON p.bill_id = s.bill_id
                     JOIN network_element t ON t.code = p.transformer_code
                     JOIN plan_stirred x ON x.element_code = t.parent_code AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last
                    UNION
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN service_point p ON p.bill_id = s.bill_id
                     JOIN network_element t ON t.code = p.transformer_code
                     JOIN network_element f ON f.code = t.parent_code
                     JOIN plan_stirred x ON x.element_code = f.parent_code AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last)
            """)
                .param("now", clock.instant().atOffset(UTC))
                .param("passed", round.passed())
                .param("last", last)
                .param("round", round.number())
                .update();
        // Places in words: of the same words, or tied to an element at or below which the plan has changed.
        jdbc.sql("""
            UPDATE plan_subscriber SET look_at = :now
             WHERE subscriber_id > :passed AND subscriber_id <= :last AND look_at > :now
               AND subscriber_id IN (
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN plan_subscription_place w ON w.subscription_id = s.subscription_id
                     JOIN plan_stirred x ON x.place_id = w.place_id AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last
                    UNION
                   SELECT s.subscriber_id FROM plan_subscription s
                     JOIN plan_subscription_place w ON w.subscription_id = s.subscription_id
                     JOIN planned_place_tie tie ON tie.place_id = w.place_id
                     LEFT JOIN service_point p ON p.bill_id = tie.element_code
                     LEFT JOIN network_element e ON e.code = coalesce(p.transformer_code, tie.element_code)
                     LEFT JOIN network_element f ON f.code = e.parent_code
                     JOIN plan_stirred x
                       ON x.element_code IN (tie.element_code, e.code, e.parent_code, f.parent_code)
                      AND x.round_no = :round
                    WHERE s.subscriber_id > :passed AND s.subscriber_id <= :last)
            """)
                .param("now", clock.instant().atOffset(UTC))
                .param("passed", round.passed())
                .param("last", last)
                .param("round", round.number())
                .update();
    }
}
