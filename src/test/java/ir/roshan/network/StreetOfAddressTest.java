package ir.roshan.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as subscribers' files have them: with commas, with dashes, or with nothing between their parts. */
class StreetOfAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "قم، خیابان امام، کوچهٔ 3، پلاک 12|خیابان امام",
                "قم - پردیسان - بلوار پیامبر - کوچه 5|پردیسان، بلوار پیامبر",
                "استان قم, شهر قم, خیابان 15 خرداد, پ 7|خیابان 15 خرداد",
                "خیابان شهید فاطمی کوچه 22 پلاک 4 طبقه دوم|خیابان شهید فاطمی",
                "45 متری صدوق روبروی بانک ملت|45 متری صدوق",
                "خیابان امام 23|خیابان امام",
                "بلوار الغدیر ک12 پ3|بلوار الغدیر",
                "کوی فرهنگیان، ساختمان 8|کوی فرهنگیان",
                "شهرک قدس؛ بلوار شهید بهشتی؛ خیابان لاله؛ پلاک 2|شهرک قدس، بلوار شهید بهشتی",
                "روستای صرم، منزل آقای کریمی|روستای صرم",
                "خیابان پانزده خرداد - نرسیده به میدان|خیابان پانزده خرداد",
                "قمرود، خیابان اصلی|قمرود، خیابان اصلی",
                "میدان کوهستان، برج یکم|میدان کوهستان",
                "قم، پردیسان، فاز 4|پردیسان، فاز 4",
                "بلوار امین، کوی 12، پلاک 3|بلوار امین، کوی 12",
                "خیابان 20، پلاک 3|خیابان 20",
                "خیابان امام، آپارتمان مهر|خیابان امام",
                "خیابان ارم، پاساژ علوی، طبقه دوم|خیابان ارم",
                "خیابان ارم روبرو بانک ملی|خیابان ارم",
                "روستای صرم، آقای کریمی|روستای صرم",
                "قم خیابان ارم پلاک 12|خیابان ارم",
                "خیابان معلم 12-3|خیابان معلم",
                "خیابان معلم 12 الف|خیابان معلم",
                "خیابان معلم12|خیابان معلم",
                "پردیسان، فاز4|پردیسان، فاز4",
                "شهر قم بلوار امین 8|بلوار امین",
            })
    void endsBeforeTheAlley(String address, String street) {
        assertThat(StreetOfAddress.of(address)).contains(street);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "قم",
                "پلاک 12",
                "کوچه 5، پلاک 3",
                "12",
                "قم، کوچهٔ شهید رضایی",
                "خیابان، کوچه 4",
                "قم، کوچه‌ی شهید رضایی، پلاک 3",
                "'، - ،'"
            })
    void namesNoneWhereThereIsNone(String address) {
        assertThat(StreetOfAddress.of(address)).isEmpty();
    }

    @Test
    void namesNoneThatIsLongerThanAnyStreet() {
        assertThat(StreetOfAddress.of("خیابان " + "الف".repeat(40))).isEmpty();
        assertThat(StreetOfAddress.of("")).isEmpty();
    }
}
