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
            Column.of("reason", "علت", "علت خاموشی", "دلیل"),
            Column.of("cancelled", "لغو شده", "لغو", "canceled"),
            Column.of("district", "مدیریت", "شماره مدیریت"),
            Column.of("date", "تاریخ"),
            Column.of("start_time", "از ساعت", "ساعت شروع"),
            Column.of("end_time", "تا ساعت", "ساعت پایان"),
            Column.of("region", "نوع خاموشی", "نوع"),
            Column.of("description", "آدرس", "نشانی", "شرح"));

    private static final Pattern DISTRICT = Pattern.compile("(?:مدیریت *)?([0-9]{1,9})");
    private static final Set<String> PLANNED = Set.of("", "بابرنامه", "برنامهریزیشده", "planned");
    private static final Set<String> UNPLANNED = Set.of("بیبرنامه", "بدونبرنامه", "unplanned");
    private static final Set<String> YES = Set.of("true", "yes", "1", "بله", "بلی");
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
    Announced announced(CsvTable.Row row) {
        row.check();
        String area = row.text("area", Announced.LONGEST_AREA);
        NetworkElement element = element(row);
        boolean planned = oneOf(row, "region", PLANNED, UNPLANNED);
        return new Announced(
                row.text("number", Announced.LONGEST_NUMBER),
                interval(row, Announced.mustEnd(element, planned)),
                row.text("reason", Announced.LONGEST_REASON),
                area.isEmpty() ? row.text("description", Announced.LONGEST_AREA) : area,
                element,
                oneOf(row, "cancelled", YES, NO),
                planned,
                district(row));
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
        String code = row.text("element", ElementCode.LONGEST);
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
