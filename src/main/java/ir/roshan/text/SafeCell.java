package ir.roshan.text;

/** A cell of a CSV that a spreadsheet will open: what it would run as a formula is text, and shown as text. */
public final class SafeCell {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private SafeCell() {}

    /** The text with an apostrophe in front where it begins like a formula; empty for null. */
    public static String of(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return BEGINS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
