package ir.roshan.plannedoutage;

import java.util.List;
import java.util.Locale;

/** Of which day an announcement speaks cannot be read, so that nothing of it was taken. */
public class UnreadableAnnouncement extends RuntimeException {
    /** What is wrong. */
    public enum Reason {
        /** Nothing was pasted. */
        EMPTY,
        /** The title names no day. */
        NO_DAY,
        /** It names neither the year nor the day of the week, by which the year could be told. */
        NO_YEAR,
        /** It names more than one day. */
        SEVERAL_DAYS,
        /** A day that the month, or the year, does not have. */
        IMPOSSIBLE_DAY,
        /** That day is another day of the week. */
        WEEKDAY_CONTRADICTS_DATE;

        /** As it stands in a problem. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final transient List<Line> lines;

    /** @param number counted from 1 */
    public record Line(int number, String text) {}

    UnreadableAnnouncement(Reason reason, List<AnnouncementLine> lines) {
        super("unreadable announcement: " + reason.code());
        this.reason = reason;
        this.lines =
                lines.stream().map(line -> new Line(line.number(), line.text())).toList();
    }

    public Reason reason() {
        return reason;
    }

    /** Those in which the day was looked for; none where nothing was pasted. */
    public List<Line> lines() {
        return lines;
    }
}
