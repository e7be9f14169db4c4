package ir.roshan.text;

/** A file that is no table of ours as a whole, so that no row of it can be judged by itself; nothing of it was taken. */
public class UnreadableTable extends RuntimeException {
    /** What is wrong with the file. */
    public enum Reason {
        /** Not even a header. */
        EMPTY("empty-table"),
        /** No column of the first line is one that is looked for. */
        NO_KNOWN_COLUMN("no-known-column"),
        /** A column without which no row can be taken; {@link #column()} names it. */
        MISSING_COLUMN("missing-column"),
        /** One column is there twice, and nothing says which is meant; {@link #column()} names it. */
        REPEATED_COLUMN("repeated-column"),
        /** The header can be cut at two characters, and as many columns are known either way. */
        AMBIGUOUS_SEPARATOR("ambiguous-separator"),
        /** The file names a separator that is none of ours, in its line {@code sep=}. */
        UNKNOWN_SEPARATOR("unknown-separator"),
        /** The bytes read as well in one encoding as in another. */
        AMBIGUOUS_ENCODING("ambiguous-encoding"),
        /** An encoding was declared that is not read. */
        UNKNOWN_ENCODING("unknown-encoding"),
        /** JSON that holds no rows where rows should be. */
        NO_ROWS("no-rows");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final String column;

    public UnreadableTable(Reason reason, String column) {
        super("unreadable table: " + reason.code() + (column.isEmpty() ? "" : " " + column));
        this.reason = reason;
        this.column = column;
    }

    public Reason reason() {
        return reason;
    }

    /** Our name of the column, or the separator or encoding; empty where the reason is about no single one. */
    public String column() {
        return column;
    }
}
