package ir.roshan.plannedoutage;

import ir.roshan.plannedoutage.AnnouncementText.PlaceLine;
import ir.roshan.plannedoutage.AnnouncementText.Problem;
import ir.roshan.plannedoutage.AnnouncementText.Slot;
import ir.roshan.plannedoutage.AnnouncementText.UnreadLine;
import ir.roshan.plannedoutage.UnreadableAnnouncement.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an announcement line by line: the title, then slots, and behind each slot its places until the next. */
final class AnnouncementReader {
    /** A street with all its ends; beyond it is an essay. */
    private static final int LONGEST_PLACE = 1_000;

    private static final int LONGEST_TITLE = 500;

    private static final Pattern LOAD = Pattern.compile("مدیریت (?:بار|انرژی|مصرف)|کمبود");
    private static final Pattern MAINTENANCE = Pattern.compile("تعمیر|بابرنامه|با برنامه|سرویس|نگهداری");
    private static final Pattern PROBABLE = Pattern.compile("احتمالی");

    private static final Pattern OUTAGE = Pattern.compile("(?<!\\p{L})(?:قطعی|خاموشی|قطع برق|بی ?برقی)");
    private static final Pattern NONE = Pattern.compile(
            "(?<!\\p{L})(?:نداریم|نداشته|نخواهیم داشت|نخواهد داشت|ندارد|وجود ندارد|نیست|نمی ?باشد|نخواهد بود|(?:انجام|اعمال|اجرا) نخواهد شد|(?:انجام|اعمال|اجرا) نمی)");
    private static final Pattern BUT = Pattern.compile("(?:به ?جز|غیر|مگر|تنها|فقط|ولی|اما|الا)(?!\\p{L})");

    /** A line that names a day as only titles do. */
    private static final Pattern TITLE_LIKE =
            Pattern.compile("(?<!\\p{L})(?:مورخ|مورخه|تاریخ|(?<!بازار )روز)(?!\\p{L})");

    private static final Pattern DISTRICT =
            Pattern.compile("مدیریت (?:برق )?(?:(?:شهرستان|منطقه|ناحیه|شماره) )*[0-9]{1,2}");

    /** Where readers are spoken to, or led elsewhere. */
    private static final Pattern REMARK = Pattern.compile(
            "https?:|www\\.|\\.ir(?!\\p{L})|[@#<>]|[0-9]{7,}|(?<!\\p{L})(?:لطفا|(?:مشترک|شهروند)(?:ین|ان)? (?:گرامی|محترم|عزیز)|روابط عمومی|پوزش می|عذرخواهی|لازم به ذکر|شایان ذکر|می باشد|می شود|نمی شود|خواهد شد|خواهد بود)");

    private final List<AnnouncementLine> lines;
    private final LocalDate today;

    private final List<Slot> slots = new ArrayList<>();
    private final List<UnreadLine> unread = new ArrayList<>();

    /** To which the places that follow belong; none before the first, and behind a time that could not be read. */
    private List<Slot> open = List.of();

    /** Of a line of its own: of the slots below it. */
    private String block;

    private boolean blockIsNew;
    private AnnouncementLine none;

    AnnouncementReader(List<AnnouncementLine> lines, LocalDate today) {
        this.lines = lines;
        this.today = today;
    }

    AnnouncementText read() {
        List<AnnouncementLine> written =
                lines.stream().filter(line -> !line.isOrnament()).toList();
        if (written.isEmpty()) throw new UnreadableAnnouncement(Reason.EMPTY, List.of());
        List<AnnouncementLine> head = head(written);
        LocalDate day = AnnouncedDay.in(plain(head)).day(today, head);
        String title = plain(head);
        boolean probable = PROBABLE.matcher(title).find();
        for (AnnouncementLine line : head)
            if (line.isDamaged()) unread(line, Problem.CHARACTERS);
            else if (SlotLine.isLikeTime(line.plain())) unread(line, Problem.TIME);
        if (saysNone(title)) none = head.get(0);
        for (AnnouncementLine line : written.subList(head.size(), written.size())) read(line, day, probable);
        slots.stream()
                .filter(slot -> slot.places().isEmpty())
                .map(slot -> lines.get(slot.line() - 1))
                .distinct()
                .forEach(line -> unread(line, Problem.NO_PLACE));
        if (none != null && !slots.isEmpty()) unread(none, Problem.CONTRADICTION);
        unread.sort(Comparator.comparingInt(UnreadLine::line));
        String shown =
                String.join(" ", head.stream().map(AnnouncementLine::text).toList());
        return new AnnouncementText(
                shown.length() > LONGEST_TITLE ? shown.substring(0, LONGEST_TITLE) : shown,
                day,
                kind(title),
                slots,
                unread,
                none != null && slots.isEmpty());
    }

    /** The first line; and the second where the first names no day, and that one does and no time. */
    private static List<AnnouncementLine> head(List<AnnouncementLine> written) {
        AnnouncementLine first = written.get(0);
        if (written.size() == 1 || !AnnouncedDay.in(first.plain()).isEmpty()) return List.of(first);
        AnnouncementLine second = written.get(1);
        boolean itsDay = !AnnouncedDay.in(second.plain()).dates().isEmpty()
                && !SlotLine.isLikeTime(first.plain())
                && !SlotLine.isLikeTime(second.plain());
        return itsDay ? List.of(first, second) : List.of(first);
    }

    private static String plain(List<AnnouncementLine> head) {
        return String.join(" ", head.stream().map(AnnouncementLine::plain).toList());
    }

    private static WindowKind kind(String title) {
        boolean load = LOAD.matcher(title).find();
        boolean maintenance = MAINTENANCE.matcher(title).find();
        if (load == maintenance) return WindowKind.OTHER;
        return load ? WindowKind.LOAD_MANAGEMENT : WindowKind.MAINTENANCE;
    }

    private static boolean saysNone(String plain) {
        return OUTAGE.matcher(plain).find()
                && NONE.matcher(plain).find()
                && !BUT.matcher(plain).find()
                && !SlotLine.isLikeTime(plain);
    }

    private void read(AnnouncementLine line, LocalDate day, boolean probable) {
        if (line.isDamaged()) {
            unread(line, Problem.CHARACTERS);
            if (isHeading(line.plain())) open = List.of();
            return;
        }
        Optional<SlotLine> slot = SlotLine.read(line.plain(), day);
        if (slot.isPresent()) {
            begin(line, slot.get(), day, probable);
        } else if (saysNone(line.plain()) && none == null) {
            none = line;
        } else if (SlotLine.isLikeTime(line.plain())) {
            close(line, Problem.TIME);
        } else if (SlotLine.block(line.plain()).isPresent()) {
            block = SlotLine.block(line.plain()).get();
            blockIsNew = true;
        } else if (!SlotLine.isAddressMark(line.plain())) {
            readPlace(line, day);
        }
    }

    private void readPlace(AnnouncementLine line, LocalDate day) {
        if (isHeading(line.plain())) {
            close(line, AnnouncedDay.in(line.plain()).fits(day) ? Problem.NOT_UNDERSTOOD : Problem.OTHER_DAY);
        } else if (REMARK.matcher(line.plain()).find()
                || line.plain().codePoints().noneMatch(Character::isLetter)) {
            unread(line, Problem.NOT_UNDERSTOOD);
        } else if (line.text().length() > LONGEST_PLACE) {
            unread(line, Problem.TOO_LONG);
        } else if (open.isEmpty()) {
            unread(line, Problem.NO_TIME);
        } else {
            add(line.number(), AnnouncementLine.place(SlotLine.withoutAddressMark(line.text())));
        }
    }

    /** What divides the text, so that nothing below it belongs to a slot above. */
    private static boolean isHeading(String plain) {
        AnnouncedDay said = AnnouncedDay.in(plain);
        return OUTAGE.matcher(plain).find()
                || LOAD.matcher(plain).find()
                || DISTRICT.matcher(plain).matches()
                || !said.dates().isEmpty()
                        && (!said.weekdays().isEmpty()
                                || said.dates().stream().anyMatch(date -> date.year() != null)
                                || TITLE_LIKE.matcher(plain).find())
                || !said.weekdays().isEmpty() && TITLE_LIKE.matcher(plain).find()
                || plain.startsWith("بلوک ");
    }

    private void begin(AnnouncementLine line, SlotLine read, LocalDate day, boolean probable) {
        if (read.block() != null) block = null;
        blockIsNew = false;
        open = read.times().stream()
                .map(times -> new Slot(
                        line.number(),
                        line.text(),
                        day,
                        times,
                        read.block() == null ? block : read.block(),
                        probable || read.probable(),
                        new ArrayList<>()))
                .toList();
        slots.addAll(open);
        if (read.place()) add(line.number(), AnnouncementLine.place(SlotLine.placeIn(line.text())));
    }

    private void add(int line, String words) {
        if (blockIsNew) {
            blockIsNew = false;
            List<Slot> before = open;
            open = before.stream()
                    .map(slot -> new Slot(
                            slot.line(),
                            slot.text(),
                            slot.day(),
                            slot.times(),
                            block,
                            slot.probable(),
                            new ArrayList<>()))
                    .toList();
            if (before.stream()
                    .allMatch(slot -> slot.block() == null && slot.places().isEmpty())) slots.removeAll(before);
            slots.addAll(open);
        }
        for (Slot slot : open) {
            boolean named = slot.places().stream()
                    .anyMatch(place -> PlannedPlaces.normalForm(place.text()).equals(PlannedPlaces.normalForm(words)));
            if (!named) slot.places().add(new PlaceLine(line, words));
        }
    }

    private void close(AnnouncementLine line, Problem problem) {
        unread(line, problem);
        open = List.of();
    }

    private void unread(AnnouncementLine line, Problem problem) {
        unread.removeIf(already -> already.line() == line.number());
        unread.add(new UnreadLine(line.number(), line.text(), problem));
    }
}
