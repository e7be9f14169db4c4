package ir.roshan.plannedoutage;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.BillId;
import ir.roshan.text.RefusedRow;
import ir.roshan.text.TypedText;
import ir.roshan.text.UnreadableTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An answer of the national planned-outage service (Bargh-e Man), or the bare rows of one. */
final class NationalAnswer {
    private static final int OK = 200;
    private static final Pattern LOAD_MANAGEMENT = Pattern.compile("مدیریت(بار|انرژی|مصرف)");
    private static final double EXACT_AS_DOUBLE = 1e15;

    private final List<JsonNode> rows = new ArrayList<>();
    private final NetworkElement element;

    /**
     * @param about the bill id that the service was asked about; null if that is not known
     * @throws NationalServiceRefused if the envelope's own status is not 200, whatever the HTTP status was
     * @throws UnreadableTable if it holds no rows where rows should be
     */
    NationalAnswer(JsonNode answer, BillId about) {
        this(answer, about == null ? null : NetworkElement.of(about));
    }

    /** @param about what it holds of; null if that is not known */
    NationalAnswer(JsonNode answer, NetworkElement about) {
        element = about;
        if (answer.hasNonNull("status") && status(answer.get("status")) != OK)
            throw new NationalServiceRefused(status(answer.get("status")));
        boolean envelope = answer.has("data") || answer.has("status");
        JsonNode data = envelope ? answer.path("data") : answer;
        if (data.isArray()) data.forEach(rows::add);
        else if (envelope && data.isObject()) rows.add(data);
        else if (!envelope || !data.isNull() && !data.isMissingNode())
            throw new UnreadableTable(UnreadableTable.Reason.NO_ROWS, "");
    }

    List<JsonNode> rows() {
        return rows;
    }

    /** @throws RefusedRow naming the member and what is wrong with it */
    AnnouncedOutage announced(JsonNode row) {
        if (!row.isObject()) throw new RefusedRow("format", "");
        String start = text(row, "outage_start_time");
        String area = kept(row, "outage_address", AnnouncedOutage.LONGEST_AREA);
        String number = kept(row, "outage_number", AnnouncedOutage.LONGEST_NUMBER);
        AnnouncedInterval interval = AnnouncedInterval.ofTimes(
                text(row, "outage_date"),
                "outage_date",
                start.isEmpty() ? text(row, "outage_time") : start,
                "outage_start_time",
                text(row, "outage_stop_time"),
                "outage_stop_time");
        String reason = kept(row, "reason_outage", AnnouncedOutage.LONGEST_REASON);
        boolean loadManagement =
                LOAD_MANAGEMENT.matcher(TypedText.compact(reason)).find();
        // The service calls it unplanned although it is announced ahead.
        boolean planned = isPlanned(row) || loadManagement;
        return new AnnouncedOutage(
                number.equals("0") ? "" : number,
                AnnouncedOutage.mustEnd(element, planned) ? interval.requireEnd("outage_stop_time") : interval,
                reason,
                area.isEmpty() ? kept(row, "address", AnnouncedOutage.LONGEST_AREA) : area,
                element,
                false,
                planned,
                null,
                loadManagement ? WindowKind.LOAD_MANAGEMENT : WindowKind.OTHER,
                false);
    }

    /** Whether it begins on a day that was not asked for; false where its day cannot be read, which is what is wrong with it. */
    boolean isOutside(JsonNode row, Interval asked) {
        try {
            Instant day = AnnouncedInterval.ofTimes(text(row, "outage_date"), "", "00:00", "", "24:00", "")
                    .startsAt();
            return day.isBefore(asked.from()) || !day.isBefore(asked.until());
        } catch (RefusedRow unreadable) {
            return false;
        }
    }

    /** Of a row that could not be taken: when it may be, as far as it says so. */
    Unread unread(JsonNode row) {
        AnnouncedInterval day;
        try {
            day = AnnouncedInterval.ofTimes(text(row, "outage_date"), "", "00:00", "", "24:00", "");
        } catch (RefusedRow unreadable) {
            day = null;
        }
        return new Unread(day, element, null);
    }

    /** Of a list of planned outages, so that a row which does not say otherwise is planned. */
    private static boolean isPlanned(JsonNode row) {
        return switch (text(row, "is_planned").toLowerCase(Locale.ROOT)) {
            case "", "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new RefusedRow("unknown-value", "is_planned");
        };
    }

    private static int status(JsonNode status) {
        try {
            return Integer.parseInt(normalised(status));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String kept(JsonNode row, String member, int longest) {
        return RefusedRow.unlessFit(text(row, member), member, longest);
    }

    private static String text(JsonNode row, String member) {
        JsonNode value = row.get(member);
        if (value == null || value.isNull()) return "";
        if (value.isContainerNode()) throw new RefusedRow("format", member);
        return normalised(value);
    }

    /** Numbers come as numbers and as strings, and some are beyond 32 bits: they are names, and kept as text. */
    private static String normalised(JsonNode value) {
        double number = value.doubleValue();
        if (value.isFloatingPointNumber() && number == Math.rint(number) && Math.abs(number) < EXACT_AS_DOUBLE)
            return Long.toString((long) number);
        return TypedText.normalise(value.asText());
    }
}
