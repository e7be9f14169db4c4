package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.agreement.Agreement;
import ir.roshan.calendar.SolarHijriMonth;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A Solar Hijri month as the managing director and the yearly review look at it (A1.2, A2.1). */
@Service
public class MonthlyReport {
    private static final int MONTHS_BEFORE = 12;
    private static final int COMMENTS = 40;
    private static final int LONGEST_LIST = 60;

    private final JdbcClient jdbc;
    private final ServiceLevel serviceLevel;
    private final Plots plots;
    private final EstimatesKept estimates;
    private final Opinions opinions;
    private final MajorEventDays majorEventDays;
    private final Agreement agreement;
    private final Clock clock;

    MonthlyReport(
            JdbcClient jdbc,
            ServiceLevel serviceLevel,
            Plots plots,
            EstimatesKept estimates,
            Opinions opinions,
            MajorEventDays majorEventDays,
            Agreement agreement,
            Clock clock) {
        this.jdbc = jdbc;
        this.serviceLevel = serviceLevel;
        this.plots = plots;
        this.estimates = estimates;
        this.opinions = opinions;
        this.majorEventDays = majorEventDays;
        this.agreement = agreement;
        this.clock = clock;
    }

    /**
     * Requests of one outage whose deadline passed with the supply still off.
     *
     * @param outage null for requests that stood in none
     * @param cause of the fault; null where it is not known
     * @param firstDeadline the earliest deadline of these requests
     * @param restoredAt null where supply is not back, or nobody said when
     * @param action what a manager entered about the delay; null if nothing
     */
    public record Breach(
            String outage,
            int district,
            String cause,
            int requests,
            Instant firstDeadline,
            Instant restoredAt,
            String action) {}

    /** @param breaches those with most requests first @param breachedOutages how many there are, listed or not */
    public record Content(
            SolarHijriMonth month,
            Instant generatedAt,
            boolean complete,
            LocalDate agreementUntil,
            ServiceLevelReport figures,
            List<Integer> requestsPerDay,
            List<Plots.Month> months,
            Plots.RestoreTimes restoreTimes,
            EstimatesKept.Report estimates,
            Opinions.Report opinions,
            List<LocalDate> majorEventDays,
            int breachedOutages,
            List<Breach> breaches) {}

    @Transactional(readOnly = true)
    public Content of(SolarHijriMonth month) {
        Period period = new Period(month.begins(), month.ends(), null);
        Instant now = clock.instant();
        List<Breach> breaches = breaches(period);
        return new Content(
                month,
                now,
                !now.isBefore(month.ends()),
                agreement.validUntil(),
                serviceLevel.report(period.from(), period.to()),
                perDay(month),
                plots.months(month, MONTHS_BEFORE),
                plots.restoreTimes(period),
                estimates.report(period),
                opinions.report(period, 5, true, 0, COMMENTS),
                majorEventDays.of(month.year()).days().stream()
                        .filter(d -> Boolean.TRUE.equals(d.major()))
                        .map(MajorEventDays.Day::day)
                        .filter(d -> !d.isBefore(month.firstDay()) && !d.isAfter(month.lastDay()))
                        .toList(),
                breaches.size(),
                breaches.stream().limit(LONGEST_LIST).toList());
    }

    private List<Integer> perDay(SolarHijriMonth month) {
        SortedMap<Integer, Integer> days = new TreeMap<>();
        jdbc.sql("""
                        SELECT d.day_no, count(*) AS many
                          FROM (SELECT CAST(floor((EXTRACT(EPOCH FROM submitted_at) - CAST(:begin AS bigint)) / 86400) AS integer) AS day_no
                                  FROM restoration_request
                                 WHERE submitted_at >= :from AND submitted_at < :to) d
                         GROUP BY d.day_no
                        """)
                .param("begin", month.begins().getEpochSecond())
                .param("from", month.begins().atOffset(UTC))
                .param("to", month.ends().atOffset(UTC))
                .query(rs -> {
                    days.put(rs.getInt("day_no"), rs.getInt("many"));
                });
        List<Integer> listed = new ArrayList<>();
        long length = month.lastDay().toEpochDay() - month.firstDay().toEpochDay() + 1;
        for (int day = 0; day < length; day++) {
            listed.add(days.getOrDefault(day, 0));
        }
        return listed;
    }

    private List<Breach> breaches(Period period) {
        return jdbc.sql("""
                        SELECT o.outage_no, b.district, o.cause, b.requests, b.first_deadline, o.restored_at,
                               (SELECT e.note FROM outage_event e
                                 WHERE e.outage_id = o.outage_id AND e.step = 'BREACH_HANDLED'
                                 ORDER BY e.event_id DESC LIMIT 1) AS action_taken
                          FROM (SELECT s.outage_id, s.district, count(*) AS requests, min(s.restore_by) AS first_deadline
                                  FROM (SELECT r.district, r.restore_by,
                                               (SELECT m.outage_id FROM outage_membership m WHERE m.request_id = r.request_id
                                                 ORDER BY m.membership_id DESC LIMIT 1) AS outage_id
                                          FROM restoration_request r
                                         WHERE r.submitted_at >= :from AND r.submitted_at < :to AND r.breached_at IS NOT NULL) s
                                 GROUP BY s.outage_id, s.district) b
                          LEFT JOIN outage o ON o.outage_id = b.outage_id
                         ORDER BY b.requests DESC, b.first_deadline, o.outage_no
                        """)
                .param("from", period.from().atOffset(UTC))
                .param("to", period.to().atOffset(UTC))
                .query((rs, n) -> new Breach(
                        rs.getString("outage_no"),
                        rs.getInt("district"),
                        rs.getString("cause"),
                        rs.getInt("requests"),
                        instant(rs, "first_deadline"),
                        instant(rs, "restored_at"),
                        rs.getString("action_taken")))
                .list();
    }
}
