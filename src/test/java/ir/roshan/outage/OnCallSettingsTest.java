package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.network.District;
import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnCallSettingsTest {
    private static final District THREE = new District(3);

    private static OnCallSettings settings(String... entries) {
        return new OnCallSettings(Map.of("3", List.of(entries)));
    }

    /** The last hour counts no more, and Tehran is three and a half hours ahead. */
    @ParameterizedTest
    @CsvSource({
        "11:29, false",
        "11:30, true",
        "20:00, true",
        "03:29, true",
        "03:30, false",
        "08:00, false",
    })
    void hoursAreTehransAndMayGoThroughTheNight(String utc, boolean isOnCall) {
        Instant moment = Instant.parse("2026-11-23T" + utc + ":00Z");
        assertThat(settings("09121110001 15:00-07:00").onCall(THREE, moment)).hasSize(isOnCall ? 1 : 0);
        assertThat(settings("09121110001").onCall(THREE, moment)).containsExactly(new MobileNumber("09121110001"));
    }

    @Test
    void whoIsNamedForNobodysDistrictIsNotOnCallElsewhere() {
        assertThat(settings("09121110001").onCall(new District(2), Instant.EPOCH))
                .isEmpty();
        assertThat(new OnCallSettings(null).isUsed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"98765", "09121110001 night", "09121110001 15:00", "09121110001 15:00-25:00"})
    void whatCannotBeReadStopsTheStartWithoutTheNumber(String entry) {
        assertThatThrownBy(() -> settings(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("roshan.on-call.3")
                .hasMessageNotContaining(entry);
        assertThatThrownBy(() -> new OnCallSettings(Map.of("north", List.of("09121110001"))))
                .hasMessageContaining("roshan.on-call.north");
    }
}
