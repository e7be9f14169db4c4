package ir.roshan.outage;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import ir.roshan.outage.RepairLedger.Kind;
import ir.roshan.outage.RepairTimes.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledgers as they are kept, and the restored outages from which they are made. A form reads a few rows by key. */
@Repository
class RepairLedgers {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    RepairLedgers(NamedParameterJdbcTemplate batches) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
    }

    /** The newest that were restored by a crew. A service point's place is its transformer. */
    List<PastRepair> newest(Instant since, int most) {
        return jdbc.sql("""
                        SELECT district, element_kind, feeder_code, hazard, crew, cause, dispatched_at, detected_at, restored_at,
                               CASE WHEN element_kind = 'SERVICE_POINT' THEN transformer_code ELSE element_code END AS place,
                               coalesce(service_points, 0) AS service_points
                          FROM outage
                         WHERE closed_at >= :since AND state = 'RESTORED' AND restored_at > dispatched_at
                         ORDER BY closed_at DESC
                         LIMIT :most
                        """)
                .param("since", utc(since))
                .param("most", most)
                .query((row, n) -> new PastRepair(
                        new RepairTraits(
                                row.getInt("district"),
                                row.getString("element_kind"),
                                row.getString("place"),
                                row.getString("feeder_code"),
                                row.getString("hazard"),
                                row.getString("crew"),
                                row.getString("cause"),
                                instant(row, "dispatched_at"),
                                0),
                        instant(row, "detected_at"),
                        instant(row, "restored_at"),
                        row.getInt("service_points")))
                .list();
    }

    /**
     * An open outage's traits as they are now.
     *
     * @param crew who goes, or has gone
     * @param cause null while nobody knows
     */
    RepairTraits traitsOf(OutageId id, String crew, Cause cause, Instant now) {
        return jdbc.sql("""
                        SELECT o.district, o.element_kind, o.feeder_code, o.hazard, o.dispatched_at,
                               CASE WHEN o.element_kind = 'SERVICE_POINT' THEN o.transformer_code ELSE o.element_code END AS place,
                               (SELECT count(*) FROM outage a
                                 WHERE a.closed_at IS NULL AND a.state = 'CREW_DISPATCHED' AND a.district = o.district
                                   AND a.outage_id <> o.outage_id) AS alongside
                          FROM outage o
                         WHERE o.outage_id = :id
                        """)
                .param("id", id.value())
                .query((row, n) -> {
                    Instant sent = instant(row, "dispatched_at");
                    return new RepairTraits(
                            row.getInt("district"),
                            row.getString("element_kind"),
                            row.getString("place"),
                            row.getString("feeder_code"),
                            row.getString("hazard"),
                            crew,
                            cause == null ? null : cause.name(),
                            sent == null ? now : sent,
                            row.getInt("alongside"));
                })
                .single();
    }

    /** Whether more outages have begun since then than that; in order, or PostgreSQL reads the table from its beginning. */
    boolean moreThan(double many, Instant since) {
        int most = (int) Math.floor(many) + 1;
        return jdbc.sql("""
                        SELECT count(*) FROM (SELECT outage_id FROM outage
                                               WHERE detected_at > :since AND finding = 'NETWORK_FAULT'
                                               ORDER BY detected_at DESC LIMIT :most) begun
                        """)
                        .param("since", utc(since))
                        .param("most", most)
                        .query(Integer.class)
                        .single()
                >= most;
    }

    /**
     * @param renewedAt null before the first time
     * @param repairs null where there were too few
     */
    record Head(Instant renewedAt, Integer repairs, Double logMiddle, Double stormAbove) {
        boolean knowsAnything() {
            return repairs != null;
        }
    }

    Map<Kind, Head> heads() {
        return heads("");
    }

    /** The same, and nobody else renews them until the transaction ends. */
    Map<Kind, Head> locked() {
        return heads(" FOR UPDATE");
    }

    private Map<Kind, Head> heads(String locking) {
        Map<Kind, Head> heads = new EnumMap<>(Kind.class);
        jdbc.sql("SELECT ledger, renewed_at, repairs, log_middle, storm_above FROM repair_ledger" + locking)
                .query(row -> {
                    heads.put(
                            Kind.valueOf(row.getString("ledger")),
                            new Head(
                                    instant(row, "renewed_at"),
                                    row.getObject("repairs", Integer.class),
                                    row.getObject("log_middle", Double.class),
                                    row.getObject("storm_above", Double.class)));
                });
        return heads;
    }

    /** What one kind of ledger says of an outage. */
    Map<RepairFactor, Effect> effects(Kind kind, RepairTraits traits) {
        List<String> known = new ArrayList<>();
        for (RepairFactor factor : RepairFactor.values()) factor.of(traits).ifPresent(known::add);
        Map<RepairFactor, Effect> effects = new EnumMap<>(RepairFactor.class);
        jdbc.sql("""
                        SELECT factor, trait, repairs, log_effect FROM repair_effect
                         WHERE ledger = :ledger AND trait IN (:traits)
                        """).param("ledger", kind.name()).param("traits", known).query(row -> {
            RepairFactor factor = RepairFactor.valueOf(row.getString("factor"));
            // One factor's trait may be spelled as another's.
            if (factor.of(traits).filter(row.getString("trait")::equals).isPresent())
                effects.put(factor, new Effect(row.getInt("repairs"), row.getDouble("log_effect")));
        });
        return effects;
    }

    /** Of the district, or of all where too few were tried in it. */
    double[] spread(Kind kind, int district) {
        double[][] spreads = new double[2][RepairLedger.PERCENTS];
        boolean[] own = new boolean[1];
        jdbc.sql("""
                        SELECT district, percent, log_error FROM repair_spread
                         WHERE ledger = :ledger AND district IN (:all, :district)
                        """)
                .param("ledger", kind.name())
                .param("all", RepairLedger.ALL_DISTRICTS)
                .param("district", district)
                .query(row -> {
                    boolean ofDistrict = row.getInt("district") == district;
                    own[0] |= ofDistrict;
                    spreads[ofDistrict ? 1 : 0][row.getInt("percent") - 1] = row.getDouble("log_error");
                });
        return spreads[own[0] ? 1 : 0];
    }

    /** In place of what was kept of this kind. @param ledger null where there were too few */
    void keep(Kind kind, RepairLedger ledger, Double stormAbove, Instant now) {
        jdbc.sql("DELETE FROM repair_effect WHERE ledger = :ledger")
                .param("ledger", kind.name())
                .update();
        jdbc.sql("DELETE FROM repair_spread WHERE ledger = :ledger")
                .param("ledger", kind.name())
                .update();
        jdbc.sql("""
                        UPDATE repair_ledger
                           SET renewed_at = :now, repairs = :repairs, tested = :tested, log_middle = :middle, off_minutes = :off,
                               district_off_minutes = :districtOff, storm_above = :stormAbove
                         WHERE ledger = :ledger
                        """)
                .param("now", utc(now))
                .param("repairs", ledger == null ? null : ledger.repairs())
                .param("tested", ledger == null ? null : ledger.tested())
                .param("middle", ledger == null ? null : ledger.times().logMiddle())
                .param("off", ledger == null ? null : ledger.offMinutes())
                .param("districtOff", ledger == null ? null : ledger.districtOffMinutes())
                .param("stormAbove", stormAbove)
                .param("ledger", kind.name())
                .update();
        if (ledger == null) return;
        List<SqlParameterSource> effects = new ArrayList<>();
        ledger.times()
                .effects()
                .forEach((factor, byTrait) ->
                        byTrait.forEach((trait, effect) -> effects.add(of(kind).addValue("factor", factor.name())
                                .addValue("trait", trait)
                                .addValue("repairs", effect.repairs())
                                .addValue("effect", effect.log()))));
        insert("""
                INSERT INTO repair_effect (ledger, trait, factor, repairs, log_effect)
                VALUES (:ledger, :trait, :factor, :repairs, :effect)
                """, effects);
        List<SqlParameterSource> spreads = new ArrayList<>();
        ledger.spreads().forEach((district, errors) -> {
            for (int percent = 1; percent <= errors.length; percent++) {
                spreads.add(of(kind).addValue("district", district)
                        .addValue("percent", percent)
                        .addValue("error", errors[percent - 1]));
            }
        });
        insert("""
                INSERT INTO repair_spread (ledger, district, percent, log_error)
                VALUES (:ledger, :district, :percent, :error)
                """, spreads);
    }

    private static MapSqlParameterSource of(Kind kind) {
        return new MapSqlParameterSource("ledger", kind.name());
    }

    private void insert(String sql, Collection<SqlParameterSource> rows) {
        batches.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }
}
