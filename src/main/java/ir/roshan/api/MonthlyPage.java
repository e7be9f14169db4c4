package ir.roshan.api;

import ir.roshan.api.PageTemplate.Markup;
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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The monthly report as one Persian page to print on A4: the figures, put into {@code web/monthly/monthly-report.html}. Everything
 * is in the page itself, plots as SVG, but for the style sheet: the content security policy allows no style within.
 */
final class MonthlyPage {
    private static final Map<String, PageTemplate> PARTS = PageTemplate.partsOf("/web/monthly/monthly-report.html");
    private static final List<String> MONTHS =
            List.copyOf(Words.PERSIAN.list("month").values());
    private static final String NONE = "—";

    private final String company;
    private final MonthlyReport.Content report;

    MonthlyPage(String company, MonthlyReport.Content report) {
        this.company = company;
        this.report = report;
    }

    String html() {
        ServiceLevelFigures total = report.figures().total();
        Opinions.Report opinions = report.opinions();
        return part(
                        "page",
                        Map.ofEntries(
                                Map.entry(
                                        "month",
                                        MONTHS.get(report.month().month() - 1) + " "
                                                + number(report.month().year(), false)),
                                Map.entry("company", company),
                                Map.entry("firstDay", day(report.month().firstDay())),
                                Map.entry("lastDay", day(report.month().lastDay())),
                                Map.entry("generatedAt", SolarHijri.format(report.generatedAt(), Languages.PERSIAN)),
                                Map.entry("agreementUntil", day(report.agreementUntil())),
                                Map.entry(
                                        "unfinished",
                                        report.complete() ? Markup.NOTHING : part("unfinished", Map.of())),
                                Map.entry("submitted", number(total.submitted())),
                                Map.entry("compliance", percent(total.compliance())),
                                Map.entry("breached", number(total.breached())),
                                Map.entry("restoreMinutesMedian", minutes(total.restoreMinutesMedian())),
                                Map.entry("stillOut", number(total.stillOut())),
                                Map.entry("feedbackMean", decimal(total.feedbackMean(), 2)),
                                Map.entry("districts", districts()),
                                Map.entry("reliability", reliability()),
                                Map.entry("majorEventDays", majorEventDays()),
                                Map.entry("plots", plots()),
                                Map.entry("breachedOutages", number(report.breachedOutages())),
                                Map.entry("breaches", breaches()),
                                Map.entry("estimates", estimates()),
                                Map.entry("opinionCount", number(opinions.count())),
                                Map.entry("opinionMean", decimal(opinions.mean(), 2)),
                                Map.entry("ratings", ratings(opinions.distribution())),
                                Map.entry("opinions", opinions())))
                .html();
    }

    private static Markup part(String name, Map<String, ?> values) {
        return PARTS.get(name).with(values);
    }

    private Markup districts() {
        return withTotal((district, f) -> List.of(
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
                number(f.stillOut())));
    }

    private Markup reliability() {
        return withTotal((district, f) -> List.of(
                district,
                number(f.servicePointsServed()),
                decimal(f.saidi(), 3),
                decimal(f.saifi(), 4),
                decimal(f.caidi(), 2),
                decimal(f.plannedSaidi(), 3),
                decimal(f.plannedSaifi(), 4),
                decimal(f.plannedCaidi(), 2)));
    }

    private Object majorEventDays() {
        if (report.majorEventDays().isEmpty()) return "در این ماه نبود.";
        return Markup.of(report.majorEventDays().stream().map(MonthlyPage::day).toList(), "، ");
    }

    private interface Cells {
        List<Object> of(String district, ServiceLevelFigures figures);
    }

    private Markup withTotal(Cells cells) {
        List<List<Object>> rows = new ArrayList<>();
        for (ServiceLevelReport.DistrictFigures d : report.figures().districts()) {
            rows.add(cells.of(number(d.district()), d.figures()));
        }
        rows.add(cells.of("کل شرکت", report.figures().total()));
        return rows(rows);
    }

    private Markup plots() {
        List<Markup> plots = new ArrayList<>();
        BarPlot perDay = new BarPlot("درخواست در هر روز ماه");
        IntStream.range(0, report.requestsPerDay().size())
                .forEach(d -> perDay.bar(number(d + 1), report.requestsPerDay().get(d), false));
        plots.add(perDay.svg());
        BarPlot months = new BarPlot("پایبندی در دوازده ماه (درصد)");
        for (Plots.Month month : report.months()) {
            Double compliance = month.total().compliance();
            months.bar(
                    MONTHS.get(Integer.parseInt(month.month().substring(5)) - 1),
                    compliance == null ? 0 : compliance * 100,
                    false);
        }
        plots.add(months.svg());
        BarPlot districts = new BarPlot("پایبندی مدیریت‌ها (درصد)");
        for (ServiceLevelReport.DistrictFigures d : report.figures().districts()) {
            Double compliance = d.figures().compliance();
            districts.bar("مدیریت " + number(d.district()), compliance == null ? 0 : compliance * 100, false);
        }
        plots.add(districts.svg());
        for (Plots.PriorityTimes times : report.restoreTimes().priorities()) {
            if (times.requests() > 0) {
                plots.add(restoreTimes(times).svg());
            }
        }
        return Markup.of(plots, "\n");
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

    private Markup breaches() {
        return table(
                "breaches",
                report.breaches().stream()
                        .map(b -> List.<Object>of(
                                b.outage() == null ? NONE : code(b.outage()),
                                number(b.district()),
                                number(b.requests()),
                                moment(b.firstDeadline()),
                                moment(b.restoredAt()),
                                b.cause() == null
                                        ? NONE
                                        : Words.PERSIAN.list("cause").getOrDefault(b.cause(), b.cause()),
                                b.action() == null ? NONE : written(b.action())))
                        .toList());
    }

    private Markup estimates() {
        List<List<Object>> rows = new ArrayList<>();
        for (EstimatesKept.OfDistrict d : report.estimates().districts()) {
            rows.add(estimates("مدیریت " + number(d.district()), d.accuracy()));
        }
        for (EstimatesKept.OfCrew c : report.estimates().crews()) {
            rows.add(estimates(written(c.crew()), c.accuracy()));
        }
        return table("estimates", rows);
    }

    private static List<Object> estimates(String whose, EstimatesKept.Accuracy a) {
        return List.of(
                whose,
                number(a.outages()),
                number(a.changes()),
                minutes(a.firstOffMinutes()),
                minutes(a.lastOffMinutes()),
                lateness(a.firstLateMinutes()));
    }

    private Markup opinions() {
        List<Opinions.Opinion> written = report.opinions().opinions();
        if (written.isEmpty()) return Markup.NOTHING;
        return table(
                "opinions",
                written.stream()
                        .map(x -> List.<Object>of(
                                moment(x.at()), number(x.district()), number(x.rating()), written(x.comment())))
                        .toList());
    }

    /** @param part with the head of the table */
    private static Markup table(String part, List<List<Object>> rows) {
        return rows.isEmpty() ? part("nothing", Map.of()) : part(part, Map.of("rows", rows(rows)));
    }

    private static Markup rows(List<List<Object>> rows) {
        return Markup.of(
                rows.stream()
                        .map(row -> Markup.of(
                                row.stream()
                                        .map(cell -> part("cell", Map.of("value", cell)))
                                        .toList(),
                                ""))
                        .map(cells -> part("row", Map.of("cells", cells)))
                        .toList(),
                "\n");
    }

    static String number(long value) {
        return number(value, true);
    }

    private static String number(long value, boolean grouped) {
        return SolarHijri.persianDigits(
                String.format(Locale.ROOT, grouped ? "%,d" : "%d", value).replace(',', '٬'));
    }

    private static Markup code(String code) {
        return part("number", Map.of("digits", SolarHijri.persianDigits(code)));
    }

    static Object decimal(Double value, int places) {
        return value == null ? NONE : decimal("number", value, places);
    }

    private static Markup decimal(String part, double value, int places) {
        String digits = SolarHijri.persianDigits(String.format(Locale.ROOT, "%,." + places + "f", value)
                .replace(',', '٬')
                .replace('.', '٫'));
        return part(part, Map.of("digits", digits));
    }

    private static Object percent(Double ratio) {
        return ratio == null ? NONE : decimal("percent", ratio * 100, 1);
    }

    private static Object minutes(Double minutes) {
        return minutes == null ? NONE : decimal("minutes", minutes, 1);
    }

    /** «امتیاز ۱: ۰ نظر، امتیاز ۲: ۱ نظر، …». */
    static String ratings(List<Integer> distribution) {
        return IntStream.range(0, distribution.size())
                .mapToObj(i -> "امتیاز %s: %s نظر".formatted(number(i + 1), number(distribution.get(i))))
                .collect(Collectors.joining("، "));
    }

    /** What rounds to nothing is neither early nor late: there is no «-۰٫۰». */
    static Object lateness(Double minutes) {
        if (minutes == null) return NONE;
        if (Math.abs(minutes) < 0.05) return "بدون تأخیر";
        return decimal(minutes < 0 ? "earlier" : "later", Math.abs(minutes), 1);
    }

    /** What people wrote, with its numbers in Persian. */
    static String written(String text) {
        return SolarHijri.persianNumbers(text);
    }

    private static String hours(long minutes) {
        return SolarHijri.persianDigits(minutes % 60 == 0 ? Long.toString(minutes / 60) : (minutes / 60) + "٫۵");
    }

    private static Markup day(LocalDate day) {
        return part("number", Map.of("digits", SolarHijri.formatDate(day, Languages.PERSIAN)));
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

        private Markup bar(int i, double slot, double height) {
            return part(
                    "bar",
                    Map.ofEntries(
                            Map.entry("left", at(slot * i + slot * 0.15)),
                            Map.entry("top", at(FLOOR - height)),
                            Map.entry("width", at(slot * 0.7)),
                            Map.entry("height", at(height)),
                            Map.entry("kind", beyond.get(i) ? "beyond" : "bar"),
                            Map.entry("middle", at(slot * (i + 0.5))),
                            Map.entry("above", at(FLOOR - height - 5)),
                            Map.entry("value", values.get(i) == 0 ? "" : shown(values.get(i))),
                            Map.entry("below", at(FLOOR + 18)),
                            Map.entry("label", labels.get(i))));
        }

        Markup svg() {
            double highest = values.stream().mapToDouble(v -> v).max().orElse(0);
            double slot = values.isEmpty() ? WIDTH : (double) WIDTH / values.size();
            List<Markup> bars = IntStream.range(0, values.size())
                    .mapToObj(i -> bar(i, slot, highest == 0 ? 0 : values.get(i) / highest * (FLOOR - CEILING)))
                    .toList();
            return part(
                    "plot",
                    Map.of(
                            "title",
                            title,
                            "width",
                            WIDTH,
                            "height",
                            HEIGHT,
                            "floor",
                            FLOOR,
                            "bars",
                            Markup.of(bars, "")));
        }

        private static String at(double place) {
            return String.format(Locale.ROOT, "%.1f", place);
        }

        private static String shown(double value) {
            return SolarHijri.persianDigits(
                    value == Math.rint(value)
                            ? Long.toString((long) value)
                            : String.format(Locale.ROOT, "%.1f", value).replace('.', '٫'));
        }
    }
}
