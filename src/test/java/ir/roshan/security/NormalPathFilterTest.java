package ir.roshan.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalPathFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda",
                "/camunda/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/admin/camunda-admin-bootstrap.js",
                "/camunda/api/engine/engine/default/process-definition/OutageProcess%3A1%3Aab-12/xml",
                "/camunda/api/engine/engine/default/process-definition/OutageProcess:1:ab-12/xml",
                "/camunda/api/engine/engine/default/user/ali%20r/profile",
                "/camunda/api/engine/engine/default/user/%D8%B1%D8%B6%D8%A7",
                "/camunda/api/engine/engine/default/user/a%40b.ir",
                "/camunda/lib/a+b,c/..."
            })
    void whatPagesAskForIsNormal(String address) {
        assertThat(NormalPathFilter.isNormal(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "camunda",
                "//camunda/api",
                "/camunda//api",
                "/camunda/api//",
                "/camunda/./api",
                "/camunda/api/..",
                "/camunda/x/../api",
                "/./camunda",
                "/camunda/api;a=b/engine",
                "/camunda/api/engine;",
                "/camunda/api/%65ngine",
                "/%63amunda/api",
                "/camunda/api/engine%2fx",
                "/camunda/api/engine%5Cx",
                "/camunda/api/engine\\x",
                "/camunda/%2e%2e/api",
                "/camunda/%2E/api",
                "/camunda/api/x%3Ba",
                "/camunda/api/x%2565",
                "/camunda/api/x%",
                "/camunda/api/x%4",
                "/camunda/api/x%zz",
                "/camunda/api/x%00",
                "/camunda/api/x%0d%0ay",
                "/camunda/api/x%09y",
                "/camunda/api/x%7f",
                "/camunda/api/x%C2%85y",
                "/camunda/api/x%E2%80%A8y",
                "/camunda/api/x%E2%80%AEy",
                "/camunda/api/x%ff",
                "/camunda/api/x%c0%af",
                "/camunda/api/رضا",
                "/camunda/api/{x}",
                "/camunda/api/x y",
                "/camunda/api/a%7Eb"
            })
    void whatIsSpelledOtherwiseIsNot(String address) {
        assertThat(NormalPathFilter.isNormal(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 8_000, 1_000_000})
    void whatIsVeryLongIsNot(int length) {
        assertThat(NormalPathFilter.isNormal("/camunda/" + "a".repeat(length - 9)))
                .isFalse();
        assertThat(NormalPathFilter.isNormal("/a".repeat(length / 2 + 1))).isFalse();
    }
}
