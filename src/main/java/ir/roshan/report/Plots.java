package ir.roshan.report;

import static java.time.ZoneOffset.UTC;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Priority;
import ir.roshan.calendar.SolarHijriMonth;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What managers would rather see drawn: series of numbers, each ready for a plot. */
@Service
public class Plots {
    /** Tehran is half an hour beside UTC's hours, and always was: its hours begin at half past. */
    private static final int HALF_AN_HOUR = 1_800;

    private static final int HOUR = 3_600;
    private static final int BUCKET_MINUTES = 30;
    /** The last one takes all that is longer. */
    private static final int BUCKETS = 17;

    private final JdbcClient jdbc;
    private final Agreement agreement;
    private final WorkflowFigures workflow;

    Plots(JdbcClient jdbc, Agreement agreement, WorkflowFigures workflow) {
        this.jdbc = jdbc;
        this.agreement = agreement;
        this.workflow = workflow;
    }

    /**
     * @param begins of the hour, in Tehran
     * @param requests submitted in it
     * @param restorations requests whose supply came back in it
     */
    public record Hour(Instant begins, int requests, int restorations) {}

    /** Every hour that the period touches; also those in which nothing happened. */
    @Transactional(readOnly = true)
    public List<Hour> hours(Period period) {
        Map<Long, Integer> requests = perHour("submitted_at", "restoration_request x WHERE TRUE", "x.district", period);
        Map<Long, Integer> restorations = perHour(
                "restored_at",
                "request_result x JOIN restoration_request r ON r.request_id = x.request_id"
                        + " WHERE x.objected_at IS NULL AND x.outcome = 'RESTORED'",
                "r.district",
                period);
        List<Hour> hours = new ArrayList<>();
        long first = hourOf(period.from());
        for (long hour = first; begin(hour).isBefore(period.to()); hour++) {
            hours.add(new Hour(begin(hour), requests.getOrDefault(hour, 0), restorations.getOrDefault(hour, 0)));
        }
        return hours;
    }

    private static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond() + HALF_AN_HOUR, HOUR);
    }

    private static Instant begin(long hour) {
        return Instant.ofEpochSecond(hour * HOUR - HALF_AN_HOUR);
    }

    private Map<Long, Integer> perHour(String column, String from, String district, Period period) {
        Map<Long, Integer> hours = new TreeMap<>();
        jdbc.sql("""
                        SELECT CAST(floor((EXTRACT(EPOCH FROM x.%1$s) + %2$d) / %3$d) AS bigint) AS hour_no, count(*) AS many
                          FROM %4$s
                           AND x.%1$s >= :from AND x.%1$s < :to
                           AND (CAST(:district AS integer) IS NULL OR %5$s = :district)
                         GROUP BY CAST(floor((EXTRACT(EPOCH FROM x.%1$s) + %2$d) / %3$d) AS bigint)
                        """.formatted(column, HALF_AN_HOUR, HOUR, from, district))
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district())
                .query(rs -> {
                    hours.put(rs.getLong("hour_no"), rs.getInt("many"));
                });
        return hours;
    }

    /**
     * @param targetMinutes what the agreement promises now
     * @param counts of requests by time to supply, in steps of {@code bucketMinutes}; the last takes all that took longer
     * @param withinAgreement of these requests, those that were in time
     */
    public record PriorityTimes(
            Priority priority, long targetMinutes, int requests, int withinAgreement, List<Integer> counts) {}

    public record RestoreTimes(int bucketMinutes, List<PriorityTimes> priorities) {}

    /** Of the requests submitted in the period whose outage was restored. */
    @Transactional(readOnly = true)
    public RestoreTimes restoreTimes(Period period) {
        Map<Priority, int[]> counts = new EnumMap<>(Priority.class);
        Map<Priority, Integer> within = new EnumMap<>(Priority.class);
        jdbc.sql("""
                        SELECT r.priority, CAST(least(%2$d, greatest(0, floor(EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) / %1$d)))
                                    AS integer) AS bucket,
                               count(*) AS many,
                               sum(CASE WHEN res.within_agreement = TRUE AND r.breached_at IS NULL THEN 1 ELSE 0 END) AS within_agreement
                          FROM restoration_request r
                          JOIN request_result res
                            ON res.request_id = r.request_id AND res.objected_at IS NULL AND res.outcome = 'RESTORED'
                         WHERE r.submitted_at >= :from AND r.submitted_at < :to
                           AND (CAST(:district AS integer) IS NULL OR r.district = :district)
                         GROUP BY r.priority, CAST(least(%2$d, greatest(0, floor(EXTRACT(EPOCH FROM (res.restored_at - r.submitted_at)) / %1$d)))
                                    AS integer)
                        """.formatted(BUCKET_MINUTES * 60, BUCKETS - 1))
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .param("district", period.district())
                .query(rs -> {
                    Priority priority = Priority.valueOf(rs.getString("priority"));
                    counts.computeIfAbsent(priority, p -> new int[BUCKETS])[rs.getInt("bucket")] += rs.getInt("many");
                    within.merge(priority, rs.getInt("within_agreement"), Integer::sum);
                });
        return new RestoreTimes(
                BUCKET_MINUTES,
                Stream.of(Priority.values())
                        .map(p -> priorityTimes(p, counts.getOrDefault(p, new int[BUCKETS]), within.getOrDefault(p, 0)))
                        .toList());
    }

    private PriorityTimes priorityTimes(Priority priority, int[] counts, int within) {
        List<Integer> listed = new ArrayList<>();
        int all = 0;
        for (int count : counts) {
            listed.add(count);
            all += count;
        }
        return new PriorityTimes(
                priority, agreement.targets().of(priority).restoreWithin().toMinutes(), all, within, listed);
    }

    public record DistrictCompliance(int district, Dashboard.Compliance compliance) {}

    /** @param month Solar Hijri, as {@code 1405-08} @param from,to first and last day */
    public record Month(
            String month,
            LocalDate from,
            LocalDate to,
            Dashboard.Compliance total,
            List<DistrictCompliance> districts) {}

    /** @param last the latest of them @param atMost how many, as far as the calendar reaches back; the earliest first */
    @Transactional(readOnly = true)
    public List<Month> months(SolarHijriMonth last, int atMost) {
        int months = Math.min(atMost, last.since(SolarHijriMonth.FIRST) + 1);
        List<SolarHijriMonth> asked = IntStream.range(0, months)
                .mapToObj(back -> last.plus(back + 1 - months))
                .toList();
        // The database cannot cut months out of Solar Hijri years; it is given where they begin and end.
        String borders = IntStream.range(0, months)
                .mapToObj(m ->
                        "(%1$d, CAST(:from%1$d AS timestamp with time zone), CAST(:to%1$d AS timestamp with time zone))"
                                .formatted(m))
                .collect(Collectors.joining(", "));
        JdbcClient.StatementSpec statement = jdbc.sql("""
                SELECT m.month_no, r.district,
                       sum(CASE WHEN r.within_agreement = TRUE AND r.breached_at IS NULL THEN 1 ELSE 0 END) AS within_agreement,
                       count(r.breached_at) AS breached
                  FROM (VALUES %s) m (month_no, begins, ends)
                  JOIN restoration_request r ON r.submitted_at >= m.begins AND r.submitted_at < m.ends
                 GROUP BY m.month_no, r.district
                 ORDER BY m.month_no, r.district
                """.formatted(borders));
        for (int m = 0; m < months; m++) {
            statement = statement
                    .param("from" + m, asked.get(m).begins().atOffset(UTC))
                    .param("to" + m, asked.get(m).ends().atOffset(UTC));
        }
        Map<Integer, List<DistrictCompliance>> counted = new TreeMap<>();
        statement.query(rs -> {
            counted.computeIfAbsent(rs.getInt("month_no"), m -> new ArrayList<>())
                    .add(new DistrictCompliance(
                            rs.getInt("district"),
                            Dashboard.Compliance.of(rs.getInt("within_agreement"), rs.getInt("breached"))));
        });
        return IntStream.range(0, months)
                .mapToObj(m -> month(asked.get(m), counted.getOrDefault(m, List.of())))
                .toList();
    }

    private static Month month(SolarHijriMonth month, List<DistrictCompliance> districts) {
        int within = districts.stream()
                .mapToInt(d -> d.compliance().withinAgreement())
                .sum();
        int breached =
                districts.stream().mapToInt(d -> d.compliance().breached()).sum();
        return new Month(
                month.toString(),
                month.firstDay(),
                month.lastDay(),
                Dashboard.Compliance.of(within, breached),
                districts);
    }

    /** @param count tokens that have left the element; at least one @param medianSeconds half of them stayed no longer */
    public record ElementTime(
            String element, long count, double medianSeconds, double meanSeconds, double totalHours) {}

    /** Where tokens that came in the period stayed how long, by element of the model. */
    public List<ElementTime> elementTimes(WorkflowFigures.Process process, Period period) {
        return workflow.elementTimes(process, period.from(), period.to()).stream()
                .map(t -> new ElementTime(
                        t.element(),
                        t.count(),
                        t.medianMillis() / 1000.0,
                        t.millis() / 1000.0 / t.count(),
                        t.millis() / 3_600_000.0))
                .toList();
    }
}
