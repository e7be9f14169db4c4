package ir.roshan.calendar;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and times as people in Iran write them: the Solar Hijri calendar, in Tehran. ICU4J says on which day a year
 * begins, which is all that is hard about it (a test holds it to the official list); months are 31 days six times, then
 * 30, the last one 29 or, in a leap year, 30.
 */
public final class SolarHijri {
    /** Where every date and time for people is meant; without daylight saving since 1401. */
    public static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");

    /** The years of the official list; a date beyond them is a slip of the pen or a Gregorian year. */
    private static final int FIRST_YEAR = 1206;

    private static final int LAST_YEAR = 1498;
    private static final int LONGEST_MOMENT = 50;
    private static final int MINUTES_OF_A_DAY = 24 * 60;
    private static final Pattern DATE = Pattern.compile("([0-9]{4})([/-])([0-9]{1,2})\\2([0-9]{1,2})");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?");
    private static final Pattern MOMENT = Pattern.compile("([^\\s,،]+)(?:[\\s,،]+ساعت)?[\\s,،]+(\\S+)");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern LATIN_LETTER = Pattern.compile("[A-Za-z]");
    private static final Map<Integer, LocalDate> NEW_YEARS = new ConcurrentHashMap<>();

    private SolarHijri() {}

    /**
     * Reads {@code 1405/09/02}; digits may be Persian or Arabic, month and day of one digit.
     *
     * @throws MalformedSolarHijri if it is not of that form, or there is no such day
     */
    public static LocalDate parseDate(String typed) {
        Matcher parts = DATE.matcher(latinDigits(typed).strip());
        if (!parts.matches()) throw new MalformedSolarHijri(MalformedSolarHijri.Reason.DATE);
        int year = Integer.parseInt(parts.group(1));
        int month = Integer.parseInt(parts.group(3));
        int day = Integer.parseInt(parts.group(4));
        if (year < FIRST_YEAR || year > LAST_YEAR) throw new MalformedSolarHijri(MalformedSolarHijri.Reason.DATE);
        if (month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month))
            throw new MalformedSolarHijri(MalformedSolarHijri.Reason.IMPOSSIBLE_DAY);
        return newYear(year).plusDays(daysBefore(month) + day - 1L);
    }

    /**
     * Reads a time of day as lists write it: {@code 16:00}, {@code 16:0}, {@code 15:00:00}.
     *
     * @return minutes since midnight, 0 to 1440 inclusive; {@code 24:00} is 1440, the next day's midnight. Seconds are
     *     dropped.
     * @throws MalformedSolarHijri if it is no such time, as {@code 25:00}
     */
    public static int parseMinuteOfDay(String typed) {
        Matcher parts = TIME.matcher(latinDigits(typed).strip());
        if (!parts.matches()) throw new MalformedSolarHijri(MalformedSolarHijri.Reason.TIME);
        int minute = Integer.parseInt(parts.group(1)) * 60 + Integer.parseInt(parts.group(2));
        int second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        boolean possible = Integer.parseInt(parts.group(2)) < 60
                && second < 60
                && (minute < MINUTES_OF_A_DAY || minute == MINUTES_OF_A_DAY && second == 0);
        if (!possible) throw new MalformedSolarHijri(MalformedSolarHijri.Reason.TIME);
        return minute;
    }

    /**
     * Reads {@code 1405/09/02 14:30}, also with the word ساعت between, as a time in Tehran.
     *
     * @throws MalformedSolarHijri if it is not of that form, or there is no such day or time
     */
    public static Instant parseMoment(String typed) {
        Matcher parts = MOMENT.matcher(latinDigits(typed).strip());
        if (typed.length() > LONGEST_MOMENT || !parts.matches())
            throw new MalformedSolarHijri(MalformedSolarHijri.Reason.DATE);
        return moment(parseDate(parts.group(1)), parseMinuteOfDay(parts.group(2)));
    }

    /**
     * The instant of a day and a time in Tehran.
     *
     * @param minuteOfDay since midnight; 1440 and beyond lie in the days after
     */
    public static Instant moment(LocalDate day, int minuteOfDay) {
        LocalDateTime local = day.plusDays(Math.floorDiv(minuteOfDay, MINUTES_OF_A_DAY))
                .atTime(LocalTime.MIN.plusMinutes(Math.floorMod(minuteOfDay, MINUTES_OF_A_DAY)));
        return local.atZone(TEHRAN).toInstant();
    }

    /** For people who read {@code language}: {@code ۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰} in Persian, {@code 1405/09/02 14:30} else. */
    public static String format(Instant moment, Locale language) {
        return formatDate(moment, language) + (isPersian(language) ? " ساعت " : " ") + formatTime(moment, language);
    }

    /** The day in Tehran: {@code ۱۴۰۵/۰۹/۰۲} in Persian, {@code 1405/09/02} else. */
    public static String formatDate(Instant moment, Locale language) {
        return formatDate(LocalDate.ofInstant(moment, TEHRAN), language);
    }

    public static String formatDate(LocalDate day, Locale language) {
        int year = day.getYear() - 621;
        if (day.isBefore(newYear(year))) year--;
        int dayOfYear = (int) ChronoUnit.DAYS.between(newYear(year), day);
        int month = dayOfYear < 186 ? dayOfYear / 31 + 1 : (dayOfYear - 186) / 30 + 7;
        return digits("%04d/%02d/%02d", language, year, month, dayOfYear - daysBefore(month) + 1);
    }

    /** The time in Tehran, to the minute: {@code ۱۴:۳۰} in Persian, {@code 14:30} else. */
    public static String formatTime(Instant moment, Locale language) {
        LocalTime time = LocalTime.ofInstant(moment, TEHRAN);
        return digits("%02d:%02d", language, time.getHour(), time.getMinute());
    }

    /** {@code latin} with its digits in Persian; everything else stays. */
    public static String persianDigits(String latin) {
        StringBuilder persian = new StringBuilder(latin.length());
        for (int i = 0; i < latin.length(); i++) {
            char c = latin.charAt(i);
            persian.append(c >= '0' && c <= '9' ? (char) (c - '0' + '\u06F0') : c);
        }
        return persian.toString();
    }

    /** The numbers in what somebody wrote in Persian. A code in Latin letters keeps its digits: nobody writes T-12 in another way. */
    public static String persianNumbers(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        LATIN_LETTER.matcher(word.group()).find() ? word.group() : persianDigits(word.group())));
    }

    /**
     * The first day of a month, in the Gregorian calendar.
     *
     * @param month 1 to 12; 13 is the first of the next year, and so on
     */
    public static LocalDate firstDayOf(int year, int month) {
        int years = Math.floorDiv(month - 1, 12);
        return newYear(year + years).plusDays(daysBefore(Math.floorMod(month - 1, 12) + 1));
    }

    /** The first day of a year, in the Gregorian calendar. */
    static LocalDate newYear(int year) {
        return NEW_YEARS.computeIfAbsent(year, SolarHijri::askIcu);
    }

    static boolean isLeap(int year) {
        return ChronoUnit.DAYS.between(newYear(year), newYear(year + 1)) == 366;
    }

    /** At noon in UTC, so that no zone's rules can move the day. */
    private static LocalDate askIcu(int year) {
        Calendar calendar = Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("fa_IR@calendar=persian"));
        calendar.clear();
        calendar.set(year, Calendar.JANUARY, 1, 12, 0, 0);
        return LocalDate.ofInstant(calendar.getTime().toInstant(), ZoneOffset.UTC);
    }

    private static int lengthOfMonth(int year, int month) {
        if (month <= 6) return 31;
        return month < 12 || isLeap(year) ? 30 : 29;
    }

    private static int daysBefore(int month) {
        return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    }

    private static String digits(String format, Locale language, Object... numbers) {
        String latin = String.format(Locale.ROOT, format, numbers);
        return isPersian(language) ? persianDigits(latin) : latin;
    }

    private static boolean isPersian(Locale language) {
        return language.getLanguage().equals("fa");
    }

    private static String latinDigits(String typed) {
        StringBuilder latin = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            boolean foreignDigit = c >= '\u06F0' && c <= '\u06F9' || c >= '\u0660' && c <= '\u0669';
            latin.append(foreignDigit ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        return latin.toString();
    }
}
