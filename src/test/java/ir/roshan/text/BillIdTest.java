package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillIdTest {
    @ParameterizedTest
    @CsvSource({
        "9174639504124, 9174639504124, 41",
        "1234567804423, 1234567804423, 44",
        "9876543204426, 9876543204426, 44",
        "104426, 104426, 44",
        "0000000104426, 104426, 44",
        "۱۲۳۴۵۶۷۸۰۴۴۲۳, 1234567804423, 44",
        "١٢٣٤٥٦٧٨٠٤٤٢٣, 1234567804423, 44",
        "' 12345 67804-423 ', 1234567804423, 44",
    })
    void everySpellingOfAValidOneIsRead(String typed, String value, int company) {
        BillId billId = BillId.parse(typed);
        assertThat(billId.value()).isEqualTo(value);
        assertThat(billId.companyCode()).isEqualTo(company);
    }

    @ParameterizedTest
    @CsvSource({
        "2050327604613, SERVICE_TYPE",
        "2234322344613, CHECK_DIGIT",
        "9100074409151, CHECK_DIGIT",
        "1234567804422, CHECK_DIGIT",
        "'', FORMAT",
        "0, FORMAT",
        "0000000000000, FORMAT",
        "04426, FORMAT",
        "0000000004426, FORMAT",
        "00000000104426, FORMAT",
        "12345678901234, FORMAT",
        "12345678a4423, FORMAT",
        "1234567804423;, FORMAT",
        "-, FORMAT",
    })
    void aWrongOneSaysWhy(String typed, MalformedBillId.Reason reason) {
        assertThatThrownBy(() -> BillId.parse(typed))
                .isInstanceOfSatisfying(
                        MalformedBillId.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason))
                .hasMessageNotContaining("4423");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0000000104426", "۱۰۴۴۲۶", "1234567804422", "2050327604613", "1234567804423\n"})
    void onlyTheCanonicalSpellingCanBeHeld(String value) {
        assertThatThrownBy(() -> new BillId(value)).isInstanceOf(MalformedBillId.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 44, 104426",
        "12345678, 44, 1234567804423",
        "98765432, 44, 9876543204426",
        "91746395, 41, 9174639504124"
    })
    void aFileNumberOfACompanyHasOneBillId(int fileNumber, int company, String value) {
        assertThat(BillId.of(fileNumber, company).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @NullSource
    void nothingIsNoBillId(String typed) {
        assertThatThrownBy(() -> BillId.parse(typed)).isInstanceOf(MalformedBillId.class);
    }
}
