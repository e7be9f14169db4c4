package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.text.CsvTable.Column;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    private static final List<Column> COLUMNS =
            List.of(Column.of("starts_at", "شروع", "start_time"), Column.of("area", "محدوده", "نوع خاموشی"));

    /** Every row as {@code line:starts_at|area}, or {@code line!problem}. */
    private static List<String> rows(String csv) {
        CsvTable table = CsvTable.read(new StringReader(csv), COLUMNS);
        List<String> rows = new ArrayList<>();
        for (Optional<CsvTable.Row> row = table.next(); row.isPresent(); row = table.next()) {
            CsvTable.Row r = row.get();
            try {
                r.check();
                rows.add(r.line() + ":" + r.get("starts_at") + "|" + r.get("area"));
            } catch (RefusedRow refused) {
                rows.add(r.line() + "!" + refused.at(r.line()).code());
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "starts_at,area\n1,a\n",
                "\uFEFFstarts_at,area\r\n1,a\r\n",
                "starts_at,area\r1,a",
                "area,other,starts_at\na,x,1\n",
                "STARTS_AT , \"Area\"\n1,a\n",
                "\uFEFF\"شروع\",محدوده\n۱,a\n",
                "Start Time,نوع\u200Cخاموشی\n1,a\n",
                "starts_at,area\n\"1\" ,\"a\"\n",
            })
    void headersAreFoundByNameInAnyOrder(String csv) {
        assertThat(rows(csv)).containsExactly("2:1|a");
    }

    @Test
    void cellsAreNormalisedAndMissingOnesEmpty() {
        assertThat(rows("area,starts_at\n علي ,۱۲\nx\n")).containsExactly("2:12|علی", "3:|x");
    }

    @Test
    void quotedCellsKeepCommasQuotesAndLineBreaks() {
        assertThat(rows("starts_at,area\n1,\"a, \"\"b\"\"\nc\"\n2,d\n")).containsExactly("2:1|a, \"b\"\nc", "4:2|d");
    }

    @Test
    void blankLinesAreNoRowsButAreCounted() {
        assertThat(rows("\nstarts_at,area\n\n1,a\n , \n\n2,b")).containsExactly("4:1|a", "7:2|b");
    }

    @Test
    void aQuoteInsideAnUnquotedCellIsText() {
        assertThat(rows("starts_at,area\n1,خیابان \"الف\"\n")).containsExactly("2:1|خیابان \"الف\"");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnRowOnly() {
        assertThat(rows("starts_at,area\n1,\"a\n2,b\n3,\"c, d\"\n4,e\n"))
                .containsExactly("2!quotes", "3:2|b", "4:3|c, d", "5:4|e");
        assertThat(rows("starts_at,area\n1,a\n2,\"b\n3,c\n")).containsExactly("2:1|a", "3!quotes", "4:3|c");
    }

    @Test
    void aQuoteThatIsNeverClosedInALongFileIsFoundEarly() {
        String csv = "starts_at,area\n1,\"a\n" + "2,b\n".repeat(10_000);
        assertThat(rows(csv)).hasSize(10_001).startsWith("2!quotes", "3:2|b").endsWith("10002:2|b");
    }

    @Test
    void textAfterAClosingQuoteIsRefused() {
        assertThat(rows("starts_at,area\n1,\"a\"b\n2,c\n")).containsExactly("2!quotes", "3:2|c");
    }

    @Test
    void moreCellsThanHeadersAreRefusedUnlessBlank() {
        assertThat(rows("starts_at,area\n1,a,b\n2,c,,\n")).containsExactly("2!columns", "3:2|c");
    }

    @Test
    void aLineWithoutEndIsRefusedAndReadPast() {
        assertThat(rows("starts_at,area\n1," + "x".repeat(100_000) + "\n2,b\n")).containsExactly("2!too-long", "3:2|b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n", " \r\n"})
    void anEmptyFileIsNoTable(String csv) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOfSatisfying(
                        UnreadableTable.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(UnreadableTable.Reason.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,a\n", "<html><body>", "{\"data\":[]}", "\"starts_at\n"})
    void aFileWithoutAKnownHeaderIsNoTable(String csv) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOfSatisfying(
                        UnreadableTable.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(UnreadableTable.Reason.NO_KNOWN_COLUMN));
    }

    @Test
    void oneColumnUnderTwoHeadersIsRefused() {
        assertThatThrownBy(() -> rows("starts_at,شروع\n1,2\n"))
                .isInstanceOfSatisfying(UnreadableTable.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(UnreadableTable.Reason.REPEATED_COLUMN);
                    assertThat(refusal.column()).isEqualTo("starts_at");
                });
    }

    @Test
    void aRequiredColumnMustBeThere() {
        CsvTable table = CsvTable.read(new StringReader("area\na\n"), COLUMNS);
        assertThat(table.require("area").has("starts_at")).isFalse();
        assertThatThrownBy(() -> table.require("starts_at")).isInstanceOf(UnreadableTable.class);
    }

    @Test
    void aTextThatCannotBeKeptRefusesItsRow() {
        String csv = "starts_at,area\n\"a\nb\",\u202Ex\n";
        CsvTable.Row row = CsvTable.read(new StringReader(csv), COLUMNS).next().orElseThrow();
        assertThat(row.requiredText("starts_at", 3)).isEqualTo("a b");
        assertThatThrownBy(() -> row.text("starts_at", 2))
                .isInstanceOfSatisfying(
                        RefusedRow.class,
                        refused -> assertThat(refused.at(2)).isEqualTo(new RowProblem(2, "too-long", "starts_at")));
        assertThatThrownBy(() -> row.text("area", 9)).hasMessage("characters area");
        assertThat(row.text("nowhere", 9)).isEmpty();
        assertThatThrownBy(() -> row.requiredText("nowhere", 9)).hasMessage("required nowhere");
    }

    @Test
    void aBrokenConnectionIsNoEndOfFile() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> CsvTable.read(broken, COLUMNS)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTallyKeepsTheFirstThousandProblems() {
        ImportTally tally = new ImportTally();
        tally.take(1, () -> {});
        for (int line = 2; line <= 1_502; line++) {
            tally.take(line, () -> {
                throw new RefusedRow("required", "district");
            });
        }
        assertThatThrownBy(() -> tally.take(1_503, () -> Integer.parseInt("bug")))
                .isInstanceOf(NumberFormatException.class);
        ImportReport report = tally.report();
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1_501);
        assertThat(report.problems()).hasSize(1_000).endsWith(new RowProblem(1_001, "required", "district"));
    }
}
