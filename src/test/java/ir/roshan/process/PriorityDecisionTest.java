package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bpmn/PriorityDecision.dmn}, as a table: who is served first (A2.1). */
class PriorityDecisionTest {
    private final DmnEngine dmn =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "NONE,           false, '',            false, NORMAL",
        // danger to life comes before everything, whoever reports it
        "WIRE_DOWN,      false, '',            false, EMERGENCY",
        "FIRE_OR_SMOKE,  false, '',            false, EMERGENCY",
        "ELECTRIC_SHOCK, false, '',            false, EMERGENCY",
        "NONE,           true,  '',            false, EMERGENCY",
        "NONE,           false, life_support,  false, EMERGENCY",
        "NONE,           false, hospital,      false, EMERGENCY",
        // what many depend on, what may become a danger, and what was announced as mended and is not
        "SPARKING,       false, '',            false, HIGH",
        "NONE,           false, water,         false, HIGH",
        "NONE,           false, telecom,       false, HIGH",
        "NONE,           false, public_safety, false, HIGH",
        "NONE,           false, '',            true,  HIGH",
        // of several reasons the gravest decides
        "SPARKING,       true,  '',            false, EMERGENCY",
        "SPARKING,       false, hospital,      false, EMERGENCY",
        "WIRE_DOWN,      false, water,         true,  EMERGENCY",
        "SPARKING,       false, telecom,       true,  HIGH",
    })
    void theGravestReasonDecides(
            String hazard, boolean lifeSupport, String critical, boolean stillOut, String expected) {
        assertThat(priority(hazard, lifeSupport, critical, stillOut)).isEqualTo(expected);
    }

    /** A place that no network data describes has no {@code critical} at all; it must still get a priority. */
    @ParameterizedTest
    @CsvSource({"NONE, NORMAL", "SPARKING, HIGH", "WIRE_DOWN, EMERGENCY"})
    void anUnknownPlaceGetsAPriorityToo(String hazard, String expected) {
        assertThat(priority(hazard, false, null, false)).isEqualTo(expected);
    }

    private String priority(String hazard, boolean lifeSupport, String critical, boolean stillOut) {
        VariableMap variables = Variables.putValue("hazard", hazard)
                .putValue("lifeSupport", lifeSupport)
                .putValue("critical", critical)
                .putValue("stillOut", stillOut);
        try (InputStream table = getClass().getResourceAsStream("/bpmn/PriorityDecision.dmn")) {
            DmnDecisionResult result = dmn.evaluateDecision(dmn.parseDecision("PriorityDecision", table), variables);
            return result.getSingleEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
