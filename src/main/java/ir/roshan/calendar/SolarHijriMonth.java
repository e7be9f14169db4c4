package ir.roshan.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month of the Solar Hijri calendar, in Tehran.
 *
 * @param year 1206 to 1497
 * @param month 1 to 12
 */
public record SolarHijriMonth(int year, int month) {
    private static final int FIRST_YEAR = 1206;
    private static final int LAST_YEAR = 1497;
    private static final Pattern FORM = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})");

    /** Nothing is known of a month before it. */
    public static final SolarHijriMonth FIRST = new SolarHijriMonth(FIRST_YEAR, 1);

    /** @throws MalformedSolarHijri if the calendar has no such month */
    public SolarHijriMonth {
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) {
            throw new MalformedSolarHijri(MalformedSolarHijri.Reason.DATE);
        }
    }

    /** The month in which a day lies. */
    public static SolarHijriMonth of(LocalDate day) {
        return parse(SolarHijri.formatDate(day, Locale.ENGLISH).substring(0, 7));
    }

    /**
     * Reads {@code 1405-08} or {@code 1405/8}, in Latin digits.
     *
     * @throws MalformedSolarHijri if it is not of that form, or there is no such month
     */
    public static SolarHijriMonth parse(String typed) {
        Matcher parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw new MalformedSolarHijri(MalformedSolarHijri.Reason.DATE);
        }
        return new SolarHijriMonth(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /**
     * @param months onwards, or back where it is negative
     * @throws MalformedSolarHijri if the calendar does not reach so far
     */
    public SolarHijriMonth plus(int months) {
        int all = number() + months;
        return new SolarHijriMonth(Math.floorDiv(all, 12), Math.floorMod(all, 12) + 1);
    }

    /** How many months after {@code earlier} it begins. */
    public int since(SolarHijriMonth earlier) {
        return number() - earlier.number();
    }

    private int number() {
        return year * 12 + month - 1;
    }

    public LocalDate firstDay() {
        return SolarHijri.firstDayOf(year, month);
    }

    public LocalDate lastDay() {
        return SolarHijri.firstDayOf(year, month + 1).minusDays(1);
    }

    /** Its first moment. */
    public Instant begins() {
        return SolarHijri.moment(firstDay(), 0);
    }

    /** The first moment after it. */
    public Instant ends() {
        return SolarHijri.moment(SolarHijri.firstDayOf(year, month + 1), 0);
    }

    /** {@code 1405-08}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-%02d", year, month);
    }
}
