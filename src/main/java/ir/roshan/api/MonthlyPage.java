package ir.roshan.api;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.report.EstimatesKept;
import ir.roshan.report.MonthlyReport;
import ir.roshan.report.Opinions;
import ir.roshan.report.Plots;
import ir.roshan.report.ServiceLevelFigures;
import ir.roshan.report.ServiceLevelReport;
import ir.roshan.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The monthly report as one Persian page to print on A4. Everything is in the page itself, plots as SVG, but for the style
 * sheet: the content security policy allows no style within. All text of people is escaped.
 */
final class MonthlyPage {
    private static final List<String> MONTHS =
            List.copyOf(Words.PERSIAN.list("month").values());
    private static final String NONE = "—";

    private final String company;
    private final MonthlyReport.Content report;
    private final StringBuilder html = new StringBuilder(32_000);

    MonthlyPage(String company, MonthlyReport.Content report) {
        this.company = company;
        this.report = report;
    }

    String html() {
        String name = MONTHS.get(report.month().month() - 1) + " "
                + number(report.month().year(), false);
        html.append("""
                <!doctype html>
                <html lang="fa" dir="rtl">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>گزارش ماهانه، %1$s</title>
                <link rel="icon" href="/assets/icon.svg">
                <link rel="stylesheet" href="/assets/monthly-report.css">
                </head>
                <body>
                <header>
                <p>%2$s</p>
                <h1>گزارش ماهانهٔ توافقنامهٔ «رفع خاموشی مشترکین برق»</h1>
                <p><strong>%1$s</strong>، از %3$s تا %4$s · تهیه‌شده در %5$s · اعتبار توافقنامه تا %6$s</p>
                %7$s
                </header>
                """.formatted(
                        htmlEscape(name),
                        htmlEscape(company),
                        day(report.month().firstDay()),
                        day(report.month().lastDay()),
                        SolarHijri.format(report.generatedAt(), Languages.PERSIAN),
                        day(report.agreementUntil()),
                        report.complete()
                                ? ""
                                : "<p class=\"warning\">این ماه هنوز به پایان نرسیده است؛ ارقام تغییر می‌کنند.</p>"));
        headline(report.figures().total());
        districts();
        reliability();
        plots();
        breaches();
        estimates();
        opinions();
        html.append("""
                <footer><p>درخواست در دوره‌ای شمرده می‌شود که ثبت شده است و خاموشی در روزی که آغاز شده است. شاخص‌ها بر پایهٔ
                IEEE 1366-2012 و تنها برای خاموشی‌های پایدار است؛ خاموشی‌های با برنامه جدا شمرده می‌شوند.</p></footer>
                </body>
                </html>
                """);
        return html.toString();
    }

    private void headline(ServiceLevelFigures f) {
        html.append("<section class=\"figures\">");
        figure("درخواست ثبت‌شده", number(f.submitted()));
        figure("پایبندی به مهلت", percent(f.compliance()));
        figure("گذشته از مهلت", number(f.breached()));
        figure("میانهٔ زمان وصل", minutes(f.restoreMinutesMedian()));
        figure("اعتراض به نتیجه", number(f.stillOut()));
        figure("میانگین نظر (از ۵)", decimal(f.feedbackMean(), 2));
        html.append("</section>\n");
    }

    private void figure(String name, String value) {
        html.append("<div><b>%s</b><span>%s</span></div>".formatted(value, name));
    }

    private void districts() {
        table(
                "سطح خدمت به تفکیک مدیریت",
                List.of(
                        "مدیریت",
                        "ثبت‌شده",
                        "اعلام نتیجه",
                        "انصراف",
                        "با برنامه",
                        "در مهلت",
                        "گذشته از مهلت",
                        "پایبندی",
                        "میانهٔ وصل (دقیقه)",
                        "صدک ۹۵ وصل (دقیقه)",
                        "اعتراض"),
                withTotal((district, f) -> List.of(
                        district,
                        number(f.submitted()),
                        number(f.announced()),
                        number(f.withdrawn()),
                        number(f.inPlannedOutage()),
                        number(f.withinAgreement()),
                        number(f.breached()),
                        percent(f.compliance()),
                        decimal(f.restoreMinutesMedian(), 1),
                        decimal(f.restoreMinutes95th(), 1),
                        number(f.stillOut()))));
    }

    private void reliability() {
        table(
                "شاخص‌های خاموشی",
                List.of(
                        "مدیریت",
                        "مشترکان",
                        "SAIDI (دقیقه)",
                        "SAIFI",
                        "CAIDI (دقیقه)",
                        "SAIDI با برنامه",
                        "SAIFI با برنامه",
                        "CAIDI با برنامه"),
                withTotal((district, f) -> List.of(
                        district,
                        number(f.servicePointsServed()),
                        decimal(f.saidi(), 3),
                        decimal(f.saifi(), 4),
                        decimal(f.caidi(), 2),
                        decimal(f.plannedSaidi(), 3),
                        decimal(f.plannedSaifi(), 4),
                        decimal(f.plannedCaidi(), 2))));
        html.append("<p>روزهای رخداد بزرگ: ")
                .append(
                        report.majorEventDays().isEmpty()
                                ? "در این ماه نبود."
                                : String.join(
                                        "، ",
                                        report.majorEventDays().stream()
                                                .map(MonthlyPage::day)
                                                .toList()))
                .append("</p>\n");
    }

    private interface Cells {
        List<String> of(String district, ServiceLevelFigures figures);
    }

    private List<List<String>> withTotal(Cells cells) {
        List<List<String>> rows = new ArrayList<>();
        for (ServiceLevelReport.DistrictFigures d : report.figures().districts()) {
            rows.add(cells.of(number(d.district()), d.figures()));
        }
        rows.add(cells.of("کل شرکت", report.figures().total()));
        return rows;
    }

    private void plots() {
        html.append("<section class=\"plots\">");
        BarPlot perDay = new BarPlot("درخواست در هر روز ماه");
        IntStream.range(0, report.requestsPerDay().size())
                .forEach(d -> perDay.bar(number(d + 1), report.requestsPerDay().get(d), false));
        html.append(perDay.svg());
        BarPlot months = new BarPlot("پایبندی در دوازده ماه (درصد)");
        for (Plots.Month month : report.months()) {
            Double compliance = month.total().compliance();
            months.bar(
                    MONTHS.get(Integer.parseInt(month.month().substring(5)) - 1),
                    compliance == null ? 0 : compliance * 100,
                    false);
        }
        html.append(months.svg());
        BarPlot districts = new BarPlot("پایبندی مدیریت‌ها (درصد)");
        for (ServiceLevelReport.DistrictFigures d : report.figures().districts()) {
            Double compliance = d.figures().compliance();
            districts.bar("مدیریت " + number(d.district()), compliance == null ? 0 : compliance * 100, false);
        }
        html.append(districts.svg());
        for (Plots.PriorityTimes times : report.restoreTimes().priorities()) {
            if (times.requests() > 0) {
                html.append(restoreTimes(times).svg());
            }
        }
        html.append("</section>\n");
    }

    /** Buckets beyond the target stand out. */
    private BarPlot restoreTimes(Plots.PriorityTimes times) {
        int bucket = report.restoreTimes().bucketMinutes();
        BarPlot plot = new BarPlot("زمان وصل، اولویت %s (ساعت؛ هدف %s)"
                .formatted(Words.PERSIAN.of("priority", times.priority()), hours(times.targetMinutes())));
        for (int b = 0; b < times.counts().size(); b++) {
            plot.bar(
                    b == times.counts().size() - 1 ? "بیشتر" : hours(b * (long) bucket),
                    times.counts().get(b),
                    b * bucket >= times.targetMinutes());
        }
        return plot;
    }

    private void breaches() {
        table(
                "خاموشی‌های گذشته از مهلت و علت آن‌ها (%s خاموشی)".formatted(number(report.breachedOutages())),
                List.of("خاموشی", "مدیریت", "درخواست", "نخستین مهلت", "وصل برق", "علت", "اقدام مدیر"),
                report.breaches().stream()
                        .map(b -> List.of(
                                b.outage() == null ? NONE : number(b.outage()),
                                number(b.district()),
                                number(b.requests()),
                                moment(b.firstDeadline()),
                                moment(b.restoredAt()),
                                b.cause() == null
                                        ? NONE
                                        : Words.PERSIAN.list("cause").getOrDefault(b.cause(), htmlEscape(b.cause())),
                                b.action() == null ? NONE : written(b.action())))
                        .toList());
    }

    private void estimates() {
        List<List<String>> rows = new ArrayList<>();
        for (EstimatesKept.OfDistrict d : report.estimates().districts()) {
            rows.add(estimates("مدیریت " + number(d.district()), d.accuracy()));
        }
        for (EstimatesKept.OfCrew c : report.estimates().crews()) {
            rows.add(estimates(written(c.crew()), c.accuracy()));
        }
        table(
                "درستی زمان‌های برآوردی",
                List.of(
                        "مدیریت یا اکیپ",
                        "خاموشی",
                        "تغییر برآورد",
                        "خطای نخستین برآورد",
                        "خطای آخرین برآورد",
                        "تأخیر نسبت به نخستین برآورد"),
                rows);
    }

    private static List<String> estimates(String whose, EstimatesKept.Accuracy a) {
        return List.of(
                whose,
                number(a.outages()),
                number(a.changes()),
                minutes(a.firstOffMinutes()),
                minutes(a.lastOffMinutes()),
                lateness(a.firstLateMinutes()));
    }

    private void opinions() {
        Opinions.Report o = report.opinions();
        html.append("<h2>نظر مشترکان</h2><p>%s نظر، میانگین %s. %s.</p>\n"
                .formatted(number(o.count()), decimal(o.mean(), 2), ratings(o.distribution())));
        if (!o.opinions().isEmpty()) {
            table(
                    "نوشته‌های مشترکان",
                    List.of("تاریخ", "مدیریت", "امتیاز", "نوشته"),
                    o.opinions().stream()
                            .map(x -> List.of(
                                    moment(x.at()), number(x.district()), number(x.rating()), written(x.comment())))
                            .toList());
        }
    }

    /** @param rows of HTML */
    private void table(String title, List<String> header, List<List<String>> rows) {
        html.append("<h2>").append(title).append("</h2>\n");
        if (rows.isEmpty()) {
            html.append("<p>موردی نبود.</p>\n");
            return;
        }
        html.append("<table><thead><tr>");
        header.forEach(h -> html.append("<th scope=\"col\">").append(h).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        html.append("</tbody></table>\n");
    }

    static String number(long value) {
        return number(value, true);
    }

    private static String number(long value, boolean grouped) {
        return SolarHijri.persianDigits(
                String.format(Locale.ROOT, grouped ? "%,d" : "%d", value).replace(',', '٬'));
    }

    private static String number(String code) {
        return "<bdi>" + SolarHijri.persianDigits(htmlEscape(code)) + "</bdi>";
    }

    static String decimal(Double value, int places) {
        return value == null
                ? NONE
                : "<bdi>"
                        + SolarHijri.persianDigits(String.format(Locale.ROOT, "%,." + places + "f", value)
                                .replace(',', '٬')
                                .replace('.', '٫'))
                        + "</bdi>";
    }

    private static String percent(Double ratio) {
        return ratio == null ? NONE : decimal(ratio * 100, 1) + "٪";
    }

    private static String minutes(Double minutes) {
        return minutes == null ? NONE : decimal(minutes, 1) + " دقیقه";
    }

    /** «امتیاز ۱: ۰ نظر، امتیاز ۲: ۱ نظر، …». */
    static String ratings(List<Integer> distribution) {
        return IntStream.range(0, distribution.size())
                .mapToObj(i -> "امتیاز %s: %s نظر".formatted(number(i + 1), number(distribution.get(i))))
                .collect(Collectors.joining("، "));
    }

    /** What rounds to nothing is neither early nor late: there is no «-۰٫۰». */
    static String lateness(Double minutes) {
        if (minutes == null) return NONE;
        if (Math.abs(minutes) < 0.05) return "بدون تأخیر";
        return minutes(Math.abs(minutes)) + (minutes < 0 ? " زودتر" : " دیرتر");
    }

    /** What people wrote, with its numbers in Persian. */
    static String written(String text) {
        return htmlEscape(SolarHijri.persianNumbers(text));
    }

    private static String hours(long minutes) {
        return SolarHijri.persianDigits(minutes % 60 == 0 ? Long.toString(minutes / 60) : (minutes / 60) + "٫۵");
    }

    private static String day(LocalDate day) {
        return "<bdi>" + SolarHijri.formatDate(day, Languages.PERSIAN) + "</bdi>";
    }

    private static String moment(Instant moment) {
        return moment == null ? NONE : SolarHijri.format(moment, Languages.PERSIAN);
    }

    /** Bars from left to right, of SVG alone: colours are attributes and classes, which the policy allows. */
    private static final class BarPlot {
        private static final int WIDTH = 680;
        private static final int HEIGHT = 150;
        private static final int FLOOR = 122;
        private static final int CEILING = 22;

        private final String title;
        private final List<String> labels = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Boolean> beyond = new ArrayList<>();

        BarPlot(String title) {
            this.title = title;
        }

        void bar(String label, double value, boolean beyondTarget) {
            labels.add(label);
            values.add(value);
            beyond.add(beyondTarget);
        }

        String svg() {
            double highest = values.stream().mapToDouble(v -> v).max().orElse(0);
            double slot = values.isEmpty() ? WIDTH : (double) WIDTH / values.size();
            StringBuilder svg = new StringBuilder("<figure><figcaption>%s</figcaption>".formatted(title))
                    .append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" direction=\"ltr\">"
                            .formatted(WIDTH, HEIGHT, title))
                    .append("<line x1=\"0\" y1=\"%1$d\" x2=\"%2$d\" y2=\"%1$d\" class=\"axis\"/>"
                            .formatted(FLOOR, WIDTH));
            for (int i = 0; i < values.size(); i++) {
                double height = highest == 0 ? 0 : values.get(i) / highest * (FLOOR - CEILING);
                double middle = slot * (i + 0.5);
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>",
                        slot * i + slot * 0.15,
                        FLOOR - height,
                        slot * 0.7,
                        height,
                        beyond.get(i) ? "beyond" : "bar"));
                svg.append(text(middle, FLOOR - height - 5, "value", values.get(i) == 0 ? "" : shown(values.get(i))));
                svg.append(text(middle, FLOOR + 18, "label", labels.get(i)));
            }
            return svg.append("</svg></figure>\n").toString();
        }

        private static String shown(double value) {
            return SolarHijri.persianDigits(
                    value == Math.rint(value)
                            ? Long.toString((long) value)
                            : String.format(Locale.ROOT, "%.1f", value).replace('.', '٫'));
        }

        private static String text(double x, double y, String kind, String text) {
            return String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"middle\">%s</text>",
                    x,
                    y,
                    kind,
                    text);
        }
    }
}
