package ir.roshan.plannedoutage;

import ir.roshan.calendar.MalformedSolarHijri;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.text.RefusedRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * From when to when an outage is announced, as the lists write it; half-open, in whole minutes.
 *
 * @param endsAt null where the list says that it is not known
 */
record AnnouncedInterval(Instant startsAt, Instant endsAt) {
    /** How the lists write an end that they do not know. */
    private static final Pattern UNKNOWN = Pattern.compile("|\\*+|-+|نامشخص");

    private static final Pattern STARTS_LIKE_ISO = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].*");
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** A Solar Hijri year with an offset would else be taken for one of the Middle Ages. */
    private static final int FIRST_GREGORIAN_YEAR = 1900;

    private static final int LAST_GREGORIAN_YEAR = 2199;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT); // else 30 February is the 28th

    /**
     * Of our own list: two whole moments.
     *
     * @throws RefusedRow naming the column and what is wrong with it
     */
    static AnnouncedInterval ofMoments(String start, String startField, String end, String endField) {
        Instant startsAt = moment(start, startField);
        if (UNKNOWN.matcher(end).matches()) return new AnnouncedInterval(startsAt, null);
        Instant endsAt = moment(end, endField);
        if (endsAt.equals(startsAt)) throw new RefusedRow("empty-interval", endField);
        if (endsAt.isBefore(startsAt)) throw new RefusedRow("end-before-start", endField);
        return new AnnouncedInterval(startsAt, endsAt);
    }

    /**
     * Of the public lists and the national service: one day and two times. An end before the start lies in the next day,
     * and so does 24:00 as a start.
     *
     * @throws RefusedRow naming the column and what is wrong with it
     */
    static AnnouncedInterval ofTimes(
            String date, String dateField, String start, String startField, String end, String endField) {
        if (date.isEmpty()) throw new RefusedRow("required", dateField);
        LocalDate day = refusing(dateField, () -> SolarHijri.parseDate(date));
        if (start.isEmpty()) throw new RefusedRow("required", startField);
        int from = refusing(startField, () -> SolarHijri.parseMinuteOfDay(start));
        Instant startsAt = SolarHijri.moment(day, from);
        if (UNKNOWN.matcher(end).matches()) return new AnnouncedInterval(startsAt, null);
        int to = refusing(endField, () -> SolarHijri.parseMinuteOfDay(end));
        if (to < from) to += MINUTES_OF_A_DAY;
        if (to == from) throw new RefusedRow("empty-interval", endField);
        return new AnnouncedInterval(startsAt, SolarHijri.moment(day, to));
    }

    /** @throws RefusedRow {@code required} if the end is not known */
    AnnouncedInterval requireEnd(String field) {
        if (endsAt == null) throw new RefusedRow("required", field);
        return this;
    }

    /** ISO 8601 with an offset, or a Solar Hijri day and a time in Tehran. */
    private static Instant moment(String typed, String field) {
        if (typed.isEmpty()) throw new RefusedRow("required", field);
        if (!STARTS_LIKE_ISO.matcher(typed).matches()) return refusing(field, () -> SolarHijri.parseMoment(typed));
        TemporalAccessor parsed;
        try {
            parsed = ISO.parseBest(typed, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new RefusedRow("date", field);
        }
        if (parsed instanceof OffsetDateTime moment) {
            if (moment.getYear() < FIRST_GREGORIAN_YEAR || moment.getYear() > LAST_GREGORIAN_YEAR)
                throw new RefusedRow("date", field);
            return moment.toInstant().truncatedTo(ChronoUnit.SECONDS);
        }
        if (LocalDateTime.from(parsed).getYear() >= FIRST_GREGORIAN_YEAR) throw new RefusedRow("offset", field);
        return refusing(field, () -> SolarHijri.parseMoment(typed));
    }

    private static <T> T refusing(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (MalformedSolarHijri e) {
            throw new RefusedRow(e.reason().code(), field);
        }
    }
}
