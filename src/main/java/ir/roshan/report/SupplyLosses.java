package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.ElementKind;
import ir.roshan.report.SupplyLoss.Place;
import ir.roshan.report.SupplyLoss.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The outages and planned outages behind one report, and what feeds the places where they were: the network as it is today,
 * and where it does not know a place any more, what the outage's own row says.
 */
final class SupplyLosses {
    private static final String STEPS = """
            SELECT s.outage_id, s.element_kind, s.element_code, s.service_points,
                   {micros of s.restored_at} AS ended
              FROM outage_restoration_step s
              JOIN outage o ON o.outage_id = s.outage_id
             WHERE o.state = 'RESTORED' AND o.detected_at >= :since AND o.detected_at < :until
            """;

    private static final String OUTAGES = """
            SELECT o.outage_id, o.outage_no, o.district, o.element_kind, o.element_code, o.service_points,
                   o.transformer_code, o.feeder_code, o.substation_code,
                   {micros of o.detected_at} AS began,
                   {micros of o.restored_at} AS ended
              FROM outage o
             WHERE o.state = 'RESTORED' AND o.element_kind IS NOT NULL AND o.restored_at IS NOT NULL
               AND o.detected_at >= :since AND o.detected_at < :until
            """;

    private static final String PLANNED = """
            SELECT p.outage_number, p.element_kind, p.element_code,
                   {micros of p.starts_at} AS began,
                   {micros of p.ends_at} AS ended
              FROM planned_outage p
             WHERE p.planned = TRUE AND p.cancelled = FALSE AND p.element_kind <> 'NONE'
               AND p.starts_at >= :since AND p.starts_at < :until
            """;

    /** As doubles, which PostgreSQL has in less than half of the time of exact decimals; a year has some hundred thousand. */
    private static final String MICROS_ON_POSTGRESQL = "CAST(date_part('epoch', $1) * 1000000 AS bigint)";

    private static final String MICROS = "CAST(EXTRACT(EPOCH FROM $1) * 1000000 AS bigint)";

    private static final String REACHING_PLANNED = " AND p.ends_at >= :reaching";
    private static final String REACHING_OUTAGES = """
             AND (o.restored_at >= :reaching
                  OR EXISTS (SELECT 1 FROM outage_restoration_step x WHERE x.outage_id = o.outage_id AND x.restored_at >= :reaching))
            """;

    /** The service points among them. */
    private static final String SERVICE_POINTS = """
            SELECT sp.bill_id, sp.district, sp.transformer_code
              FROM service_point sp
             WHERE sp.bill_id IN (SELECT x.element_code FROM (%s) x WHERE x.element_kind = 'SERVICE_POINT')
            """;

    private static final long EVER = micros(Instant.parse("1900-01-01T00:00:00Z"));

    private final JdbcClient jdbc;
    private final String micros;
    private final Map<Place, Place> places = new HashMap<>();
    private final Map<Place, Element> network = new HashMap<>();
    private final Map<Place, Place> fedBy = new HashMap<>();
    private List<SupplyLoss> losses = new ArrayList<>();

    private record Element(int district, int servicePoints) {}

    /** @param onPostgresql whether it may be asked in PostgreSQL's own words */
    SupplyLosses(JdbcClient jdbc, boolean onPostgresql) {
        this.jdbc = jdbc;
        micros = onPostgresql ? MICROS_ON_POSTGRESQL : MICROS;
        Map<Place, String> parents = new HashMap<>();
        jdbc.sql("SELECT code, kind, parent_code, district, service_points FROM network_element")
                .query(rs -> {
                    Place place = place(rs, "kind", "code");
                    network.put(place, new Element(rs.getInt("district"), rs.getInt("service_points")));
                    parents.put(place, rs.getString("parent_code"));
                });
        parents.forEach((place, parent) -> {
            if (parent != null) {
                fedBy.put(place, new Place(next(place.kind()), parent));
            }
        });
    }

    /** What has been read since it was last asked for, in any order. */
    List<SupplyLoss> take() {
        List<SupplyLoss> taken = losses;
        losses = new ArrayList<>();
        return taken;
    }

    /** What feeds a place; null above a substation, and where nobody knows. */
    Place above(Place place) {
        return fedBy.get(place);
    }

    /** Reads what began before a moment and reaches or touches another one. */
    void readReaching(long reaching, long until) {
        read(REACHING_OUTAGES, REACHING_PLANNED, EVER, until, reaching);
    }

    /** Reads what began in an interval. */
    void read(long since, long until) {
        read("", "", since, until, since);
    }

    private void read(String outagesToo, String plannedToo, long since, long until, long reaching) {
        for (String sql : List.of(STEPS + outagesToo, OUTAGES + outagesToo)) {
            readServicePoints(sql, since, until, reaching);
        }
        Map<Long, List<Step>> steps = new HashMap<>();
        query(STEPS + outagesToo, since, until, reaching).query(rs -> {
            Place place = place(rs, "element_kind", "element_code");
            steps.computeIfAbsent(rs.getLong("outage_id"), id -> new ArrayList<>())
                    .add(new Step(place, rs.getLong("ended"), rs.getInt("service_points")));
        });
        query(OUTAGES + outagesToo, since, until, reaching).query(rs -> {
            Place place = place(rs, "element_kind", "element_code");
            asTheRowHasIt(rs, place);
            losses.add(new SupplyLoss(
                    false,
                    rs.getString("outage_no"),
                    rs.getInt("district"),
                    place,
                    rs.getLong("began"),
                    rs.getLong("ended"),
                    rs.getInt("service_points"),
                    steps.getOrDefault(rs.getLong("outage_id"), List.of())));
        });
        // Most plans name no service point, and need not be read a second time for them.
        List<Window> unknown = new ArrayList<>();
        query(PLANNED + plannedToo, since, until, reaching).query(rs -> {
            Place place = place(rs, "element_kind", "element_code");
            Window window = new Window(rs.getString("outage_number"), place, rs.getLong("began"), rs.getLong("ended"));
            if (!addIfKnown(window) && place.kind() == ElementKind.SERVICE_POINT) {
                unknown.add(window);
            }
        });
        if (!unknown.isEmpty()) {
            readServicePoints(PLANNED + plannedToo, since, until, reaching);
            unknown.forEach(this::addIfKnown);
        }
    }

    private record Window(String number, Place place, long began, long ended) {}

    /** Nobody loses supply at a place that the network does not know. */
    private boolean addIfKnown(Window window) {
        Element element = network.get(window.place);
        return element != null
                && losses.add(new SupplyLoss(
                        true,
                        window.number,
                        element.district,
                        window.place,
                        window.began,
                        window.ended,
                        element.servicePoints,
                        List.of()));
    }

    private void readServicePoints(String among, long since, long until, long reaching) {
        query(SERVICE_POINTS.formatted(among), since, until, reaching).query(rs -> {
            Place place = new Place(ElementKind.SERVICE_POINT, rs.getString("bill_id"));
            network.put(place, new Element(rs.getInt("district"), 1));
            feeds(rs.getString("transformer_code"), ElementKind.TRANSFORMER, place);
        });
    }

    private JdbcClient.StatementSpec query(String sql, long since, long until, long reaching) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql.replaceAll("\\{micros of (\\S+)}", micros))
                .param("since", moment(since))
                .param("until", moment(until));
        return sql.contains(":reaching") ? statement.param("reaching", moment(reaching)) : statement;
    }

    /** For a place that is not in the network data any more. */
    private void asTheRowHasIt(ResultSet rs, Place place) throws SQLException {
        Place at = place;
        while (at.kind() != ElementKind.SUBSTATION && !network.containsKey(at)) {
            ElementKind wider = next(at.kind());
            String code = rs.getString(wider.name().toLowerCase(Locale.ROOT) + "_code");
            feeds(code, wider, at);
            if (code == null) {
                return;
            }
            at = new Place(wider, code);
        }
    }

    private void feeds(String code, ElementKind wider, Place place) {
        if (code != null) {
            fedBy.putIfAbsent(place, new Place(wider, code));
        }
    }

    /** Always the same one for a place: a year has hundreds of thousands of rows at some thousands of places. */
    private Place place(ResultSet rs, String kind, String code) throws SQLException {
        Place place = new Place(ElementKind.valueOf(rs.getString(kind)), rs.getString(code));
        Place known = places.putIfAbsent(place, place);
        return known == null ? place : known;
    }

    private static ElementKind next(ElementKind kind) {
        return ElementKind.values()[kind.ordinal() + 1];
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static OffsetDateTime moment(long micros) {
        return instant(micros).atOffset(UTC);
    }
}
