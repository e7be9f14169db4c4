package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.UnicodeSet;
import ir.roshan.network.ElementCode;
import ir.roshan.text.BillId;
import ir.roshan.text.CsvTable;
import ir.roshan.text.CsvTable.Column;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.RefusedRow;
import ir.roshan.text.TypedText;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A number that is right on the screen is right, whatever nobody sees in it: address books, messengers and word processors
 * put marks of direction, joiners and soft hyphens around and between digits.
 */
class InvisibleMarksTest {
    /** All that Unicode calls default-ignorable, beyond the first plane too. */
    private static final List<String> MARKS = marks();

    private static List<String> marks() {
        List<String> marks = new ArrayList<>();
        new UnicodeSet("[:Default_Ignorable_Code_Point:]").forEach(marks::add);
        return marks;
    }

    /** The same text with the mark before it, behind it, around it, and between all its characters. */
    private static List<String> marked(String text, String mark) {
        return List.of(mark + text, text + mark, mark + mark + text + mark, String.join(mark, text.split("")));
    }

    private static void everywhere(String text, UnaryOperator<String> read) {
        String right = read.apply(text);
        for (String mark : MARKS) {
            for (String typed : marked(text, mark)) {
                assertThat(read.apply(typed)).as("U+%04X", mark.codePointAt(0)).isEqualTo(right);
            }
        }
    }

    @Test
    void thereAreThousandsOfThem() {
        assertThat(MARKS)
                .hasSizeGreaterThan(4000)
                .contains("\u00AD", "\u061C", "\u2060", "\u202D", "\u202C", "\u2068", "\u2069", "\uFE0D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"09121112233", "+98 912-111-2233", "۰۹۱۲۱۱۱۲۲۳۳"})
    void aMobileNumberIsReadAsItIsSeen(String number) {
        everywhere(number, typed -> MobileNumber.parse(typed).value());
    }

    @Test
    void codesAreReadAsTheyAreSeen() {
        everywhere("1234567804423", typed -> BillId.parse(typed).value());
        everywhere(
                TrackingCode.of(1234567890).shown(),
                typed -> TrackingCode.parse(typed).value());
        everywhere("2233", typed -> {
            assertThat(Proof.isWellFormed(typed)).isTrue();
            return Proof.parse(typed).last4();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28T10:00:00+03:30", "2026-11-28T06:30:00Z"})
    void aMomentIsReadAsItIsSeen(String moment) {
        everywhere(moment, typed -> moment(typed).toString());
    }

    private static Instant moment(String typed) {
        FieldChecks checks = new FieldChecks(List.of());
        Instant moment = checks.moment("at", typed);
        checks.throwIfAny();
        return moment;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1405/08/03 10:00", "16:0", "۱۴۰۵/۰۸/۰۳", "34.61", "50٫88", "4", "1405-08", "-3", "+3", "50,000"
            })
    void numbersDatesAndTimesAreLeftWithoutThem(String number) {
        everywhere(number, TypedText::normalise);
    }

    @Test
    void anElementIsFoundWhateverIsAroundItsCode() {
        for (String mark : MARKS) {
            for (String typed : List.of(mark + "F-12", "F-12" + mark, " " + mark + " F-12" + mark)) {
                assertThat(ElementCode.parse(typed).value()).isEqualTo("F-12");
            }
        }
    }

    @Test
    void cellsOfATableAreReadSoToo() {
        for (String mark : MARKS) {
            for (String date : marked("1405/08/03", mark)) {
                String csv = "%sdate%s,code\n%s,%sF-1%s\n".formatted(mark, mark, date, mark, mark);
                List<String> read = new ArrayList<>();
                CsvTable.read(new StringReader(csv), List.of(Column.of("date"), Column.of("code")))
                        .forEach(row -> read.add(row.get("date") + " " + row.requiredCode("code", 64)));
                assertThat(read).as("U+%04X", mark.codePointAt(0)).containsExactly("1405/08/03 F-1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void inFreeTextOverridesStayRefused(int codePoint) {
        String override = Character.toString(codePoint);
        for (String typed : List.of(override + "قم", "ق" + override + "م", "قم" + override, override + "پلاک 12")) {
            FieldChecks checks = new FieldChecks(List.of());
            assertThat(checks.text("address", typed, 0, 100, true)).isNull();
            assertThatThrownBy(checks::throwIfAny).isInstanceOf(InvalidRequest.class);
            CsvTable.read(new StringReader("text\n" + typed + "\n"), List.of(Column.of("text")))
                    .forEach(row ->
                            assertThatThrownBy(() -> row.text("text", 100)).isInstanceOf(RefusedRow.class));
        }
    }

    @Test
    void whatIsWrongStaysWrongAndSpellingStays() {
        assertThat(Proof.isWellFormed("22\u2068333")).isFalse();
        assertThat(Proof.isWellFormed("2".repeat(5))).isFalse();
        assertThatThrownBy(() -> TrackingCode.parse("1234\u2068")).isInstanceOf(MalformedTrackingCode.class);
        assertThat(TypedText.normalise("می\u200Cشود")).isEqualTo("می\u200Cشود");
        assertThat(TypedText.normalise("پلاک\u200C12")).isEqualTo("پلاک\u200C12");
        assertThat(TypedText.code("\u2068پست\u200Cالف\u2069")).isEqualTo("پست\u200Cالف");
    }
}
