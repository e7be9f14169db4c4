package ir.roshan.api;

import ir.roshan.agreement.Company;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.report.CountedRequests;
import ir.roshan.report.Interruptions;
import ir.roshan.report.MonthlyReport;
import ir.roshan.report.Opinions;
import ir.roshan.report.Period;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The report of a Solar Hijri month: a page to print, and the rows behind it as files; for managers. */
@RestController
@RequestMapping("/api/v1/operations/reports/monthly/{month}")
class MonthlyReportController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String CSV = "text/csv";
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    /** A spreadsheet takes no more. */
    private static final int ROWS = 1_000_000;

    private final MonthlyReport monthlyReport;
    private final CountedRequests requests;
    private final Interruptions interruptions;
    private final Opinions opinions;
    private final Company company;
    private final AuditLog audit;

    MonthlyReportController(
            MonthlyReport monthlyReport,
            CountedRequests requests,
            Interruptions interruptions,
            Opinions opinions,
            Company company,
            AuditLog audit) {
        this.monthlyReport = monthlyReport;
        this.requests = requests;
        this.interruptions = interruptions;
        this.opinions = opinions;
        this.company = company;
        this.audit = audit;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String month) {
        SolarHijriMonth asked = month(month);
        MonthlyReport.Content content = monthlyReport.of(asked);
        commentsShown(asked, content.opinions().opinions().size());
        return ResponseEntity.ok().contentType(HTML).body(new MonthlyPage(company.name(), content).html());
    }

    @GetMapping(path = "/requests", produces = CSV)
    ResponseEntity<byte[]> requestsCsv(@PathVariable String month) {
        return csv("requests", month, requests(month).csv());
    }

    @GetMapping(path = "/requests", produces = XLSX)
    ResponseEntity<byte[]> requestsXlsx(@PathVariable String month) {
        return xlsx("requests", month, requests(month).xlsx());
    }

    @GetMapping(path = "/interruptions", produces = CSV)
    ResponseEntity<byte[]> interruptionsCsv(@PathVariable String month) {
        return csv("interruptions", month, interruptions(month).csv());
    }

    @GetMapping(path = "/interruptions", produces = XLSX)
    ResponseEntity<byte[]> interruptionsXlsx(@PathVariable String month) {
        return xlsx("interruptions", month, interruptions(month).xlsx());
    }

    @GetMapping(path = "/feedback", produces = CSV)
    ResponseEntity<byte[]> feedbackCsv(@PathVariable String month) {
        return csv("feedback", month, feedback(month).csv());
    }

    @GetMapping(path = "/feedback", produces = XLSX)
    ResponseEntity<byte[]> feedbackXlsx(@PathVariable String month) {
        return xlsx("feedback", month, feedback(month).xlsx());
    }

    private RowsFile requests(String month) {
        List<List<Object>> rows = new ArrayList<>();
        for (CountedRequests.Row r : requests.list(CountedRequests.Figure.SUBMITTED, period(month), 0, ROWS)
                .requests()) {
            rows.add(row(
                    shown(r.trackingCode()),
                    r.district(),
                    word("channel", r.channel()),
                    word("priority", r.priority()),
                    word("request-state", r.state()),
                    r.submittedAt(),
                    r.restoreBy(),
                    r.breachedAt(),
                    r.withdrawnAt(),
                    r.outage(),
                    word("request-outcome", r.outcome()),
                    word("cause", r.cause()),
                    r.restoredAt(),
                    r.announcedAt(),
                    r.restoreMinutes(),
                    r.withinAgreement(),
                    r.objections(),
                    r.rating()));
        }
        return new RowsFile(
                "درخواست‌ها",
                List.of(
                        "کد رهگیری",
                        "مدیریت",
                        "راه ارائه",
                        "اولویت",
                        "وضعیت",
                        "ثبت",
                        "مهلت",
                        "گذشتن از مهلت",
                        "انصراف",
                        "خاموشی",
                        "نتیجه",
                        "علت",
                        "وصل برق",
                        "اعلام نتیجه",
                        "دقیقه تا وصل",
                        "در مهلت",
                        "اعتراض",
                        "امتیاز"),
                rows);
    }

    private RowsFile interruptions(String month) {
        List<List<Object>> rows = new ArrayList<>();
        for (Interruptions.Kind kind : Interruptions.Kind.values()) {
            for (Interruptions.Part p :
                    interruptions.list(kind, period(month), 0, ROWS).parts()) {
                double minutes = Duration.between(p.beganAt(), p.endedAt()).toMillis() / 60_000.0;
                rows.add(row(
                        Words.PERSIAN.of("interruption", kind),
                        p.number(),
                        p.district(),
                        p.beganAt(),
                        p.endedAt(),
                        p.servicePoints(),
                        minutes,
                        minutes * p.servicePoints(),
                        String.join("، ", p.joined()),
                        p.afterPlanned()));
            }
        }
        return new RowsFile(
                "خاموشی‌ها",
                List.of(
                        "نوع",
                        "شماره",
                        "مدیریت",
                        "آغاز",
                        "پایان",
                        "مشترکان",
                        "دقیقه",
                        "مشترک‌دقیقه",
                        "پیوسته با",
                        "پس از برنامهٔ"),
                rows);
    }

    private RowsFile feedback(String month) {
        List<List<Object>> rows = new ArrayList<>();
        for (Opinions.Opinion o :
                opinions.report(period(month), 5, false, 0, ROWS).opinions()) {
            rows.add(row(shown(o.trackingCode()), o.district(), o.rating(), o.at(), o.comment()));
        }
        commentsShown(month(month), rows.size());
        return new RowsFile("نظرها", List.of("کد رهگیری", "مدیریت", "امتیاز", "زمان", "نوشته"), rows);
    }

    private void commentsShown(SolarHijriMonth month, int many) {
        audit.append(Caller.current().account(), AuditLog.Deed.COMMENTS_SHOWN, month.toString(), many + " comments");
    }

    /** As people know it, and as no spreadsheet takes it for a number. */
    private static String shown(String trackingCode) {
        return new TrackingCode(trackingCode).shown();
    }

    /** @param list of {@link Words}; a code that is not in it is shown as it is */
    private static String word(String list, String code) {
        return code == null ? null : Words.PERSIAN.list(list).getOrDefault(code, code);
    }

    private static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    private static Period period(String month) {
        SolarHijriMonth asked = month(month);
        return new Period(asked.begins(), asked.ends(), null);
    }

    private static SolarHijriMonth month(String typed) {
        ReportQuery query = new ReportQuery();
        SolarHijriMonth month = query.month("month", typed);
        query.checks().throwIfAny();
        return month;
    }

    private static ResponseEntity<byte[]> csv(String what, String month, byte[] bytes) {
        return file(what, month, "csv", new MediaType("text", "csv", StandardCharsets.UTF_8), bytes);
    }

    private static ResponseEntity<byte[]> xlsx(String what, String month, byte[] bytes) {
        return file(what, month, "xlsx", MediaType.parseMediaType(XLSX), bytes);
    }

    private static ResponseEntity<byte[]> file(String what, String month, String ending, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("roshan-%s-%s.%s".formatted(what, month(month), ending))
                                .build()
                                .toString())
                .contentType(type)
                .body(bytes);
    }
}
