package ir.roshan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndicesTest {
    @Test
    void theFourEventsOfTheStandardsKindOfExample() {
        long interrupted = 8_000 + 1_500 + 600 + 3_200;
        long minutes = 8_000 * 240 + 1_500 * 90 + 600 * 150 + 3_200 * 60;
        Indices indices = Indices.of(interrupted, BigDecimal.valueOf(minutes * 60), 100_000);
        assertThat(indices.saidi()).isEqualTo(23.37);
        assertThat(indices.saifi()).isEqualTo(0.133);
        assertThat(indices.caidi()).isCloseTo(175.714, within(0.0005));
    }

    @Test
    void whereThereIsNothingToDivideByThereIsNoFigure() {
        assertThat(Indices.of(0, BigDecimal.ZERO, 0)).isEqualTo(new Indices(null, null, null));
        assertThat(Indices.of(0, BigDecimal.ZERO, 10)).isEqualTo(new Indices(0.0, 0.0, null));
    }

    @Test
    void theThresholdOfMajorEventDaysIsTheStandards() {
        MajorEventDays.Threshold threshold =
                MajorEventDays.Threshold.of(List.of(0.0, 0.5, 1.2, 0.8, 2.0, 0.3, 1.5, 0.9, 4.0, 0.6));
        assertThat(threshold.saidi()).isCloseTo(6.952519901, within(0.0000000005));
        assertThat(MajorEventDays.Threshold.of(List.of(0.0, 0.0, 3.0))).isNull();
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatThrownBy(
                        () -> new ReportSettings(Duration.ofSeconds(15), Duration.ofSeconds(-1), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.report.sustained");
        assertThatThrownBy(() -> new ReportSettings(Duration.ofSeconds(15), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.report.soon-late");
        assertThatThrownBy(() -> new ReportSettings(Duration.ZERO, Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.report.metrics-every");
    }
}
