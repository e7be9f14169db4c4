package ir.roshan.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of a comma-separated table, read one at a time, their columns found by name in English or Persian and in any
 * order. Byte order mark, CR, LF and CRLF, quoted fields over several lines and blank lines are all welcome.
 *
 * <p>It parses by itself rather than by a library because a lost quotation mark must cost its own row only: a field
 * that is not closed where it should be is given up, and reading goes on in the line after the one where it began.
 */
public final class CsvTable {
    /** Longer lines are refused unread: a file without a line break must not fill the memory. */
    private static final int LONGEST_LINE = 20_000;

    /** A quoted field that runs further than this was never meant to. */
    private static final int MOST_LINES_OF_A_ROW = 50;

    private static final int END = -1;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int bufferFrom;
    private int bufferTo;

    /** Lines that a quoted field swallowed by mistake, to be read again as rows of their own. */
    private final Deque<Line> putBack = new ArrayDeque<>();

    private int linesRead;
    private final Map<String, Integer> positions = new HashMap<>();
    private int width;

    /**
     * A column to look for.
     *
     * @param name ours, by which {@link Row#get} finds it; it is a header too
     * @param otherHeaders compared without regard to case, blanks, underscores and joiners
     */
    public record Column(String name, List<String> otherHeaders) {
        public static Column of(String name, String... otherHeaders) {
            return new Column(name, List.of(otherHeaders));
        }
    }

    private record Line(int number, String text, boolean tooLong) {}

    private CsvTable(Reader reader) {
        this.reader = reader;
    }

    /**
     * Reads the header.
     *
     * @param csv is left open, and at its end when the last row was read
     * @throws UnreadableTable if there is no header, none of {@code columns} is in it, or one is in it twice
     */
    public static CsvTable read(Reader csv, List<Column> columns) {
        CsvTable table = new CsvTable(csv);
        table.readHeader(columns);
        return table;
    }

    /** @throws UnreadableTable if the file does not have the column */
    public CsvTable require(String column) {
        if (!has(column)) throw new UnreadableTable(UnreadableTable.Reason.MISSING_COLUMN, column);
        return this;
    }

    public boolean has(String column) {
        return positions.containsKey(column);
    }

    /** Hands on every row that is not blank, in the order of the file; each is read when the one before was dealt with. */
    public void forEach(Consumer<Row> consumer) {
        for (Optional<Row> row = next(); row.isPresent(); row = next()) consumer.accept(row.get());
    }

    /** The next row that is not blank; empty at the end of the file. */
    Optional<Row> next() {
        for (Line line = nextLine(); line != null; line = nextLine()) {
            if (line.tooLong()) return Optional.of(new Row(line.number(), List.of(), "too-long"));
            List<String> fields = fieldsFrom(line);
            if (fields == null) return Optional.of(new Row(line.number(), List.of(), "quotes"));
            if (fields.stream().allMatch(String::isEmpty)) continue;
            // An unquoted comma has shifted the rest of the row; what lies under which header can only be guessed.
            if (fields.stream().skip(width).anyMatch(field -> !field.isEmpty()))
                return Optional.of(new Row(line.number(), List.of(), "columns"));
            return Optional.of(new Row(line.number(), fields, null));
        }
        return Optional.empty();
    }

    /** One row, which may be one that could not be read: {@link #check()}. */
    public final class Row {
        private final int line;
        private final List<String> fields;
        private final String problem;

        private Row(int line, List<String> fields, String problem) {
            this.line = line;
            this.fields = fields;
            this.problem = problem;
        }

        /** Where the row begins, counted from 1, the header included. */
        public int line() {
            return line;
        }

        /**
         * @throws RefusedRow if the row cannot be read at all: {@code quotes}, {@code columns} (more cells than headers)
         *     or {@code too-long}
         */
        public void check() {
            if (problem != null) throw new RefusedRow(problem, "");
        }

        /** Normalised ({@link TypedText#normalise}); empty where the cell, or the column, is not there. */
        public String get(String column) {
            Integer position = positions.get(column);
            return position == null || position >= fields.size() ? "" : fields.get(position);
        }

        /** @throws RefusedRow if the cell cannot be kept ({@link RefusedRow#unlessFit}) */
        public String text(String column, int longest) {
            return RefusedRow.unlessFit(get(column), column, longest);
        }

        /** @throws RefusedRow if the cell is empty ({@code required}) or cannot be kept */
        public String requiredText(String column, int longest) {
            if (get(column).isEmpty()) throw new RefusedRow("required", column);
            return text(column, longest);
        }
    }

    private void readHeader(List<Column> columns) {
        Line first = nextLine();
        while (first != null
                && !first.tooLong()
                && TypedText.normalise(first.text()).isEmpty()) first = nextLine();
        if (first == null) throw new UnreadableTable(UnreadableTable.Reason.EMPTY, "");
        List<String> headers = first.tooLong() ? null : fieldsFrom(first);
        if (headers == null) throw new UnreadableTable(UnreadableTable.Reason.NO_KNOWN_COLUMN, "");
        width = headers.size();
        Map<String, String> nameByHeader = new HashMap<>();
        for (Column column : columns) {
            nameByHeader.put(comparable(column.name()), column.name());
            column.otherHeaders().forEach(header -> nameByHeader.put(comparable(header), column.name()));
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = nameByHeader.get(comparable(headers.get(i)));
            if (name != null && positions.put(name, i) != null)
                throw new UnreadableTable(UnreadableTable.Reason.REPEATED_COLUMN, name);
        }
        if (positions.isEmpty()) throw new UnreadableTable(UnreadableTable.Reason.NO_KNOWN_COLUMN, "");
    }

    private static String comparable(String header) {
        return TypedText.compact(header).replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The fields of the row that begins with {@code first}, or null if its quotes do not match. */
    private List<String> fieldsFrom(Line first) {
        List<Line> further = new ArrayList<>();
        List<String> fields = new ArrayList<>(Math.max(width, 8));
        StringBuilder field = new StringBuilder();
        String text = first.text();
        int i = 0;
        while (true) {
            int start = i;
            while (start < text.length() && text.charAt(start) == ' ') start++;
            if (start < text.length() && text.charAt(start) == '"') {
                i = start + 1;
                while (true) {
                    if (i >= text.length()) {
                        Line next = further.size() < MOST_LINES_OF_A_ROW ? nextLine() : null;
                        if (next != null) further.add(next);
                        if (next == null || next.tooLong()) return giveUp(further);
                        field.append('\n');
                        text = next.text();
                        i = 0;
                    } else if (text.charAt(i) != '"') {
                        field.append(text.charAt(i++));
                    } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        field.append('"');
                        i += 2;
                    } else {
                        i++;
                        break;
                    }
                }
                while (i < text.length() && text.charAt(i) == ' ') i++;
                if (i < text.length() && text.charAt(i) != ',') return giveUp(further);
            } else {
                while (i < text.length() && text.charAt(i) != ',') field.append(text.charAt(i++));
            }
            fields.add(TypedText.normalise(field.toString()));
            field.setLength(0);
            if (i >= text.length()) return fields;
            i++;
        }
    }

    private List<String> giveUp(List<Line> further) {
        for (int i = further.size() - 1; i >= 0; i--) putBack.addFirst(further.get(i));
        return null;
    }

    /** The next line without its end; null at the end of the file. */
    private Line nextLine() {
        if (!putBack.isEmpty()) return putBack.removeFirst();
        try {
            int c = read();
            if (c == END) return null;
            linesRead++;
            StringBuilder text = new StringBuilder(128);
            boolean tooLong = false;
            for (; c != END && c != '\n' && c != '\r'; c = read()) {
                if (text.length() < LONGEST_LINE) text.append((char) c);
                else tooLong = true;
            }
            if (c == '\r' && (bufferFrom < bufferTo || fill()) && buffer[bufferFrom] == '\n') bufferFrom++;
            if (linesRead == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') text.deleteCharAt(0);
            return new Line(linesRead, tooLong ? "" : text.toString(), tooLong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int read() throws IOException {
        return bufferFrom < bufferTo || fill() ? buffer[bufferFrom++] : END;
    }

    private boolean fill() throws IOException {
        bufferFrom = 0;
        bufferTo = Math.max(0, reader.read(buffer, 0, buffer.length));
        return bufferTo > 0;
    }
}
