package ir.roshan.browser;

import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Where it goes dark when a storm passes over two districts, and when who reports it: two feeders of six transformers, two transformers,
 * eight streets that hang on one box, and single houses. What goes dark together is reported soon after, by ever fewer.
 *
 * @param rows of the network data
 * @param reports in the order in which they come
 */
record Storm(List<String> rows, List<Report> reports) {
    /** @param after the storm's begin */
    record Report(String billId, Duration after) {}

    private static final int FIRST_PLACE = 300_000;
    /** Where a fault lies, and how many report it. */
    private static final int[] FEEDERS = {60, 60};

    private static final int[] TRANSFORMERS = {40, 40};
    private static final int[] STREETS = {8, 8, 8, 8, 8, 8, 8, 8};
    private static final List<String> QUARTERS = List.of(
            "نیروگاه",
            "صفائیه",
            "پردیسان",
            "دورشهر",
            "سالاریه",
            "یزدانشهر",
            "باجک",
            "زنبیل‌آباد",
            "شهرک قدس",
            "جمهوری");
    private static final List<String> STREETS_OF_EACH = List.of("لاله", "نرگس", "یاس", "سوسن", "بنفشه", "نسترن");

    /** With the two half-filled forms' houses and the two emergencies, which the test reports itself, three hundred in all. */
    private static final int HOUSES = 32;

    /** @param lasts from the first report to the last */
    static Storm over(Duration lasts) {
        Making making = new Making(lasts);
        for (int many : FEEDERS) making.dark(many, 6);
        for (int many : TRANSFORMERS) making.dark(many, 1);
        for (int many : STREETS) making.dark(many, 1);
        for (int i = 0; i < HOUSES; i++) making.dark(1, 1);
        making.reports.sort(Comparator.comparing(Report::after));
        return new Storm(List.copyOf(making.rows), List.copyOf(making.reports));
    }

    private static final class Making {
        private final Duration lasts;
        /** The same each time, so that two runs can be compared. */
        private final Random random = new Random(1405);

        private final List<String> rows = new ArrayList<>();
        private final List<Report> reports = new ArrayList<>();
        private int faults;

        Making(Duration lasts) {
            this.lasts = lasts;
        }

        /** A fault by turns in the one district and in the other. */
        private void dark(int many, int transformers) {
            int fault = ++faults;
            int district = 1 + fault % 2;
            double begins = many == 1 ? random.nextDouble() : random.nextDouble() * 0.6;
            for (int i = 0; i < many; i++) {
                String billId = BillId.of(FIRST_PLACE + rows.size(), 44).value();
                int transformer = i % transformers;
                rows.add("%s,%d,S-%d,F-N%d,T-N%d-%d,\"قم، %s، خیابان %s، پلاک %d\",,,"
                        .formatted(
                                billId,
                                district,
                                9000 + district,
                                fault,
                                fault,
                                transformer,
                                QUARTERS.get(fault % QUARTERS.size()),
                                STREETS_OF_EACH.get((fault / QUARTERS.size() + transformer) % STREETS_OF_EACH.size()),
                                i + 1));
                // Half of those who are left report within a tenth of the storm.
                double waits = many == 1 ? 0 : -Math.log(1 - random.nextDouble()) * 0.14;
                double at = Math.min(begins + waits, 0.6 + 0.4 * random.nextDouble());
                reports.add(new Report(
                        billId, Duration.ofMillis(Math.round(lasts.toMillis() * (many == 1 ? begins : at)))));
            }
        }
    }
}
