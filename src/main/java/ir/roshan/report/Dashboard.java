package ir.roshan.report;

import static ir.roshan.calendar.InstantColumn.instant;
import static java.time.ZoneOffset.UTC;

import ir.roshan.agreement.Agreement;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.StreetOfAddress;
import ir.roshan.plannedoutage.PlannedOutageSettings;
import ir.roshan.plansource.PlanSources;
import ir.roshan.request.DangersAtBothEnds;
import ir.roshan.request.DangersInPlan;
import ir.roshan.request.Hazard;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestStage;
import ir.roshan.request.RequestState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a manager sees in ten seconds: what is open, what is late, where, and what holds it up (A2.1, A6.1). */
@Service
public class Dashboard {
    private static final int URGENT = 10;
    private static final int LOW_RATINGS = 10;
    private static final int LOW = 2;
    private static final Duration LOW_RATINGS_SHOWN = Duration.ofDays(7);
    private static final int COMPLIANCE_DAYS = 30;
    /** So many days before the agreement ends, managers are warned. */
    private static final int WARNING_DAYS = 60;

    private final JdbcClient jdbc;
    private final Agreement agreement;
    private final WorkflowFigures workflow;
    private final ReportSettings settings;
    private final PlannedOutageSettings planned;
    private final PlanSources planSources;
    private final DangersInPlan dangers;
    private final Clock clock;

    Dashboard(
            JdbcClient jdbc,
            Agreement agreement,
            WorkflowFigures workflow,
            ReportSettings settings,
            PlannedOutageSettings planned,
            PlanSources planSources,
            DangersInPlan dangers,
            Clock clock) {
        this.jdbc = jdbc;
        this.agreement = agreement;
        this.workflow = workflow;
        this.settings = settings;
        this.planned = planned;
        this.planSources = planSources;
        this.dangers = dangers;
        this.clock = clock;
    }

    /**
     * Requests that have not ended, by where they stand.
     *
     * @param late still without supply after the deadline
     * @param soonLate still without supply, with the deadline near
     */
    public record Open(int checking, int inPlannedOutage, int restoring, int announced, int late, int soonLate) {
        static final Open NONE = new Open(0, 0, 0, 0, 0, 0);

        Open plus(Open o) {
            return new Open(
                    checking + o.checking,
                    inPlannedOutage + o.inPlannedOutage,
                    restoring + o.restoring,
                    announced + o.announced,
                    late + o.late,
                    soonLate + o.soonLate);
        }
    }

    public record DistrictOpen(int district, Open open) {}

    /** @param compliance null where neither was */
    public record Compliance(int withinAgreement, int breached, Double compliance) {
        static Compliance of(int within, int breached) {
            return new Compliance(
                    within, breached, within + breached == 0 ? null : (double) within / (within + breached));
        }
    }

    /**
     * @param workflowId the instance in Cockpit
     * @param element where it stands, by its code; null of a single place
     * @param street of the address that was reported, where the network data does not have the place, and nothing finer; null where it
     *     names none
     * @param requests that stand in it
     */
    public record UrgentOutage(
            String number,
            String workflowId,
            int district,
            String area,
            String element,
            String street,
            String state,
            String priority,
            String hazard,
            Instant detectedAt,
            Instant verifyBy,
            Instant restoreBy,
            Instant estimatedRestorationAt,
            boolean late,
            int requests) {}

    /** A danger at a place that is off on plan, to which nobody has seen. @param trackingCode of its first report */
    public record DangerInPlan(String trackingCode, int district, Hazard hazard, Instant since, int reports) {}

    public enum Validity {
        NOT_YET,
        IN_FORCE,
        ENDS_SOON,
        EXPIRED
    }

    /** @param daysRemaining today included; zero or less once it has expired, and still every subscriber is served (A6.1) */
    public record AgreementEnd(LocalDate validUntil, long daysRemaining, Validity validity) {}

    public enum Source {
        /** The company's own lists, which are about all places. */
        COMPANY_LIST,
        /** The national service, which is asked about one bill id at a time. */
        NATIONAL_SERVICE
    }

    /**
     * @param lastArrivedAt null where nothing ever arrived
     * @param fresh whether what arrived last can still say that a place is not off on plan (A3.3)
     * @param places of how many bill ids; null for all
     */
    public record PlannedOutageData(Source source, Instant lastArrivedAt, boolean fresh, Long places) {}

    /** @param oldestDueAt null where none is owed */
    public record MessagesOwed(int owed, Instant oldestDueAt) {}

    public record LowRating(String trackingCode, int district, int rating, Instant at) {}

    public record Now(
            Instant generatedAt,
            AgreementEnd agreement,
            Open open,
            List<DistrictOpen> districts,
            Compliance complianceToday,
            Compliance compliance30Days,
            List<UrgentOutage> urgentOutages,
            List<DangerInPlan> dangersInPlan,
            List<DangerInPlan> longestDangersInPlan,
            int dangersInPlanOpen,
            List<PlannedOutageData> plannedOutageData,
            List<PlanSources.View> planSources,
            MessagesOwed messages,
            long failedJobs,
            List<LowRating> lowRatings) {}

    @Transactional(readOnly = true)
    public Now now() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, SolarHijri.TEHRAN);
        List<DistrictOpen> districts = open(now);
        DangersAtBothEnds standing = DangersAtBothEnds.of(dangers.open(Optional.empty()), URGENT);
        return new Now(
                now,
                agreement(today),
                districts.stream().map(DistrictOpen::open).reduce(Open.NONE, Open::plus),
                districts,
                compliance(SolarHijri.moment(today, 0), now),
                compliance(SolarHijri.moment(today.minusDays(COMPLIANCE_DAYS), 0), now),
                urgent(now),
                inPlan(standing.newest()),
                inPlan(standing.longest()),
                standing.open(),
                plannedOutageData(now.minus(planned.maxAge())),
                planSources.all(),
                messages(),
                workflow.failedJobs(),
                lowRatings(now));
    }

    private AgreementEnd agreement(LocalDate today) {
        long remaining = ChronoUnit.DAYS.between(today, agreement.validUntil()) + 1;
        Validity validity = today.isBefore(agreement.validFrom())
                ? Validity.NOT_YET
                : remaining <= 0
                        ? Validity.EXPIRED
                        : remaining <= WARNING_DAYS ? Validity.ENDS_SOON : Validity.IN_FORCE;
        return new AgreementEnd(agreement.validUntil(), remaining, validity);
    }

    private List<DistrictOpen> open(Instant now) {
        Map<Integer, Open> districts = new TreeMap<>();
        // Counted by outage first, so that of the outages of all years only those are read in which somebody stands.
        jdbc.sql("""
                        SELECT s.district, s.state, s.requests, s.late, s.soon_late,
                               (SELECT CASE WHEN o.finding = 'NETWORK_FAULT' THEN 1 ELSE 0 END
                                  FROM outage o WHERE o.outage_id = s.outage_id) AS restoring
                          FROM (SELECT r.district, r.state, m.outage_id, count(*) AS requests,
                                       sum(CASE WHEN r.restore_by <= :now THEN 1 ELSE 0 END) AS late,
                                       sum(CASE WHEN r.restore_by > :now AND r.restore_by <= :soon THEN 1 ELSE 0 END) AS soon_late
                                  FROM restoration_request r
                                  LEFT JOIN outage_membership m
                                    ON m.current_request_id = r.request_id AND m.current_request_id IS NOT NULL
                                 WHERE r.state IN ('CHECKING', 'IN_PLANNED_OUTAGE', 'ANNOUNCED')
                                 GROUP BY r.district, r.state, m.outage_id) s
                        """)
                .param("now", now.atOffset(UTC))
                .param("soon", now.plus(settings.soonLate()).atOffset(UTC))
                .query(rs -> {
                    districts.merge(rs.getInt("district"), open(rs), Open::plus);
                });
        List<DistrictOpen> listed = new ArrayList<>();
        districts.forEach((district, open) -> listed.add(new DistrictOpen(district, open)));
        return listed;
    }

    /** The agreement promises no time to whoever waits for the end of a plan, and nothing more to whoever has the result. */
    private static Open open(ResultSet rs) throws SQLException {
        int many = rs.getInt("requests");
        RequestStage stage = RequestStage.of(RequestState.valueOf(rs.getString("state")), rs.getInt("restoring") == 1);
        return switch (stage) {
            case CHECKING -> new Open(many, 0, 0, 0, rs.getInt("late"), rs.getInt("soon_late"));
            case IN_PLANNED_OUTAGE -> new Open(0, many, 0, 0, 0, 0);
            case RESTORING -> new Open(0, 0, many, 0, rs.getInt("late"), rs.getInt("soon_late"));
            case ANNOUNCED -> new Open(0, 0, 0, many, 0, 0);
            case CLOSED, WITHDRAWN -> throw new IllegalStateException("was not asked for: " + stage);
        };
    }

    private Compliance compliance(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT coalesce(sum(CASE WHEN r.within_agreement = TRUE AND r.breached_at IS NULL THEN 1 ELSE 0 END), 0)
                                   AS within_agreement,
                               count(r.breached_at) AS breached
                          FROM restoration_request r
                         WHERE r.submitted_at >= :from AND r.submitted_at < :to
                        """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((rs, n) -> Compliance.of(rs.getInt("within_agreement"), rs.getInt("breached")))
                .single();
    }

    /** Danger first, then priority, then what is due next. */
    private List<UrgentOutage> urgent(Instant now) {
        return jdbc.sql("""
                        SELECT o.outage_no, o.workflow_id, o.district, o.area,
                               CASE WHEN o.element_kind <> 'SERVICE_POINT' THEN o.element_code END AS element_code, o.state, o.priority, o.hazard, o.detected_at,
                               o.verify_by, o.restore_by, o.estimated_at,
                               (SELECT r.address
                                  FROM restoration_request r
                                 WHERE r.request_id = (SELECT min(a.request_id)
                                                         FROM outage_membership n
                                                         JOIN restoration_request a ON a.request_id = n.request_id
                                                        WHERE n.outage_id = o.outage_id AND n.current_request_id IS NOT NULL
                                                          AND a.address IS NOT NULL AND o.feeder_code IS NULL
                                                          AND (o.element_kind IS NULL OR o.element_kind = 'SERVICE_POINT'))
                               ) AS address,
                               (SELECT count(*) FROM outage_membership m
                                 WHERE m.outage_id = o.outage_id AND m.current_request_id IS NOT NULL) AS requests
                          FROM outage o
                         WHERE o.closed_at IS NULL
                         ORDER BY CASE WHEN o.hazard = 'NONE' THEN 1 ELSE 0 END,
                                  CASE o.priority WHEN 'EMERGENCY' THEN 0 WHEN 'HIGH' THEN 1 ELSE 2 END,
                                  o.restore_by, o.outage_id
                         LIMIT :limit
                        """)
                .param("limit", URGENT)
                .query((rs, n) -> new UrgentOutage(
                        rs.getString("outage_no"),
                        rs.getString("workflow_id"),
                        rs.getInt("district"),
                        rs.getString("area"),
                        rs.getString("element_code"),
                        Optional.ofNullable(rs.getString("address"))
                                .flatMap(StreetOfAddress::ofTyped)
                                .orElse(null),
                        rs.getString("state"),
                        rs.getString("priority"),
                        rs.getString("hazard"),
                        instant(rs, "detected_at"),
                        instant(rs, "verify_by"),
                        instant(rs, "restore_by"),
                        instant(rs, "estimated_at"),
                        !instant(rs, "restore_by").isAfter(now),
                        rs.getInt("requests")))
                .list();
    }

    private List<DangerInPlan> inPlan(List<DangersInPlan.Open> open) {
        Map<RequestId, DangersInPlan.Where> where = dangers.where(open);
        return open.stream()
                .map(one -> new DangerInPlan(
                        where.get(one.first()).trackingCode().value(),
                        one.district().number(),
                        one.hazard(),
                        one.since(),
                        one.reports()))
                .toList();
    }

    private List<PlannedOutageData> plannedOutageData(Instant oldest) {
        return List.of(
                // As old as in the district whose list is the oldest: each may send its own.
                jdbc.sql("""
                                WITH district AS (
                                    SELECT DISTINCT district AS number FROM network_element
                                     UNION ALL
                                    SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM network_element)),
                                arrival AS (
                                    SELECT d.number, max(a.arrived_at) AS arrived_at
                                      FROM district d
                                      LEFT JOIN plan_coverage a
                                        ON a.scope IN ('', CAST(d.number AS varchar(13)))
                                     GROUP BY d.number)
                                SELECT CASE WHEN count(*) = count(arrived_at) THEN min(arrived_at) END AS arrived_at
                                  FROM arrival
                                """)
                        .query((rs, n) ->
                                plannedOutageData(Source.COMPANY_LIST, instant(rs, "arrived_at"), oldest, null))
                        .single(),
                jdbc.sql("""
                                SELECT max(arrived_at) AS arrived_at, count(DISTINCT scope) AS places
                                  FROM plan_coverage WHERE char_length(scope) > 2
                                """)
                        .query((rs, n) -> plannedOutageData(
                                Source.NATIONAL_SERVICE, instant(rs, "arrived_at"), oldest, rs.getLong("places")))
                        .single());
    }

    private static PlannedOutageData plannedOutageData(Source source, Instant arrivedAt, Instant oldest, Long places) {
        return new PlannedOutageData(source, arrivedAt, arrivedAt != null && !arrivedAt.isBefore(oldest), places);
    }

    private MessagesOwed messages() {
        return jdbc.sql(
                        "SELECT count(*) AS owed, min(due_at) AS oldest_due_at FROM subscriber_message WHERE state = 'OWED'")
                .query((rs, n) -> new MessagesOwed(rs.getInt("owed"), instant(rs, "oldest_due_at")))
                .single();
    }

    private List<LowRating> lowRatings(Instant now) {
        return jdbc.sql("""
                        SELECT tracking_code, district, feedback_rating, feedback_at FROM restoration_request
                         WHERE feedback_at >= :since AND feedback_rating <= :low
                         ORDER BY feedback_at DESC, request_id DESC
                         LIMIT :limit
                        """)
                .param("since", now.minus(LOW_RATINGS_SHOWN).atOffset(UTC))
                .param("low", LOW)
                .param("limit", LOW_RATINGS)
                .query((rs, n) -> new LowRating(
                        rs.getString("tracking_code"),
                        rs.getInt("district"),
                        rs.getInt("feedback_rating"),
                        instant(rs, "feedback_at")))
                .list();
    }
}
