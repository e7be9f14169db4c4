package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What holds where nobody has set anything, and what of it is kept for results. */
class NumberLimitsTest {
    @Test
    void fourAnHourAndTwelveADayAQuarterOfThemForResults() {
        NumberLimits limits = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("roshan.limits", NumberLimits.class);
        assertThat(limits.ofHour(MessageKind.RESULT)).isEqualTo(4);
        assertThat(limits.ofDay(MessageKind.RESULT)).isEqualTo(12);
        for (MessageKind kind : MessageKind.values())
            if (kind.isAhead()) {
                assertThat(limits.ofHour(kind)).as("apart from them").isEqualTo(5);
                assertThat(limits.ofDay(kind)).isEqualTo(12);
            } else if (kind == MessageKind.ANSWER) {
                assertThat(limits.ofHour(kind)).as("apart as well").isEqualTo(4);
                assertThat(limits.ofDay(kind)).isEqualTo(12);
            } else if (kind != MessageKind.RESULT) {
                assertThat(limits.ofHour(kind)).isEqualTo(3);
                assertThat(limits.ofDay(kind)).isEqualTo(9);
            }
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "4, 0", "-1, 12"})
    void fewerThanOneStopsTheStart(int ofHour, int ofDay) {
        assertThatThrownBy(() -> new NumberLimits(ofHour, ofDay, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.limits.messages-per-number-hour");
    }

    @Test
    void whereThereIsOneItIsAnybodys() {
        assertThat(new NumberLimits(1, 1, 1, 1, 1, 1).ofHour(MessageKind.REGISTERED))
                .isEqualTo(1);
    }
}
