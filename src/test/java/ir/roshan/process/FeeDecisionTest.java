package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bpmn/FeeDecision.dmn}, as a table: what the subscriber pays, in Rials (A5.1). */
class FeeDecisionTest {
    private final DmnEngine dmn =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER_SIDE_FAULT, false, 1500000",
        // making a dangerous place safe is never charged
        "CUSTOMER_SIDE_FAULT, true,  0",
        // the company's own network is mended free of charge, and so is a look that found nothing
        "NETWORK_FAULT,       false, 0",
        "NETWORK_FAULT,       true,  0",
        "SUPPLY_ON,           false, 0",
        "SUPPLY_ON,           true,  0",
        "PLANNED,             false, 0",
        "PLANNED,             true,  0",
    })
    void onlyAFaultOfTheSubscribersOwnInstallationIsCharged(String finding, boolean hazardReported, long rials)
            throws IOException {
        try (InputStream table = getClass().getResourceAsStream("/bpmn/FeeDecision.dmn")) {
            DmnDecisionResult result = dmn.evaluateDecision(
                    dmn.parseDecision("FeeDecision", table),
                    Variables.putValue("finding", finding).putValue("hazardReported", hazardReported));
            assertThat(result.<Long>getSingleEntry()).isEqualTo(rials);
        }
    }
}
