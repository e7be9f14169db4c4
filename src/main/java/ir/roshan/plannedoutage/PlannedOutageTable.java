package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.ElementCode;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.text.CsvTable;
import ir.roshan.text.CsvTable.Column;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.RefusedRow;
import ir.roshan.text.TypedText;
import ir.roshan.text.UnreadableTable;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV of planned outages: ours, with whole moments and network elements, or a company's public list, with a day, two
 * times and a text.
 */
final class PlannedOutageTable {
    private static final List<Column> COLUMNS = List.of(
            Column.of("number", "شماره", "شماره خاموشی", "outage_number"),
            Column.of("starts_at", "شروع", "زمان شروع", "آغاز"),
            Column.of("ends_at", "پایان", "زمان پایان"),
            Column.of("element", "محل شبکه", "عنصر شبکه", "تجهیز"),
            Column.of("area", "محدوده", "محدوده خاموشی"),
            Column.of("reason", "علت", "علت خاموشی", "دلیل", "reason_outage"),
            Column.of("cancelled", "لغو شده", "لغو", "canceled"),
            Column.of("district", "مدیریت", "شماره مدیریت"),
            Column.of("date", "تاریخ", "تاریخ خاموشی", "outage_date"),
            Column.of("start_time", "از ساعت", "ساعت شروع", "ساعت شروع خاموشی", "outage_start_time")
                    .orElse("outage_time"),
            Column.of("end_time", "تا ساعت", "ساعت پایان", "ساعت پایان خاموشی", "outage_stop_time"),
            Column.of("region", "نوع خاموشی", "is_planned"),
            Column.of("kind", "نوع"),
            Column.of("probable", "احتمالی"),
            Column.of("description", "آدرس", "نشانی", "شرح", "outage_address").orElse("address"));

    private static final Pattern DISTRICT = Pattern.compile("(?:مدیریت *)?([0-9]{1,9})");
    /** What the lists write of why supply is off; empty for what they call unplanned. */
    private static final Map<String, Optional<WindowKind>> KINDS = Map.ofEntries(
            Map.entry("", Optional.of(WindowKind.OTHER)),
            Map.entry("planned", Optional.of(WindowKind.OTHER)),
            Map.entry("true", Optional.of(WindowKind.OTHER)),
            Map.entry("1", Optional.of(WindowKind.OTHER)),
            Map.entry("other", Optional.of(WindowKind.OTHER)),
            Map.entry("سایر", Optional.of(WindowKind.OTHER)),
            Map.entry("maintenance", Optional.of(WindowKind.MAINTENANCE)),
            Map.entry("تعمیرات", Optional.of(WindowKind.MAINTENANCE)),
            Map.entry("بابرنامه", Optional.of(WindowKind.MAINTENANCE)),
            Map.entry("برنامهریزیشده", Optional.of(WindowKind.MAINTENANCE)),
            Map.entry("loadmanagement", Optional.of(WindowKind.LOAD_MANAGEMENT)),
            Map.entry("load_management", Optional.of(WindowKind.LOAD_MANAGEMENT)),
            Map.entry("مدیریتبار", Optional.of(WindowKind.LOAD_MANAGEMENT)),
            Map.entry("مدیریتانرژی", Optional.of(WindowKind.LOAD_MANAGEMENT)),
            Map.entry("بیبرنامه", Optional.empty()),
            Map.entry("بدونبرنامه", Optional.empty()),
            Map.entry("unplanned", Optional.empty()),
            Map.entry("false", Optional.empty()),
            Map.entry("0", Optional.empty()));

    private static final Set<String> YES = Set.of("true", "yes", "1", "بله", "بلی");
    private static final Set<String> PROBABLE = Set.of("true", "yes", "1", "بله", "بلی", "احتمالی", "probable");
    private static final Set<String> NO = Set.of("", "false", "no", "0", "خیر");

    private final CsvTable table;
    private final Network network;

    /** A list names the same feeder in many rows. */
    private final Map<String, Optional<NetworkElement>> elements = new HashMap<>();

    private PlannedOutageTable(CsvTable table, Network network) {
        this.table = table;
        this.network = network;
    }

    /** @throws UnreadableTable if no column says when the outages start */
    static PlannedOutageTable read(Reader csv, Network network) {
        CsvTable table = CsvTable.read(csv, COLUMNS);
        if (table.has("date")) table.require("start_time");
        else table.require("starts_at");
        return new PlannedOutageTable(table, network);
    }

    /** Every row that is not blank, to be handed to {@link #announced}. */
    void forEach(Consumer<CsvTable.Row> consumer) {
        table.forEach(consumer);
    }

    /** @throws RefusedRow naming the column and what is wrong with it */
    AnnouncedOutage announced(CsvTable.Row row) {
        row.check();
        String area = row.text("area", AnnouncedOutage.LONGEST_AREA);
        NetworkElement element = element(row);
        Optional<WindowKind> kind = kind(row);
        boolean planned = kind.isPresent();
        return new AnnouncedOutage(
                row.code("number", AnnouncedOutage.LONGEST_NUMBER),
                interval(row, AnnouncedOutage.mustEnd(element, planned)),
                row.text("reason", AnnouncedOutage.LONGEST_REASON),
                area.isEmpty() ? row.text("description", AnnouncedOutage.LONGEST_AREA) : area,
                element,
                oneOf(row, "cancelled", YES, NO),
                planned,
                district(row),
                kind.orElse(WindowKind.OTHER),
                oneOf(row, "probable", PROBABLE, NO));
    }

    /** Of a row that could not be taken: when it may be, and where, as far as it says so. */
    Unread unread(CsvTable.Row row) {
        AnnouncedInterval interval = orNull(() -> interval(row, false));
        if (interval == null)
            interval = orNull(() -> table.has("date")
                    ? AnnouncedInterval.ofTimes(row.get("date"), "date", "00:00", "", "24:00", "")
                    : AnnouncedInterval.ofMoments(row.get("starts_at"), "starts_at", "", ""));
        return new Unread(interval, orNull(() -> element(row)), orNull(() -> district(row)));
    }

    private static <T> T orNull(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RefusedRow unreadable) {
            return null; // That is what is wrong with the row, or part of it.
        }
    }

    /** Some lists write it into the one column, some into the other. */
    private static Optional<WindowKind> kind(CsvTable.Row row) {
        String column = row.get("kind").isEmpty() ? "region" : "kind";
        Optional<WindowKind> kind = KINDS.get(TypedText.compact(row.get(column)).toLowerCase(Locale.ROOT));
        if (kind == null) throw new RefusedRow("unknown-value", column);
        return kind;
    }

    private AnnouncedInterval interval(CsvTable.Row row, boolean mustEnd) {
        boolean wholeMoments = !table.has("date") || !row.get("starts_at").isEmpty();
        String endField = wholeMoments ? "ends_at" : "end_time";
        AnnouncedInterval interval = wholeMoments
                ? AnnouncedInterval.ofMoments(row.get("starts_at"), "starts_at", row.get(endField), endField)
                : AnnouncedInterval.ofTimes(
                        row.get("date"), "date", row.get("start_time"), "start_time", row.get(endField), endField);
        return mustEnd ? interval.requireEnd(endField) : interval;
    }

    /** A number, by itself or as «مدیریت ۲». */
    private static District district(CsvTable.Row row) {
        String typed = row.get("district");
        if (typed.isEmpty()) return null;
        Matcher number = DISTRICT.matcher(typed);
        if (!number.matches()) throw new RefusedRow("format", "district");
        int district = Integer.parseInt(number.group(1));
        if (district < District.FIRST || district > District.LAST) throw new RefusedRow("range", "district");
        return new District(district);
    }

    private NetworkElement element(CsvTable.Row row) {
        String code = row.code("element", ElementCode.LONGEST);
        if (code.isEmpty()) return null;
        return elements.computeIfAbsent(code, this::element)
                .orElseThrow(() -> new RefusedRow("unknown-element", "element"));
    }

    /** A bill id is enough of an address even before the network data has it; any other code must be there. */
    private Optional<NetworkElement> element(String code) {
        Optional<NetworkElement> known = network.element(code);
        if (known.isPresent()) return known;
        try {
            return Optional.of(NetworkElement.of(BillId.parse(code)));
        } catch (MalformedBillId noBillId) {
            return Optional.empty();
        }
    }

    private static boolean oneOf(CsvTable.Row row, String column, Set<String> yes, Set<String> no) {
        String value = TypedText.compact(row.get(column)).toLowerCase(Locale.ROOT);
        if (yes.contains(value)) return true;
        if (no.contains(value)) return false;
        throw new RefusedRow("unknown-value", column);
    }
}
