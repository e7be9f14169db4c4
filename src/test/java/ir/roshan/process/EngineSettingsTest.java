package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.configuration.impl.GenericPropertiesConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The settings on which our safety rests, read back from the engine that runs and not from the file that asks for them. */
@OnH2
class EngineSettingsTest extends RoshanServer {
    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private CamundaBpmProperties properties;

    @Autowired
    private GenericPropertiesConfiguration settings;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private RuntimeService runtimeService;

    @Test
    void theEngineRunsAsItIsAskedTo() {
        Map<String, Object> asked = new LinkedHashMap<>();
        Map<String, Object> runs = new LinkedHashMap<>();
        asked.put("authorization", true);
        runs.put("authorization", engine.isAuthorizationEnabled());
        asked.put("password policy", true);
        runs.put("password policy", engine.isEnablePasswordPolicy());
        asked.put("expressions in queries of the moment", false);
        runs.put("expressions in queries of the moment", engine.isEnableExpressionsInAdhocQueries());
        asked.put("external entities in XML", false);
        runs.put("external entities in XML", engine.isEnableXxeProcessing());
        asked.put("scripts from elsewhere", false);
        runs.put("scripts from elsewhere", engine.isEnableScriptEngineLoadExternalResources());
        asked.put("types of what is deserialized are checked", true);
        runs.put("types of what is deserialized are checked", engine.isDeserializationTypeValidationEnabled());
        asked.put("Java's own serialization", false);
        runs.put("Java's own serialization", engine.isJavaSerializationFormatEnabled());
        asked.put("rows of one query", 2000);
        runs.put("rows of one query", engine.getQueryMaxResultsLimit());
        asked.put("operation log for people alone", true);
        runs.put("operation log for people alone", engine.isRestrictUserOperationLogToAuthenticatedUsers());
        asked.put("history is kept for", "P180D");
        runs.put("history is kept for", engine.getHistoryTimeToLive());
        asked.put("history is cleaned from", "01:00");
        runs.put("history is cleaned from", engine.getHistoryCleanupBatchWindowStartTime());
        asked.put("failed jobs are tried again after", "PT10S,PT1M,PT5M,PT15M,PT1H");
        runs.put("failed jobs are tried again after", engine.getFailedJobRetryTimeCycle());
        asked.put("jobs by due date", true);
        runs.put("jobs by due date", engine.isJobExecutorAcquireByDueDate());
        asked.put("case management", false);
        runs.put("case management", engine.isCmmnEnabled());
        asked.put("tasks without a process", false);
        runs.put("tasks without a process", engine.isStandaloneTasksEnabled());
        assertThat(runs).containsExactlyEntriesOf(asked);
    }

    /** A killed node's jobs are taken over when their lease ends. */
    @Test
    void aJobIsLeasedForTwelveSeconds() {
        JobExecutor executor = engine.getJobExecutor();
        assertThat(executor.isActive()).isTrue();
        assertThat(executor.getLockTimeInMillis()).isEqualTo(12_000);
    }

    /** A deadline that a node had in hand when it died: nobody touches it while the lease runs, and then another node does. */
    @Test
    void aDeadNodesJobIsTakenOverWhenItsLeaseEnds() {
        String code = post("/api/v1/requests")
                .json("{\"address\": \"خیابان ارم، پلاک ۱\", \"mobile\": \"%s\"}".formatted(anotherMobile()))
                .send(201)
                .at("/trackingCode");
        awaitOutage(code);
        String deadline = managementService.createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessDefinitionKey().equals("RestorationRequestProcess"))
                .filter(job -> job.getProcessInstanceId()
                        .equals(runtimeService
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(code)
                                .singleResult()
                                .getId()))
                .map(Job::getId)
                .findAny()
                .orElseThrow();
        Instant leaseEnds = clock.instant().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        assertThat(jdbc.sql("""
                                UPDATE ACT_RU_JOB
                                   SET LOCK_OWNER_ = 'a-dead-node', LOCK_EXP_TIME_ = :leaseEnds, DUEDATE_ = :due
                                 WHERE ID_ = :id
                                """)
                        .param("leaseEnds", Timestamp.from(leaseEnds))
                        .param("due", Timestamp.from(leaseEnds.minusSeconds(60)))
                        .param("id", deadline)
                        .update())
                .isEqualTo(1);
        await().atMost(PATIENCE).until(() -> count("ACT_RU_JOB WHERE ID_ = '" + deadline + "'") == 0);
        assertThat(clock.instant()).isAfter(leaseEnds);
    }

    @Test
    void aMisspeltSettingOfTheEngineIsAnError() {
        Map<String, Object> asked = properties.getGenericProperties().getProperties();
        assertThatCode(() -> settings.preInit(new SpringProcessEngineConfiguration()))
                .doesNotThrowAnyException();
        asked.put("enable-pasword-policy", true);
        try {
            assertThatThrownBy(() -> settings.preInit(new SpringProcessEngineConfiguration()))
                    .hasMessageContaining("Failed to bind properties");
        } finally {
            asked.remove("enable-pasword-policy");
        }
    }

    @Test
    void expressionsAndPasswordsPassByOurOwnGuards() {
        assertThat(engine.getExpressionManager()).isInstanceOf(GuardedExpressions.class);
        assertThat(engine.getIdentityService()).isInstanceOf(GuardedIdentity.class);
        assertThat(engine.getTaskService()).isInstanceOf(GuardedTasks.class);
        assertThat(engine.getFormService()).isInstanceOf(GuardedForms.class);
        assertThat(engine.getCommandCheckers()).hasAtLeastOneElementOfType(GuardedStarts.class);
        assertThat(engine.getPasswordEncryptor()).isInstanceOf(AdaptiveHash.class);
        assertThat(engine.getCommandInterceptorsTxRequired())
                .hasAtLeastOneElementOfType(WebAppCommandInterceptor.class);
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    }
}
