package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts how the agreement was kept. A request counts in the period in which it was submitted, whenever it ended. */
@Service
public class ServiceLevel {
    private static final double HUNDRED_PERCENT_IN_95TH = 0.95;

    private static final String FIGURES = """
            SELECT %s AS district,
                   count(*) AS submitted,
                   count(res.request_id) AS announced,
                   count(r.withdrawn_at) AS withdrawn,
                   sum(CASE WHEN r.planned_check = 'PLANNED' THEN 1 ELSE 0 END) AS in_planned_outage,
                   sum(CASE WHEN res.within_agreement = TRUE AND r.breached_at IS NULL THEN 1 ELSE 0 END) AS within_agreement,
                   count(r.breached_at) AS breached,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY
                       CASE WHEN res.outcome = 'RESTORED'
                            THEN EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) / 60.0 END) AS median,
                   percentile_cont(:p95) WITHIN GROUP (ORDER BY
                       CASE WHEN res.outcome = 'RESTORED'
                            THEN EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) / 60.0 END) AS p95,
                   count(r.feedback_rating) AS feedback_count,
                   avg(CAST(r.feedback_rating AS double precision)) AS feedback_mean
              FROM restoration_request r
              LEFT JOIN request_result res
                     ON res.request_id = r.request_id AND res.objected_at IS NULL AND res.outcome <> 'WITHDRAWN'
             WHERE r.submitted_at >= :from AND r.submitted_at < :to
            %s
            """;

    private final JdbcClient jdbc;
    private final Network network;

    ServiceLevel(JdbcClient jdbc, Network network) {
        this.jdbc = jdbc;
        this.network = network;
    }

    /**
     * @param from first moment of the period
     * @param to first moment after it
     */
    @Transactional(readOnly = true)
    public ServiceLevelReport report(Instant from, Instant to) {
        Map<Integer, Integer> served = network.servicePointsPerDistrict();
        Map<Integer, Integer> objections = objections(from, to);
        Map<Integer, ServiceLevelFigures> byDistrict = figures(
                        "r.district", "GROUP BY r.district ORDER BY r.district", from, to, served::get, objections::get)
                .stream()
                .collect(Collectors.toMap(Row::district, Row::figures));
        int allServed = served.values().stream().mapToInt(Integer::intValue).sum();
        int allObjections =
                objections.values().stream().mapToInt(Integer::intValue).sum();
        ServiceLevelFigures total = figures("0", "", from, to, d -> allServed, d -> allObjections)
                .get(0)
                .figures();
        Set<Integer> districts = new TreeSet<>(served.keySet());
        districts.addAll(byDistrict.keySet());
        List<ServiceLevelReport.DistrictFigures> rows = districts.stream()
                .map(d -> new ServiceLevelReport.DistrictFigures(
                        d, byDistrict.getOrDefault(d, nothing(served.getOrDefault(d, 0)))))
                .toList();
        return new ServiceLevelReport(from, to, total, rows);
    }

    private record Row(int district, ServiceLevelFigures figures) {}

    private List<Row> figures(
            String district,
            String grouping,
            Instant from,
            Instant to,
            Function<Integer, Integer> served,
            Function<Integer, Integer> objections) {
        return jdbc.sql(FIGURES.formatted(district, grouping))
                .param("p95", HUNDRED_PERCENT_IN_95TH)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((rs, n) -> {
                    int number = rs.getInt("district");
                    int within = rs.getInt("within_agreement");
                    int breached = rs.getInt("breached");
                    Integer points = served.apply(number);
                    Integer stillOut = objections.apply(number);
                    return new Row(
                            number,
                            new ServiceLevelFigures(
                                    rs.getInt("submitted"),
                                    rs.getInt("announced"),
                                    rs.getInt("withdrawn"),
                                    rs.getInt("in_planned_outage"),
                                    within,
                                    breached,
                                    within + breached == 0 ? null : (double) within / (within + breached),
                                    number(rs.getObject("median")),
                                    number(rs.getObject("p95")),
                                    stillOut == null ? 0 : stillOut,
                                    rs.getInt("feedback_count"),
                                    number(rs.getObject("feedback_mean")),
                                    points == null ? 0 : points));
                })
                .list();
    }

    private Map<Integer, Integer> objections(Instant from, Instant to) {
        return jdbc
                .sql("""
                        SELECT r.district, count(*) AS objections
                          FROM restoration_request r
                          JOIN request_result res ON res.request_id = r.request_id AND res.objected_at IS NOT NULL
                         WHERE r.submitted_at >= :from AND r.submitted_at < :to
                         GROUP BY r.district
                        """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((rs, n) -> Map.entry(rs.getInt("district"), rs.getInt("objections")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Double number(Object value) {
        return value instanceof Number n ? n.doubleValue() : null;
    }

    private static ServiceLevelFigures nothing(int served) {
        return new ServiceLevelFigures(0, 0, 0, 0, 0, 0, null, null, null, 0, 0, null, served);
    }
}
