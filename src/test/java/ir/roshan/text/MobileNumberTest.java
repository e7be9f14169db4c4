package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "09121234567",
                "+989121234567",
                "00989121234567",
                "989121234567",
                "+9809121234567",
                "۰۹۱۲۱۲۳۴۵۶۷",
                "٠٩١٢١٢٣٤٥٦٧",
                " 0912 123-45-67 ",
                "+98 912 123 4567",
                "\u200E+98\u00A0912\u2011123\u20114567\u202C"
            })
    void everySpellingIsTheSameNumber(String typed) {
        // The last one as a phone's address book copies it.
        assertThat(MobileNumber.parse(typed)).isEqualTo(new MobileNumber("09121234567"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0912123456",
                "091212345678",
                "02537701234",
                "+979121234567",
                "+9891212345678",
                "0912123456a",
                "9121234567",
                "+98",
                "0098",
                "98",
                "++989121234567",
                "09121234567 09121234567"
            })
    void whatIsNoMobileNumberIsRefusedWithoutRepeatingIt(String typed) {
        assertThatThrownBy(() -> MobileNumber.parse(typed))
                .isInstanceOf(MalformedMobileNumber.class)
                .hasMessage("malformed mobile number");
    }

    @Test
    void asTextItIsMasked() {
        MobileNumber mobile = new MobileNumber("09121234567");
        assertThat(mobile.last4()).isEqualTo("4567");
        assertThat(mobile.masked()).isEqualTo("0912***4567");
        assertThat("number " + mobile).isEqualTo("number 0912***4567");
    }
}
