package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.calendar.SolarHijri;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sustained interruptions in the sense of IEEE 1366-2012. An outage that was restored in steps counts once for each service
 * point: those of a step until the step, the others until the outage was over. It counts in the period in which it began,
 * and from the moment on at which its end is known.
 */
@Repository
public class Interruptions {
    private static final String UNPLANNED = """
            SELECT o.outage_no AS number, o.district, o.detected_at AS began_at, s.restored_at AS ended_at, s.service_points
              FROM outage o
              JOIN outage_restoration_step s ON s.outage_id = o.outage_id
             WHERE o.state = 'RESTORED' AND o.detected_at >= :from AND o.detected_at < :to
            UNION ALL
            SELECT o.outage_no, o.district, o.detected_at, o.restored_at,
                   greatest(0, o.service_points - coalesce(
                       (SELECT sum(s.service_points) FROM outage_restoration_step s WHERE s.outage_id = o.outage_id), 0))
              FROM outage o
             WHERE o.state = 'RESTORED' AND o.detected_at >= :from AND o.detected_at < :to
            """;

    private static final String PLANNED = """
            SELECT p.outage_number AS number, coalesce(e.district, sp.district) AS district,
                   p.starts_at AS began_at, p.ends_at AS ended_at, coalesce(e.service_points, 1) AS service_points
              FROM planned_outage p
              LEFT JOIN network_element e ON e.code = p.element_code AND e.kind = p.element_kind
              LEFT JOIN service_point sp ON p.element_kind = 'SERVICE_POINT' AND sp.bill_id = p.element_code
             WHERE p.planned = TRUE AND p.cancelled = FALSE AND p.ends_at <= :now
               AND p.starts_at >= :from AND p.starts_at < :to
               AND (e.code IS NOT NULL OR sp.bill_id IS NOT NULL)
            """;

    private static final String SUSTAINED = """
            FROM (%s) i
            WHERE EXTRACT(EPOCH FROM (i.ended_at - i.began_at)) > CAST(:sustained AS numeric(20, 3)) AND i.service_points > 0
              AND (CAST(:district AS integer) IS NULL OR i.district = :district)
            """;

    private final JdbcClient jdbc;
    private final ReportSettings settings;
    private final Clock clock;

    Interruptions(JdbcClient jdbc, ReportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it was announced beforehand: figures of the two are never added. */
    public enum Kind {
        UNPLANNED(Interruptions.UNPLANNED),
        PLANNED(Interruptions.PLANNED);

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    /**
     * What a period's interruptions add up to.
     *
     * @param interrupted interruptions of service points
     * @param lostSeconds how long these lasted together
     */
    public record Sum(long interrupted, BigDecimal lostSeconds) {
        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(interrupted + other.interrupted, lostSeconds.add(other.lostSeconds));
        }

        Indices indices(long served) {
            return Indices.of(interrupted, lostSeconds, served);
        }
    }

    /**
     * Service points that lost supply together and got it back together.
     *
     * @param number of the outage; of one that was restored in steps there are several parts
     */
    public record Part(String number, int district, Instant beganAt, Instant endedAt, int servicePoints) {}

    /**
     * @param count how many parts there are
     * @param servicePointMinutes minutes without supply, of all service points together
     */
    public record Page(long count, long servicePoints, double servicePointMinutes, List<Part> parts) {}

    /** By district; districts without any are not in it. */
    Map<Integer, Sum> perDistrict(Kind kind, Instant from, Instant to) {
        return query("""
                        SELECT i.district, sum(i.service_points) AS interrupted,
                               sum(i.service_points * EXTRACT(EPOCH FROM (i.ended_at - i.began_at))) AS lost_seconds
                        """, kind, "GROUP BY i.district", new Period(from, to, null))
                .query((rs, n) -> Map.entry(rs.getInt("district"), sum(rs)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** Unplanned ones by the day in Tehran on which they began; days without any are not in it. */
    SortedMap<LocalDate, Sum> perDay(LocalDate from, LocalDate to) {
        SortedMap<LocalDate, Sum> days = new TreeMap<>();
        query(
                        """
                        SELECT i.began_at, sum(i.service_points) AS interrupted,
                               sum(i.service_points * EXTRACT(EPOCH FROM (i.ended_at - i.began_at))) AS lost_seconds
                        """,
                        Kind.UNPLANNED,
                        "GROUP BY i.began_at",
                        new Period(SolarHijri.moment(from, 0), SolarHijri.moment(to, 0), null))
                .query(rs -> {
                    days.merge(
                            LocalDate.ofInstant(Rows.instant(rs, "began_at"), SolarHijri.TEHRAN), sum(rs), Sum::plus);
                });
        return days;
    }

    /** What {@link ServiceLevel} counts, one by one, the earliest first. */
    public Page list(Kind kind, Period period, int offset, int limit) {
        Page all = query("""
                        SELECT count(*) AS parts, coalesce(sum(i.service_points), 0) AS interrupted,
                               coalesce(sum(i.service_points * EXTRACT(EPOCH FROM (i.ended_at - i.began_at))), 0) AS lost_seconds
                        """, kind, "", period)
                .query((rs, n) -> new Page(
                        rs.getLong("parts"),
                        sum(rs).interrupted(),
                        Indices.minutesEach(sum(rs).lostSeconds(), 1),
                        List.of()))
                .single();
        List<Part> parts = query(
                        "SELECT i.number, i.district, i.began_at, i.ended_at, i.service_points ",
                        kind,
                        "ORDER BY i.began_at, i.number, i.ended_at, i.service_points LIMIT :limit OFFSET :offset",
                        period)
                .param("limit", limit)
                .param("offset", offset)
                .query((rs, n) -> new Part(
                        rs.getString("number"),
                        rs.getInt("district"),
                        Rows.instant(rs, "began_at"),
                        Rows.instant(rs, "ended_at"),
                        rs.getInt("service_points")))
                .list();
        return new Page(all.count, all.servicePoints, all.servicePointMinutes, parts);
    }

    private JdbcClient.StatementSpec query(String select, Kind kind, String rest, Period period) {
        JdbcClient.StatementSpec statement = jdbc.sql(select + SUSTAINED.formatted(kind.sql) + rest)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district())
                .param(
                        "sustained",
                        BigDecimal.valueOf(settings.sustained().toMillis()).movePointLeft(3));
        return kind == Kind.PLANNED ? statement.param("now", clock.instant().atOffset(UTC)) : statement;
    }

    private static Sum sum(ResultSet rs) throws SQLException {
        return new Sum(rs.getLong("interrupted"), rs.getBigDecimal("lost_seconds"));
    }
}
