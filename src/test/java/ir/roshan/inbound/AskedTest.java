package ir.roshan.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.inbound.Asked.Wish;
import ir.roshan.request.TrackingCode;
import ir.roshan.text.BillId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, and what of it is understood: no sentence is guessed at. */
class AskedTest {
    private static final String BILL = "1092030204420";
    private static final String CODE = "180259433185";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BILL,
                " 109 203 020 4420 ",
                "109-203-020-4420",
                "۱۰۹۲۰۳۰۲۰۴۴۲۰",
                "١٠٩٢٠٣٠٢٠٤٤٢٠",
                "برق ندارم ۱۰۹۲۰۳۰۲۰۴۴۲۰",
                "برق ندارم1092030204420",
                "سلام، برق ما قطع شده است. شناسهٔ قبض: ۱۰۹۲۰۳۰۲۰۴۴۲۰",
                "برق نداريم\n1092030204420",
                "No power, bill id 1092030204420"
            })
    void aBillIdAloneOrBesideTheWordsOfAnOutageIsAReport(String text) {
        assertThat(Asked.read(text)).isEqualTo(new Asked(Wish.REPORT, new BillId(BILL), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CODE,
                "1802-5943-3185",
                "پیگیری ۱۸۰۲۵۹۴۳۳۱۸۵",
                "پيگيري 1802 5943 3185",
                "کد رهگیری:180259433185",
                "Track 180259433185"
            })
    void aCodeAloneOrBehindTheWordIsAQuestion(String text) {
        assertThat(Asked.read(text)).isEqualTo(new Asked(Wish.STATE, null, new TrackingCode(CODE)));
    }

    @Test
    void theWordAloneAsksAboutTheNewest() {
        assertThat(Asked.read("پیگیری؟")).isEqualTo(new Asked(Wish.STATE, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"لغو", " لغو. ", "لغو۱۱", "لغو 11", "11", "۱۱", "STOP", "stop!"})
    void theseStop(String text) {
        assertThat(Asked.read(text).wish()).isEqualTo(Wish.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "1092030204421, WRONG_NUMBER",
        "12, WRONG_NUMBER",
        "پیگیری 1092030204420, WRONG_CODE",
        "برق ندارم 123456, WRONG_NUMBER",
        "برق ندارم, NOTHING",
        "برق وصل شد 1092030204420, NOTHING",
        "سیم پاره 1092030204420, NOTHING",
        "لغو 1092030204420, NOTHING",
        "انصراف, NOTHING",
        "<script>alert(1)</script>, NOTHING",
        "'  ', NOTHING",
        "'', NOTHING",
        "😀, NOTHING"
    })
    void whatIsNotUnderstoodIsNotGuessedAt(String text, Wish wish) {
        assertThat(Asked.read(text).wish()).isEqualTo(wish);
    }

    /** A code has twelve digits, as a bill id may have. */
    @Test
    void twelveDigitsThatAreBothAreDecidedByWhoseRequestItIs() {
        String both = LongStream.range(10_000_000, 12_000_000)
                .mapToObj(file ->
                        BillId.of((int) (file % 10_000_000) + 1_000_000, 44).value())
                .filter(bill -> bill.length() == 12 && Long.parseLong(bill) % 97 == 1)
                .findFirst()
                .orElseThrow();
        assertThat(Asked.read(both))
                .isEqualTo(new Asked(Wish.REPORT_OR_STATE, new BillId(both), new TrackingCode(both)));
        assertThat(Asked.read("برق ندارم " + both).wish()).isEqualTo(Wish.REPORT);
        assertThat(Asked.read("پیگیری " + both).wish()).isEqualTo(Wish.STATE);
    }
}
