package ir.roshan.report;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.network.Network;
import ir.roshan.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The figures of a generated year against the same figures counted one by one in memory, to the last digit. In the size of
 * a real year, 100,000 requests and 3,000 outages, with {@code -Droshan.test.year=full}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresBehaviour {
    private static final boolean FULL = "full".equals(System.getProperty("roshan.test.year"));
    private static final int PAGE = FULL ? 200_000 : 1_000;

    private final GeneratedYear year = FULL ? new GeneratedYear(100_000, 3_000) : new GeneratedYear(6_000, 500);
    private List<Once> interruptionsOneByOne;
    private TestDatabase database;
    private ServiceLevel serviceLevel;
    private Interruptions interruptions;
    private CountedRequests countedRequests;
    private MajorEventDays majorEventDays;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
        year.writeTo(database.template);
        Clock clock = new CompanyClock(Clock.fixed(
                SolarHijri.moment(SolarHijri.firstDayOf(GeneratedYear.YEAR + 2, 1), 0), ZoneOffset.UTC));
        Network network = new Network(database.client);
        interruptions = new Interruptions(
                database.template.getDataSource(),
                new ReportSettings(Duration.ofSeconds(15), GeneratedYear.SUSTAINED, Duration.ofHours(1)),
                clock);
        serviceLevel = new ServiceLevel(database.client, network, interruptions);
        countedRequests = new CountedRequests(database.client);
        majorEventDays = new MajorEventDays(interruptions, network);
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** The year, its months, a week across a border of months, an hour before and after midnight, and nothing. */
    private List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        periods.add(period(1, 0, 13, 0));
        IntStream.rangeClosed(1, 12).forEach(month -> periods.add(period(month, 0, month + 1, 0)));
        periods.add(period(4, -3, 4, 4));
        Instant midnight = SolarHijri.moment(SolarHijri.firstDayOf(GeneratedYear.YEAR, 8), 0);
        periods.add(new Period(midnight.minusSeconds(3600), midnight.plusSeconds(3600), null));
        periods.add(new Period(midnight, midnight, null));
        periods.add(period(-11, 0, 1, 0));
        return periods;
    }

    private static Period period(int fromMonth, int fromDays, int toMonth, int toDays) {
        return new Period(
                SolarHijri.moment(
                        SolarHijri.firstDayOf(GeneratedYear.YEAR, fromMonth).plusDays(fromDays), 0),
                SolarHijri.moment(
                        SolarHijri.firstDayOf(GeneratedYear.YEAR, toMonth).plusDays(toDays), 0),
                null);
    }

    @Test
    void figuresAreWhatCountingOneByOneGives() {
        for (Period period : periods()) {
            ServiceLevelReport report = serviceLevel.report(period.from(), period.to());
            assertThat(report.total()).as("%s", period).isEqualTo(counted(period, 0));
            assertThat(report.districts())
                    .hasSize(GeneratedYear.DISTRICTS)
                    .allSatisfy(d -> assertThat(d.figures())
                            .as("%s, district %s", period, d.district())
                            .isEqualTo(counted(period, d.district())));
        }
        ServiceLevelFigures ofYear = serviceLevel
                .report(periods().get(0).from(), periods().get(0).to())
                .total();
        assertThat(Stream.of(
                        ofYear.submitted(),
                        ofYear.announced(),
                        ofYear.withdrawn(),
                        ofYear.inPlannedOutage(),
                        ofYear.withinAgreement(),
                        ofYear.breached(),
                        ofYear.stillOut(),
                        ofYear.feedbackCount()))
                .as("the year has something of everything")
                .allMatch(count -> count > 0);
        assertThat(Stream.of(ofYear.saidi(), ofYear.plannedSaidi(), ofYear.restoreMinutesMedian()))
                .allMatch(figure -> figure > 0);
    }

    @Test
    void everyFigureIsTheSumOfWhatIsListed() {
        for (Period all : List.of(periods().get(0), periods().get(2), periods().get(15))) {
            ServiceLevelReport report = serviceLevel.report(all.from(), all.to());
            agree(all, report.total());
            report.districts().forEach(d -> agree(new Period(all.from(), all.to(), d.district()), d.figures()));
        }
    }

    private void agree(Period period, ServiceLevelFigures figures) {
        Map<CountedRequests.Figure, Integer> values = Map.of(
                CountedRequests.Figure.SUBMITTED, figures.submitted(),
                CountedRequests.Figure.ANNOUNCED, figures.announced(),
                CountedRequests.Figure.WITHDRAWN, figures.withdrawn(),
                CountedRequests.Figure.IN_PLANNED_OUTAGE, figures.inPlannedOutage(),
                CountedRequests.Figure.WITHIN_AGREEMENT, figures.withinAgreement(),
                CountedRequests.Figure.BREACHED, figures.breached(),
                CountedRequests.Figure.STILL_OUT, figures.stillOut(),
                CountedRequests.Figure.FEEDBACK, figures.feedbackCount());
        values.forEach((figure, value) -> {
            List<CountedRequests.Row> rows = new ArrayList<>();
            CountedRequests.Page page;
            do {
                page = countedRequests.list(figure, period, rows.size(), PAGE);
                rows.addAll(page.requests());
            } while (!page.requests().isEmpty() && rows.size() < page.count());
            assertThat(page.value()).as("%s in %s", figure, period).isEqualTo((long) value);
            assertThat(rows).hasSize((int) page.count()).doesNotHaveDuplicates();
            assertThat(
                            figure == CountedRequests.Figure.STILL_OUT
                                    ? rows.stream()
                                            .mapToInt(CountedRequests.Row::objections)
                                            .sum()
                                    : rows.size())
                    .isEqualTo(value);
        });
        for (Interruptions.Kind kind : Interruptions.Kind.values()) {
            List<Interruptions.Part> parts = new ArrayList<>();
            Interruptions.Page page;
            do {
                page = interruptions.list(kind, period, parts.size(), PAGE);
                parts.addAll(page.parts());
            } while (!page.parts().isEmpty() && parts.size() < page.count());
            long points =
                    parts.stream().mapToLong(Interruptions.Part::servicePoints).sum();
            assertThat(parts).hasSize((int) page.count());
            assertThat(page.servicePoints()).isEqualTo(points);
            long millis = parts.stream()
                    .mapToLong(p -> p.servicePoints()
                            * Duration.between(p.beganAt(), p.endedAt()).toMillis())
                    .sum();
            Indices listed = Indices.of(points, BigDecimal.valueOf(millis, 3), figures.servicePointsServed());
            assertThat(listed)
                    .isEqualTo(
                            kind == Interruptions.Kind.PLANNED
                                    ? new Indices(
                                            figures.plannedSaidi(), figures.plannedSaifi(), figures.plannedCaidi())
                                    : new Indices(figures.saidi(), figures.saifi(), figures.caidi()));
        }
    }

    @Test
    void monthsOfThePlotAreMonthsOfTheReport() {
        List<Plots.Month> months =
                new Plots(database.client, null, null).months(new SolarHijriMonth(GeneratedYear.YEAR, 12), 13);
        assertThat(months).hasSize(13).allSatisfy(month -> {
            SolarHijriMonth named = SolarHijriMonth.parse(month.month());
            ServiceLevelFigures total =
                    serviceLevel.report(named.begins(), named.ends()).total();
            assertThat(month.total())
                    .isEqualTo(new Dashboard.Compliance(total.withinAgreement(), total.breached(), total.compliance()));
        });
        assertThat(months.get(0).total().compliance()).isNull();
        assertThat(months.get(1).total().compliance()).isNotNull();
    }

    @Test
    void majorEventDaysAreThoseOfTheEarlierYear() {
        Map<LocalDate, Long> millis = new TreeMap<>();
        for (Once once : sustained(false)) {
            millis.merge(LocalDate.ofInstant(once.began, SolarHijri.TEHRAN), once.millis(), Long::sum);
        }
        int served = IntStream.of(year.served).sum();
        List<Double> logarithms = millis.values().stream()
                .map(ms -> Math.log(quotient(ms, 60_000L * served)))
                .toList();
        double alpha = logarithms.stream().reduce(0.0, Double::sum) / logarithms.size();
        double beta = Math.sqrt(
                logarithms.stream().map(l -> (l - alpha) * (l - alpha)).reduce(0.0, Double::sum)
                        / (logarithms.size() - 1));

        MajorEventDays.Year next = majorEventDays.of(GeneratedYear.YEAR + 1);
        assertThat(next.basisDays()).isEqualTo(millis.size());
        assertThat(next.threshold()).isEqualTo(new MajorEventDays.Threshold(alpha, beta, Math.exp(alpha + 2.5 * beta)));
        assertThat(next.days()).isEmpty();
        assertThat(majorEventDays.of(GeneratedYear.YEAR + 6).threshold()).isNull();

        MajorEventDays.Year itself = majorEventDays.of(GeneratedYear.YEAR);
        assertThat(itself.threshold()).isNull();
        assertThat(itself.days()).extracting(MajorEventDays.Day::day).containsExactlyElementsOf(millis.keySet());
        assertThat(itself.days()).extracting(MajorEventDays.Day::major).containsOnlyNulls();
        assertThat(itself.all().saidi()).isEqualTo(counted(periods().get(0), 0).saidi());
    }

    /** Counted in memory, one service point and one request after another. @param district 0 for all */
    private ServiceLevelFigures counted(Period period, int district) {
        List<GeneratedYear.Req> in = year.requests.stream()
                .filter(r -> district == 0 || r.district() == district)
                .filter(r -> within(period, r.submitted()))
                .toList();
        int kept = count(in, r -> Boolean.TRUE.equals(r.within()) && !r.breached());
        int breached = count(in, GeneratedYear.Req::breached);
        int rated = count(in, r -> r.rating() != null);
        int stars =
                in.stream().mapToInt(r -> r.rating() == null ? 0 : r.rating()).sum();
        long[] minutes = in.stream()
                .filter(r -> "RESTORED".equals(r.outcome()))
                .mapToLong(r -> Duration.between(r.submitted(), r.restored()).toMillis())
                .sorted()
                .toArray();
        int served = district == 0 ? IntStream.of(year.served).sum() : year.served[district];
        Double[] unplanned = indices(false, period, district, served);
        Double[] planned = indices(true, period, district, served);
        return new ServiceLevelFigures(
                in.size(),
                count(in, r -> r.outcome() != null),
                count(in, GeneratedYear.Req::withdrawn),
                count(in, GeneratedYear.Req::planned),
                kept,
                breached,
                kept + breached == 0 ? null : kept * 1.0 / (kept + breached),
                percentile(minutes, 50),
                percentile(minutes, 95),
                in.stream().mapToInt(GeneratedYear.Req::objections).sum(),
                rated,
                rated == 0 ? null : stars * 1.0 / rated,
                served,
                unplanned[0],
                unplanned[1],
                unplanned[2],
                planned[0],
                planned[1],
                planned[2]);
    }

    private Double[] indices(boolean planned, Period period, int district, int served) {
        long points = 0;
        long millis = 0;
        for (Once once : sustained(planned)) {
            if (within(period, once.began) && (district == 0 || once.first.district() == district)) {
                points++;
                millis += once.millis();
            }
        }
        return new Double[] {
            quotient(millis, 60_000L * served),
            points * 1.0 / served,
            points == 0 ? null : quotient(millis, 60_000L * points)
        };
    }

    /** One service point, without supply once. */
    private record Once(boolean planned, GeneratedYear.Out first, Instant began, Instant ended) {
        long millis() {
            return Duration.between(began, ended).toMillis();
        }
    }

    private List<Once> sustained(boolean planned) {
        if (interruptionsOneByOne == null) {
            interruptionsOneByOne = new ArrayList<>();
            for (int point = 1; point <= IntStream.of(year.served).sum(); point++) {
                interruptionsOneByOne.addAll(ofPoint(point));
            }
        }
        return interruptionsOneByOne.stream()
                .filter(once -> once.planned == planned && once.millis() > 300_000)
                .toList();
    }

    /**
     * Cuts the year of one service point at every moment at which anything began or ended for it, looks at each piece whether
     * it was off then, and joins the pieces again.
     */
    private List<Once> ofPoint(int point) {
        List<GeneratedYear.Out> faults = offAt(point, year.outages, "RESTORED");
        List<GeneratedYear.Out> plans = offAt(point, year.planned, "COUNTS");
        List<Instant> cuts = Stream.concat(faults.stream(), plans.stream())
                .flatMap(out -> Stream.of(out.began(), out.ends().get(point)))
                .distinct()
                .sorted()
                .toList();
        List<Once> found = new ArrayList<>();
        for (boolean planned : new boolean[] {false, true}) {
            Instant began = null;
            for (Instant cut : cuts) {
                List<GeneratedYear.Out> onPlan = offAt(point, cut, plans);
                List<GeneratedYear.Out> off =
                        planned ? onPlan : onPlan.isEmpty() ? offAt(point, cut, faults) : List.of();
                if (began != null && off.isEmpty()) {
                    Instant since = began;
                    GeneratedYear.Out first = offAt(point, since, planned ? plans : faults).stream()
                            .min(Comparator.comparing(GeneratedYear.Out::began)
                                    .thenComparing(out -> -out.place().kind().ordinal())
                                    .thenComparing(GeneratedYear.Out::number))
                            .orElseThrow();
                    found.add(new Once(planned, first, since, cut));
                    began = null;
                } else if (began == null && !off.isEmpty()) {
                    began = cut;
                }
            }
        }
        return found;
    }

    private static List<GeneratedYear.Out> offAt(int point, List<GeneratedYear.Out> outs, String state) {
        return outs.stream()
                .filter(out -> out.state().equals(state) && out.ends().containsKey(point))
                .toList();
    }

    private static List<GeneratedYear.Out> offAt(int point, Instant moment, List<GeneratedYear.Out> outs) {
        return outs.stream()
                .filter(out -> !out.began().isAfter(moment)
                        && moment.isBefore(out.ends().get(point)))
                .toList();
    }

    private static boolean within(Period period, Instant moment) {
        return !moment.isBefore(period.from()) && moment.isBefore(period.to());
    }

    private static int count(List<GeneratedYear.Req> requests, Predicate<GeneratedYear.Req> counts) {
        return (int) requests.stream().filter(counts).count();
    }

    private static Double percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return null;
        }
        BigDecimal place = BigDecimal.valueOf((sorted.length - 1L) * percent).movePointLeft(2);
        int below = place.intValue();
        long next = sorted[Math.min(below + 1, sorted.length - 1)];
        BigDecimal value = BigDecimal.valueOf(sorted[below])
                .add(place.subtract(BigDecimal.valueOf(below)).multiply(BigDecimal.valueOf(next - sorted[below])));
        return value.divide(BigDecimal.valueOf(60_000), 40, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static double quotient(long part, long whole) {
        return BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), 40, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
