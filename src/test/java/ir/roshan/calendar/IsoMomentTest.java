package ir.roshan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoMomentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T14:30:00+03:30",
                "2026-11-23T14:30+03:30",
                "2026-11-23T14:30:00+0330",
                "2026-11-23T14:30:00.000+0330",
                "2026-11-23T11:00:00Z",
                "2026-11-23T11:00:00.000000000Z",
                "2026-11-23t11:00z"
            })
    void oneMomentHasManySpellings(String text) {
        assertThat(IsoMoment.parse(text).toInstant()).isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T14:30:00",
                "2026-11-23 14:30:00+03:30",
                "2026-02-30T14:30:00Z",
                "2026-11-23T24:30:00Z",
                "2026-11-23T14:30:00+03:30[Asia/Tehran]",
                "1405/09/02 14:30"
            })
    void whatLacksAnOffsetOrCannotBeIsRefused(String text) {
        assertThatThrownBy(() -> IsoMoment.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
