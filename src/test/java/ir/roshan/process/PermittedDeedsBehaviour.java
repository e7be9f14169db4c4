package ir.roshan.process;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.testing.DatabaseSearch;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a dispatcher, a channel's program, a manager and an administrator may do through the web apps' API, and what nobody may.
 *
 * <p>Long because its cases are the rows of one table, {@link PermittedDeeds}, and share what they set up.
 */
class PermittedDeedsBehaviour extends RoshanServer {
    private static final List<String> ALL = List.of("dispatcher-1", "website", "phone-121", "manager", "admin");
    /** A mobile number that is nowhere else. */
    private static final String MARK = "09351117788";

    private static final String START = "/process-definition/key/RestorationRequestProcess/start";
    private static final String SUBMIT = "/process-definition/key/RestorationRequestProcess/submit-form";

    /** Each account logs in once. */
    private static final Map<String, WebAppSession> SESSIONS = new HashMap<>();

    private static final Map<Integer, Task> TASKS = new HashMap<>();

    @Autowired
    private DataSource dataSource;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private AuthorizationService authorizationService;

    @Autowired
    private AccountsSetup accountsSetup;

    private WebAppSession as(String account) {
        String app = switch (account) {
            case "admin" -> "admin";
            case "manager" -> "cockpit";
            default -> "tasklist";
        };
        return SESSIONS.computeIfAbsent(account + port(), any -> WebAppSession.of(port(), app, account));
    }

    private static WebAppSession.Answer send(WebAppSession session, String method, String path, String body) {
        return session.send(method, ENGINE + path, body == null ? null : body.replace('\'', '"'));
    }

    /** One for all whose deeds leave it as it is. */
    private Task refusing() {
        Task known = TASKS.get(port());
        if (known == null || taskService.createTaskQuery().taskId(known.getId()).count() == 0)
            TASKS.put(port(), task());
        return TASKS.get(port());
    }

    private Task task() {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place(1).billId()))
                .send(201)
                .at("/trackingCode");
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(awaitOutage(code))
                .taskDefinitionKey("Task_VerifyOutage")
                .singleResult();
    }

    /** The state of a task and of its workflow, as far as anybody could have changed it. */
    private Map<String, String> stateOf(Task task) {
        Map<String, String> state = new TreeMap<>();
        Task now = taskService.createTaskQuery().taskId(task.getId()).singleResult();
        state.put("task", now == null ? "gone" : now.toString() + now.getName() + now.getDescription());
        state.put("assignee", now == null ? "" : now.getAssignee() + now.getOwner());
        state.put(
                "links",
                now == null
                        ? ""
                        : taskService.getIdentityLinksForTask(task.getId()).stream()
                                .map(IdentityLink::getGroupId)
                                .toList()
                                .toString());
        state.put("comments", taskService.getTaskComments(task.getId()).toString());
        state.put("attachments", taskService.getTaskAttachments(task.getId()).toString());
        state.put(
                "activities",
                runtimeService.getActiveActivityIds(task.getProcessInstanceId()).toString());
        runtimeService.createVariableInstanceQuery().processInstanceIdIn(task.getProcessInstanceId()).list().stream()
                .map(VariableInstance.class::cast)
                .forEach(variable -> state.put("variable " + variable.getName(), String.valueOf(variable.getValue())));
        return state;
    }

    private void assertTheEngineHasNot(String text) throws SQLException {
        assertThat(DatabaseSearch.tablesWith(dataSource, List.of(text))).isEmpty();
    }

    // What nobody may

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /task/{task}/identity-links/delete | {'groupId':'district-1','type':'candidate'}",
                "POST | /task/{task}/identity-links/delete | {'userId':'dispatcher-1','type':'candidate'}",
                "POST | /task/{task}/identity-links/delete | {'userId':'dispatcher-1','type':'assignee'}",
                "POST | /task/{task}/identity-links | {'groupId':'district-1','type':'candidate'}",
                "POST | /task/{task}/identity-links | {'userId':'dispatcher-2','type':'candidate'}",
                "POST | /task/{task}/identity-links | {'userId':'dispatcher-1','type':'owner'}",
                "POST | /task/{task}/identity-links | {'userId':'dispatcher-1','type':'09351117788'}",
                "POST | /task/{task}/delegate | {'userId':'dispatcher-1'}",
                "POST | /task/{task}/resolve | {'variables':{}}",
                "POST | /task/{task}/bpmnError | {'errorCode':'x','errorMessage':'09351117788'}",
                "POST | /task/{task}/bpmnEscalation | {'escalationCode':'x'}",
                "POST | /task/{task}/comment/create | {'message':'09351117788'}",
                "PUT | /task/{task}/comment | {'id':'x','message':'09351117788'}",
                "DELETE | /task/{task}/comment | ",
                "DELETE | /task/{task} | ",
                "POST | /task/create | {'name':'09351117788'}",
                "PUT | /task/{task}/variables/finding | {'value':'09351117788'}",
                "POST | /task/{task}/variables | {'modifications':{'x':{'value':'09351117788'}}}",
                "DELETE | /task/{task}/variables/outageId | ",
                "POST | /task/{task}/localVariables | {'modifications':{'x':{'value':'09351117788'}}}",
                "PUT | /process-instance/{instance}/variables/x | {'value':'09351117788'}",
                "DELETE | /process-instance/{instance}/variables/outageId | ",
                "POST | /process-instance/{instance}/variables | {'modifications':{'x':{'value':'09351117788'}}}",
                "POST | /process-instance/variables-async | {'processInstanceIds':['{instance}'],'variables':{'x':{'value':'09351117788'}}}",
                "PUT | /execution/{instance}/localVariables/x | {'value':'09351117788'}",
                "POST | /execution/{instance}/signal | {'variables':{'x':{'value':'09351117788'}}}",
                "POST | /execution/{instance}/create-incident | {'incidentType':'x','message':'09351117788'}",
                "POST | /execution/{instance}/messageSubscriptions/Msg_Absorbed/trigger | {}",
                "DELETE | /process-instance/{instance} | ",
                "POST | /process-instance/delete | {'processInstanceIds':['{instance}'],'deleteReason':'09351117788'}",
                "POST | /process-instance/delete-historic-query-based | {'processInstanceIds':['{instance}']}",
                "POST | /process-instance/{instance}/modification | {'instructions':[{'type':'cancel','activityId':'Task_VerifyOutage'}]}",
                "POST | /process-instance/{instance}/modification-async | {'instructions':[{'type':'cancel','activityId':'Task_VerifyOutage'}]}",
                "POST | /modification/execute | {'processDefinitionId':'{definition}','processInstanceIds':['{instance}'],'instructions':[{'type':'startBeforeActivity','activityId':'Task_DispatchCrew'}]}",
                "POST | /modification/executeAsync | {}",
                "POST | /migration/generate | {'sourceProcessDefinitionId':'{definition}','targetProcessDefinitionId':'{definition}'}",
                "POST | /migration/execute | {}",
                "POST | /process-definition/{definition}/restart | {'processInstanceIds':['{instance}'],'instructions':[]}",
                "POST | /process-definition/{definition}/restart-async | {}",
                "DELETE | /process-definition/{definition} | ",
                "DELETE | /process-definition/key/OutageProcess/delete | ",
                "PUT | /process-definition/{definition}/history-time-to-live | {'historyTimeToLive':1}",
                "POST | /message | {'messageName':'Msg_Absorbed','processInstanceId':'{instance}'}",
                "POST | /message | {'nothing':1}",
                "POST | /process-instance/message-async | {'messageName':'Msg_Absorbed','processInstanceIds':['{instance}']}",
                "POST | /signal | {'name':'09351117788'}",
                "POST | /signal | ",
                "POST | /condition | {'variables':{}}",
                "DELETE | /history/process-instance/{instance} | ",
                "POST | /history/process-instance/delete | {'historicProcessInstanceIds':['{instance}']}",
                "POST | /history/process-instance/set-removal-time | {}",
                "DELETE | /history/process-instance/{instance}/variable-instances | ",
                "POST | /history/decision-instance/delete | {}",
                "POST | /history/cleanup | ",
                "PUT | /history/user-operation/x/set-annotation | {'annotation':'09351117788'}",
                "PUT | /incident/x/annotation | {'annotation':'09351117788'}",
                "DELETE | /incident/x | ",
                "POST | /decision-definition/key/PriorityDecision/evaluate | {'variables':{}}",
                "DELETE | /deployment/{deployment}?cascade=true | ",
                "POST | /tenant/create | {'id':'x','name':'09351117788'}",
                "PUT | /tenant/x/user-members/admin | ",
                "POST | /identity/verify | {'username':'admin','password':'x'}",
                "GET | /case-instance | ",
                "POST | /case-instance | {}",
                "GET | /case-instance/count | ",
                "GET | /case-execution | ",
                "POST | /case-execution/x/complete | {}",
                "GET | /case-definition | ",
                "POST | /case-definition/key/x/create | {}",
                "GET | /history/case-instance | ",
                "GET | /history/case-activity-instance | ",
                "GET | /external-task | ",
                "POST | /external-task | {}",
                "POST | /external-task/fetchAndLock | {'workerId':'x','maxTasks':1,'topics':[]}",
                "GET | /history/external-task-log | ",
                "GET | /metrics | ",
                "GET | /metrics/activity-instance-start/sum | ",
                "DELETE | /metrics/task-worker | ",
                "GET | /telemetry/data | ",
                "POST | /telemetry/configuration | {'enableTelemetry':true}",
                "GET | /schema/log | ",
                "GET | /optimize/variable-update | ",
                "OPTIONS | /task | "
            })
    void nobodyDoesWhatIsNotInTheList(String method, String path, String body) throws SQLException {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        for (String account : ALL) {
            WebAppSession.Answer answer = send(as(account), method, filled(path, task), filled(body, task));
            if (path.contains("/key/") && answer.status() == 404)
                assertThat(answer.body()).as(account).contains("No matching");
            else {
                assertThat(answer.status()).as(account + answer.body()).isEqualTo(403);
                assertThat(answer.json().get("message").textValue())
                        .isEqualTo("This is not done through the web apps by this account.");
            }
        }
        assertThat(stateOf(task)).isEqualTo(before);
        if (body != null && body.contains(MARK)) assertTheEngineHasNot(MARK);
    }

    private String filled(String text, Task task) {
        return text == null
                ? null
                : text.replace("{task}", task.getId())
                        .replace("{instance}", task.getProcessInstanceId())
                        .replace("{definition}", task.getProcessDefinitionId())
                        .replace(
                                "{deployment}",
                                repositoryService
                                        .getProcessDefinition(task.getProcessDefinitionId())
                                        .getDeploymentId());
    }

    /** However it is spelled, a door is known by what it opens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task/{task}/identity-links/delete/",
                "/camunda/api/engine/engine/default/task/{task}/identity-links/delete;x=1",
                "/camunda/api/engine/engine/default;x=1/task/{task}/identity-links/delete",
                "/camunda/api/engine/engine/default/task/{task}/identity%2Dlinks/%64elete",
                "/camunda/api/engine/engine/default/task/{task}/identity-links/delete?x=1"
            })
    void aDoorStaysShutHoweverItIsSpelled(String path) {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        WebAppSession.Answer answer = as("dispatcher-1")
                .send(
                        "POST",
                        path.replace("{task}", task.getId()),
                        "{\"groupId\": \"district-1\", \"type\": \"candidate\"}");
        assertThat(answer.status()).as(answer.body()).isBetween(400, 404);
        assertThat(stateOf(task)).isEqualTo(before);
    }

    // Tasks

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'requestId':{'value':'09351117788'}}",
                "{'outageId':{'value':'09351117788','type':'String'}}",
                "{'estimatedRestorationAt':{'value':'09351117788'}}",
                "{'objectionEndsAt':{'value':'09351117788'}}",
                "{'headline':{'value':'09351117788'}}",
                "{'finding':{'value':'SUPPLY_ON'},'name':{'value':'09351117788'}}",
                "{'Finding':{'value':'09351117788'}}",
                "{' finding':{'value':'09351117788'}}",
                "{'':{'value':'09351117788'}}",
                "{'09351117788':{'value':null}}",
                "{'finding':{'value':'09351117788','type':'Object','valueInfo':{'objectTypeName':'x','serializationDataFormat':'application/json'}}}",
                "{'finding':{'value':'MDkzNTExMTc3ODg=','type':'Bytes'}}",
                "{'finding':{'value':'MDkzNTExMTc3ODg=','type':'File','valueInfo':{'filename':'09351117788'}}}",
                "{'finding':{'value':'<x>09351117788</x>','type':'Xml'}}",
                "{'finding':{'value':'[\\\"09351117788\\\"]','type':'Json'}}",
                "{'finding':{'value':9351117788,'type':'Long'}}",
                "{'finding':{'value':true,'type':'Boolean'}}",
                "{'requestId':{'value':'09351117788','local':true}}",
                "{'verificationNote':{'value':'{long}'},'finding':{'value':'SUPPLY_ON'}}",
                "{'{long}':{'value':'x'}}",
                "{'finding':'09351117788'}",
                "[]"
            })
    void aTaskTakesItsFormsOwnFieldsAndNothingElse(String variables) throws SQLException {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        WebAppSession dispatcher = as("dispatcher-1");
        String sent = variables.replace("{long}", "L" + MARK.repeat(500));
        for (String deed : new String[] {"/complete", "/submit-form"})
            for (String more : new String[] {"", ", 'withVariablesInReturn': true"}) {
                WebAppSession.Answer answer =
                        send(dispatcher, "POST", "/task/" + task.getId() + deed, "{'variables': " + sent + more + "}");
                assertThat(answer.status()).as(deed + answer.body()).isEqualTo(400);
                assertThat(answer.body()).doesNotContain("org.", "java.");
                assertThat(stateOf(task)).isEqualTo(before);
            }
        assertTheEngineHasNot(MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'variables':{'finding':{'value':'SUPPLY_ON'}},'businessKey':'09351117788'}",
                "{'variables':{'finding':{'value':'SUPPLY_ON'}},'variables':{}}",
                "{'localVariables':{'x':{'value':'09351117788'}}}",
                "[]",
                "'x'",
                "{"
            })
    void aCompletionHasNoOtherMembers(String body) throws SQLException {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        for (String deed : new String[] {"/complete", "/submit-form"}) {
            WebAppSession.Answer answer = send(as("dispatcher-1"), "POST", "/task/" + task.getId() + deed, body);
            assertThat(answer.status()).as(deed + answer.body()).isEqualTo(400);
        }
        assertThat(stateOf(task)).isEqualTo(before);
        assertTheEngineHasNot(MARK);
    }

    @Test
    void whatAFormSendsIsTaken() {
        WebAppSession dispatcher = as("dispatcher-1");
        for (String deed : new String[] {"/complete", "/submit-form"})
            for (boolean returned : new boolean[] {false, true}) {
                Task task = task();
                WebAppSession.Answer answer =
                        send(dispatcher, "POST", "/task/" + task.getId() + deed, """
                        {'variables': {'finding': {'value': 'SUPPLY_ON', 'type': 'String', 'valueInfo': {}},
                                       'networkElement': {'value': '', 'type': 'String'},
                                       'verificationNote': {'value': null}},
                         'withVariablesInReturn': %s}
                        """.formatted(returned));
                assertThat(answer.status()).as(answer.body()).isEqualTo(returned ? 200 : 204);
                assertThat(taskService.createTaskQuery().taskId(task.getId()).count())
                        .isZero();
            }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {'owner':'dispatcher-2'}",
                "403 | {'assignee':'dispatcher-2'}",
                "403 | {'assignee':'رضا'}",
                "403 | {'assignee':''}",
                "403 | {'name':'09351117788'}",
                "403 | {'name':null}",
                "403 | {'description':'09351117788'}",
                "403 | {'caseInstanceId':'09351117788'}",
                "400 | {'tenantId':'09351117788'}",
                "403 | {'parentTaskId':'09351117788'}",
                "403 | {'delegationState':'PENDING'}",
                "400 | {'priority':2147483647}",
                "400 | {'priority':-1}",
                "400 | {'priority':'high'}",
                "400 | {'due':'9999-12-31T00:00:00.000+0000'}",
                "400 | {'followUp':'292278994-01-01T00:00:00.000+0000'}",
                "400 | {'due':'09351117788'}"
            })
    void ofATaskPeoplePlanAloneIsTaken(int status, String change) throws Exception {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        WebAppSession dispatcher = as("dispatcher-1");
        ObjectNode whole =
                (ObjectNode) dispatcher.get(ENGINE + "/task/" + task.getId()).json();
        whole.setAll(
                (ObjectNode) new com.fasterxml.jackson.databind.json.JsonMapper().readTree(change.replace('\'', '"')));
        WebAppSession.Answer answer = send(dispatcher, "PUT", "/task/" + task.getId(), whole.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("org.", "java.");
        assertThat(stateOf(task)).isEqualTo(before);
        assertTheEngineHasNot(MARK);
    }

    @Test
    void aTaskIsTakenGivenBackAndPlanned() {
        Task task = task();
        WebAppSession dispatcher = as("dispatcher-1");
        String path = "/task/" + task.getId();
        assertThat(List.of(
                        send(dispatcher, "POST", path + "/claim", "{'userId':'dispatcher-1'}")
                                .status(),
                        send(dispatcher, "POST", path + "/unclaim", null).status(),
                        send(dispatcher, "POST", path + "/assignee", "{'userId':'dispatcher-1'}")
                                .status(),
                        send(dispatcher, "POST", path + "/assignee", "{'userId':null}")
                                .status(),
                        send(dispatcher, "POST", path + "/assignee", "{'userId':'dispatcher-2'}")
                                .status(),
                        send(dispatcher, "POST", path + "/assignee", "{'userId':'admin'}")
                                .status(),
                        send(dispatcher, "POST", path + "/claim", "{'userId':'dispatcher-2'}")
                                .status()))
                .containsExactly(204, 204, 204, 204, 403, 403, 403);
        ObjectNode whole = (ObjectNode) dispatcher.get(ENGINE + path).json();
        whole.put("followUp", "2027-01-01T10:00:00.000+0000")
                .put("due", "2027-01-01T10:00:00.000+0000")
                .put("priority", 100);
        assertThat(send(dispatcher, "PUT", path, whole.toString()).status()).isEqualTo(204);
        assertThat(taskService
                        .createTaskQuery()
                        .taskId(task.getId())
                        .singleResult()
                        .getPriority())
                .isEqualTo(100);
    }

    /** Cockpit counts open tasks in the history, which has one row of a task's offer to its group and none of who takes it. */
    @Test
    void cockpitTellsTasksOfAGroupFromTasksOfNobody() {
        Task task = task();
        assertThat(offersInTheHistory(task)).isEqualTo(1);
        long ofGroups = openTasks("'unassigned':true,'withCandidateGroups':true");
        assertThat(ofGroups)
                .isEqualTo(taskService
                        .createTaskQuery()
                        .taskUnassigned()
                        .withCandidateGroups()
                        .count())
                .isPositive();
        assertThat(openTasks("'unassigned':true,'withoutCandidateGroups':true")).isZero();
        long taken = openTasks("'assigned':true");
        assertThat(send(as("dispatcher-1"), "POST", "/task/" + task.getId() + "/claim", "{'userId':'dispatcher-1'}")
                        .status())
                .isEqualTo(204);
        assertThat(openTasks("'assigned':true")).isEqualTo(taken + 1);
        assertThat(openTasks("'unassigned':true,'withCandidateGroups':true")).isEqualTo(ofGroups - 1);
        assertThat(offersInTheHistory(task)).isEqualTo(1);
    }

    /** As the page of tasks and the first page of Cockpit ask. */
    private long openTasks(String conditions) {
        return send(as("manager"), "POST", "/history/task/count", "{'unfinished':true," + conditions + "}")
                .json()
                .at("/count")
                .asLong();
    }

    private int offersInTheHistory(Task task) {
        return new JdbcTemplate(dataSource)
                .queryForObject(
                        "SELECT count(*) FROM ACT_HI_IDENTITYLINK WHERE TASK_ID_ = ?", Integer.class, task.getId());
    }

    /** Whatever the engine's own authorizations say: they are no dispatchers. */
    @ParameterizedTest
    @ValueSource(strings = {"admin", "website", "phone-121"})
    void workOnTasksIsDispatchersAndManagers(String account) {
        Task task = refusing();
        Map<String, String> before = stateOf(task);
        WebAppSession session = as(account);
        String path = "/task/" + task.getId();
        assertThat(List.of(
                        send(session, "POST", path + "/claim", "{'userId':'" + account + "'}")
                                .status(),
                        send(session, "POST", path + "/assignee", "{'userId':'" + account + "'}")
                                .status(),
                        send(session, "POST", path + "/unclaim", null).status(),
                        send(session, "POST", path + "/complete", "{'variables':{'finding':{'value':'SUPPLY_ON'}}}")
                                .status(),
                        send(session, "POST", path + "/submit-form", "{'variables':{'finding':{'value':'SUPPLY_ON'}}}")
                                .status(),
                        send(session, "PUT", path, "{'priority':1}").status()))
                .containsOnly(403);
        assertThat(stateOf(task)).isEqualTo(before);
    }

    // Starts

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'businessKey':'09351117788'",
                "'businessKey':''",
                "'caseInstanceId':'09351117788'",
                "'tenantId':'09351117788'",
                "'skipCustomListeners':true",
                "'skipIoMappings':true",
                "'nothing':1"
            })
    void aReportIsStartedWithItsVariablesAlone(String member) throws SQLException {
        Map<String, Long> before = registered();
        String definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("RestorationRequestProcess")
                .latestVersion()
                .singleResult()
                .getId();
        String body =
                "{'variables':{'address':{'value':'قم، خیابان ارم'},'mobile':{'value':'09121234567'}}," + member + "}";
        for (String account : List.of("dispatcher-1", "website", "phone-121"))
            for (String path : List.of(
                    START,
                    SUBMIT,
                    "/process-definition/" + definition + "/start",
                    "/process-definition/" + definition + "/submit-form")) {
                WebAppSession.Answer answer = send(as(account), "POST", path, body);
                assertThat(answer.status()).as(path + answer.body()).isEqualTo(400);
                assertThat(answer.body()).doesNotContain("org.", "java.");
            }
        assertThat(registered()).isEqualTo(before);
        assertTheEngineHasNot(MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'requestId':{'value':'09351117788'}",
                "'objectionEndsAt':{'value':'09351117788'}",
                "'Mobile':{'value':'09351117788'}",
                "'':{'value':'09351117788'}",
                "'description':{'value':'{long}'}",
                "'description':{'value':'MDkzNTExMTc3ODg=','type':'File','valueInfo':{'filename':'09351117788'}}",
                "'description':{'value':'MDkzNTExMTc3ODg=','type':'Bytes'}",
                "'description':{'value':'{}','type':'Object','valueInfo':{'objectTypeName':'x','serializationDataFormat':'application/json'}}"
            })
    void aReportHasItsFormsOwnFieldsAndNothingElse(String variable) throws SQLException {
        Map<String, Long> before = registered();
        String body = "{'variables':{'address':{'value':'قم، خیابان ارم'},'mobile':{'value':'09121234567'},"
                + variable.replace("{long}", MARK.repeat(500)) + "}}";
        for (String path : List.of(START, SUBMIT)) {
            WebAppSession.Answer answer = send(as("phone-121"), "POST", path, body);
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("org.", "java.");
        }
        assertThat(registered()).isEqualTo(before);
        assertTheEngineHasNot(MARK);
    }

    @Test
    void onlyARequestsProcessIsBegunAndNotByEverybody() {
        long before = runtimeService.createProcessInstanceQuery().count();
        String outage = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("OutageProcess")
                .latestVersion()
                .singleResult()
                .getId();
        var right = authorizationService.createNewAuthorization(1);
        right.setGroupId("dispatchers");
        right.setResource(Resources.PROCESS_DEFINITION);
        right.setResourceId("*");
        right.addPermission(org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE);
        authorizationService.saveAuthorization(right);
        try {
            for (String account : ALL)
                for (String path : List.of(
                        "/process-definition/key/OutageProcess/start",
                        "/process-definition/key/OutageProcess/submit-form",
                        "/process-definition/" + outage + "/start",
                        "/process-definition/" + outage + "/submit-form",
                        "/process-definition/key/OutageProcess/tenant-id/x/start",
                        "/process-definition/key/RestorationRequestProcess/tenant-id/x/start",
                        "/process-definition/key/RestorationRequestProcess/tenant-id/x/submit-form")) {
                    WebAppSession.Answer answer = send(as(account), "POST", path, "{'variables':{}}");
                    assertThat(answer.status())
                            .as(account + path + answer.body())
                            .isIn(403, 404);
                }
        } finally {
            authorizationService.deleteAuthorization(right.getId());
        }
        for (String account : List.of("manager", "admin"))
            assertThat(send(as(account), "POST", SUBMIT, "{'variables':{}}").status())
                    .as(account)
                    .isEqualTo(403);
        assertThat(runtimeService.createProcessInstanceQuery().count()).isEqualTo(before);
        String body = "{'variables':{'address':{'value':'%s'},'mobile':{'value':'09121234567'}}}";
        for (String account : List.of("dispatcher-1", "phone-121"))
            for (String path : List.of(START, SUBMIT)) {
                // Each report of another place: the same one again is the same request.
                String place = account + " " + (path.equals(START) ? "الف" : "ب") + " " + System.nanoTime();
                WebAppSession.Answer answer = send(as(account), "POST", path, body.formatted(place));
                assertThat(answer.status()).as(account + path + answer.body()).isEqualTo(200);
            }
    }

    // Accounts

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-1", "website", "manager"})
    void anAccountChangesItsOwnPasswordAndNothingElse(String group) {
        String account = "own-" + group;
        account(
                account,
                switch (group) {
                    case "website" -> List.of("channels");
                    case "manager" -> List.of("managers");
                    default -> List.of("dispatchers", "district-1");
                });
        // As the engine grants it to each account that is made, and did in every database of before.
        assertThat(authorizationService
                        .createAuthorizationQuery()
                        .userIdIn(account)
                        .resourceType(Resources.USER)
                        .resourceId(account)
                        .count())
                .isEqualTo(1);
        WebAppSession session = WebAppSession.of(port(), "tasklist", account);
        String own = "/user/" + account;
        assertThat(List.of(
                        send(session, "DELETE", own, null).status(),
                        send(
                                        session,
                                        "PUT",
                                        own + "/profile",
                                        "{'id':'" + account + "','firstName':'x','lastName':'y'}")
                                .status(),
                        send(session, "PUT", own + "/profile", "{'id':'other','firstName':'x','lastName':'y'}")
                                .status(),
                        send(session, "POST", own + "/unlock", null).status(),
                        send(
                                        session,
                                        "POST",
                                        "/user/create",
                                        "{'profile':{'id':'new-one'},'credentials':{'password':'" + PASSWORD + "'}}")
                                .status(),
                        send(session, "PUT", "/user/dispatcher-2/credentials", credentials("Another-1405", PASSWORD))
                                .status(),
                        send(session, "DELETE", "/user/dispatcher-2", null).status(),
                        send(session, "POST", "/group/create", "{'id':'x','name':'x'}")
                                .status(),
                        send(session, "PUT", "/group/camunda-admin/members/" + account, "{}")
                                .status(),
                        send(session, "DELETE", "/group/dispatchers/members/" + account, null)
                                .status(),
                        send(
                                        session,
                                        "POST",
                                        "/authorization/create",
                                        "{'type':1,'userId':'" + account
                                                + "','resourceType':1,'resourceId':'*','permissions':['ALL']}")
                                .status(),
                        send(session, "POST", "/filter/create", "{'resourceType':'Task','name':'x'}")
                                .status()))
                .containsOnly(403);
        assertThat(identityService
                        .createUserQuery()
                        .userId(account)
                        .singleResult()
                        .getFirstName())
                .isEqualTo(account);
        WebAppSession.Answer changed =
                send(session, "PUT", own + "/credentials", credentials("Another-1405", PASSWORD));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        assertThat(identityService.checkPassword(account, "Another-1405")).isTrue();

        // Who does not know the present one has only found an open session.
        String found = "found-" + group;
        account(found, List.of("dispatchers"));
        assertThat(send(
                                WebAppSession.of(port(), "tasklist", found),
                                "PUT",
                                "/user/" + found + "/credentials",
                                credentials("Another-1405", "wrong"))
                        .status())
                .isEqualTo(400);
    }

    private static String credentials(String next, String present) {
        return "{'password':'%s','authenticatedUserPassword':'%s'}".formatted(next, present);
    }

    @Test
    void theLastAdministratorTheGroupsAndTheAdministratorsRightsStay() {
        WebAppSession admin = as("admin");
        assertThat(administrators()).containsExactly("admin");
        List<String[]> calls = new ArrayList<>();
        calls.add(new String[] {"DELETE", "/user/admin", null});
        calls.add(new String[] {"DELETE", "/group/camunda-admin/members/admin", null});
        for (String group : List.of("camunda-admin", "dispatchers", "managers", "channels", "district-1", "district-4"))
            calls.add(new String[] {"DELETE", "/group/" + group, null});
        Authorization right = authorizationService
                .createAuthorizationQuery()
                .groupIdIn("camunda-admin")
                .resourceType(Resources.USER)
                .singleResult();
        calls.add(new String[] {"DELETE", "/authorization/" + right.getId(), null});
        String weaker =
                "{'type':1,'groupId':'%s','userId':null,'resourceType':1,'resourceId':'*','permissions':['READ']}";
        String whole = weaker.replace("READ", "ALL");
        for (String other : List.of(
                weaker.formatted("camunda-admin"),
                weaker.formatted("managers"),
                whole.formatted("managers"),
                whole.formatted("camunda-admin").replace("'resourceType':1", "'resourceType':5"),
                whole.formatted("camunda-admin").replace("'*'", "'admin'")))
            calls.add(new String[] {"PUT", "/authorization/" + right.getId(), other});
        for (String whom : List.of("'userId':'*'", "'userId':'admin'", "'groupId':'camunda-admin'"))
            calls.add(new String[] {
                "POST",
                "/authorization/create",
                "{'type':2,%s,'resourceType':0,'resourceId':'*','permissions':['ALL']}".formatted(whom)
            });
        long rights = authorizationService.createAuthorizationQuery().count();
        for (String[] call : calls) {
            WebAppSession.Answer answer = send(admin, call[0], call[1], call[2]);
            assertThat(answer.status()).as(call[0] + call[1] + answer.body()).isEqualTo(400);
            assertThat(answer.json().get("type").textValue()).as(call[1]).isEqualTo("account-needed");
        }
        assertThat(administrators()).containsExactly("admin");
        assertThat(identityService.createGroupQuery().list())
                .extracting(Group::getId)
                .contains("camunda-admin", "dispatchers", "managers", "channels", "district-1", "district-4");
        assertThat(authorizationService.createAuthorizationQuery().count()).isEqualTo(rights);
        assertThat(authorizationService
                        .createAuthorizationQuery()
                        .authorizationId(right.getId())
                        .singleResult()
                        .isPermissionGranted(Permissions.ALL))
                .isTrue();
    }

    /** Admin's pages repeat in the body what stands in the address, also where they take something away. */
    @Test
    void groupsAreKeptAsAdminsPagesDoIt() {
        WebAppSession admin = as("admin");
        accountsSetup.account("on-page", "الف", "ب", PASSWORD, List.of());
        String member = "/group/managers/members/on-page";
        String body = "{'id':'managers','userId':'on-page'}";
        assertThat(send(admin, "POST", "/group/create", "{'id':'district-8','name':'x','type':'WORKFLOW'}")
                        .status())
                .isEqualTo(204);
        for (String other : List.of(
                "{'id':'managers','userId':'admin'}", "{'id':'camunda-admin','userId':'on-page'}", "{'userId':7}"))
            for (String method : List.of("PUT", "DELETE"))
                assertThat(send(admin, method, member, other).status())
                        .as(method + other)
                        .isEqualTo(400);
        assertThat(groupsOf("on-page")).isEmpty();
        assertThat(send(admin, "PUT", member, body).status()).isEqualTo(204);
        assertThat(groupsOf("on-page")).containsExactly("managers");
        assertThat(send(admin, "DELETE", member, body).status()).isEqualTo(204);
        assertThat(groupsOf("on-page")).isEmpty();
        assertThat(send(admin, "DELETE", "/group/district-8", "{'id':'district-7'}")
                        .status())
                .isEqualTo(400);
        assertThat(send(admin, "DELETE", "/group/district-8", "{'id':'district-8'}")
                        .status())
                .isEqualTo(204);
        identityService.deleteUser("on-page");
    }

    private List<String> groupsOf(String account) {
        return identityService.createGroupQuery().groupMember(account).list().stream()
                .map(Group::getId)
                .toList();
    }

    /** Only what their work rests on is kept: what was given them beside, or was denied them before, goes as it came. */
    @Test
    void whatElseTheAdministratorsWereGivenOrDeniedGoesAgain() {
        WebAppSession admin = as("admin");
        String beside =
                "{'type':1,'groupId':'camunda-admin','userId':null,'resourceType':5,'resourceId':'a-filter','permissions':['READ']}";
        WebAppSession.Answer given = send(admin, "POST", "/authorization/create", beside);
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        Authorization denied = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        denied.setGroupId("camunda-admin");
        denied.setResource(Resources.FILTER);
        denied.setResourceId("another-filter");
        denied.setPermissions(new Permissions[] {Permissions.READ});
        authorizationService.saveAuthorization(denied);
        for (String id : List.of(given.json().get("id").textValue(), denied.getId()))
            assertThat(send(admin, "DELETE", "/authorization/" + id, null).status())
                    .isEqualTo(204);
        Authorization kept = authorizationService
                .createAuthorizationQuery()
                .groupIdIn("camunda-admin")
                .resourceType(Resources.USER)
                .singleResult();
        assertThat(send(
                                admin,
                                "PUT",
                                "/authorization/" + kept.getId(),
                                "{'type':1,'groupId':'camunda-admin','userId':null,'resourceType':1,'resourceId':'*','permissions':['ALL']}")
                        .status())
                .as("as it was")
                .isEqualTo(204);
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherAtOnceOneStays() {
        List<String> two = List.of("first-admin", "second-admin");
        try {
            for (int round = 0; round < 5; round++) {
                for (String each : two) {
                    accountsSetup.account(each, each, each, PASSWORD, List.of());
                    if (!administrators().contains(each)) identityService.createMembership(each, "camunda-admin");
                }
                List<WebAppSession> sessions = two.stream()
                        .map(each -> WebAppSession.of(port(), "admin", each))
                        .toList();
                identityService.deleteMembership("admin", "camunda-admin");
                String[] deeds = {
                    "/group/camunda-admin/members/" + two.get(1),
                    round % 2 == 0 ? "/user/" + two.get(0) : "/group/camunda-admin/members/" + two.get(0)
                };
                List<CompletableFuture<Integer>> answers = List.of(0, 1).stream()
                        .map(n -> CompletableFuture.supplyAsync(() ->
                                send(sessions.get(n), "DELETE", deeds[n], null).status()))
                        .toList();
                assertThat(answers.stream().map(CompletableFuture::join).toList())
                        .as("round " + round)
                        .contains(204)
                        .doesNotContain(500);
                assertThat(administrators()).as("round " + round).hasSize(1);
                identityService.createMembership("admin", "camunda-admin");
            }
        } finally {
            two.forEach(identityService::deleteUser);
            if (administrators().isEmpty()) identityService.createMembership("admin", "camunda-admin");
            SESSIONS.remove("admin" + port());
        }
    }

    @Test
    void withoutAnAdministratorAStartBringsAdminBackWithThePasswordOfWhoeverStarts() {
        AccountsSetup without = new AccountsSetup(identityService, authorizationService, "");
        AccountsSetup start = new AccountsSetup(identityService, authorizationService, "Brought-back-1405");
        start.afterSingletonsInstantiated();
        assertThat(identityService.checkPassword("admin", "Brought-back-1405"))
                .as("nothing changes where there is an administrator")
                .isFalse();
        identityService.deleteMembership("admin", "camunda-admin");
        try {
            assertThatThrownBy(without::afterSingletonsInstantiated).isInstanceOf(AdministratorMissing.class);
            start.afterSingletonsInstantiated();
            assertThat(administrators()).containsExactly("admin");
            assertThat(identityService.checkPassword("admin", "Brought-back-1405"))
                    .isTrue();
            identityService.deleteUser("admin");
            start.afterSingletonsInstantiated();
            assertThat(administrators()).containsExactly("admin");
        } finally {
            if (administrators().isEmpty()) identityService.deleteUser("admin");
            new AccountsSetup(identityService, authorizationService, PASSWORD).afterSingletonsInstantiated();
            User admin = identityService.createUserQuery().userId("admin").singleResult();
            admin.setPassword(PASSWORD);
            identityService.saveUser(admin);
            SESSIONS.remove("admin" + port());
        }
    }

    private List<String> administrators() {
        return identityService.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(User::getId)
                .toList();
    }

    @Test
    void anAdministratorKeepsAccountsGroupsRightsAndLists() {
        WebAppSession admin = as("admin");
        String user = "/user/kept";
        List<Integer> answers = new ArrayList<>();
        answers.add(send(
                        admin,
                        "POST",
                        "/user/create",
                        "{'profile':{'id':'kept','firstName':'الف','lastName':'ب','email':'a@example.ir'},'credentials':{'password':'"
                                + PASSWORD + "'}}")
                .status());
        answers.add(send(admin, "PUT", user + "/profile", "{'id':'kept','firstName':'پ','lastName':'ب','email':null}")
                .status());
        answers.add(send(admin, "PUT", user + "/credentials", credentials("Another-1405", PASSWORD))
                .status());
        answers.add(send(admin, "POST", user + "/unlock", null).status());
        answers.add(send(admin, "POST", "/group/create", "{'id':'district-9','name':'مدیریت ۹','type':'WORKFLOW'}")
                .status());
        answers.add(send(admin, "PUT", "/group/district-9", "{'id':'district-9','name':'مدیریت نهم','type':'WORKFLOW'}")
                .status());
        answers.add(send(admin, "PUT", "/group/district-9/members/kept", "{}").status());
        assertThat(answers).containsOnly(204);
        assertThat(identityService
                        .createUserQuery()
                        .userId("kept")
                        .singleResult()
                        .getFirstName())
                .isEqualTo("پ");

        // Nobody is given another id, which would leave rows behind under the first.
        for (String body : List.of(
                "{'id':'other','firstName':'x','lastName':'y'}",
                "{'id':'dispatcher-2','firstName':'x','lastName':'y'}",
                "{'id':'KEPT','firstName':'x','lastName':'y'}",
                "{'firstName':'x','lastName':'y'}"))
            assertThat(send(admin, "PUT", user + "/profile", body).status())
                    .as(body)
                    .isEqualTo(400);
        assertThat(send(admin, "PUT", "/group/district-9", "{'id':'district-1','name':'x'}")
                        .status())
                .isEqualTo(400);
        assertThat(identityService
                        .createUserQuery()
                        .userIdIn("kept", "other", "dispatcher-2")
                        .list())
                .extracting(User::getFirstName)
                .containsExactlyInAnyOrder("پ", "dispatcher-2");

        WebAppSession.Answer right = send(
                admin,
                "POST",
                "/authorization/create",
                "{'type':1,'groupId':'district-9','userId':null,'resourceType':0,'resourceId':'tasklist','permissions':['ACCESS']}");
        assertThat(right.status()).as(right.body()).isEqualTo(200);
        String authorization = "/authorization/" + right.json().get("id").textValue();
        WebAppSession.Answer list = send(
                admin,
                "POST",
                "/filter/create",
                "{'resourceType':'Task','name':'x','owner':'admin','query':{},'properties':{'priority':1}}");
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        String filter = "/filter/" + list.json().get("id").textValue();
        answers.clear();
        answers.add(send(
                        admin,
                        "PUT",
                        authorization,
                        "{'type':1,'groupId':'district-9','userId':null,'resourceType':0,'resourceId':'welcome','permissions':['ACCESS']}")
                .status());
        answers.add(send(admin, "DELETE", authorization, null).status());
        answers.add(send(admin, "PUT", filter, "{'resourceType':'Task','name':'y','query':{},'properties':{}}")
                .status());
        answers.add(send(admin, "DELETE", filter, null).status());
        answers.add(
                send(admin, "DELETE", "/group/district-9/members/kept", null).status());
        answers.add(send(admin, "DELETE", "/group/district-9", null).status());
        answers.add(send(admin, "DELETE", user, null).status());
        assertThat(answers).containsOnly(204);
    }

    // Work that has failed

    @Test
    void anAdministratorTriesAgainAndHoldsWorkAndManagersWatch() {
        Task task = task();
        WebAppSession admin = as("admin");
        WebAppSession manager = as("manager");
        Job timer = timerOf(task);
        String job = "/job/" + timer.getId();
        managementService.setJobRetries(timer.getId(), 0);
        Incident incident = runtimeService
                .createIncidentQuery()
                .configuration(timer.getId())
                .singleResult();
        assertThat(incident).isNotNull();
        String instance = "/process-instance/" + task.getProcessInstanceId();
        Map<String, String> deeds = new TreeMap<>(Map.of(
                job + "/retries",
                "{'retries':1}",
                job + "/suspended",
                "{'suspended':true}",
                "/job/suspended",
                "{'processInstanceId':'" + task.getProcessInstanceId() + "','suspended':false}",
                instance + "/suspended",
                "{'suspended':true}",
                "/process-instance/suspended",
                "{'processInstanceIds':['" + task.getProcessInstanceId() + "'],'suspended':false}",
                "/job-definition/" + timer.getJobDefinitionId() + "/suspended",
                "{'suspended':false,'includeJobs':false}",
                "/job-definition/" + timer.getJobDefinitionId() + "/retries",
                "{'retries':3}",
                "/process-definition/" + task.getProcessDefinitionId() + "/suspended",
                "{'suspended':false,'includeProcessInstances':false}"));
        deeds.forEach((door, body) -> {
            assertThat(send(manager, "PUT", door, body).status()).as(door).isEqualTo(403);
            WebAppSession.Answer answer = send(admin, "PUT", door, body);
            assertThat(answer.status()).as(door + answer.body()).isEqualTo(204);
            if (body.contains("true"))
                assertThat(send(admin, "PUT", door, body.replace("true", "false"))
                                .status())
                        .isEqualTo(204);
        });
        assertThat(retriesOf(timer)).isPositive();
        WebAppSession.Answer batch =
                send(admin, "POST", "/job/retries", "{'jobIds':['" + timer.getId() + "'],'retries':2}");
        assertThat(batch.status()).as(batch.body()).isEqualTo(200);
        // The executor carries it out; whoever runs the job meanwhile may lose the race for its row.
        await().atMost(Duration.ofSeconds(60)).until(() -> retriesOf(timer) == 2);
        // What would leave the workflow without what moves it, or move what the agreement fixes.
        assertThat(List.of(
                        send(admin, "DELETE", job, null).status(),
                        send(admin, "PUT", job + "/duedate", "{'duedate':null}").status(),
                        send(admin, "POST", job + "/duedate/recalculate", null).status(),
                        send(admin, "PUT", job + "/priority", "{'priority':1}").status(),
                        send(admin, "DELETE", "/batch/" + batch.json().get("id").textValue(), null)
                                .status()))
                .containsOnly(403);
        assertThat(send(admin, "POST", job + "/execute", null).status()).isEqualTo(204);
        assertThat(managementService.createJobQuery().jobId(timer.getId()).count())
                .isZero();
        for (String door : List.of(
                instance,
                instance + "/activity-instances",
                instance + "/variables",
                "/incident?maxResults=10&processInstanceId=" + task.getProcessInstanceId(),
                "/job?maxResults=10&processInstanceId=" + task.getProcessInstanceId(),
                "/history/activity-instance?maxResults=10&processInstanceId=" + task.getProcessInstanceId(),
                "/history/job-log?maxResults=10&processInstanceId=" + task.getProcessInstanceId(),
                "/process-definition/" + task.getProcessDefinitionId() + "/xml",
                "/process-definition/" + task.getProcessDefinitionId() + "/statistics",
                "/case-definition/count"))
            assertThat(manager.get(ENGINE + door).status()).as(door).isEqualTo(200);
    }

    /** Not every database takes each sign in a question. */
    @Test
    void whatIsNoIdOfATaskIsPassedOver() {
        String task = task().getId();
        for (String id : List.of("a\0b", "\0", "é", "x".repeat(70), "'"))
            assertThat(get("/api/v1/operations/tasks?id={odd}&id={task}", id, task)
                            .as("dispatcher-1")
                            .send(200)
                            .json()
                            .at("/tasks"))
                    .as(id)
                    .hasSize(1);
    }

    /** The engine's own resource calls it a job that is not there. */
    @Test
    void whoeverLosesTheRaceForAJobIsToldSo() throws Exception {
        Job timer = timerOf(task());
        WebAppSession admin = as("admin");
        CompletableFuture<WebAppSession.Answer> answer;
        try (Connection other = dataSource.getConnection();
                PreparedStatement change =
                        other.prepareStatement("UPDATE ACT_RU_JOB SET REV_ = REV_ + 1 WHERE ID_ = ?")) {
            other.setAutoCommit(false);
            change.setString(1, timer.getId());
            assertThat(change.executeUpdate()).isOne();
            answer = CompletableFuture.supplyAsync(
                    () -> send(admin, "POST", "/job/" + timer.getId() + "/execute", null));
            String waiting = other.getMetaData().getDatabaseProductName().equals("H2")
                    ? "INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL"
                    : "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            await().atMost(Duration.ofSeconds(30)).until(() -> count(waiting) > 0 || answer.isDone());
            other.commit();
        }
        assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(409);
        assertThat(answer.get().body()).contains("هم‌زمان با شما").doesNotContain("ENGINE-");
        assertThat(retriesOf(timer)).isEqualTo(timer.getRetries());
    }

    private int retriesOf(Job job) {
        return managementService
                .createJobQuery()
                .jobId(job.getId())
                .singleResult()
                .getRetries();
    }

    private Job timerOf(Task task) {
        return managementService
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .activityId(RestorationModel.VERIFICATION_OVERDUE)
                .singleResult();
    }

    /** The engine takes a refusal for a failure of the job, and would count it. */
    @Test
    void aRefusedExecutionCostsAJobNothing() {
        Task task = refusing();
        Job timer = timerOf(task);
        for (String account : List.of("dispatcher-1", "manager"))
            assertThat(send(as(account), "POST", "/job/" + timer.getId() + "/execute", null)
                            .status())
                    .isEqualTo(403);
        Job after = managementService.createJobQuery().jobId(timer.getId()).singleResult();
        assertThat(after.getRetries()).isEqualTo(timer.getRetries());
        assertThat(after.getExceptionMessage()).isNull();
        assertThat(after.getDuedate()).isEqualTo(timer.getDuedate());
    }

    // Cockpit's own questions, which do not pass the engine's commands

    @Test
    void cockpitsQuestionsAreManagersAndAdministrators() {
        String plugin = "/camunda/api/cockpit/plugin/base/default/";
        for (String account : List.of("dispatcher-1", "website", "phone-121"))
            for (String door :
                    List.of("process-definition/statistics-count", "incident/count", "process-instance/count"))
                assertThat(as(account).get(plugin + door).status())
                        .as(account + door)
                        .isEqualTo(403);
        for (String account : List.of("manager", "admin"))
            for (String door :
                    List.of("process-definition/statistics-count", "incident/count", "process-instance/count"))
                assertThat(as(account).get(plugin + door).status())
                        .as(account + door)
                        .isEqualTo(200);
    }

    // Cases, which are switched off: their tables are not there

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /task?caseInstanceId=x | ",
                "GET | /task?caseDefinitionKey=x | ",
                "GET | /task/count?caseInstanceBusinessKey=x | ",
                "GET | /task?caseExecutionId=x | ",
                "GET | /task?caseInstanceVariables=x_eq_y | ",
                "POST | /task | {'caseDefinitionName':'x'}",
                "POST | /task | {'orQueries':[{'caseInstanceBusinessKeyLike':'x'}]}",
                "GET | /process-instance?superCaseInstance=x | ",
                "GET | /process-instance?subCaseInstance=x | ",
                "GET | /process-instance?caseInstanceId=x | ",
                "POST | /process-instance/count | {'superCaseInstance':'x'}",
                "GET | /variable-instance?caseInstanceIdIn=x | ",
                "GET | /history/process-instance?superCaseInstanceId=x | ",
                "GET | /history/task?caseDefinitionKey=x | ",
                "GET | /history/variable-instance?caseInstanceId=x | ",
                "POST | /history/detail | {'caseInstanceId':'x'}"
            })
    void nobodyAsksForCases(String method, String path, String body) {
        for (String account : List.of("dispatcher-1", "manager", "admin")) {
            WebAppSession.Answer answer = send(as(account), method, path, body);
            assertThat(answer.status()).as(account + answer.body()).isEqualTo(400);
        }
    }

    /** Tasklist's list sends every kind of condition, whether there are any or not. */
    @Test
    void aListWithoutConditionsIsNoQuestionForCases() {
        String sent = "{'taskVariables':[],'processVariables':[],'caseInstanceVariables':[]}";
        WebAppSession.Answer answer = send(as("dispatcher-1"), "POST", "/task/count", sent);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    // Answers

    private static final String LEAK =
            "(?s).*(\\b[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+\\.[A-Z]|\\w+(Dto|Impl|Cmd|Entity)\\b|SELECT |select |\\bat [a-z]+\\.).*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /task?sortBy=nothing&sortOrder=asc | ",
                "GET | /task?sortBy=priority&sortOrder=sideways | ",
                "GET | /task?sortBy=priority | ",
                "GET | /task?dueBefore=tomorrow | ",
                "GET | /task?priority=high | ",
                "GET | /task?firstResult=x&maxResults=y | ",
                "GET | /task?maxResults=99999999999 | ",
                "GET | /task?maxResults=3000 | ",
                "GET | /task?delegationState=x | ",
                "GET | /task?taskVariables=x | ",
                "GET | /task?processVariables=a_b_c | ",
                "GET | /task?assigned=maybe&active=perhaps | ",
                "POST | /task | {'sorting':[{'sortBy':'x','sortOrder':'asc'}]}",
                "POST | /task | {'sorting':'x'}",
                "POST | /task | {'priority':'x'}",
                "POST | /task | {'dueBefore':'x'}",
                "POST | /task | {'dueBefore':[1]}",
                "POST | /task | {'processVariables':[{'name':'x','operator':'x','value':1}]}",
                "POST | /task | {'processVariables':[{'name':'x','operator':'eq','value':{'a':1}}]}",
                "POST | /task | {'taskDefinitionKeyIn':1}",
                "POST | /task | {'orQueries':1}",
                "POST | /task | [1]",
                "POST | /task | 'x'",
                "POST | /task | {x",
                "POST | /task/count | {'nothing':1}",
                "POST | /filter/{filter}/list | {'priority':'x'}",
                "POST | /filter/{filter}/list | [",
                "POST | /filter/{filter}/count | {'sorting':[{'sortBy':'x','sortOrder':'y'}]}",
                "GET | /filter?sortBy=x&sortOrder=asc | ",
                "GET | /filter?resourceType=x&maxResults=10 | ",
                "GET | /filter/none/list | ",
                "GET | /process-instance?variables=x | ",
                "GET | /process-instance?incidentType=x&sortBy=x&sortOrder=y | ",
                "POST | /process-instance | {'variables':{}}",
                "GET | /process-definition/none | ",
                "GET | /process-definition/none/xml | ",
                "GET | /process-definition?version=x&maxResults=1 | ",
                "GET | /process-definition?sortBy=x&sortOrder=y&maxResults=1 | ",
                "GET | /process-definition/key/none/startForm | ",
                "GET | /process-definition/none/startForm | ",
                "GET | /process-definition/none/form-variables | ",
                "GET | /process-definition/none/statistics | ",
                "GET | /process-definition/none/rendered-form | ",
                "GET | /process-definition/none/deployed-start-form | ",
                "GET | /process-definition/none/static-called-process-definitions | ",
                "GET | /task/none | ",
                "GET | /task/none/form | ",
                "GET | /task/none/form-variables | ",
                "GET | /task/none/rendered-form | ",
                "GET | /task/none/deployed-form | ",
                "GET | /task/none/variables | ",
                "GET | /task/none/variables/x | ",
                "GET | /task/none/variables/x/data | ",
                "GET | /task/none/identity-links | ",
                "GET | /task/none/comment | ",
                "GET | /process-instance/none | ",
                "GET | /process-instance/none/activity-instances | ",
                "GET | /process-instance/none/variables | ",
                "GET | /execution/none/localVariables | ",
                "GET | /variable-instance/none | ",
                "GET | /variable-instance?variableValues=x | ",
                "GET | /decision-definition/none/xml | ",
                "GET | /deployment/none/resources | ",
                "GET | /deployment/none/resources/x/data | ",
                "GET | /deployment?before=x | ",
                "GET | /incident?sortBy=x&sortOrder=y | ",
                "GET | /job?dueDates=x | ",
                "GET | /job?dueDates=gt_x | ",
                "GET | /job?createTimes=y | ",
                "GET | /job/none/stacktrace | ",
                "GET | /batch?sortBy=x&sortOrder=y | ",
                "GET | /history/process-instance?startedAfter=x | ",
                "GET | /history/process-instance/report?reportType=x&periodUnit=y | ",
                "GET | /history/process-instance/report | ",
                "GET | /history/task/report?reportType=x | ",
                "GET | /history/task?finishedAfter=x&maxResults=1 | ",
                "POST | /history/process-instance | {'executedActivityAfter':'x'}",
                "GET | /history/activity-instance?sortBy=x&sortOrder=y&maxResults=1 | ",
                "GET | /history/detail?occurredAfter=x | ",
                "GET | /history/user-operation?afterTimestamp=x | ",
                "GET | /history/job-log/none/stacktrace | ",
                "GET | /user/none/profile | ",
                "GET | /user?sortBy=x&sortOrder=y&maxResults=1 | ",
                "GET | /group/none | ",
                "POST | /group | {'sorting':1}",
                "GET | /authorization?type=x | ",
                "GET | /authorization?resourceType=x | ",
                "GET | /authorization/check | ",
                "GET | /authorization/check?permissionName=x&resourceName=y&resourceType=0 | ",
                "GET | /authorization/check?permissionName=ALL&resourceName=y&resourceType=z | ",
                "GET | /identity/groups | ",
                "POST | /identity/password-policy | {'password':1,'x':2}",
                "POST | /identity/password-policy | {'profile':'x'}",
                "PUT | /user/{account}/credentials | {'password':{}}",
                "PUT | /user/{account}/credentials | {'password':'x','authenticatedUserPassword':'y','z':1}",
                "POST | /task/{task}/claim | {'userId':{}}",
                "POST | /task/{task}/claim | []",
                "POST | /task/{task}/complete | {'variables':{'finding':{'value':'x','type':'NoSuchType'}}}",
                "POST | /task/{task}/complete | {'variables':{'finding':{'value':'x','type':'Date'}}}",
                "POST | /task/{task}/complete | {'variables':{'finding':{'value':'x','type':'Integer'}}}",
                "POST | /task/{task}/complete | {'variables':{'finding':{'value':{'a':1},'type':'String'}}}",
                "POST | /process-definition/key/RestorationRequestProcess/start | {'variables':{'mobile':{'value':'x','type':'Date'}}}",
                "POST | /process-definition/key/RestorationRequestProcess/start | {'startInstructions':[{'type':'x'}]}",
                "POST | /process-definition/key/none/start | {}",
                "PUT | /job/none/retries | {'retries':'x'}",
                "PUT | /job/none/retries | {'retries':-1}",
                "PUT | /process-definition/none/suspended | {'suspended':'x'}",
                "PUT | /process-definition/none/suspended | {'suspended':true,'executionDate':'x'}",
                "POST | /authorization/create | {'type':'x'}",
                "POST | /authorization/create | {'type':1,'resourceType':99,'resourceId':'*','permissions':['NOTHING'],'userId':'x'}",
                "POST | /filter/create | {'resourceType':'x','name':'y'}",
                "POST | /filter/create | {'resourceType':'Task','name':'y','query':{'sorting':[{'sortBy':'x','sortOrder':'y'}]}}",
                "POST | /filter/create | {'resourceType':'Task','name':'y','query':{'priority':'x'}}",
                "POST | /user/create | {}",
                "POST | /user/create | {'profile':{'id':'a b/..'}}",
                "POST | /user/create | {'profile':{'id':'new-weak','firstName':'x','lastName':'y'},'credentials':{'password':'weak'}}",
                "POST | /group/create | {'id':null}",
                "GET | /nothing | ",
                "PATCH | /task | "
            })
    void noRefusalTellsTheNamesOfClasses(String method, String path, String body) {
        Task task = refusing();
        for (String account : List.of("dispatcher-1", "manager", "admin")) {
            WebAppSession session = as(account);
            JsonNode filters = session.get(ENGINE + "/filter?resourceType=Task&maxResults=50")
                    .json();
            String door = path.replace("{task}", task.getId())
                    .replace("{account}", account)
                    .replace("{filter}", filters.get(0).get("id").textValue());
            WebAppSession.Answer answer = send(session, method, door, body);
            assertThat(answer.status()).as(account + answer.body()).isLessThan(500);
            if (answer.status() >= 400) assertThat(answer.body()).as(account).doesNotMatch(LEAK);
        }
    }
}
