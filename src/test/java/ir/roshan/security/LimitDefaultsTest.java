package ir.roshan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What holds where nobody has set anything. */
class LimitDefaultsTest {
    @Test
    void withoutAnAccountAnAddressReportsSixtyTimesAMinute() {
        LimitSettings limits = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("roshan.limits", LimitSettings.class);
        assertThat(limits.reportsPerMinute()).isEqualTo(60);
        assertThat(limits.loopbackFactor()).isEqualTo(10);
    }
}
