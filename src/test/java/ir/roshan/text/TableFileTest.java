package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ir.roshan.text.CsvTable.Column;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as clerks' spreadsheets save them. */
class TableFileTest {
    private static final Charset WINDOWS_1256 = Charset.forName("windows-1256");
    private static final List<Column> COLUMNS = List.of(
            Column.of("number", "شماره"),
            Column.of("area", "آدرس"),
            Column.of("time", "ساعت شروع").orElse("زمان"));

    private static final String PERSIAN = "شماره,آدرس,ساعت شروع\nP-1,خيابان صفائيه,08:00\nP-2,بلوار امين,10:00\n";

    private record Read(String encoding, String separator, List<String> rows) {}

    private static Read read(byte[] bytes, Charset declared) {
        try {
            TableFile file = TableFile.of(new ByteArrayInputStream(bytes), declared);
            List<String> rows = new ArrayList<>();
            CsvTable.read(file, COLUMNS)
                    .forEach(row -> rows.add(
                            row.line() + ":" + row.get("number") + "|" + row.get("area") + "|" + row.get("time")));
            return new Read(file.encoding(), file.separator(), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Read read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static void refused(UnreadableTable.Reason reason, byte[] bytes, Charset declared) {
        assertThatThrownBy(() -> read(bytes, declared))
                .asInstanceOf(type(UnreadableTable.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static final List<String> ROWS = List.of("2:P-1|خیابان صفائیه|08:00", "3:P-2|بلوار امین|10:00");

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, UTF-8",
        "UTF-8, true, UTF-8",
        "UTF-16LE, true, UTF-16LE",
        "UTF-16BE, true, UTF-16BE",
        "windows-1256, false, windows-1256",
    })
    void anEncodingIsFoundWithoutBeingDeclared(String saved, boolean marked, String found) {
        byte[] bytes = ((marked ? "\uFEFF" : "") + PERSIAN).getBytes(Charset.forName(saved));
        assertThat(read(bytes, null)).isEqualTo(new Read(found, ",", ROWS));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1256, windows-1256, windows-1256",
        "UTF-8, UTF-8, UTF-8",
        "UTF-8, US-ASCII, UTF-8",
        "UTF-16LE, UTF-16LE, UTF-16LE",
        "UTF-16BE, UTF-16BE, UTF-16BE",
        "UTF-16LE, UTF-16, UTF-16LE",
        "UTF-16BE, UTF-16, UTF-16BE",
    })
    void aDeclaredEncodingIsTaken(String saved, String declared, String found) {
        assertThat(read(PERSIAN.getBytes(Charset.forName(saved)), Charset.forName(declared)))
                .isEqualTo(new Read(found, ",", ROWS));
    }

    @Test
    void aMarkInTheFileIsTruerThanWhatTheCallSays() {
        assertThat(read(("\uFEFF" + PERSIAN).getBytes(StandardCharsets.UTF_8), WINDOWS_1256)
                        .encoding())
                .isEqualTo("UTF-8");
    }

    @Test
    void lettersOfPersianAreReadInWindows1256() {
        String text = "number,area\n1,پل چهارباغ، گذر ژاله ـ می\u200Cشود «الف»\n";
        Read read = read(text.replace('ی', 'ي').replace("ک", "ك").getBytes(WINDOWS_1256), null);
        assertThat(read.encoding()).isEqualTo("windows-1256");
        assertThat(read.rows().get(0)).contains("پل چهارباغ", "گذر ژاله", "می\u200Cشود");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xE4, 0xC7, 0x80})
    void aByteThatIsNoUtf8SpoilsItsRowAndNotTheFile(int wrong) {
        byte[] bytes = PERSIAN.replace("P-2", "P-?").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) wrong;
        Read read = read(bytes, null);
        assertThat(read.encoding()).isEqualTo("UTF-8");
        assertThat(read.rows()).first().isEqualTo(ROWS.get(0));
        assertThat(read.rows().get(1)).contains("\uFFFD");
        byte[] latin = "number,area\nP-1,caf?\n".getBytes(StandardCharsets.UTF_8);
        latin[new String(latin, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) wrong;
        assertThat(read(latin, null).rows().get(0))
                .as("one letter makes no Persian")
                .contains("caf\uFFFD");
    }

    @Test
    void whatIsNotReadIsToldSo() {
        refused(
                UnreadableTable.Reason.UNKNOWN_ENCODING,
                PERSIAN.getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        refused(UnreadableTable.Reason.NO_KNOWN_COLUMN, PERSIAN.getBytes(StandardCharsets.UTF_16LE), null);
        refused(UnreadableTable.Reason.AMBIGUOUS_ENCODING, new byte[] {'a', 'b'}, StandardCharsets.UTF_16);
    }

    @Test
    void aLongFileIsReadToItsEnd() {
        StringBuilder text = new StringBuilder("شماره;آدرس\n");
        for (int i = 0; i < 100_000; i++) text.append(i).append(";خيابان صفائيه\n");
        Read read = read(text.toString().getBytes(WINDOWS_1256), null);
        assertThat(read.rows()).hasSize(100_000).last().isEqualTo("100001:99999|خیابان صفائیه|");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void cellsAreToldApartByWhatTheHeaderHas(String separator) {
        String text = "number,area,time\n1,a,b\n2,\"x,y;z\tw\",\"q\"\"\"\n,,\n3,c\n".replace(",", separator);
        text = text.replace("x" + separator + "y", "x,y");
        assertThat(read(text))
                .isEqualTo(new Read("UTF-8", separator, List.of("2:1|a|b", "3:2|x,y;z\tw|q\"", "5:3|c|")));
        assertThat(read("sep=" + separator + "\r\n" + text.replace("\n", "\r\n"))
                        .rows())
                .first()
                .isEqualTo("3:1|a|b");
        assertThat(read("\uFEFF\"SEP=" + separator + "\"\n" + text).separator()).isEqualTo(separator);
    }

    @Test
    void whatIsDeclaredCounts() {
        assertThat(read("sep=;\nnumber;a,b,c\n1,5;2\n").rows()).containsExactly("3:1,5||");
        assertThat(read("sep=;\nnumber\n1\n").separator()).isEqualTo(";");
        refused(
                UnreadableTable.Reason.UNKNOWN_SEPARATOR,
                "sep=|\nnumber|area\n".getBytes(StandardCharsets.UTF_8),
                null);
        refused(
                UnreadableTable.Reason.NO_KNOWN_COLUMN,
                "sep=,\nnumber;area\n1;2\n".getBytes(StandardCharsets.UTF_8),
                null);
        refused(UnreadableTable.Reason.NO_KNOWN_COLUMN, "sep=;\n".getBytes(StandardCharsets.UTF_8), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "برنامهٔ خاموشی‌های آبان ۱۴۰۵,,\n",
                ",,\n\nشرکت توزیع,,\n\"برنامه، دو\nسطر\",,\n",
                "آدرس,,\n",
                "number\n",
                "\"lost,,\n",
            })
    void titlesMayStandAboveTheHeader(String titles) {
        assertThat(read(titles + PERSIAN).rows())
                .extracting(row -> row.substring(row.indexOf(':') + 1))
                .containsExactly("P-1|خیابان صفائیه|08:00", "P-2|بلوار امین|10:00");
    }

    @Test
    void linesBelowALoneHeaderAreRows() {
        assertThat(read("number\n1\n2\n").rows()).containsExactly("2:1||", "3:2||");
        String many = "number\n" + "1\n".repeat(100);
        assertThat(read(many).rows()).hasSize(100);
        assertThat(read("x\n".repeat(20) + many).rows()).hasSize(100);
        refused(
                UnreadableTable.Reason.NO_KNOWN_COLUMN,
                ("x\n".repeat(40) + many).getBytes(StandardCharsets.UTF_8),
                null);
    }

    @Test
    void aHeaderThatCanBeCutTwoWaysIsRefused() {
        refused(
                UnreadableTable.Reason.AMBIGUOUS_SEPARATOR,
                "number,x;area,y;time\n".getBytes(StandardCharsets.UTF_8),
                null);
        refused(UnreadableTable.Reason.AMBIGUOUS_SEPARATOR, "number,x;area\n".getBytes(StandardCharsets.UTF_8), null);
        assertThat(read("sep=,\nnumber,x;area\n1,2\n").rows()).containsExactly("3:1||");
    }

    @Test
    void aLastResortCountsWhereNothingElseIsThere() {
        assertThat(read("number,زمان\n1,8\n").rows()).containsExactly("2:1||8");
        assertThat(read("زمان,ساعت شروع,number\n8,9,1\n").rows()).containsExactly("2:1||9");
        refused(UnreadableTable.Reason.REPEATED_COLUMN, "time,ساعت شروع\n".getBytes(StandardCharsets.UTF_8), null);
    }
}
