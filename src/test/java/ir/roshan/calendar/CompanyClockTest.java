package ir.roshan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyClockTest {
    private static final Instant NOW = Instant.parse("2026-11-23T11:00:00.123456789Z");
    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void instantsAreWholeMilliseconds() {
        assertThat(clock.instant()).isEqualTo("2026-11-23T11:00:00.123Z");
        assertThat(new CompanyClock().instant().getNano() % 1_000_000).isZero();
    }

    @Test
    void shiftsAddUpAndAReadInAnotherZoneFollowsThem() {
        Clock tehran = clock.withZone(SolarHijri.TEHRAN);
        clock.shift(Duration.ofHours(2));
        clock.shift(Duration.ofMinutes(-30));
        assertThat(clock.instant()).isEqualTo("2026-11-23T12:30:00.123Z");
        assertThat(tehran.instant()).isEqualTo(clock.instant());
        assertThat(tehran.getZone()).isEqualTo(SolarHijri.TEHRAN);
        clock.reset();
        assertThat(clock.instant()).isEqualTo("2026-11-23T11:00:00.123Z");
    }

    @Test
    void listenersAreToldTheWholeDistanceAndSeeTheNewTime() {
        List<String> told = new ArrayList<>();
        clock.onShift(shift -> told.add(shift + " " + clock.instant()));
        clock.shift(Duration.ofHours(1));
        clock.shift(Duration.ofHours(1));
        clock.reset();
        assertThat(told)
                .containsExactly(
                        "PT1H 2026-11-23T12:00:00.123Z",
                        "PT2H 2026-11-23T13:00:00.123Z",
                        "PT0S 2026-11-23T11:00:00.123Z");
    }
}
