package ir.roshan.demo;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.demo.SmallNetwork.Place;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.text.ImportReport;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The list of planned outages that the company sends every day: over, under way, later today, tomorrow; of a substation, a
 * feeder, a transformer, a service point, or known by text alone. A demo that is started again on another day, or runs on
 * into it, gets a new list.
 */
@Component
@Profile("demo")
class PlannedOutagesAroundNow {
    static final Place UNDER_WAY_AT_TRANSFORMER = new Place(1, 3, 2, 5);
    static final Place UNDER_WAY_AT_FEEDER = new Place(4, 2, 3, 9);
    static final Place UNDER_WAY_AT_SERVICE_POINT = new Place(2, 3, 5, 14);
    static final Place OVER = new Place(3, 4, 1, 3);

    private static final Duration SENT_EVERY = Duration.ofHours(12);
    /** Seconds. */
    private static final int QUARTER = 15 * 60;

    private final PlannedOutageImport plannedOutages;
    private final PlannedOutageCheck check;
    private final Clock clock;

    PlannedOutagesAroundNow(PlannedOutageImport plannedOutages, PlannedOutageCheck check, Clock clock) {
        this.plannedOutages = plannedOutages;
        this.check = check;
        this.clock = clock;
    }

    /** @throws IllegalStateException if a row is refused: the demo is then not what it says */
    void arrive() {
        ImportReport report =
                plannedOutages.csv(new StringReader(csv(clock.instant())), AnnouncementScope.wholeCompany());
        if (report.refused() > 0)
            throw new IllegalStateException("planned outages of the demo are refused: " + report.problems());
    }

    @Scheduled(fixedDelayString = "PT1H")
    void arriveIfDue() {
        Instant now = clock.instant();
        boolean recent = check.check(null, now)
                .asOf()
                .filter(arrived -> arrived.plus(SENT_EVERY).isAfter(now))
                .isPresent();
        if (!recent) arrive();
    }

    /** Moments to the quarter of an hour, as a plan has them; numbers of one list never meet another list's. */
    static String csv(Instant now) {
        Rows rows = new Rows(now);
        rows.add(-300, -90, OVER.transformerCode(), "", "سرویس دوره‌ای پست توزیع", false);
        rows.add(-120, 120, UNDER_WAY_AT_TRANSFORMER.transformerCode(), "", "تعمیر شبکهٔ فشار ضعیف", false);
        rows.add(-150, 180, UNDER_WAY_AT_FEEDER.feederCode(), "", "تعویض مقرهٔ فیدر", false);
        rows.add(-60, 90, UNDER_WAY_AT_SERVICE_POINT.billId().value(), "", "تعویض کنتور", false);
        rows.addWords(-60, 150, 1, "خیابان ساحلی، حدفاصل پل علیخانی تا پل حجتیه", "جابه‌جایی تیر برق");
        rows.add(240, 360, new Place(3, 2, 4, 1).transformerCode(), "", "شاخه‌زنی درختان در حریم شبکه", false);
        rows.add(300, 390, new Place(1, 5, 1, 1).transformerCode(), "", "نصب کلید هوایی", true);
        rows.add(1320, 1500, new Place(2, 5, 1, 1).feederCode(), "", "توسعهٔ شبکهٔ ۲۰ کیلوولت", false);
        rows.add(1380, 1560, new Place(4, 5, 2, 1).transformerCode(), "", "افزایش قدرت پست توزیع", false);
        rows.addWords(1500, 1620, 4, "شهرک صنعتی شکوهیه، فاز یک", "آزمون رله و حفاظت");
        rows.add(1560, 1680, new Place(3, 1, 2, 8).billId().value(), "", "اصلاح انشعاب", false);
        rows.add(2700, 2880, new Place(1, 4, 1, 1).substationCode(), "", "سرویس سالانهٔ پست فوق توزیع", false);
        return rows.csv.toString();
    }

    private static final class Rows {
        private final StringBuilder csv =
                new StringBuilder("number,starts_at,ends_at,element,area,reason,cancelled,district\n");
        private final Instant quarter;
        private final String stamp;
        private int number;

        private Rows(Instant now) {
            this.quarter = Instant.ofEpochSecond(now.getEpochSecond() / QUARTER * QUARTER);
            this.stamp = SolarHijri.format(now, Locale.ENGLISH).replaceAll("[^0-9]", "");
        }

        /**
         * @param from,to minutes from the last full quarter
         */
        private void add(int from, int to, String element, String area, String reason, boolean cancelled) {
            add(from, to, element, area, reason, cancelled, "");
        }

        /** Of which the area alone is known, and in which district it is. */
        private void addWords(int from, int to, int district, String area, String reason) {
            add(from, to, "", area, reason, false, Integer.toString(district));
        }

        private void add(
                int from, int to, String element, String area, String reason, boolean cancelled, String district) {
            number++;
            csv.append("%s-%02d,%s,%s,%s,%s,%s,%s,%s\n"
                    .formatted(stamp, number, at(from), at(to), element, area, reason, cancelled, district));
        }

        private Instant at(int minutes) {
            return quarter.plus(Duration.ofMinutes(minutes));
        }
    }
}
