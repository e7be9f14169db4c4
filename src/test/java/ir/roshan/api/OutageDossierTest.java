package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.Critical;
import ir.roshan.network.ElementKind;
import ir.roshan.outage.Cause;
import ir.roshan.outage.Finding;
import ir.roshan.outage.OutageTimeline;
import ir.roshan.request.Hazard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the contract lists for an outage's dossier is what the rooms know, so that a new step or cause is not met first in an answer. */
class OutageDossierTest {
    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("OutageEvent", "step", names(OutageTimeline.Step.values())),
                Arguments.of("NetworkElement", "kind", names(ElementKind.values())),
                Arguments.of("OutageDossier", "finding", names(Finding.values())),
                Arguments.of("OutageDossier", "cause", names(Cause.values())),
                Arguments.of("OutageDossier", "hazard", names(Hazard.values())),
                Arguments.of("AttachedRequest", "hazard", names(Hazard.values())),
                Arguments.of(
                        "AttachedRequest",
                        "critical",
                        Arrays.stream(Critical.values()).map(Critical::code).toList()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theContractListsWhatTheRoomsKnow(String schema, String property, List<String> known) throws IOException {
        assertThat(properties(schema).get(property))
                .extracting(value -> ((Map<?, ?>) value).get("enum"))
                .isEqualTo(known);
    }

    /** Of a schema's own, or of those that it is put together from. */
    private static Map<?, ?> properties(String schema) throws IOException {
        try (InputStream contract = Files.newInputStream(Path.of("docs/api/openapi.yaml"))) {
            Function<Object, Map<?, ?>> map = value -> (Map<?, ?>) value;
            Map<?, ?> components =
                    map.apply(map.apply(new Yaml().load(contract)).get("components"));
            Map<?, ?> found = map.apply(map.apply(components.get("schemas")).get(schema));
            return found.containsKey("properties")
                    ? map.apply(found.get("properties"))
                    : ((List<?>) found.get("allOf"))
                            .stream()
                                    .map(map)
                                    .filter(part -> part.containsKey("properties"))
                                    .map(part -> map.apply(part.get("properties")))
                                    .findFirst()
                                    .orElseThrow();
        }
    }

    private static List<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
