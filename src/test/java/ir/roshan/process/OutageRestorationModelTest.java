package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.managementService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.repositoryService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code bpmn/} as the engine reads it: every path of the two processes, with delegates that only note that they were
 * called. What the delegates themselves do is not asked here.
 *
 * <p>Long because its paths run in one engine, which takes longer to start than all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one engine for all: to start it takes longer than all the paths
class OutageRestorationModelTest {
    private static final String CODE = "180259433142";
    private static final String OUTAGE_NUMBER = "1405-000001";

    /** The delegates that ran, in order. */
    private final List<String> ran = new ArrayList<>();

    private final Map<String, Consumer<DelegateExecution>> effects = new HashMap<>();
    private boolean told = true;
    private ProcessEngine engine;
    private DeploymentWithDefinitions deployment;

    /** Stands where the product has its own bean of that name; public, because expressions call it. */
    public final class ResultAnnouncement {
        public boolean told(String requestId) {
            return told;
        }
    }

    @BeforeAll
    void startEngine() {
        Map<Object, Object> beans = new HashMap<>();
        for (String name : List.of(
                "registerRequest",
                "checkPlannedOutage",
                "announcePlannedOutage",
                "attachToOutage",
                "announceResult",
                "closeRequest",
                "recordWithdrawal",
                "recordBreach",
                "raiseDeadlineBreach",
                "escalateVerification",
                "resolveOutage"))
            beans.put(name + "Delegate", (JavaDelegate) execution -> {
                ran.add(name);
                effects.getOrDefault(name, nothing -> {}).accept(execution);
            });
        for (String name : List.of(
                "verifyOutage", "dispatchCrew", "restoreSupply", "reviseEstimate", "handleBreach", "callSubscriber"))
            beans.put(name + "Completion", (TaskListener) completed -> ran.add(name));
        beans.put("callSubscriberCreation", (TaskListener) created -> ran.add("callSubscriberCreation"));
        beans.put("outageEndedListener", (ExecutionListener) ended -> ran.add("outageEnded"));
        beans.put("feeDeterminedListener", (ExecutionListener)
                determined -> ran.add("feeDetermined " + determined.getVariable("fee")));
        beans.put("resultAnnouncement", new ResultAnnouncement());

        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setBeans(beans);
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        engine = configuration.buildProcessEngine();
        init(engine);
        deployment = repositoryService()
                .createDeployment()
                .addClasspathResource("bpmn/OutageRestoration.bpmn")
                .addClasspathResource("bpmn/PriorityDecision.dmn")
                .addClasspathResource("bpmn/FeeDecision.dmn")
                .deployWithResult();
    }

    @AfterAll
    void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void nothingHasHappened() {
        ran.clear();
        effects.clear();
        told = true;
    }

    @AfterEach
    void endWhatIsLeft() {
        runtimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(left -> runtimeService().deleteProcessInstance(left.getId(), "test is over"));
    }

    @Test
    void theEngineTakesTheModelAndItsDecisions() {
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

    // The request

    @Test
    void registrationAndTheCheckAreDoneWhenTheCallerGetsAnAnswer() {
        submitted("NOT_PLANNED");
        assertThat(ran).containsExactly("registerRequest", "checkPlannedOutage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_PLANNED", "UNKNOWN"})
    void anOutageThatIsNotKnownAsPlannedIsAttachedAndItsResultAnnounced(String check) {
        ProcessInstance request = submitted(check);
        run("Task_AttachToOutage");
        assertThat(request).isWaitingAt("Gateway_OutageGuard");
        correlate("Msg_OutageResolved", Map.of("finding", "NETWORK_FAULT"));
        run("Task_AnnounceResult");
        assertThat(request).isWaitingAt("Gateway_Objection");
        run("Event_ObjectionWindowOver");
        run("Task_CloseRequest");
        assertThat(request).isEnded().hasPassed("EndEvent_RequestClosed", "EndEvent_RequestEnded");
        assertThat(request).hasNotPassed("Task_CallSubscriber", "Task_RecordBreach");
    }

    @Test
    void aPlannedOutageIsGuardedToItsEndAndAnnouncedAsOver() {
        ProcessInstance request = announcedAsPlanned();
        effects.put("checkPlannedOutage", execution -> execution.setVariable("plannedOutageCheck", "OVER"));
        run("Event_PlannedOutageOver");
        run("Task_AnnounceResult");
        assertThat(request).isWaitingAt("Gateway_Objection").hasNotPassed("Task_AttachToOutage");
    }

    @Test
    void atThePlannedEndThePlanIsAskedAgainAndTheWaitMayGoOn() {
        ProcessInstance request = announcedAsPlanned();
        run("Event_PlannedOutageOver");
        assertThat(ran).endsWith("checkPlannedOutage");
        run("Task_AnnouncePlannedOutage");
        assertThat(request).isWaitingAt("Gateway_PlannedOutageGuard").hasNotPassed("Task_AnnounceResult");
    }

    @Test
    void aPlanThatIsKnownLateTakesTheRequestOutOfItsOutage() {
        ProcessInstance request = attached();
        correlate("Msg_PlanBecameKnown", Map.of());
        run("Task_AnnouncePlannedOutage");
        assertThat(request).isWaitingAt("Gateway_PlannedOutageGuard").hasNotPassed("Event_OutageResolved");
    }

    @Test
    void aDeadlineThatPassesWithoutEffectIsWatchedAgain() {
        ProcessInstance request = announcedAsPlanned();
        effects.put(
                "recordBreach",
                execution -> execution.setVariables(
                        Map.of("deadlineBreached", false, "deadlineLater", true, "restoreBy", inHours(6))));
        run("StartEvent_DeadlinePassed");
        run("Task_RecordBreach");
        assertThat(request).isWaitingAt("Gateway_PlannedOutageGuard", "Event_LaterDeadlinePassed");
        effects.put(
                "recordBreach",
                execution -> execution.setVariables(Map.of("deadlineBreached", true, "deadlineLater", false)));
        run("Event_LaterDeadlinePassed");
        run("Task_RecordBreach");
        assertThat(ran).endsWith("recordBreach", "raiseDeadlineBreach");
    }

    @Test
    void aChangedPlanIsCheckedAgainInTheChangersTransaction() {
        ProcessInstance request = announcedAsPlanned();
        effects.put("checkPlannedOutage", execution -> execution.setVariable("plannedOutageCheck", "NOT_PLANNED"));
        correlate("Msg_PlannedOutageChanged", Map.of());
        assertThat(ran).endsWith("checkPlannedOutage");
        run("Task_AttachToOutage");
        assertThat(request).isWaitingAt("Gateway_OutageGuard");
    }

    @Test
    void darknessAfterThePlannedEndIsAnOutageLikeAnyOther() {
        ProcessInstance request = announcedAsPlanned();
        effects.put("checkPlannedOutage", execution -> execution.setVariable("plannedOutageCheck", "NOT_PLANNED"));
        correlate("Msg_StillOut", Map.of());
        run("Task_AttachToOutage");
        assertThat(request).isWaitingAt("Gateway_OutageGuard");
    }

    @Test
    void anOutageThatADispatcherKnowsAsPlannedIsAnnouncedAndGuarded() {
        ProcessInstance request = attached();
        correlate("Msg_OutageResolved", Map.of("finding", "PLANNED"));
        run("Task_AnnouncePlannedOutage");
        assertThat(request).isWaitingAt("Gateway_PlannedOutageGuard").hasNotPassed("Task_AnnounceResult");
    }

    @Test
    void anObjectionLeadsBackToTheOutage() {
        ProcessInstance request = announced();
        correlate("Msg_StillOut", Map.of());
        run("Task_AttachToOutage");
        assertThat(request).isWaitingAt("Gateway_OutageGuard");
    }

    @Test
    void aResultThatNoMessageCouldCarryIsTakenOverByAPerson() {
        ProcessInstance request = announced();
        correlate("Msg_AnnouncementFailed", Map.of());
        assertThat(request).isWaitingAt("Task_CallSubscriber").task().hasCandidateGroup("district-2");
        complete(task(request));
        assertThat(request).isWaitingAt("Gateway_Objection");
        assertThat(ran).endsWith("callSubscriberCreation", "callSubscriber");
    }

    @Test
    void aRequestDoesNotEndBeforeItsResultHasReachedTheSubscriber() {
        ProcessInstance request = announced();
        told = false;
        run("Event_ObjectionWindowOver");
        assertThat(request).isWaitingAt("Task_CallSubscriber");
        told = true;
        complete(task(request));
        run("Event_ObjectionWindowOver");
        run("Task_CloseRequest");
        assertThat(request).isEnded();
    }

    /** Question 12 of the reviewer: the subscriber can withdraw from each wait, and hears it at once (A4.2). */
    @ParameterizedTest
    @ValueSource(strings = {"attaching", "attached", "announcedAsPlanned", "announced", "called", "late"})
    void theSubscriberCanWithdrawFromEveryWait(String wait) {
        ProcessInstance request = switch (wait) {
            case "attaching" -> submitted("UNKNOWN");
            case "attached" -> attached();
            case "announcedAsPlanned" -> announcedAsPlanned();
            case "announced" -> announced();
            case "called" -> {
                ProcessInstance called = announced();
                correlate("Msg_AnnouncementFailed", Map.of());
                yield called;
            }
            default -> {
                ProcessInstance late = attached();
                run("StartEvent_DeadlinePassed");
                yield late;
            }
        };
        correlate("Msg_RequestWithdrawn", Map.of());
        assertThat(ran).endsWith("recordWithdrawal");
        assertThat(request).isEnded().hasPassed("EndEvent_RequestWithdrawn").hasNotPassed("EndEvent_RequestClosed");
        assertThat(managementService().createJobQuery().count()).isZero();
    }

    @Test
    void aRequestThatIsLateTellsItsOutageAndGoesOn() {
        ProcessInstance request = attached();
        effects.put(
                "recordBreach",
                execution -> execution.setVariables(Map.of("deadlineBreached", true, "deadlineLater", false)));
        run("StartEvent_DeadlinePassed");
        assertThat(ran).doesNotContain("recordBreach");
        run("Task_RecordBreach");
        assertThat(ran).endsWith("recordBreach", "raiseDeadlineBreach");
        assertThat(request).hasPassed("EndEvent_DeadlineBreachRaised").isWaitingAt("Gateway_OutageGuard");
    }

    @Test
    void aRequestThatWasInTimeTellsNobody() {
        ProcessInstance request = announced();
        effects.put(
                "recordBreach",
                execution -> execution.setVariables(Map.of("deadlineBreached", false, "deadlineLater", false)));
        run("StartEvent_DeadlinePassed");
        run("Task_RecordBreach");
        assertThat(ran).doesNotContain("raiseDeadlineBreach");
        assertThat(request).hasPassed("EndEvent_DeadlineKept").isWaitingAt("Gateway_Objection");
    }

    // The outage

    @Test
    void aFaultOfTheNetworkIsMendedByACrew() {
        ProcessInstance outage = suspected();
        assertThat(outage).isWaitingAt("Task_VerifyOutage").task().hasCandidateGroup("district-2");
        assertThat(task(outage).getPriority()).isEqualTo(75);
        complete(task(outage), withVariables("finding", "NETWORK_FAULT"));
        assertThat(outage).isWaitingAt("Task_DispatchCrew");
        complete(task(outage), withVariables("estimatedRestorationAt", inHours(2)));
        assertThat(outage).isWaitingAt("Task_RestoreSupply");
        complete(task(outage));
        run("Task_ResolveOutage");
        assertThat(outage).isEnded().hasPassed("EndEvent_OutageResolved").hasNotPassed("Task_DetermineFee");
        assertThat(ran).endsWith("resolveOutage", "outageEnded");
    }

    @Test
    void anEstimateThatPassesIsRevisedAsOftenAsItTakesAndRestorationEndsThat() {
        ProcessInstance outage = restoring();
        run("BoundaryEvent_EstimateOverdue");
        assertThat(outage).isWaitingAt("Task_RestoreSupply", "Task_ReviseEstimate");
        complete(task("Task_ReviseEstimate", outage), withVariables("estimatedRestorationAt", inHours(3)));
        assertThat(outage).isWaitingAt("Event_EstimateReached");
        run("Event_EstimateReached");
        assertThat(outage).isWaitingAt("Task_RestoreSupply", "Task_ReviseEstimate");
        complete(task("Task_RestoreSupply", outage));
        assertThat(outage).isNotWaitingAt("Task_ReviseEstimate");
        run("Task_ResolveOutage");
        assertThat(outage).isEnded();
    }

    @ParameterizedTest
    @CsvSource({"false, 1500000", "true, 0"})
    void aFaultOfTheSubscribersOwnInstallationHasAFee(boolean hazardReported, long rials) {
        ProcessInstance outage = suspected();
        complete(task(outage), withVariables("finding", "CUSTOMER_SIDE_FAULT", "hazardReported", hazardReported));
        assertThat(ran).endsWith("feeDetermined " + rials);
        run("Task_ResolveOutage");
        assertThat(outage).isEnded().hasPassed("Task_DetermineFee").hasNotPassed("Task_DispatchCrew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPPLY_ON", "PLANNED"})
    void whereNothingIsToMendNobodyIsSent(String finding) {
        ProcessInstance outage = suspected();
        complete(task(outage), withVariables("finding", finding));
        run("Task_ResolveOutage");
        assertThat(outage).isEnded().hasNotPassed("Task_DispatchCrew", "Task_DetermineFee");
    }

    @Test
    void aVerificationThatIsLateGoesToTheManagersAndStaysWithTheDispatcher() {
        ProcessInstance outage = suspected();
        run("BoundaryEvent_VerificationOverdue");
        run("Task_EscalateVerification");
        assertThat(outage).hasPassed("EndEvent_VerificationEscalated").isWaitingAt("Task_VerifyOutage");
    }

    @Test
    void aBreachedDeadlineIsAManagersTaskBesideTheWork() {
        ProcessInstance outage = restoring();
        correlate("Msg_DeadlineBreached", Map.of());
        assertThat(outage).isWaitingAt("Task_RestoreSupply", "Task_HandleBreach");
        assertThat(task("Task_HandleBreach", outage)).hasCandidateGroup("managers");
        complete(task("Task_HandleBreach", outage));
        assertThat(outage).hasPassed("EndEvent_BreachHandled").isWaitingAt("Task_RestoreSupply");
    }

    @ParameterizedTest
    @CsvSource({"Msg_Absorbed, EndEvent_OutageAbsorbed", "Msg_OutageAbandoned, EndEvent_OutageAbandoned"})
    void anOutageThatIsNoneAnyMoreEndsWithAllItsWork(String message, String end) {
        ProcessInstance outage = suspected();
        run("BoundaryEvent_VerificationOverdue");
        correlate("Msg_DeadlineBreached", Map.of());
        correlate(message, Map.of());
        assertThat(outage).isEnded().hasPassed(end).hasNotPassed("Task_ResolveOutage");
        assertThat(ran).endsWith("outageEnded");
        assertThat(managementService().createJobQuery().count()).isZero();
    }

    private ProcessInstance submitted(String plannedOutageCheck) {
        effects.put("registerRequest", execution -> {
            execution.setProcessBusinessKey(CODE);
            execution.setVariable("restoreBy", inHours(4));
        });
        effects.put("checkPlannedOutage", execution -> execution.setVariable("plannedOutageCheck", plannedOutageCheck));
        effects.put(
                "announcePlannedOutage", execution -> execution.setVariable("plannedOutageGuardEndsAt", inHours(2)));
        effects.put("announceResult", execution -> execution.setVariable("objectionEndsAt", inHours(2)));
        return runtimeService()
                .startProcessInstanceByKey("RestorationRequestProcess", withVariables("requestId", "1", "district", 2));
    }

    private ProcessInstance announcedAsPlanned() {
        ProcessInstance request = submitted("PLANNED");
        run("Task_AnnouncePlannedOutage");
        assertThat(request).isWaitingAt("Gateway_PlannedOutageGuard");
        return request;
    }

    private ProcessInstance attached() {
        ProcessInstance request = submitted("NOT_PLANNED");
        run("Task_AttachToOutage");
        return request;
    }

    private ProcessInstance announced() {
        ProcessInstance request = attached();
        correlate("Msg_OutageResolved", Map.of("finding", "NETWORK_FAULT"));
        run("Task_AnnounceResult");
        return request;
    }

    private ProcessInstance suspected() {
        return runtimeService()
                .startProcessInstanceByKey(
                        "OutageProcess",
                        OUTAGE_NUMBER,
                        withVariables("district", 2, "priority", 75, "verifyBy", inHours(1), "restoreBy", inHours(4)));
    }

    private ProcessInstance restoring() {
        ProcessInstance outage = suspected();
        complete(task(outage), withVariables("finding", "NETWORK_FAULT"));
        complete(task(outage), withVariables("estimatedRestorationAt", inHours(2)));
        return outage;
    }

    /** Moments in the future; timers are fired by hand here, and none by itself. */
    private static Date inHours(int hours) {
        return Date.from(Instant.now().plus(hours, ChronoUnit.HOURS));
    }

    /** Sends the message and insists that exactly one wait took it. */
    private static void correlate(String message, Map<String, Object> variables) {
        List<MessageCorrelationResult> taken = runtimeService()
                .createMessageCorrelation(message)
                .setVariables(variables)
                .correlateAllWithResult();
        assertThat(taken).hasSize(1);
    }

    /** Runs the one waiting job of {@code activity}; fails if there is none. */
    private static void run(String activity) {
        Job waiting = managementService().createJobQuery().activityId(activity).singleResult();
        assertThat(waiting).as("job of " + activity).isNotNull();
        managementService().executeJob(waiting.getId());
    }
}
