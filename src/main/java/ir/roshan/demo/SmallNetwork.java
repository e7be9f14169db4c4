package ir.roshan.demo;

import ir.roshan.network.Critical;
import ir.roshan.text.BillId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A network like Qom's in small: four districts, two substations and five feeders in each, five transformers on a feeder,
 * twenty service points at a transformer. Codes tell where they belong, and are the same on every machine: {@code S-21} is
 * district 2's first substation, {@code F-213} its third feeder, {@code T-21304} that feeder's fourth transformer.
 */
final class SmallNetwork {
    static final int DISTRICTS = 4;
    static final int FEEDERS = 5;
    static final int TRANSFORMERS = 5;
    static final int SERVICE_POINTS = 20;
    static final int CREWS = 4;

    private static final int COMPANY = 44;
    private static final int HOUSES_IN_AN_ALLEY = 5;
    /** Feeders 1 to 3 leave a district's first substation, the others its second. */
    private static final int FEEDERS_OF_FIRST_SUBSTATION = 3;
    /** File numbers lie scattered over eight digits, as those of a company that has grown do. */
    private static final int FIRST_FILE_NUMBER = 10_000_003;

    private static final int FILE_NUMBERS_APART = 40_013;

    private record Street(String name, double latitude, double longitude) {}

    /** One for each feeder, district by district; degrees. */
    private static final List<Street> STREETS = List.of(
            new Street("خیابان شهدا (صفائیه)", 34.6375, 50.8795),
            new Street("خیابان ارم", 34.6412, 50.8762),
            new Street("خیابان طالقانی (آذر)", 34.6448, 50.8731),
            new Street("خیابان ۱۹ دی (باجک)", 34.6352, 50.8848),
            new Street("خیابان امام خمینی", 34.6521, 50.8689),
            new Street("نیروگاه، خیابان توحید", 34.6582, 50.9021),
            new Street("نیروگاه، بلوار شهید بهشتی", 34.6617, 50.8954),
            new Street("خیابان امامزاده ابراهیم", 34.6489, 50.9047),
            new Street("شهرک امام حسن", 34.6694, 50.9128),
            new Street("خیابان شهید بهرامی", 34.6553, 50.8903),
            new Street("زنبیل‌آباد، بلوار شهید صدوقی", 34.6251, 50.8563),
            new Street("سالاریه، خیابان میثم", 34.6184, 50.8691),
            new Street("بلوار محمدامین", 34.6297, 50.8634),
            new Street("بلوار الغدیر", 34.6129, 50.8472),
            new Street("بلوار امین", 34.6318, 50.8757),
            new Street("پردیسان، بلوار دانشگاه", 34.5741, 50.8043),
            new Street("پردیسان، بلوار شهروند", 34.5693, 50.7972),
            new Street("پردیسان، خیابان کوثر", 34.5812, 50.8117),
            new Street("شهرک قدس", 34.6072, 50.8285),
            new Street("بلوار جمهوری", 34.5966, 50.8359));

    /**
     * Where a service point stands, each counted from 1.
     *
     * @param number 1 to {@value #SERVICE_POINTS}
     */
    record Place(int district, int feeder, int transformer, int number) {
        BillId billId() {
            int index = ((district - 1) * FEEDERS + feeder - 1) * TRANSFORMERS + transformer - 1;
            return BillId.of(FIRST_FILE_NUMBER + (index * SERVICE_POINTS + number - 1) * FILE_NUMBERS_APART, COMPANY);
        }

        String substationCode() {
            return "S-%d%d".formatted(district, feeder <= FEEDERS_OF_FIRST_SUBSTATION ? 1 : 2);
        }

        String feederCode() {
            return "F" + substationCode().substring(1) + feeder;
        }

        String transformerCode() {
            return "T" + feederCode().substring(1) + "0" + transformer;
        }

        private Street street() {
            return STREETS.get((district - 1) * FEEDERS + feeder - 1);
        }

        private String address() {
            int alley = ((transformer - 1) * SERVICE_POINTS + number - 1) / HOUSES_IN_AN_ALLEY + 1;
            int house = ((number - 1) % HOUSES_IN_AN_ALLEY + 1) * 4;
            return "قم، %s، کوچهٔ %d، پلاک %d".formatted(street().name(), alley, house);
        }

        /** Transformers follow one another along the street, houses stand around theirs. */
        private String latitude() {
            return degrees(street().latitude() + transformer * 0.0016 + number % 5 * 0.0004);
        }

        private String longitude() {
            return degrees(street().longitude() + transformer * 0.0011 + number / 5 * 0.0005);
        }

        private static String degrees(double degrees) {
            return String.format(Locale.ROOT, "%.5f", degrees);
        }
    }

    static final Place HOSPITAL = new Place(2, 2, 1, 1);
    static final Place LIFE_SUPPORT_HOME = new Place(2, 4, 3, 7);

    private static final Map<Place, Critical> CRITICAL = Map.of(
            HOSPITAL,
            Critical.HOSPITAL,
            new Place(1, 4, 2, 1),
            Critical.HOSPITAL,
            new Place(3, 5, 1, 1),
            Critical.HOSPITAL,
            LIFE_SUPPORT_HOME,
            Critical.LIFE_SUPPORT,
            new Place(4, 1, 4, 12),
            Critical.LIFE_SUPPORT,
            new Place(3, 1, 1, 1),
            Critical.WATER,
            new Place(4, 4, 1, 1),
            Critical.WATER,
            new Place(1, 1, 1, 1),
            Critical.TELECOM,
            new Place(3, 3, 1, 1),
            Critical.PUBLIC_SAFETY,
            new Place(1, 5, 1, 1),
            Critical.PUBLIC_SAFETY);

    private SmallNetwork() {}

    /** As the company would send it. */
    static String csv() {
        StringBuilder csv = new StringBuilder(
                "bill_id,district,substation,feeder,transformer,address,latitude,longitude,critical\n");
        for (int district = 1; district <= DISTRICTS; district++)
            for (int feeder = 1; feeder <= FEEDERS; feeder++)
                for (int transformer = 1; transformer <= TRANSFORMERS; transformer++)
                    for (int number = 1; number <= SERVICE_POINTS; number++)
                        csv.append(row(new Place(district, feeder, transformer, number)));
        return csv.toString();
    }

    /** Crews by the names that {@link LastHours} sends them under, with numbers that nobody has. */
    static String crewsCsv() {
        StringBuilder csv = new StringBuilder("name,district,mobile\n");
        for (int district = 1; district <= DISTRICTS; district++)
            for (int crew = 1; crew <= CREWS; crew++)
                csv.append("اکیپ %d%d,%d,0912000%02d%02d\n".formatted(district, crew, district, district, crew));
        return csv.toString();
    }

    private static String row(Place place) {
        return String.join(
                        ",",
                        place.billId().value(),
                        Integer.toString(place.district()),
                        place.substationCode(),
                        place.feederCode(),
                        place.transformerCode(),
                        place.address(),
                        place.latitude(),
                        place.longitude(),
                        CRITICAL.containsKey(place) ? CRITICAL.get(place).code() : "")
                + "\n";
    }
}
