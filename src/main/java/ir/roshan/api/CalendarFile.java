package ir.roshan.api;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.plannedoutage.PlanCalendar;
import ir.roshan.plannedoutage.PlannedOutage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a place as programs of calendars read it (RFC 5545, RFC 7986). An event keeps its UID as long as its window is known to
 * us; a window that is called off stays as a cancelled event, and one that is likely is a tentative one. Where the plan is not
 * known an event says so, since an empty day would read as "nothing is planned".
 */
final class CalendarFile {
    static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int LONGEST_LINE = 75;
    /** Sequence numbers are seconds since then: they have to grow, and to stay below 2^31. */
    private static final long FIRST_SEQUENCE =
            Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private final StringBuilder lines = new StringBuilder();
    private final String company;
    private final PlanCalendar calendar;
    private final PlanCalendar.Shown shown;
    private final ResourceBundle words;

    private CalendarFile(PlanCalendar calendar, PlanCalendar.Shown shown, String company) {
        this.company = company;
        this.calendar = calendar;
        this.shown = shown;
        this.words = ResourceBundle.getBundle(
                "calendar",
                calendar.language(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** @param now for the day of which nothing is known; the rest of the file is the same as long as the plan is */
    static String of(PlanCalendar calendar, PlanCalendar.Shown shown, String company, Instant now) {
        return new CalendarFile(calendar, shown, company).written(now);
    }

    private String written(Instant now) {
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line(
                "PRODID",
                "-//Roshan//Planned outages//"
                        + calendar.language().getLanguage().toUpperCase(Locale.ROOT));
        line("CALSCALE", "GREGORIAN");
        line("METHOD", "PUBLISH");
        String name = Stream.concat(Stream.of(words.getString("name")), shown.places().stream())
                .collect(Collectors.joining("، "));
        line("NAME", text(name));
        line("X-WR-CALNAME", text(name));
        line("X-WR-TIMEZONE", SolarHijri.TEHRAN.getId());
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        line("X-PUBLISHED-TTL", "PT1H");
        // A calendar without an event is none (RFC 5545 3.6), and its owner sees that it has come.
        day("opened", dayOf(calendar.openedAt()), "CONFIRMED", "opened.what");
        shown.windows().forEach(this::event);
        if (!shown.isKnown()) {
            day("unknown", dayOf(now), "TENTATIVE", "unknown.why");
        }
        line("END", "VCALENDAR");
        return lines.toString();
    }

    private void event(PlannedOutage window) {
        line("BEGIN", "VEVENT");
        line("UID", "plan-" + window.id() + "-" + calendar.id() + "@roshan");
        line("DTSTAMP", UTC.format(changed(window)));
        line("DTSTART", UTC.format(window.startsAt()));
        line("DTEND", UTC.format(window.endsAt()));
        line("SEQUENCE", Long.toString(window.changedAt() == null ? 0 : sequence(window.changedAt())));
        if (window.changedAt() != null) {
            line("LAST-MODIFIED", UTC.format(window.changedAt()));
        }
        organizer();
        line("STATUS", window.cancelled() ? "CANCELLED" : window.probable() ? "TENTATIVE" : "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        String summary = words.getString(window.cancelled() ? "cancelled" : window.probable() ? "probable" : "planned");
        line("SUMMARY", text(summary));
        line("DESCRIPTION", text(description(window)));
        if (!window.area().isEmpty()) {
            line("LOCATION", text(window.area()));
        }
        if (!window.cancelled()) {
            line("BEGIN", "VALARM");
            line("ACTION", "DISPLAY");
            line("DESCRIPTION", text(summary));
            line("TRIGGER;RELATED=START", "-PT30M");
            line("END", "VALARM");
        }
        line("END", "VEVENT");
    }

    private String description(PlannedOutage window) {
        return Stream.of(window.reason(), shown.asOf().map(this::asOf).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String asOf(Instant moment) {
        return words.getString("as-of").formatted(SolarHijri.format(moment, calendar.language()));
    }

    /** Asked for by the method PUBLISH (RFC 5546 3.2.1). The company has no address for letters there, and answers at 121. */
    private void organizer() {
        line("ORGANIZER;CN=\"" + company.replace("\"", "") + "\"", "tel:121");
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, SolarHijri.TEHRAN);
    }

    /** Something that is told of a day. */
    private void day(String what, LocalDate day, String status, String why) {
        line("BEGIN", "VEVENT");
        line("UID", what + "-" + DAY.format(day) + "-" + calendar.id() + "@roshan");
        line("DTSTAMP", UTC.format(SolarHijri.moment(day, 0)));
        line("DTSTART;VALUE=DATE", DAY.format(day));
        line("DTEND;VALUE=DATE", DAY.format(day.plusDays(1)));
        organizer();
        line("STATUS", status);
        line("TRANSP", "TRANSPARENT");
        line("SUMMARY", text(words.getString(what)));
        line("DESCRIPTION", text(words.getString(why)));
        line("END", "VEVENT");
    }

    /** What is the same in each answer as long as the window is: else every answer would be a new one. */
    private static Instant changed(PlannedOutage window) {
        return window.changedAt() == null ? Instant.ofEpochSecond(FIRST_SEQUENCE) : window.changedAt();
    }

    private static long sequence(Instant changedAt) {
        return Math.max(1, changedAt.getEpochSecond() - FIRST_SEQUENCE);
    }

    /** A value of the type TEXT. */
    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** Folded at 75 octets, never within a character. */
    private void line(String name, String value) {
        int octets = 0;
        String whole = name + ":" + value;
        for (int at = 0; at < whole.length(); ) {
            int character = whole.codePointAt(at);
            String one = Character.toString(character);
            int more = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > LONGEST_LINE) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.append(one);
            octets += more;
            at += Character.charCount(character);
        }
        lines.append("\r\n");
    }
}
