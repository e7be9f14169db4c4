package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsFileTest {
    @TempDir
    Path folder;

    private final RowsFile file = new RowsFile(
            "برگه",
            List.of("متن", "عدد", "زمان", "هست"),
            List.of(
                    Arrays.asList("=cmd|'/c calc'!A1", 12.5, Instant.parse("2026-11-23T10:00:00Z"), true),
                    Arrays.asList("خیابان \"ارم\"، پلاک ۱۲\n", -3, null, false)));

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"})
    void whatCouldBeAFormulaBeginsWithAnApostrophe(String dangerous) {
        assertThat(RowsFile.inert(dangerous)).isEqualTo("'" + dangerous);
    }

    /** A spreadsheet may part cells at these, whatever is quoted. */
    @Test
    void norDoesACellThatASpreadsheetMakesOfAPart() {
        Map.of(
                        "bad;=1+1;x", "bad;'=1+1;x",
                        "a; @b", "a; '@b",
                        "a\t+1", "a\t'+1",
                        "a\n-1", "a\n'-1",
                        "a;;＝1", "a;;'＝1",
                        "a;b=1", "a;b=1",
                        "a-1", "a-1")
                .forEach((text, inert) -> assertThat(RowsFile.inert(text)).isEqualTo(inert));
    }

    /** A spreadsheet rounds the first to 1.80259E+11 when it opens a CSV, loses the zero of the second, and makes a date of the last. */
    @ParameterizedTest
    @ValueSource(strings = {"180259433142", "0912", "12E5", "1-2", "3/4", "2026-01", "26-11-2026"})
    void norDoesATextOfDigitsThatASpreadsheetWouldMakeANumberOf(String digits) {
        assertThat(RowsFile.inert(digits)).isEqualTo("'" + digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1802-5943-3142", "1405-000017", "1405/09/02", "12", "0"})
    void whatASpreadsheetLeavesAsItIsStaysAsItIs(String text) {
        assertThat(RowsFile.inert(text)).isEqualTo(text);
    }

    @Test
    void aNumberHasOneDecimalPlaceAndNoExponent() {
        RowsFile minutes = new RowsFile("برگه", List.of("دقیقه"), List.of(List.of(35.283333), List.of(12_345_678.0)));
        assertThat(new String(minutes.csv(), UTF_8).lines().skip(1)).containsExactly("35.3", "12345678");
    }

    @Test
    void csvKeepsNumbersAndQuotesWhatNeedsIt() {
        assertThat(new String(file.csv(), UTF_8))
                .isEqualTo("\uFEFFمتن,عدد,زمان,هست\r\n'=cmd|'/c calc'!A1,12.5,1405/09/02 13:30,بله\r\n"
                        + "\"خیابان \"\"ارم\"\"، پلاک ۱۲\n\",-3,,خیر\r\n");
    }

    @Test
    void xlsxHoldsTextAndNumbersAndNoFormula() throws IOException {
        Map<String, String> parts = new HashMap<>();
        Files.write(folder.resolve("rows.xlsx"), file.xlsx());
        try (ZipFile zip = new ZipFile(folder.resolve("rows.xlsx").toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        String sheet = parts.get("xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("rightToLeft=\"true\"", "<v>12.5</v>", "<v>-3</v>")
                .doesNotContain("<f>");
        assertThat(parts.get("xl/sharedStrings.xml"))
                .contains("&apos;=cmd|", "1405/09/02 13:30")
                .doesNotContain(">=cmd");
    }
}
