package ir.roshan.text;

import ir.roshan.text.UnreadableTable.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The characters of a table as somebody's spreadsheet saved it, and how they were read. A byte order mark says the encoding,
 * else whoever sent the file does; else it is UTF-8, or Windows-1256 where the bytes are no UTF-8 and read as Persian. A
 * byte that is nothing in the encoding becomes the replacement character, so that it spoils its own row at most.
 */
public final class TableFile extends Reader {
    /** So much of a file is looked at to tell its encoding; a header and thousands of rows. */
    private static final int LOOKED_AT = 1 << 20;

    private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            WINDOWS_1256);

    /** Letters that Windows-1256 has for Urdu, and no Persian word. */
    private static final String NOT_PERSIAN = "ٹڈڑںےھہ";

    /** What stands between Persian words; the non-joiner stands within them. */
    private static final String BETWEEN = "\u200C\u200D\u00A0«»،؛؟٪ـ×÷±…–—•‘’“”";

    /** Of all that is not ASCII. */
    private static final double MOST = 0.9;

    private static final int A_WORD = 3;

    private final Reader reader;
    private final Charset encoding;
    private String separator;

    private TableFile(InputStream bytes, Charset encoding) {
        this.encoding = encoding;
        this.reader = new InputStreamReader(
                bytes,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    /**
     * @param bytes is left open
     * @param declared by whoever sent the file; null if nothing was
     * @throws UnreadableTable if the encoding is none of those that are read, or the bytes fit two equally well
     */
    public static TableFile of(InputStream bytes, Charset declared) throws IOException {
        if (declared != null && !ENCODINGS.contains(declared))
            throw new UnreadableTable(Reason.UNKNOWN_ENCODING, declared.name());
        byte[] begin = bytes.readNBytes(LOOKED_AT);
        Charset encoding = marked(begin);
        if (encoding == null && StandardCharsets.UTF_16.equals(declared)) encoding = byteOrder(begin);
        else if (encoding == null && declared != null)
            encoding = StandardCharsets.US_ASCII.equals(declared) ? StandardCharsets.UTF_8 : declared;
        else if (encoding == null) encoding = guessed(begin);
        return new TableFile(new SequenceInputStream(new ByteArrayInputStream(begin), bytes), encoding);
    }

    /** By its canonical name, {@code UTF-8} or another. */
    public String encoding() {
        return encoding.name();
    }

    /** What stood between the cells; null as long as nobody has read the header. */
    public String separator() {
        return separator;
    }

    void separatedBy(char found) {
        separator = String.valueOf(found);
    }

    private static Charset marked(byte[] begin) {
        if (startsWith(begin, 0xEF, 0xBB, 0xBF)) return StandardCharsets.UTF_8;
        if (startsWith(begin, 0xFF, 0xFE)) return StandardCharsets.UTF_16LE;
        return startsWith(begin, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean startsWith(byte[] begin, int... mark) {
        if (begin.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((begin[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    /** The upper halves of what stands in such a table are 0 and 6, for Latin and Persian. */
    private static Charset byteOrder(byte[] begin) {
        int[] upper = new int[2];
        for (int i = 0; i < begin.length; i++) if (begin[i] == 0 || begin[i] == 6) upper[i % 2]++;
        if (upper[0] == upper[1]) throw new UnreadableTable(Reason.AMBIGUOUS_ENCODING, "");
        return upper[0] > upper[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static Charset guessed(byte[] begin) {
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < begin.length; ) {
            int length = lengthOfUtf8(begin, i);
            if (i + length > begin.length) break;
            if (length > 1) right++;
            if (length == 0) wrong++;
            i += Math.max(1, length);
        }
        if (wrong == 0 || wrong < right || !readsAsPersian(new String(begin, WINDOWS_1256)))
            return StandardCharsets.UTF_8;
        if (wrong == right) throw new UnreadableTable(Reason.AMBIGUOUS_ENCODING, "");
        return WINDOWS_1256;
    }

    /** Of the character that begins there; 0 if none does, and more than is left where the bytes are cut off in one. */
    private static int lengthOfUtf8(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80
                ? 1
                : lead >= 0xC2 && lead < 0xE0
                        ? 2
                        : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        for (int i = at + 1; i < at + length && i < bytes.length; i++) if ((bytes[i] & 0xC0) != 0x80) return 0;
        return length;
    }

    private static boolean readsAsPersian(String text) {
        int all = 0;
        int persian = 0;
        int run = 0;
        boolean word = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter =
                    Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC && NOT_PERSIAN.indexOf(c) < 0;
            run = letter ? run + 1 : 0;
            word |= run >= A_WORD;
            if (c >= 0x80) {
                all++;
                if (letter || BETWEEN.indexOf(c) >= 0) persian++;
            }
        }
        return word && persian >= MOST * all;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        return reader.read(into, from, length);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
