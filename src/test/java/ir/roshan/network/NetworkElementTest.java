package ir.roshan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkElementTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                " T-1",
                "T-۱",
                "T\n1",
                "T\u202E1",
                "11111111111111111111111111111111111111111111111111111111111111111"
            })
    void aCodeIsShortNormalisedTextOfOneLine(String code) {
        assertThatThrownBy(() -> new ElementCode(code)).isInstanceOf(MalformedElementCode.class);
        assertThatThrownBy(() -> new NetworkElement(ElementKind.FEEDER, code)).isInstanceOf(MalformedElementCode.class);
    }

    @Test
    void aTypedCodeIsNormalised() {
        assertThat(ElementCode.parse(" ك-۱۲ ")).isEqualTo(new ElementCode("ک-12"));
        assertThatThrownBy(() -> ElementCode.parse(null)).isInstanceOf(MalformedElementCode.class);
    }

    @Test
    void aServicePointsCodeIsItsBillId() {
        assertThat(NetworkElement.of(BillId.parse("0104426")))
                .isEqualTo(new NetworkElement(ElementKind.SERVICE_POINT, "104426"));
        assertThatThrownBy(() -> new NetworkElement(ElementKind.SERVICE_POINT, "T-1"))
                .isInstanceOf(MalformedBillId.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, -1})
    void districtsAreOneToNinetyNine(int number) {
        assertThatThrownBy(() -> new District(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsNotInAServicePointsText() {
        ServicePoint point = new ServicePoint(
                new BillId("104426"), new District(1), "S-1", "F-1", "T-1", "کوچه بهار", null, null, null);
        assertThat(point.toString()).contains("T-1").doesNotContain("بهار");
    }
}
