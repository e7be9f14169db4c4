package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {
    @ParameterizedTest
    @CsvSource({
        "۰۱۲۳۴۵۶۷۸۹, 0123456789",
        "٠١٢٣٤٥٦٧٨٩, 0123456789",
        "علي, علی",
        "موسى, موسی",
        "كبكان, کبکان",
        "خــــاموشی, خاموشی",
        "'  \u00A0 قم \u200F', قم",
        "'\uFEFFتاریخ', تاریخ",
        "می\u200Cشود, می\u200Cشود",
        "A\u030A, Å",
        "'', ''",
    })
    void oneSpellingComesOutOfMany(String typed, String normal) {
        assertThat(TypedText.normalise(typed)).isEqualTo(normal);
    }

    @Test
    void innerBlanksAndLineBreaksStay() {
        assertThat(TypedText.normalise(" a b\nc ")).isEqualTo("a b\nc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007",
                "\u001B[31m",
                "\u007F",
                "\u0085",
                "a\u202Eb",
                "\u202A",
                "\u2066a",
                "a\u2069",
                "\uD83D",
                "\uDE00\uD83D",
                "\uD83Da",
                "caf\uFFFD"
            })
    void whatCannotBeKeptOrShownSafelyIsNamed(String text) {
        assertThat(TypedText.problemOf(text, true)).contains("characters");
        assertThat(TypedText.problemOf(text, false)).contains("characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "a\u2028b"})
    void lineBreaksAreWelcomeOnlyWhereAskedFor(String text) {
        assertThat(TypedText.problemOf(text, true)).isEmpty();
        assertThat(TypedText.problemOf(text, false)).contains("characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "می\u200Cشود", "😀 برق رفت", "<script>", "${7*7}", "a\u200Eb", "=1+1"})
    void everythingElseIsText(String text) {
        assertThat(TypedText.problemOf(text, false)).isEmpty();
    }
}
