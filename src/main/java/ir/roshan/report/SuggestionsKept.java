package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Suggestions and people side by side: of outages for which something was suggested when their crew was sent, whose time was
 * nearer to the truth, and whether the usual error is what it is said to be (A3.4).
 */
@Service
class SuggestionsKept {
    private static final int NEAR = 30;

    private final JdbcClient jdbc;

    SuggestionsKept(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whole minutes; null where there is no such outage.
     *
     * @param medianOffMinutes half of them were no further from the truth, whichever way
     * @param within30Minutes which part of them was no further than that, 0 to 1
     * @param medianLateMinutes by how much supply came later than they said, the median; negative where it came earlier
     */
    public record Quality(Double medianOffMinutes, Double within30Minutes, Double medianLateMinutes) {}

    /** @param insideUsual which part was restored within the usual error that stood beside the suggestion, 0 to 1; eight of ten should be */
    public record Comparison(int outages, Quality people, Quality suggestions, Double insideUsual) {}

    public record OfDistrict(int district, Comparison comparison) {}

    public record Report(Comparison total, List<OfDistrict> districts) {}

    /** How many were so many minutes late. */
    private static final class Lateness {
        private final SortedMap<Integer, Integer> late = new TreeMap<>();
        private int outages;

        void add(int minutes, int many) {
            late.merge(minutes, many, Integer::sum);
            outages += many;
        }

        Quality quality() {
            if (outages == 0) return new Quality(null, null, null);
            SortedMap<Integer, Integer> off = new TreeMap<>();
            late.forEach((minutes, many) -> off.merge(Math.abs(minutes), many, Integer::sum));
            int near = off.headMap(NEAR + 1).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            return new Quality(median(off), (double) near / outages, median(late));
        }

        private double median(SortedMap<Integer, Integer> numbers) {
            return (at(numbers, (outages - 1) / 2) + at(numbers, outages / 2)) / 2.0;
        }

        private static int at(SortedMap<Integer, Integer> numbers, int place) {
            int before = 0;
            for (var entry : numbers.entrySet()) {
                before += entry.getValue();
                if (before > place) return entry.getKey();
            }
            throw new IllegalArgumentException("there are only " + before);
        }
    }

    private static final class Sums {
        private final Lateness people = new Lateness();
        private final Lateness suggestions = new Lateness();
        private int inside;

        void add(boolean suggested, int minutes, int many, int ofThemInside) {
            (suggested ? suggestions : people).add(minutes, many);
            inside += ofThemInside;
        }

        Comparison comparison() {
            int outages = people.outages;
            return new Comparison(
                    outages, people.quality(), suggestions.quality(), outages == 0 ? null : (double) inside / outages);
        }
    }

    /** Of the outages that began in the period and are restored. */
    Report report(Period period) {
        SortedMap<Integer, Sums> districts = new TreeMap<>();
        Sums total = new Sums();
        jdbc.sql("""
                        SELECT e.district, e.suggested, e.late, sum(e.inside) AS inside, count(*) AS outages
                          FROM (SELECT o.district, 0 AS suggested, 0 AS inside,
                                       CAST(ROUND(EXTRACT(EPOCH FROM (o.restored_at - f.restoration_at)) / 60) AS integer) AS late
                                  FROM outage o
                                  JOIN outage_estimate f ON f.outage_id = o.outage_id AND f.estimate_no = 1
                                 WHERE o.state = 'RESTORED' AND o.detected_at >= :from AND o.detected_at < :to
                                   AND f.suggested_at IS NOT NULL
                                   AND (CAST(:district AS integer) IS NULL OR o.district = :district)
                                UNION ALL
                                SELECT o.district, 1,
                                       CASE WHEN o.restored_at BETWEEN f.suggested_from AND f.suggested_until THEN 1 ELSE 0 END,
                                       CAST(ROUND(EXTRACT(EPOCH FROM (o.restored_at - f.suggested_at)) / 60) AS integer)
                                  FROM outage o
                                  JOIN outage_estimate f ON f.outage_id = o.outage_id AND f.estimate_no = 1
                                 WHERE o.state = 'RESTORED' AND o.detected_at >= :from AND o.detected_at < :to
                                   AND f.suggested_at IS NOT NULL
                                   AND (CAST(:district AS integer) IS NULL OR o.district = :district)) e
                         GROUP BY e.district, e.suggested, e.late
                        """)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district())
                .query(row -> {
                    boolean suggested = row.getInt("suggested") == 1;
                    int late = row.getInt("late");
                    int many = row.getInt("outages");
                    int inside = row.getInt("inside");
                    total.add(suggested, late, many, inside);
                    districts
                            .computeIfAbsent(row.getInt("district"), district -> new Sums())
                            .add(suggested, late, many, inside);
                });
        List<OfDistrict> each = new ArrayList<>();
        districts.forEach((district, sums) -> each.add(new OfDistrict(district, sums.comparison())));
        return new Report(total.comparison(), each);
    }
}
