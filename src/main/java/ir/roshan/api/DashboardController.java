package ir.roshan.api;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.outage.UnknownOutage;
import ir.roshan.report.Dashboard;
import ir.roshan.report.EstimatesKept;
import ir.roshan.report.Opinions;
import ir.roshan.report.Period;
import ir.roshan.report.Plots;
import ir.roshan.report.Timelines;
import ir.roshan.report.WorkflowFigures;
import ir.roshan.request.MalformedTrackingCode;
import ir.roshan.request.TrackingCode;
import ir.roshan.request.UnknownRequest;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.TypedText;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Cockpit shows to managers beside the engine's own: state of affairs, plots, stories, opinions. */
@RestController
@RequestMapping(path = "/api/v1/operations/reports", produces = MediaType.APPLICATION_JSON_VALUE)
class DashboardController {
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final Duration MONTH = Duration.ofDays(31);
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int MONTHS = 12;
    private static final int MOST_MONTHS = 24;

    private final Dashboard dashboard;
    private final Plots plots;
    private final EstimatesKept estimates;
    private final Opinions opinions;
    private final Timelines timelines;
    private final AuditLog audit;
    private final Clock clock;

    DashboardController(
            Dashboard dashboard,
            Plots plots,
            EstimatesKept estimates,
            Opinions opinions,
            Timelines timelines,
            AuditLog audit,
            Clock clock) {
        this.dashboard = dashboard;
        this.plots = plots;
        this.estimates = estimates;
        this.opinions = opinions;
        this.timelines = timelines;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/dashboard")
    Dashboard.Now dashboard() {
        return dashboard.now();
    }

    record HoursView(List<Plots.Hour> hours) {}

    @GetMapping("/hours")
    HoursView hours(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district) {
        return new HoursView(plots.hours(period(from, to, district, TWO_DAYS, MONTH)));
    }

    @GetMapping("/restore-times")
    Plots.RestoreTimes restoreTimes(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district) {
        return plots.restoreTimes(period(from, to, district, THIRTY_DAYS, YEAR));
    }

    record MonthsView(List<Plots.Month> months) {}

    @GetMapping("/months")
    MonthsView months(@RequestParam(required = false) String last, @RequestParam(required = false) String months) {
        ReportQuery query = new ReportQuery();
        int many = query.whole("months", months, MONTHS, 1, MOST_MONTHS);
        SolarHijriMonth latest = last == null
                ? SolarHijriMonth.of(LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN))
                : query.month("last", last);
        query.checks().throwIfAny();
        return new MonthsView(plots.months(latest, many));
    }

    record ElementTimesView(WorkflowFigures.Process process, List<Plots.ElementTime> elements) {}

    @GetMapping("/element-times")
    ElementTimesView elementTimes(
            @RequestParam(required = false) String process,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to) {
        ReportQuery query = new ReportQuery();
        WorkflowFigures.Process asked =
                query.checks().oneOf("process", process, WorkflowFigures.Process.RestorationRequestProcess);
        Period period = query.period(from, to, null, clock.instant(), WEEK, FORTNIGHT);
        return new ElementTimesView(asked, plots.elementTimes(asked, period));
    }

    @GetMapping("/estimates")
    EstimatesKept.Report estimates(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district) {
        return estimates.report(period(from, to, district, THIRTY_DAYS, YEAR));
    }

    /** Comments are free text, in which people write more than they are asked for: who reads them is written down. */
    @GetMapping("/feedback")
    Opinions.Report feedback(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String district,
            @RequestParam(required = false) String highest,
            @RequestParam(required = false) String commented,
            @RequestParam(required = false) String offset,
            @RequestParam(required = false) String limit) {
        ReportQuery query = new ReportQuery();
        int rating = query.whole("highest", highest, 5, 1, 5);
        boolean commentedOnly = query.flag("commented", commented);
        int first = query.offset(offset);
        int many = query.limit(limit);
        Period period = query.period(from, to, district, clock.instant(), THIRTY_DAYS, YEAR);
        Opinions.Report report = opinions.report(period, rating, commentedOnly, first, many);
        audit.append(
                Caller.current().account(),
                AuditLog.Deed.COMMENTS_SHOWN,
                null,
                "%d from %s".formatted(report.opinions().size(), period.from()));
        return report;
    }

    /** By tracking code, outage number or bill id, whichever it is. */
    @GetMapping("/search")
    Timelines.Found search(@RequestParam(required = false) String q) {
        ReportQuery query = new ReportQuery();
        String typed = query.checks().text("q", q, 1, 40, false);
        if (typed == null) {
            query.checks().add("q", "required");
        }
        query.checks().throwIfAny();
        if (typed.matches("[0-9]{4}-[0-9]{6,}")) {
            return timelines.ofOutage(typed);
        }
        try {
            Timelines.Found found =
                    timelines.ofTrackingCode(TrackingCode.parse(typed).value());
            if (!found.requests().isEmpty()) {
                return found;
            }
        } catch (MalformedTrackingCode noTrackingCode) {
            // Then it may be a bill id.
        }
        try {
            return timelines.ofBillId(BillId.parse(typed).value());
        } catch (MalformedBillId nothingOfOurs) {
            return new Timelines.Found(List.of(), List.of());
        }
    }

    @GetMapping("/timelines/requests/{trackingCode}")
    Timelines.OfRequest request(@PathVariable String trackingCode) {
        String code = TrackingCode.parse(trackingCode).value();
        Timelines.OfRequest timeline = timelines.request(code).orElseThrow(UnknownRequest::new);
        audit.append(Caller.current().account(), AuditLog.Deed.REQUEST_SHOWN, code, "timeline");
        return timeline;
    }

    @GetMapping("/timelines/outages/{number}")
    Timelines.OfOutage outage(@PathVariable String number) {
        String normalised = TypedText.code(number);
        Timelines.OfOutage timeline = timelines.outage(normalised).orElseThrow(UnknownOutage::new);
        audit.append(Caller.current().account(), AuditLog.Deed.OUTAGE_SHOWN, normalised, "timeline");
        return timeline;
    }

    private Period period(String from, String to, String district, Duration usual, Duration longest) {
        return new ReportQuery().period(from, to, district, clock.instant(), usual, longest);
    }
}
