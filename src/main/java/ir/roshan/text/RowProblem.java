package ir.roshan.text;

import java.util.Set;

/**
 * Why one row of an import was refused.
 *
 * @param line counted from 1, the header included; of a row over several lines, its first; for JSON, the row counted from
 *     1
 * @param code one of {@link #CODES}; put into words where it is shown
 * @param field the column it is about; empty where it is about the whole row
 */
public record RowProblem(int line, String code, String field) {
    /** Every code there is, so that whoever shows problems can be held to have words for each. */
    public static final Set<String> CODES = Set.of(
            // any cell
            "required",
            "format",
            "range",
            "unknown-value",
            "too-long",
            TypedText.CHARACTERS,
            // the row as a whole
            "quotes", // a quotation mark without its counterpart
            "columns", // more cells than headers
            // bill ids
            "check-digit",
            "service-type",
            "duplicate", // the bill id is in the file already
            // the network
            "element-conflict", // a code of two kinds, or below two others
            "unknown-element", // neither a code of the network nor a bill id
            // whose work it is
            "other-district", // the row is about a place, or an outage, that is not the caller's
            // moments
            "date",
            "impossible-day",
            "time",
            "offset", // ISO 8601 without one
            "empty-interval",
            "end-before-start");

    /** @throws IllegalArgumentException if {@code code} is none of {@link #CODES} */
    public RowProblem {
        if (!CODES.contains(code)) throw new IllegalArgumentException("no such code of a row problem: " + code);
    }
}
