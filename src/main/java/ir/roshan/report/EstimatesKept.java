package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Estimates kept: how often one was changed, and how far the first and the last were from the truth (A3.4). */
@Service
public class EstimatesKept {
    private final JdbcClient jdbc;
    private final SuggestionsKept suggestions;

    EstimatesKept(JdbcClient jdbc, SuggestionsKept suggestions) {
        this.jdbc = jdbc;
        this.suggestions = suggestions;
    }

    /**
     * Over outages of the period that were restored after an estimate. Minutes; null where there is no such outage.
     *
     * @param changed outages whose estimate was changed at least once
     * @param changes how often estimates were changed
     * @param firstOffMinutes how far the first estimate was from the truth, on average, whichever way
     * @param firstLateMinutes by how much supply came later than it said, on average; negative where it came earlier
     * @param lastOffMinutes,lastLateMinutes the same of the last one
     */
    public record Accuracy(
            int outages,
            int changed,
            int changes,
            Double firstOffMinutes,
            Double firstLateMinutes,
            Double lastOffMinutes,
            Double lastLateMinutes) {}

    public record OfDistrict(int district, Accuracy accuracy) {}

    public record OfCrew(String crew, Accuracy accuracy) {}

    /** @param suggestions how good suggestions were beside people, for those outages that had one */
    public record Report(
            Accuracy total, List<OfDistrict> districts, List<OfCrew> crews, SuggestionsKept.Report suggestions) {}

    /** What can be added; seconds. */
    private record Sums(
            int outages,
            int changed,
            int changes,
            BigDecimal firstOff,
            BigDecimal firstLate,
            BigDecimal lastOff,
            BigDecimal lastLate) {
        static final Sums NOTHING =
                new Sums(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Sums plus(Sums o) {
            return new Sums(
                    outages + o.outages,
                    changed + o.changed,
                    changes + o.changes,
                    firstOff.add(o.firstOff),
                    firstLate.add(o.firstLate),
                    lastOff.add(o.lastOff),
                    lastLate.add(o.lastLate));
        }

        Accuracy accuracy() {
            return new Accuracy(
                    outages, changed, changes, mean(firstOff), mean(firstLate), mean(lastOff), mean(lastLate));
        }

        private Double mean(BigDecimal seconds) {
            return outages == 0 ? null : Indices.minutesEach(seconds, outages);
        }
    }

    /** Of the outages that began in the period. */
    @Transactional(readOnly = true)
    public Report report(Period period) {
        Map<Integer, Sums> districts = new TreeMap<>();
        Map<String, Sums> crews = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT e.district, e.crew, count(*) AS outages,
                               sum(CASE WHEN e.estimate_no > 1 THEN 1 ELSE 0 END) AS changed,
                               sum(e.estimate_no - 1) AS changes,
                               sum(abs(e.first_late)) AS first_off, sum(e.first_late) AS first_late,
                               sum(abs(e.last_late)) AS last_off, sum(e.last_late) AS last_late
                          FROM (SELECT o.district, o.crew, o.estimate_no,
                                       EXTRACT(EPOCH FROM (o.restored_at - f.restoration_at)) AS first_late,
                                       EXTRACT(EPOCH FROM (o.restored_at - l.restoration_at)) AS last_late
                                  FROM outage o
                                  JOIN outage_estimate f ON f.outage_id = o.outage_id AND f.estimate_no = 1
                                  JOIN outage_estimate l ON l.outage_id = o.outage_id AND l.estimate_no = o.estimate_no
                                 WHERE o.state = 'RESTORED' AND o.detected_at >= :from AND o.detected_at < :to
                                   AND (CAST(:district AS integer) IS NULL OR o.district = :district)) e
                         GROUP BY e.district, e.crew
                         ORDER BY e.crew, e.district
                        """)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district())
                .query(rs -> {
                    Sums sums = new Sums(
                            rs.getInt("outages"),
                            rs.getInt("changed"),
                            rs.getInt("changes"),
                            rs.getBigDecimal("first_off"),
                            rs.getBigDecimal("first_late"),
                            rs.getBigDecimal("last_off"),
                            rs.getBigDecimal("last_late"));
                    districts.merge(rs.getInt("district"), sums, Sums::plus);
                    crews.merge(rs.getString("crew"), sums, Sums::plus);
                });
        return new Report(
                districts.values().stream().reduce(Sums.NOTHING, Sums::plus).accuracy(),
                districts.entrySet().stream()
                        .map(d -> new OfDistrict(d.getKey(), d.getValue().accuracy()))
                        .toList(),
                crews.entrySet().stream()
                        .map(c -> new OfCrew(c.getKey(), c.getValue().accuracy()))
                        .toList(),
                suggestions.report(period));
    }
}
