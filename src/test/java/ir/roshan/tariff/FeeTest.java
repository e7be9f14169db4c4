package ir.roshan.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a company's own table may answer (A5.1); what ours answers is {@code FeeDecisionTest}. */
class FeeTest {
    @Test
    void nothingIsAFeeAndLessThanNothingIsNone() {
        assertThat(new Fee(0).rials()).isZero();
        assertThatThrownBy(() -> new Fee(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
