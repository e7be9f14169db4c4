package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowProblemTest {
    @Test
    void everyCodeIsInTheListThatWordsAreWrittenFor() {
        assertThat(RowProblem.CODES)
                .containsAll(Arrays.stream(MalformedBillId.Reason.values())
                        .map(MalformedBillId.Reason::code)
                        .toList());
        assertThatThrownBy(() -> new RowProblem(1, "mystery", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
