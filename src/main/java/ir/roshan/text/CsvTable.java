package ir.roshan.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of a table of text, read one at a time, their columns found by name in English or Persian and in any order. Byte
 * order mark, CR, LF and CRLF, commas, semicolons and tabs, a line that names the separator, titles above the header,
 * quoted fields over several lines and blank lines are all welcome.
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

    /** What spreadsheets write between cells, each in another country's setting. */
    private static final String SEPARATORS = ",;\t";

    private static final char DEFAULT_SEPARATOR = ',';
    private static final char NONE = 0;
    private static final Pattern DECLARED_SEPARATOR =
            Pattern.compile("\"?sep=(.)\"?[,;\t ]*", Pattern.CASE_INSENSITIVE);

    /** So far down the header may be. */
    private static final int MOST_LINES_ABOVE = 30;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int bufferFrom;
    private int bufferTo;

    /** Lines that a quoted field swallowed by mistake, to be read again as rows of their own. */
    private final Deque<Line> putBack = new ArrayDeque<>();

    private int linesRead;
    private char separator = DEFAULT_SEPARATOR;
    private final Map<String, Integer> positions = new HashMap<>();
    private int width;

    /**
     * A column to look for.
     *
     * @param name ours, by which {@link Row#get} finds it; it is a header too
     * @param otherHeaders compared without regard to case, blanks, underscores and joiners
     * @param lastResorts headers of a column that counts where none of the others is there
     */
    public record Column(String name, List<String> otherHeaders, List<String> lastResorts) {
        public static Column of(String name, String... otherHeaders) {
            return new Column(name, List.of(otherHeaders), List.of());
        }

        public Column orElse(String... headers) {
            return new Column(name, otherHeaders, List.of(headers));
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
     * @throws UnreadableTable if there is no header, none of {@code columns} is in it, one is in it twice, or two separators
     *     would do
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
            List<String> fields = fieldsFrom(line, new ArrayList<>());
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

        /**
         * The code of something, of which invisible marks before and behind are no part.
         *
         * @throws RefusedRow if the cell cannot be kept
         */
        public String code(String column, int longest) {
            return RefusedRow.unlessFit(TypedText.code(get(column)), column, longest);
        }

        /** @throws RefusedRow if the cell is empty ({@code required}) or cannot be kept */
        public String requiredCode(String column, int longest) {
            String code = code(column, longest);
            if (code.isEmpty()) throw new RefusedRow("required", column);
            return code;
        }

        /** @throws RefusedRow if the cell is empty ({@code required}) or cannot be kept */
        public String requiredText(String column, int longest) {
            if (get(column).isEmpty()) throw new RefusedRow("required", column);
            return text(column, longest);
        }
    }

    /**
     * The first line with two known columns is the header, else the first with one: above it stand titles that somebody has
     * merged over all columns, and below it rows.
     */
    private void readHeader(List<Column> columns) {
        Map<String, String> names = new HashMap<>();
        for (Column column : columns) {
            names.put(comparable(column.name()), column.name());
            column.otherHeaders().forEach(header -> names.put(comparable(header), column.name()));
        }
        Map<String, String> lastResorts = new HashMap<>();
        for (Column column : columns)
            column.lastResorts().forEach(header -> lastResorts.put(comparable(header), column.name()));
        Set<String> known = new HashSet<>(names.keySet());
        known.addAll(lastResorts.keySet());

        List<Line> looked = new ArrayList<>();
        String separators = SEPARATORS;
        int header = -1;
        char headerSeparator = DEFAULT_SEPARATOR;
        int mostKnown = 0;
        while (mostKnown < 2 && looked.size() < MOST_LINES_ABOVE) {
            Line line = nextLine();
            if (line == null) break;
            char declared = looked.stream().allMatch(CsvTable::isBlank) ? declaredSeparator(line) : NONE;
            looked.add(line);
            if (declared != NONE) separators = String.valueOf(declared);
            else if (!isBlank(line)) {
                int found = chooseSeparator(line, separators, known);
                if (found > mostKnown) {
                    mostKnown = found;
                    header = looked.size() - 1;
                    headerSeparator = separator;
                }
            }
        }
        if (looked.stream().allMatch(CsvTable::isBlank)) throw new UnreadableTable(UnreadableTable.Reason.EMPTY, "");
        if (header < 0) throw new UnreadableTable(UnreadableTable.Reason.NO_KNOWN_COLUMN, "");
        giveUp(new ArrayList<>(looked.subList(header + 1, looked.size())));
        separator = headerSeparator;
        List<String> headers = fieldsFrom(looked.get(header), new ArrayList<>());
        width = headers.size();
        for (int i = 0; i < width; i++) {
            String name = names.get(comparable(headers.get(i)));
            if (name != null && positions.put(name, i) != null)
                throw new UnreadableTable(UnreadableTable.Reason.REPEATED_COLUMN, name);
        }
        for (int i = 0; i < width; i++) {
            String name = lastResorts.get(comparable(headers.get(i)));
            if (name != null) positions.putIfAbsent(name, i);
        }
        if (reader instanceof TableFile file) file.separatedBy(separator);
    }

    private static boolean isBlank(Line line) {
        return !line.tooLong() && TypedText.normalise(line.text()).isEmpty();
    }

    /** Excel's own line, {@code sep=;}. */
    private static char declaredSeparator(Line line) {
        Matcher declared = DECLARED_SEPARATOR.matcher(line.text());
        if (!declared.matches()) return NONE;
        if (SEPARATORS.contains(declared.group(1))) return declared.group(1).charAt(0);
        throw new UnreadableTable(UnreadableTable.Reason.UNKNOWN_SEPARATOR, declared.group(1));
    }

    /**
     * Sets the separator by which most columns of the line are known, and returns how many these are.
     *
     * @throws UnreadableTable if two do equally well
     */
    private int chooseSeparator(Line line, String separators, Set<String> known) {
        int most = 0;
        char chosen = DEFAULT_SEPARATOR;
        int cells = 0;
        boolean twice = false;
        for (char tried : separators.toCharArray()) {
            separator = tried;
            List<Line> further = new ArrayList<>();
            List<String> fields = line.tooLong() ? null : fieldsFrom(line, further);
            if (fields == null) continue;
            giveUp(further);
            int found = (int) fields.stream()
                    .map(CsvTable::comparable)
                    .filter(known::contains)
                    .distinct()
                    .count();
            if (found < most || found == 0) continue;
            twice = found == most && cells > 1 && fields.size() > 1;
            if (found > most || fields.size() > cells) {
                most = found;
                chosen = tried;
                cells = fields.size();
            }
        }
        if (twice) throw new UnreadableTable(UnreadableTable.Reason.AMBIGUOUS_SEPARATOR, "");
        separator = cells > 1 || separators.length() == 1 ? chosen : DEFAULT_SEPARATOR;
        return most;
    }

    private static String comparable(String header) {
        return TypedText.compact(header).replace("_", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The fields of the row that begins with {@code first}, or null if its quotes do not match.
     *
     * @param further takes the lines that it goes on in; none where its quotes do not match
     */
    private List<String> fieldsFrom(Line first, List<Line> further) {
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
                if (i < text.length() && text.charAt(i) != separator) return giveUp(further);
            } else {
                while (i < text.length() && text.charAt(i) != separator) field.append(text.charAt(i++));
            }
            fields.add(TypedText.normalise(field.toString()));
            field.setLength(0);
            if (i >= text.length()) return fields;
            i++;
        }
    }

    private List<String> giveUp(List<Line> further) {
        for (int i = further.size() - 1; i >= 0; i--) putBack.addFirst(further.get(i));
        further.clear();
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
