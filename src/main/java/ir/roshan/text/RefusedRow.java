package ir.roshan.text;

/**
 * One row of an import cannot be taken. It never leaves the import: the row is counted, and reading goes on. Without a
 * stack trace, since a file may hold a million of them.
 */
public final class RefusedRow extends RuntimeException {
    private final String code;
    private final String field;

    /** @param field the column it is about; empty where it is about the whole row */
    public RefusedRow(String code, String field) {
        super(code + " " + field, null, false, false);
        this.code = code;
        this.field = field;
    }

    public RowProblem at(int line) {
        return new RowProblem(line, code, field);
    }

    /**
     * A text that can be kept: line breaks inside it become blanks.
     *
     * @param longest in UTF-16 units
     * @throws RefusedRow {@code characters} or {@code too-long}
     */
    public static String unlessFit(String text, String field, int longest) {
        if (TypedText.problemOf(text, true).isPresent()) throw new RefusedRow(TypedText.CHARACTERS, field);
        if (text.length() > longest) throw new RefusedRow("too-long", field);
        return TypedText.problemOf(text, false).isEmpty() ? text : text.replaceAll("[\\n\\r\\t\\u2028\\u2029]+", " ");
    }
}
