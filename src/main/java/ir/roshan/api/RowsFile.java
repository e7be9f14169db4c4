package ir.roshan.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import ir.roshan.calendar.SolarHijri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as a file for spreadsheets. Numbers stay numbers, to one decimal place; moments are Solar Hijri in Tehran; and text that
 * a spreadsheet could take for a formula, a number or a day begins with an apostrophe, in either kind of file: one is made
 * into the other by a click.
 */
final class RowsFile {
    /** Excel reads UTF-8 only where it is told so. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The wide ones as well, which some editions of Excel take for the others. */
    private static final String SIGNS = "=+\\-@＝＋－＠";

    /** Where a cell could begin: a spreadsheet may take another sign than a comma for the end of one, whatever is quoted. */
    private static final Pattern DANGEROUS =
            Pattern.compile("(^(?=[" + SIGNS + "\t\r])|[;\t\r\n][ ;\t\r\n]*(?=[" + SIGNS + "]))");

    /** What a spreadsheet shows otherwise than it was written: long numbers, leading zeros, exponents, days from 1900 on. */
    private static final Pattern LIKE_A_NUMBER = Pattern.compile(
            "[0-9]{12,}|0[0-9]+|[0-9]+[Ee][0-9]+|[0-9]{1,2}([-/][0-9]{1,4}){1,2}|(19|20)[0-9]{2}([-/][0-9]{1,2}){1,2}");

    private final String sheet;
    private final List<String> header;
    private final List<List<Object>> rows;

    /** @param rows of numbers, moments, booleans and text; null for an empty cell */
    RowsFile(String sheet, List<String> header, List<List<Object>> rows) {
        this.sheet = sheet;
        this.header = header;
        this.rows = rows;
    }

    byte[] csv() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            writer.write(BYTE_ORDER_MARK);
            CsvWriter csv = CsvWriter.builder().build(writer);
            csv.writeRecord(header);
            for (List<Object> row : rows) {
                csv.writeRecord(
                        row.stream().map(cell -> String.valueOf(readable(cell))).toList());
            }
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Roshan", "1.0")) {
            Worksheet worksheet = workbook.newWorksheet(sheet);
            worksheet.rightToLeft();
            worksheet.freezePane(0, 1);
            for (int column = 0; column < header.size(); column++) {
                worksheet.value(0, column, header.get(column));
                worksheet.style(0, column).bold().set();
            }
            for (int row = 0; row < rows.size(); row++) {
                List<Object> cells = rows.get(row);
                for (int column = 0; column < cells.size(); column++) {
                    Object cell = readable(cells.get(column));
                    if (cell instanceof Number number) {
                        worksheet.value(row + 1, column, number);
                    } else {
                        worksheet.value(row + 1, column, cell.toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Object readable(Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Instant moment) {
            return SolarHijri.format(moment, Locale.ENGLISH);
        }
        if (cell instanceof Boolean is) {
            return is ? "بله" : "خیر";
        }
        if (cell instanceof Double number) {
            return plain(BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP));
        }
        return cell instanceof String text ? inert(text) : cell;
    }

    /** Without an exponent, and without a zero at the end. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static String inert(String text) {
        if (LIKE_A_NUMBER.matcher(text).matches()) {
            return "'" + text;
        }
        return DANGEROUS.matcher(text).replaceAll("$1'");
    }
}
