package ir.roshan.report;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.report.Interruptions.Kind;
import ir.roshan.report.Interruptions.Part;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is in the dark is interrupted once (IEEE 1366-2012): shapes of overlap, one by one. District 9 has feeder F with the
 * transformers A (4 service points) and B (6); district 8 has feeder G with C (5). All hang on substation S.
 *
 * <p>Long because its shapes of overlap lie on one small network and are read side by side.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedOnceBehaviour {
    private static final LocalDate DAY = SolarHijri.firstDayOf(1405, 8);
    private static final Instant NOW = SolarHijri.moment(DAY.plusDays(90), 0);

    private TestDatabase database;
    private Interruptions interruptions;
    private ServiceLevel serviceLevel;
    private int outages;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
        element("S", "SUBSTATION", null, 9, 15);
        element("F", "FEEDER", "S", 9, 10);
        element("A", "TRANSFORMER", "F", 9, 4);
        element("B", "TRANSFORMER", "F", 9, 6);
        element("G", "FEEDER", "S", 8, 5);
        element("C", "TRANSFORMER", "G", 8, 5);
        servicePoints("A", 9, 4);
        servicePoints("B", 9, 6);
        servicePoints("C", 8, 5);
        interruptions = interruptions(NOW);
        serviceLevel = new ServiceLevel(database.client, new Network(database.client), interruptions);
    }

    private Interruptions interruptions(Instant now) {
        return new Interruptions(
                database.template.getDataSource(),
                new ReportSettings(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1)),
                new CompanyClock(Clock.fixed(now, UTC)));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void nothingHappened() {
        database.empty("outage_restoration_step", "outage", "planned_outage");
        outages = 0;
    }

    private void element(String code, String kind, String parent, int district, int points) {
        database.template.update(
                "INSERT INTO network_element (code, kind, parent_code, district, service_points) VALUES (?, ?, ?, ?, ?)",
                code,
                kind,
                parent,
                district,
                points);
    }

    /** Bill ids are the transformer's letter as a digit, and a number: 10 to 13, 20 to 25, 30 to 34. */
    private void servicePoints(String transformer, int district, int many) {
        for (int i = 0; i < many; i++) {
            database.template.update(
                    "INSERT INTO service_point (bill_id, district, transformer_code) VALUES (?, ?, ?)",
                    "" + (transformer.charAt(0) - 'A' + 1) + i,
                    district,
                    transformer);
        }
    }

    private static String kindOf(String code) {
        return switch (code) {
            case "S" -> "SUBSTATION";
            case "F", "G" -> "FEEDER";
            case "A", "B", "C", "OLD" -> "TRANSFORMER";
            default -> "SERVICE_POINT";
        };
    }

    /** @param hour of the first day of the month, in Tehran; it may be negative, and beyond 24 */
    private static Instant at(double hour) {
        return SolarHijri.moment(DAY, 0).plusSeconds(Math.round(hour * 3600));
    }

    private void planned(String number, String code, double from, double to) {
        planned(number, code, from, to, false);
    }

    private void planned(String number, String code, double from, double to, boolean cancelled) {
        database.template.update(
                """
                INSERT INTO planned_outage (outage_number, element_kind, element_code, starts_at, ends_at, reason, area, planned, cancelled)
                VALUES (?, ?, ?, ?, ?, '', '', TRUE, ?)
                """, number, kindOf(code), code, at(from).atOffset(UTC), at(to).atOffset(UTC), cancelled);
    }

    /** @return its id */
    private int outage(String number, String code, double from, double to, int points) {
        outages++;
        database.template.update(
                """
                INSERT INTO outage (outage_id, outage_no, element_kind, element_code, feeder_code, substation_code, district, state,
                    priority, hazard, detected_at, verify_by, restore_by, restored_at, closed_at, estimate_no, service_points)
                VALUES (?, ?, ?, ?, ?, 'S', ?, 'RESTORED', 'NORMAL', 'NONE', ?, ?, ?, ?, ?, 0, ?)
                """,
                outages,
                number,
                kindOf(code),
                code,
                code.equals("OLD") ? "F" : null,
                code.equals("G") || code.equals("C") ? 8 : 9,
                at(from).atOffset(UTC),
                at(from).atOffset(UTC),
                at(from).atOffset(UTC),
                at(to).atOffset(UTC),
                at(to).atOffset(UTC),
                points);
        return outages;
    }

    private void step(int outage, String code, double at, int points) {
        database.template.update(
                "INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points) VALUES (?, ?, ?, ?, ?)",
                outage,
                kindOf(code),
                code,
                at(at).atOffset(UTC),
                points);
    }

    /** Everything from a day before the month until two months after it. */
    private static final Period ALL = new Period(at(-24), at(24 * 60), null);

    private Interruptions.Page listed(Kind kind, Period period) {
        Interruptions.Page page = interruptions.list(kind, period, 0, 1000);
        long points = page.parts().stream().mapToLong(Part::servicePoints).sum();
        double minutes = page.parts().stream()
                .mapToDouble(p -> p.servicePoints()
                        * Duration.between(p.beganAt(), p.endedAt()).toSeconds()
                        / 60.0)
                .sum();
        assertThat(page.count()).isEqualTo(page.parts().size());
        assertThat(page.servicePoints()).isEqualTo(points);
        assertThat(page.servicePointMinutes()).isCloseTo(minutes, within(1e-6));
        assertThat(page.parts()).allSatisfy(p -> assertThat(p.kind()).isEqualTo(kind));
        return page;
    }

    /** The figures and the rows behind them agree, and so do the two halves of whatever period. */
    private void expect(String shape, Kind kind, long interrupted, double hours) {
        Interruptions.Page page = listed(kind, ALL);
        assertThat(page.servicePoints()).as("interruptions, %s", shape).isEqualTo(interrupted);
        assertThat(page.servicePointMinutes() / 60).as("hours, %s", shape).isCloseTo(hours, within(1e-9));
        for (double cut : new double[] {0, 8, 9, 10, 11, 12, 12.5, 24, 36, 24 * 30}) {
            Interruptions.Page before = listed(kind, new Period(ALL.from(), at(cut), null));
            Interruptions.Page after = listed(kind, new Period(at(cut), ALL.to(), null));
            assertThat(before.servicePoints() + after.servicePoints())
                    .as("%s, cut at %s", shape, cut)
                    .isEqualTo(interrupted);
            assertThat((before.servicePointMinutes() + after.servicePointMinutes()) / 60)
                    .as("%s, cut at %s", shape, cut)
                    .isCloseTo(hours, within(1e-9));
        }
        ServiceLevelFigures total = serviceLevel.report(ALL.from(), ALL.to()).total();
        assertThat(kind == Kind.PLANNED ? total.plannedSaifi() : total.saifi()).isEqualTo(interrupted / 15.0);
        assertThat(kind == Kind.PLANNED ? total.plannedSaidi() : total.saidi())
                .isCloseTo(hours * 60 / 15, within(1e-9));
    }

    /** Rows are {@code element from to}; F has 10 service points. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F 8 12, A 9 11                 | 10 | 40   | nested, as in the field",
                "F 8 10, F 10 12                | 10 | 40   | back to back, as in the field",
                "F 8 12                         | 10 | 40   | one",
                "F 8 10, F 10.1 12              | 20 | 39   | a gap of six minutes is a gap",
                "F 8 10, F 9 12                 | 10 | 40   | half overlapping",
                "F 8 12, F 9 11                 | 10 | 40   | nested at one level",
                "A 8 10, F 10 12                | 10 | 28   | touching across levels",
                "F 8 10, A 10 12                | 10 | 28   | touching across levels, the narrower later",
                "A 8 10, F 9 12                 | 10 | 34   | half overlapping across levels, the wider later",
                "S 8 12, F 9 13, A 10 14        | 15 | 74   | three levels, each longer",
                "S 8 12, F 9 11, A 10 10.5, 10 9 10 | 15 | 60 | four levels, nested",
                "A 8 9, B 8 10, F 9 11          | 10 | 30   | two beside each other, both reaching a wider one",
                "A 8 9, F 8.9 9.1, A 9.05 10    | 10 | 9.2  | a short wider one bridges two narrower ones",
                "A 8 9, A 10 11, F 8.5 10.2     | 10 | 22.2 | bridged, with a gap without it",
                "A 8 9, B 9 10                  | 10 | 10   | neighbours that touch in time do not touch",
                "F 8 9, G 8.5 10                | 15 | 17.5 | two feeders of one substation are apart",
                "F 8 12, 10 11 13               | 10 | 41   | a bill id's window reaches further than its feeder's",
                "10 8 9, 10 9 10, 11 9 10       | 2  | 3    | bill ids alone",
                "F 22 24, F 24 26               | 10 | 40   | across midnight",
                "F -2 0, A 0 2                  | 10 | 28   | across the border of two months",
                "F 8 8.08, F 8.08 8.16          | 10 | 1.6  | neither is sustained alone, both together are",
                "F 8 8.08, A 8.05 8.12          | 4  | 0.48 | and those of the narrower one alone are",
                "A 8 14, F 9 10, 10 11 12, A 13 15 | 10 | 34 | a narrower one outlasts the wider one that joined it, twice",
                "S 8 9, C 9 10, A 7 8           | 15 | 24   | each of them touched on another side",
                "F 8 9, F 9 10, F 10 11, F 11 12, F 12 13, F 13 30 | 10 | 220 | slot after slot into the next day"
            })
    void whatTouchesOrOverlapsIsOneInterruption(String rows, long interrupted, double hours, String shape) {
        int n = 0;
        for (String row : rows.split(",")) {
            String[] cells = row.trim().split(" ");
            planned("P-" + n++, cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
        }
        expect(shape, Kind.PLANNED, interrupted, hours);
        expect(shape, Kind.UNPLANNED, 0, 0);

        nothingHappened();
        for (String row : rows.split(",")) {
            String[] cells = row.trim().split(" ");
            outage(
                    "O-" + n++,
                    cells[0],
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    switch (cells[0]) {
                        case "S" -> 15;
                        case "F" -> 10;
                        case "A" -> 4;
                        case "B" -> 6;
                        case "G", "C" -> 5;
                        default -> 1;
                    });
        }
        expect(shape, Kind.UNPLANNED, interrupted, hours);
        expect(shape, Kind.PLANNED, 0, 0);
    }

    @Test
    void aPlannedOneThatRunsOnAsAFaultIsUnplannedFromThePlannedEndOn() {
        planned("P", "F", 8, 10);
        outage("O", "F", 9.9, 12, 10);
        expect("runs on", Kind.PLANNED, 10, 20);
        expect("runs on", Kind.UNPLANNED, 10, 20);
        assertThat(listed(Kind.UNPLANNED, ALL).parts())
                .containsExactly(
                        new Part(Kind.UNPLANNED, "O", 9, ElementKind.FEEDER, "F", at(10), at(12), 10, List.of(), "P"));
    }

    @Test
    void aPlanThatRunsOnForOnePartOnlyIsUnplannedThere() {
        planned("P", "F", 8, 10);
        outage("O", "A", 9, 12, 4);
        expect("runs on for A", Kind.PLANNED, 10, 20);
        expect("runs on for A", Kind.UNPLANNED, 4, 8);
    }

    @Test
    void anOutageWithinAPlanIsThePlan() {
        planned("P", "F", 8, 12);
        outage("O", "A", 9, 11, 4);
        outage("O-2", "F", 8, 12, 10);
        expect("within a plan", Kind.PLANNED, 10, 40);
        expect("within a plan", Kind.UNPLANNED, 0, 0);
    }

    @Test
    void aPlanWithinAnOutageCutsItInTwo() {
        planned("P", "A", 9, 11);
        outage("O", "F", 8, 12, 10);
        expect("cut", Kind.PLANNED, 4, 8);
        expect("cut", Kind.UNPLANNED, 14, 32);
        assertThat(listed(Kind.UNPLANNED, ALL).parts())
                .extracting(Part::number, Part::beganAt, Part::endedAt, Part::servicePoints, Part::afterPlanned)
                .containsExactly(
                        tuple("O", at(8), at(9), 4, null),
                        tuple("O", at(8), at(12), 6, null),
                        tuple("O", at(11), at(12), 4, "P"));
    }

    @Test
    void aFaultThatEndsWhereThePlanBeginsIsApart() {
        outage("O", "A", 8, 10, 4);
        planned("P", "F", 10, 12);
        expect("then a plan", Kind.PLANNED, 10, 20);
        expect("then a plan", Kind.UNPLANNED, 4, 8);
    }

    @Test
    void anOverrunBelongsToTheMonthInWhichThePlanEnded() {
        planned("P", "F", -3, 0);
        outage("O", "F", -1, 3, 10);
        Period before = new Period(at(-24), at(0), null);
        Period after = new Period(at(0), at(24 * 30), null);
        assertThat(listed(Kind.UNPLANNED, before).servicePoints()).isZero();
        assertThat(listed(Kind.UNPLANNED, after).servicePoints()).isEqualTo(10);
        assertThat(listed(Kind.PLANNED, before).servicePointMinutes()).isEqualTo(1800);
        assertThat(listed(Kind.PLANNED, after).servicePoints()).isZero();
        assertThat(interruptions.perDay(DAY.minusDays(1), DAY.plusDays(2)).keySet())
                .containsExactly(DAY);
    }

    @Test
    void whatWasCancelledOrIsNotOverTakesPartInNothing() {
        planned("P", "F", 8, 10);
        planned("P-2", "F", 10, 12, true);
        planned("P-3", "A", 9, 9.5, true);
        outage("O", "B", 11, 12, 6);
        expect("cancelled", Kind.PLANNED, 10, 20);
        expect("cancelled", Kind.UNPLANNED, 6, 6);
        planned("P-4", "F", 10, 11);
        assertThat(interruptions(at(10.5)).list(Kind.PLANNED, ALL, 0, 10).count())
                .as("in the dark still")
                .isZero();
        assertThat(interruptions(at(11)).list(Kind.PLANNED, ALL, 0, 10).servicePointMinutes())
                .isEqualTo(1800);
    }

    @Test
    void anInterruptionBelongsToTheDistrictWhereItBegan() {
        planned("P-S", "S", 8, 10);
        planned("P-G", "G", 7, 9);
        planned("P-C", "C", 9, 12);
        ServiceLevelReport report = serviceLevel.report(ALL.from(), ALL.to());
        assertThat(report.districts())
                .extracting(d -> d.district() + " " + d.figures().plannedSaifi() + " "
                        + d.figures().plannedSaidi())
                .containsExactly("8 1.0 300.0", "9 1.0 120.0");
        Period eight = new Period(ALL.from(), ALL.to(), 8);
        Part part = listed(Kind.PLANNED, eight).parts().get(0);
        assertThat(part.number()).isEqualTo("P-G");
        assertThat(part.joined()).containsExactly("P-S", "P-C");
        assertThat(listed(Kind.PLANNED, eight).count()).isOne();
    }

    @Test
    void stepsOfOneOutageAreOneInterruptionForEachServicePoint() {
        int outage = outage("O", "S", 10, 12, 15);
        step(outage, "10", 10.25, 1);
        step(outage, "F", 10.5, 9);
        expect("steps", Kind.UNPLANNED, 15, 0.25 + 9 * 0.5 + 5 * 2);
        planned("P", "A", 10, 10.4);
        expect("steps and a plan", Kind.PLANNED, 4, 1.6);
        expect("steps and a plan", Kind.UNPLANNED, 14, 3 * 0.1 + 6 * 0.5 + 5 * 2);
        outage("O-2", "A", 10.5, 11, 4);
        expect("A fails as it comes back", Kind.UNPLANNED, 15, 3 * 0.6 + 0.5 + 6 * 0.5 + 5 * 2);
    }

    @Test
    void restoredInStepsIsTheValueOfTheBook() {
        // 1,000 out at 10:00, 600 back at 10:30, 400 at 12:00: not 1,400 interruptions.
        int outage = outage("O", "OLD", 10, 12, 1000);
        step(outage, "10", 10.5, 600);
        Interruptions.Sum sum = interruptions
                .perDistrict(ALL.from(), ALL.to())
                .get(Kind.UNPLANNED)
                .get(9);
        assertThat(sum.indices(5000)).isEqualTo(new Indices(13.2, 0.2, 66.0));
    }

    @Test
    void anEndedOutageKeepsItsCountWhateverWasLoadedSince() {
        outage("O", "A", 8, 9, 100);
        outage("O-2", "A", 10, 11, 3);
        outage("O-3", "OLD", 10, 12, 50);
        expect("other counts than today's", Kind.UNPLANNED, 153, 203);
        planned("P", "F", 10, 13);
        expect("a plan of today's network", Kind.PLANNED, 10, 30);
    }

    @Test
    void fiveMinutesSharpAreNotSustained() {
        planned("P", "F", 8, 8 + 5 / 60.0);
        planned("P-2", "A", 9, 9 + 5 / 60.0 + 1 / 3600.0);
        expect("five minutes", Kind.PLANNED, 4, 4 * 301 / 3600.0);
    }

    @Test
    void aYearOfWindowsWithoutAGapIsOneInterruption() {
        Stream.iterate(0, hour -> hour + 6).limit(400).forEach(hour -> planned("W-" + hour, "A", hour, hour + 6));
        Interruptions.Page page =
                interruptions(at(24 * 200)).list(Kind.PLANNED, new Period(at(0), at(24), null), 0, 10);
        assertThat(page.servicePoints()).isEqualTo(4);
        assertThat(page.servicePointMinutes()).isEqualTo(4 * 400 * 360.0);
        assertThat(interruptions(at(24 * 200))
                        .list(Kind.PLANNED, new Period(at(24), at(24 * 200), null), 0, 10)
                        .count())
                .isZero();
    }
}
