package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bpmn/} as the engine reads it: parsed, strictly, and deployed. */
class OutageRestorationModelTest {
    private ProcessEngine engine;

    @BeforeEach
    void startEngine() {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID())
                .setProcessEngineName(UUID.randomUUID().toString())
                .buildProcessEngine();
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    @Test
    void theEngineTakesTheModelAndItsDecisions() {
        DeploymentWithDefinitions deployment = engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("bpmn/OutageRestoration.bpmn")
                .addClasspathResource("bpmn/PriorityDecision.dmn")
                .addClasspathResource("bpmn/FeeDecision.dmn")
                .deployWithResult();

        assertThat(deployment.getDeployedProcessDefinitions())
                .extracting(process -> process.getKey())
                .containsExactlyInAnyOrder("RestorationRequestProcess", "OutageProcess");
        assertThat(deployment.getDeployedProcessDefinitions()).allSatisfy(process -> {
            assertThat(process.getHistoryTimeToLive()).isEqualTo(180);
            assertThat(process.getVersionTag()).isEqualTo("1.0");
        });
        assertThat(deployment.getDeployedDecisionDefinitions())
                .extracting(decision -> decision.getKey())
                .containsExactlyInAnyOrder("PriorityDecision", "FeeDecision");
        assertThat(deployment.getDeployedDecisionDefinitions())
                .allSatisfy(
                        decision -> assertThat(decision.getHistoryTimeToLive()).isEqualTo(180));
    }
}
