package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.text.TypedText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an announcement in words could be about somebody's address. */
class NamedStreetsTest {
    private static NamedStreets in(String... addresses) {
        return NamedStreets.in(
                List.of(addresses).stream().map(TypedText::normalise).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "قم، خیابان معلم، کوچهٔ ۱۲، پلاک ۸ | خیابان معلم از میدان مطهری تا پل | true",
                "صفاشهر، خیابان ۱۲، پلاک ۴ | صفاشهر خیابان ۲۰ تا ۲۴ | true",
                "صفاشهر، خیابان ۱۲، پلاک ۴ | پردیسان، خیابان ۱۲ | true",
                "خیابان معلم، پلاک ۸ | بلوار معلم و کوچه‌هاي آن | true",
                "بلوار شهید بهشتي، پلاک ۱۰ | خيابان شهيد بهشتی، حدفاصل دو پل | true",
                "خیابان معلم، پلاک ۸ | خیابان معلمان | false",
                "خیابان معلم، پلاک ۸ | خیابان ساحلی، حدفاصل پل علیخانی تا پل حجتیه | false",
                "پردیسان، خیابان ۱۲، پلاک ۴ | کوچهٔ ۱۲ از بلوار امین | false",
                "قم، کوچهٔ آرام ۷ | کوچهٔ آرام | false",
            })
    void aStreetIsFoundAgainWhateverElseIsSaid(String address, String words, boolean same) {
        assertThat(in(address).standIn(words)).isEqualTo(same);
    }

    @Test
    void anyOfSeveralAddressesIsEnough() {
        assertThat(in("خیابان معلم، پلاک ۸", "بلوار امین، پلاک ۲").standIn("بلوار امین"))
                .isTrue();
    }

    @Test
    void whatNamesNoStreetSaysSo() {
        assertThat(in("کوچهٔ آرام ۷", "پلاک ۴").isEmpty()).isTrue();
        assertThat(in("خیابان معلم، پلاک ۸").isEmpty()).isFalse();
        assertThat(in().standIn("خیابان معلم")).isFalse();
    }
}
