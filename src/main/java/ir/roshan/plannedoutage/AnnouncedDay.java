package ir.roshan.plannedoutage;

import ir.roshan.calendar.MalformedSolarHijri;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.plannedoutage.UnreadableAnnouncement.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of an announcement says of a day: «سه شنبه مورخ ۱۴ مرداد ماه ۱۴۰۴», «چهارشنبه مورخ پنجم شهریور», 1404/05/14. The line
 * is {@link AnnouncementLine#plain}.
 *
 * @param weekdays the days of the week that it names
 * @param dates the dates that it names
 * @param rest of the line, without them
 * @param faulty whether a date stands there that cannot be understood, or more days than are written out
 */
record AnnouncedDay(Set<DayOfWeek> weekdays, Set<Date> dates, String rest, Optional<Reason> faulty) {
    /** @param year null where it is left out */
    record Date(Integer year, int month, int day) {}

    private static final Map<String, DayOfWeek> WEEKDAYS = Map.of(
            "", DayOfWeek.SATURDAY,
            "یک", DayOfWeek.SUNDAY,
            "دو", DayOfWeek.MONDAY,
            "سه", DayOfWeek.TUESDAY,
            "چهار", DayOfWeek.WEDNESDAY,
            "پنج", DayOfWeek.THURSDAY);

    private static final Pattern WEEKDAY =
            Pattern.compile("(?<!\\p{L})(?:(یک|دو|سه|چهار|پنج)?[ -]?شنبه|جمعه|آدینه)(?!\\p{L})");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<![0-9])([0-9]{4}) ?([/.-]) ?([0-9]{1,2}) ?\\2 ?([0-9]{1,2})(?![0-9])");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<![0-9])([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\\2 ?([0-9]{4})(?![0-9])");
    private static final Pattern TOKEN = Pattern.compile("[0-9]+|\\p{L}+|[^\\p{L}0-9 ]");
    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private static final Set<String> ENDINGS = Set.of("ام", "م");
    private static final Set<String> BETWEEN_DAYS = Set.of("و", "تا", "الی", "لغایت", "-", "،", ",", "/");

    private static final List<List<String>> MONTHS = List.of(
            List.of("فروردین"),
            List.of("اردیبهشت"),
            List.of("خرداد"),
            List.of("تیر"),
            List.of("مرداد", "امرداد"),
            List.of("شهریور"),
            List.of("مهر"),
            List.of("آبان", "ابان"),
            List.of("آذر", "اذر"),
            List.of("دی"),
            List.of("بهمن"),
            List.of("اسفند"));

    private static final List<List<String>> UNITS = List.of(
            List.of("اول", "یکم", "یک"),
            List.of("دوم", "دو"),
            List.of("سوم", "سه"),
            List.of("چهارم", "چهار"),
            List.of("پنجم", "پنج"),
            List.of("ششم", "شش"),
            List.of("هفتم", "هفت"),
            List.of("هشتم", "هشت"),
            List.of("نهم", "نه"));

    private static final List<List<String>> TENS = List.of(
            List.of("دهم", "ده"),
            List.of("یازدهم", "یازده"),
            List.of("دوازدهم", "دوازده"),
            List.of("سیزدهم", "سیزده"),
            List.of("چهاردهم", "چهارده"),
            List.of("پانزدهم", "پانزده"),
            List.of("شانزدهم", "شانزده"),
            List.of("هفدهم", "هفده"),
            List.of("هجدهم", "هجده", "هیجدهم", "هیجده"),
            List.of("نوزدهم", "نوزده"),
            List.of("بیستم", "بیست"));

    /** By its words without blanks. */
    private static final Map<String, Integer> DAYS = days();

    private static final Map<String, Integer> MONTH_BY_NAME = months();

    private static final int LONGEST_DAY_IN_WORDS = 3;

    private static Map<String, Integer> days() {
        Map<String, Integer> days = new HashMap<>();
        for (int i = 0; i < UNITS.size(); i++)
            for (String unit : UNITS.get(i)) {
                days.put(unit, i + 1);
                days.put("بیست" + unit, 21 + i);
                days.put("بیستو" + unit, 21 + i);
            }
        for (int i = 0; i < TENS.size(); i++) for (String ten : TENS.get(i)) days.put(ten, 10 + i);
        for (String thirty : List.of("سی", "سیم", "سیام")) days.put(thirty, 30);
        for (String one : UNITS.get(0)) {
            days.put("سی" + one, 31);
            days.put("سیو" + one, 31);
        }
        return days;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (int i = 0; i < MONTHS.size(); i++)
            for (String name : MONTHS.get(i)) {
                months.put(name, i + 1);
                months.put(name + "ماه", i + 1);
            }
        return months;
    }

    static AnnouncedDay in(String plain) {
        Set<DayOfWeek> weekdays = new HashSet<>();
        String rest = WEEKDAY.matcher(plain).replaceAll(found -> {
            boolean friday = !found.group().endsWith("شنبه");
            weekdays.add(friday ? DayOfWeek.FRIDAY : WEEKDAYS.get(found.group(1) == null ? "" : found.group(1)));
            return " ";
        });
        Set<Date> dates = new HashSet<>();
        rest = numbers(YEAR_FIRST, rest, dates, 1, 3, 4);
        rest = numbers(YEAR_LAST, rest, dates, 4, 3, 1);
        return new Words(rest).read(weekdays, dates);
    }

    private static String numbers(Pattern pattern, String line, Set<Date> dates, int year, int month, int day) {
        return pattern.matcher(line).replaceAll(found -> {
            dates.add(new Date(
                    Integer.valueOf(found.group(year)),
                    Integer.parseInt(found.group(month)),
                    Integer.parseInt(found.group(day))));
            return " ";
        });
    }

    /** Dates that are written out, with the month's name. */
    private static final class Words {
        private final List<String> tokens = new ArrayList<>();
        private final Set<Integer> taken = new HashSet<>();
        private Reason faulty;

        private Words(String line) {
            Matcher token = TOKEN.matcher(line);
            while (token.find()) tokens.add(token.group());
        }

        private AnnouncedDay read(Set<DayOfWeek> weekdays, Set<Date> dates) {
            for (int i = 0; i < tokens.size(); i++)
                if (MONTH_BY_NAME.containsKey(tokens.get(i))) readMonth(i).ifPresent(dates::add);
            dates.removeIf(date -> date.year() == null
                    && dates.stream()
                            .anyMatch(other -> other.year() != null
                                    && other.month() == date.month()
                                    && other.day() == date.day()));
            StringBuilder rest = new StringBuilder();
            for (int i = 0; i < tokens.size(); i++)
                if (!taken.contains(i)) rest.append(rest.isEmpty() ? "" : " ").append(tokens.get(i));
            return new AnnouncedDay(weekdays, dates, rest.toString(), Optional.ofNullable(faulty));
        }

        private String at(int index) {
            return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
        }

        private Optional<Date> readMonth(int month) {
            int last = month - 1;
            if (ENDINGS.contains(at(last)) && SHORT_NUMBER.matcher(at(last - 1)).matches()) last--;
            int first = last;
            Integer day = SHORT_NUMBER.matcher(at(last)).matches() ? Integer.valueOf(at(last)) : null;
            for (int words = LONGEST_DAY_IN_WORDS; day == null && words > 0; words--) {
                first = last - words + 1;
                if (first >= 0) day = DAYS.get(String.join("", tokens.subList(first, last + 1)));
            }
            if (day == null) return Optional.empty();
            if (BETWEEN_DAYS.contains(at(first - 1)) && isDay(at(first - 2))) faulty = Reason.SEVERAL_DAYS;
            int next = month + 1;
            if (at(next).equals("ماه")) next++;
            if (BETWEEN_DAYS.contains(at(next)) && YEAR.matcher(at(next + 1)).matches()) next++;
            if (at(next).equals("سال")) next++;
            Integer year = null;
            if (YEAR.matcher(at(next)).matches()) year = Integer.valueOf(at(next++));
            else if (NUMBER.matcher(at(next)).matches()) faulty = Reason.NO_DAY; // «مرداد ۴» is no year, and no time
            for (int i = first; i < next; i++) taken.add(i);
            return Optional.of(new Date(year, MONTH_BY_NAME.get(tokens.get(month)), day));
        }

        private static boolean isDay(String token) {
            return SHORT_NUMBER.matcher(token).matches() || DAYS.containsKey(token);
        }
    }

    boolean isEmpty() {
        return weekdays.isEmpty() && dates.isEmpty();
    }

    /** Whether all that it says of a day is true of that one. */
    boolean fits(LocalDate day) {
        return faulty.isEmpty()
                && weekdays.stream().allMatch(weekday -> weekday == day.getDayOfWeek())
                && dates.stream().allMatch(date -> {
                    int[] parts = parts(day);
                    return (date.year() == null || date.year() == parts[0])
                            && date.month() == parts[1]
                            && date.day() == parts[2];
                });
    }

    /**
     * The one day of which it speaks. Where the year is left out it is the one near the day of the import in which that day
     * is that day of the week.
     *
     * @param lines to be named where there is no such day
     * @throws UnreadableAnnouncement if it is not one day, or one that cannot be
     */
    LocalDate day(LocalDate today, List<AnnouncementLine> lines) {
        if (faulty.isPresent()) throw new UnreadableAnnouncement(faulty.get(), lines);
        if (dates.isEmpty()) throw new UnreadableAnnouncement(Reason.NO_DAY, lines);
        if (dates.size() > 1 || weekdays.size() > 1) throw new UnreadableAnnouncement(Reason.SEVERAL_DAYS, lines);
        Date date = dates.iterator().next();
        if (date.year() == null && weekdays.isEmpty()) throw new UnreadableAnnouncement(Reason.NO_YEAR, lines);
        List<LocalDate> possible = new ArrayList<>();
        int thisYear = parts(today)[0];
        List<Integer> years =
                date.year() == null ? List.of(thisYear - 1, thisYear, thisYear + 1) : List.of(date.year());
        for (int year : years) existing(year, date).ifPresent(possible::add);
        if (possible.isEmpty()) throw new UnreadableAnnouncement(Reason.IMPOSSIBLE_DAY, lines);
        return possible.stream()
                .filter(this::fits)
                .min(Comparator.comparing(day -> Math.abs(ChronoUnit.DAYS.between(today, day))))
                .orElseThrow(() -> new UnreadableAnnouncement(Reason.WEEKDAY_CONTRADICTS_DATE, lines));
    }

    private static Optional<LocalDate> existing(int year, Date date) {
        try {
            return Optional.of(SolarHijri.parseDate("%04d/%02d/%02d".formatted(year, date.month(), date.day())));
        } catch (MalformedSolarHijri noSuchDay) {
            return Optional.empty();
        }
    }

    private static int[] parts(LocalDate day) {
        String[] parts = SolarHijri.formatDate(day, Locale.ENGLISH).split("/");
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])};
    }
}
