package ir.roshan.plannedoutage;

import java.util.List;

/** Lines of the announcement are neither understood nor said to be no part of the plan, so that nothing of it was taken. */
public class AnnouncementNotRead extends RuntimeException {
    private final transient List<PastedAnnouncements.Line> lines;

    AnnouncementNotRead(List<PastedAnnouncements.Line> lines) {
        super(lines.size() + " lines are not read");
        this.lines = List.copyOf(lines);
    }

    public List<PastedAnnouncements.Line> lines() {
        return lines;
    }
}
