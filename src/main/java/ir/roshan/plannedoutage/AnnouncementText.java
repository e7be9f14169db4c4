package ir.roshan.plannedoutage;

import ir.roshan.calendar.SolarHijri;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The company's announcement as it publishes it: a title with a day, hours, and below them places in words. Nothing is guessed:
 * what is not understood stands in {@code unread}, and a slot without a place does as well.
 *
 * @param title of one line, or of two where the second names the day
 * @param slots in the order of the text
 * @param unread in the order of the text
 * @param nothingPlanned whether it says that there is none, and names no slot
 */
record AnnouncementText(
        String title,
        LocalDate day,
        WindowKind kind,
        List<Slot> slots,
        List<UnreadLine> unread,
        boolean nothingPlanned) {

    /**
     * @param line that says when
     * @param block null where none is named
     */
    record Slot(
            int line,
            String text,
            LocalDate day,
            SlotLine.Times times,
            String block,
            boolean probable,
            List<PlaceLine> places) {
        Instant startsAt() {
            return SolarHijri.moment(day, times.from());
        }

        Instant endsAt() {
            return SolarHijri.moment(day, times.to());
        }
    }

    record PlaceLine(int line, String text) {}

    /** What is wrong with a line. */
    enum Problem {
        NOT_UNDERSTOOD,
        /** A time that is none, or could be another as well. */
        TIME,
        /** A place, and nothing before it says when. */
        NO_TIME,
        /** A slot, and nothing behind it says where. */
        NO_PLACE,
        /** Another day than the title's. */
        OTHER_DAY,
        /** It says that nothing is planned, and something is. */
        CONTRADICTION,
        CHARACTERS,
        TOO_LONG;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record UnreadLine(int line, String text, Problem problem) {}

    /**
     * @param today day of the import, in Tehran
     * @throws UnreadableAnnouncement if its day cannot be read
     */
    static AnnouncementText read(String pasted, LocalDate today) {
        return new AnnouncementReader(AnnouncementLine.all(pasted), today).read();
    }

    boolean isProbable() {
        return slots.stream().anyMatch(Slot::probable);
    }

    /** Without the lines that a person has said to be no part of the plan. */
    AnnouncementText without(Collection<Integer> lines) {
        List<Slot> left = new ArrayList<>();
        for (Slot slot : slots) {
            if (lines.contains(slot.line())) continue;
            left.add(new Slot(
                    slot.line(),
                    slot.text(),
                    slot.day(),
                    slot.times(),
                    slot.block(),
                    slot.probable(),
                    slot.places().stream()
                            .filter(place -> !lines.contains(place.line()))
                            .toList()));
        }
        List<UnreadLine> open = new ArrayList<>(
                unread.stream().filter(line -> !lines.contains(line.line())).toList());
        left.stream()
                .filter(slot -> slot.places().isEmpty())
                .filter(slot -> open.stream().noneMatch(line -> line.line() == slot.line()))
                .forEach(slot -> open.add(new UnreadLine(slot.line(), slot.text(), Problem.NO_PLACE)));
        return new AnnouncementText(title, day, kind, left, open, nothingPlanned);
    }

    /** Every line about which a person may say that it is no part of the plan. */
    List<Integer> lines() {
        List<Integer> lines = new ArrayList<>();
        slots.forEach(slot -> {
            lines.add(slot.line());
            slot.places().forEach(place -> lines.add(place.line()));
        });
        unread.forEach(line -> lines.add(line.line()));
        return lines;
    }
}
