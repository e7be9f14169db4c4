package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.Network;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how the agreement was kept. A request counts in the period in which it was submitted, whenever it ended; an outage
 * in the period in which it began. The database counts and adds whole numbers and exact decimals, and what is divided is
 * divided here, once: so the figures are the same on every database.
 */
@Service
public class ServiceLevel {
    private static final String COUNTS = """
            SELECT r.district,
                   count(*) AS submitted,
                   count(res.request_id) AS announced,
                   count(r.withdrawn_at) AS withdrawn,
                   sum(CASE WHEN r.planned_check = 'PLANNED' THEN 1 ELSE 0 END) AS in_planned_outage,
                   sum(CASE WHEN res.within_agreement = TRUE AND r.breached_at IS NULL THEN 1 ELSE 0 END) AS within_agreement,
                   count(r.breached_at) AS breached,
                   count(r.feedback_rating) AS feedback_count,
                   coalesce(sum(r.feedback_rating), 0) AS feedback_sum
              FROM restoration_request r
              LEFT JOIN request_result res
                     ON res.request_id = r.request_id AND res.objected_at IS NULL AND res.outcome <> 'WITHDRAWN'
             WHERE r.submitted_at >= :from AND r.submitted_at < :to
             GROUP BY r.district
            """;

    /**
     * The values on either side of a percentile: the one at position p (n - 1) / 100 of n in order, counted from 0, and the
     * next. Of every district, and with 0 for the district of the company.
     */
    private static final String PERCENTILES = """
            WITH restored AS (
                SELECT CASE WHEN c.whole = 1 THEN 0 ELSE r.district END AS district,
                       EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) AS seconds
                  FROM restoration_request r
                  JOIN request_result res
                    ON res.request_id = r.request_id AND res.objected_at IS NULL AND res.outcome = 'RESTORED'
                 CROSS JOIN (VALUES (0), (1)) c (whole)
                 WHERE r.submitted_at >= :from AND r.submitted_at < :to
            ), ranked AS (
                SELECT district, seconds,
                       row_number() OVER (PARTITION BY district ORDER BY seconds) - 1 AS place,
                       count(*) OVER (PARTITION BY district) - 1 AS last_place
                  FROM restored
            )
            SELECT district, seconds, place, last_place FROM ranked
             WHERE place IN (last_place * 50 / 100, last_place * 50 / 100 + 1, last_place * 95 / 100, last_place * 95 / 100 + 1)
             ORDER BY district, place
            """;

    private static final int COMPANY = 0;

    private final JdbcClient jdbc;
    private final Network network;
    private final Interruptions interruptions;

    ServiceLevel(JdbcClient jdbc, Network network, Interruptions interruptions) {
        this.jdbc = jdbc;
        this.network = network;
        this.interruptions = interruptions;
    }

    /** What can be added: the company's is the sum of the districts'. */
    private record Counts(
            int submitted,
            int announced,
            int withdrawn,
            int inPlannedOutage,
            int within,
            int breached,
            int feedbackCount,
            int feedbackSum,
            int stillOut,
            int served,
            Interruptions.Sum unplanned,
            Interruptions.Sum planned) {
        static Counts nothing() {
            return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Interruptions.Sum.NOTHING, Interruptions.Sum.NOTHING);
        }

        Counts with(int objections, int servicePoints, Interruptions.Sum out, Interruptions.Sum outOnPlan) {
            return new Counts(
                    submitted,
                    announced,
                    withdrawn,
                    inPlannedOutage,
                    within,
                    breached,
                    feedbackCount,
                    feedbackSum,
                    objections,
                    servicePoints,
                    out,
                    outOnPlan);
        }

        Counts plus(Counts o) {
            return new Counts(
                    submitted + o.submitted,
                    announced + o.announced,
                    withdrawn + o.withdrawn,
                    inPlannedOutage + o.inPlannedOutage,
                    within + o.within,
                    breached + o.breached,
                    feedbackCount + o.feedbackCount,
                    feedbackSum + o.feedbackSum,
                    stillOut + o.stillOut,
                    served + o.served,
                    unplanned.plus(o.unplanned),
                    planned.plus(o.planned));
        }

        ServiceLevelFigures figures(Percentiles restored) {
            Indices indices = unplanned.indices(served);
            Indices onPlan = planned.indices(served);
            return new ServiceLevelFigures(
                    submitted,
                    announced,
                    withdrawn,
                    inPlannedOutage,
                    within,
                    breached,
                    ratio(within, within + breached),
                    restored.median,
                    restored.ninetyFifth,
                    stillOut,
                    feedbackCount,
                    ratio(feedbackSum, feedbackCount),
                    served,
                    indices.saidi(),
                    indices.saifi(),
                    indices.caidi(),
                    onPlan.saidi(),
                    onPlan.saifi(),
                    onPlan.caidi());
        }

        private static Double ratio(int part, int whole) {
            return whole == 0 ? null : (double) part / whole;
        }
    }

    private record Percentiles(Double median, Double ninetyFifth) {
        static final Percentiles NONE = new Percentiles(null, null);
    }

    /**
     * @param from first moment of the period
     * @param to first moment after it
     */
    @Transactional(readOnly = true)
    public ServiceLevelReport report(Instant from, Instant to) {
        Map<Integer, Counts> counts = counts(from, to);
        Map<Integer, Integer> served = network.servicePointsPerDistrict();
        Map<Integer, Integer> objections = objections(from, to);
        Map<Interruptions.Kind, Map<Integer, Interruptions.Sum>> interrupted = interruptions.perDistrict(from, to);
        Map<Integer, Interruptions.Sum> unplanned = interrupted.get(Interruptions.Kind.UNPLANNED);
        Map<Integer, Interruptions.Sum> planned = interrupted.get(Interruptions.Kind.PLANNED);
        Map<Integer, Percentiles> percentiles = percentiles(from, to);
        Set<Integer> districts = new TreeSet<>(served.keySet());
        districts.addAll(counts.keySet());
        districts.addAll(unplanned.keySet());
        districts.addAll(planned.keySet());
        List<ServiceLevelReport.DistrictFigures> rows = new ArrayList<>();
        Counts total = Counts.nothing();
        for (int district : districts) {
            Counts full = counts.getOrDefault(district, Counts.nothing())
                    .with(
                            objections.getOrDefault(district, 0),
                            served.getOrDefault(district, 0),
                            unplanned.getOrDefault(district, Interruptions.Sum.NOTHING),
                            planned.getOrDefault(district, Interruptions.Sum.NOTHING));
            total = total.plus(full);
            rows.add(new ServiceLevelReport.DistrictFigures(
                    district, full.figures(percentiles.getOrDefault(district, Percentiles.NONE))));
        }
        Percentiles ofAll = percentiles.getOrDefault(COMPANY, Percentiles.NONE);
        return new ServiceLevelReport(from, to, total.figures(ofAll), rows);
    }

    private Map<Integer, Counts> counts(Instant from, Instant to) {
        Map<Integer, Counts> counts = new HashMap<>();
        jdbc.sql(COUNTS)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query(rs -> {
                    counts.put(
                            rs.getInt("district"),
                            new Counts(
                                    rs.getInt("submitted"),
                                    rs.getInt("announced"),
                                    rs.getInt("withdrawn"),
                                    rs.getInt("in_planned_outage"),
                                    rs.getInt("within_agreement"),
                                    rs.getInt("breached"),
                                    rs.getInt("feedback_count"),
                                    rs.getInt("feedback_sum"),
                                    0,
                                    0,
                                    Interruptions.Sum.NOTHING,
                                    Interruptions.Sum.NOTHING));
                });
        return counts;
    }

    private record Ranked(int district, BigDecimal seconds, long place, long last) {}

    private Map<Integer, Percentiles> percentiles(Instant from, Instant to) {
        Map<Integer, List<Ranked>> ranked = jdbc
                .sql(PERCENTILES)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((rs, n) -> new Ranked(
                        rs.getInt("district"),
                        rs.getBigDecimal("seconds"),
                        rs.getLong("place"),
                        rs.getLong("last_place")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Ranked::district));
        Map<Integer, Percentiles> percentiles = new HashMap<>();
        ranked.forEach((number, around) ->
                percentiles.put(number, new Percentiles(percentile(around, 50), percentile(around, 95))));
        return percentiles;
    }

    /** In minutes, between the two values on either side in proportion: as spreadsheets do it. */
    private static double percentile(List<Ranked> around, int percent) {
        long last = around.get(0).last();
        long place = last * percent / 100;
        BigDecimal below = at(around, place);
        BigDecimal above = place == last ? below : at(around, place + 1);
        BigDecimal hundredths = BigDecimal.valueOf(last * percent % 100);
        BigDecimal seconds =
                below.add(above.subtract(below).multiply(hundredths).movePointLeft(2));
        return Indices.minutesEach(seconds, 1);
    }

    private static BigDecimal at(List<Ranked> around, long place) {
        return around.stream()
                .filter(r -> r.place() == place)
                .findFirst()
                .orElseThrow()
                .seconds();
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
}
