package ir.roshan.plannedoutage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlannedOutageSettingsTest {
    private static PlannedOutageSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("roshan.planned-outage", PlannedOutageSettings.class);
    }

    @Test
    void leftAloneTheyAreThoseOfTheDesign() {
        assertThat(bound(Map.of())).isEqualTo(new PlannedOutageSettings(Duration.ofMinutes(15), Duration.ofHours(24)));
    }

    @Test
    void theyAreSetByTheirNames() {
        assertThat(bound(Map.of("roshan.planned-outage.grace", "PT0S", "roshan.planned-outage.max-age", "PT6H")))
                .isEqualTo(new PlannedOutageSettings(Duration.ZERO, Duration.ofHours(6)));
    }

    @ParameterizedTest
    @CsvSource({"grace, -PT1S, must not be negative", "max-age, PT0S, must be longer than zero"})
    void whatCannotBeMeantStopsTheStart(String name, String value, String reason) {
        assertThatThrownBy(() -> bound(Map.of("roshan.planned-outage." + name, value)))
                .rootCause()
                .hasMessageContaining(name)
                .hasMessageContaining(reason);
    }
}
