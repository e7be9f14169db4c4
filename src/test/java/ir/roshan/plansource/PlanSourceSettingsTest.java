package ir.roshan.plansource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlanSourceSettingsTest {
    private static PlanSourceSettings bound(Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(Map.of("url", "https://u:secret@plan.example:8443/a?key=secret", "format", "csv"));
        all.putAll(more);
        Map<String, String> named = new HashMap<>();
        all.forEach((name, value) -> named.put("roshan.plan.sources[0]." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("roshan.plan", PlanSourceSettings.class);
    }

    @Test
    void fromNowhereUnlessItIsSaid() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("roshan.plan", PlanSourceSettings.class)
                        .checked())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | ''",
                "url | plan.example/a",
                "url | ftp://plan.example/secret",
                "url | http:///secret",
                "url | https://plan.example/secret a",
                "url | file:///etc/secret",
                "every | PT0.5S",
                "every | -PT1H",
                "district | 0",
                "district | 100",
                "distance | -PT1S",
                "header | secret",
                "header | X Y: secret",
                "header | Host: secret",
                "header | X-Key: secret\u00e9",
            })
    void whatCannotBeMeantIsRefusedByItsNameAndWithoutItsText(String setting, String value) {
        assertThatThrownBy(() -> bound(Map.of(setting, value)))
                .rootCause()
                .hasMessageStartingWith("roshan.plan.sources[0]." + setting)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHeaderIsOneLine() {
        for (String value : new String[] {"X-Key: a\r\nHost: b", "X-Key: a\nb", "X-Key: a\rb", "X\r\n: a"})
            assertThatThrownBy(() -> bound(Map.of("header", value)))
                    .rootCause()
                    .hasMessageStartingWith("roshan.plan.sources[0].header");
    }

    @Test
    void oneSourceIsNamedOnce() {
        PlanSourceSettings.Source source = bound(Map.of()).sources().get(0);
        assertThatThrownBy(() -> new PlanSourceSettings(List.of(source, source)))
                .hasMessageStartingWith("roshan.plan.sources[1].url");
    }

    @Test
    void noSecretIsShown() {
        PlanSourceSettings settings = bound(Map.of("header", "Authorization: Bearer secret"));
        PlanSource source = settings.checked().get(0);
        assertThat(source.headerValue()).isEqualTo("Bearer secret");
        assertThat(source.address()).isEqualTo("https://plan.example:8443/a");
        assertThat(settings + " " + settings.sources() + " " + source + source.name())
                .doesNotContain("secret");
    }
}
