package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What nobody does through Tasklist, Cockpit or Admin, tried through their own API with a real session. */
@OnH2
class WebAppDoorsTest extends RoshanServer {
    @Autowired
    private RuntimeService runtimeService;

    private WebAppSession tasklist(String account) {
        return WebAppSession.of(port(), "tasklist", account);
    }

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
    }

    private String verifyTask(String outage) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .taskDefinitionKey("Task_VerifyOutage")
                .singleResult()
                .getId();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /task/{task}/bpmnError | {'errorCode':'x'}",
                "POST | /task/{task}/bpmnEscalation | {'escalationCode':'x'}",
                "POST | /task/{task}/resolve | {'variables':{'outageId':{'value':'1'}}}",
                "POST | /task/{task}/delegate | {'userId':'dispatcher-2'}",
                "PUT | /task/{task}/variables/outageId | {'value':'1','type':'String'}",
                "POST | /task/{task}/variables | {'modifications':{'outageId':{'value':'1'}}}",
                "PUT | /task/{task}/localVariables/note | {'value':'1','type':'String'}",
                "DELETE | /task/{task}/variables/outageId | ",
                "POST | /task/{task}/comment/create | {'message':'09121234567','processInstanceId':'{instance}'}",
                "PUT | /task/{task} | {'name':'09121234567'}",
                "PUT | /task/{task} | {'name':'x','description':'رضا'}",
                "PUT | /task/{task} | {'parentTaskId':'رضا'}",
                "PUT | /task/{task} | {'assignee':'رضا رضایی'}",
                "POST | /task/{task}/assignee | {'userId':'رضا رضایی'}",
                "POST | /task/{task}/claim | {'userId':'رضا رضایی'}",
                "POST | /task/{task}/identity-links | {'groupId':'district-2','type':'candidate'}"
            })
    void aDispatcherCannotLeaveTheModel(String method, String path, String body) {
        Place place = place(1);
        String outage = awaitOutage(report(place));
        String task = verifyTask(outage);
        String instance =
                taskService.createTaskQuery().taskId(task).singleResult().getProcessInstanceId();
        String sent = body == null ? null : body.replace('\'', '"').replace("{instance}", instance);
        WebAppSession.Answer answer =
                tasklist("dispatcher-1").send(method, ENGINE + path.replace("{task}", task), sent);
        // Camunda's own resource of comments calls every refusal of the engine a 400.
        assertThat(answer.status()).as(answer.body()).isEqualTo(path.contains("comment") ? 400 : 403);
        assertThat(taskService.getTaskComments(task)).isEmpty();
        assertThat(verifyTask(outage)).isEqualTo(task);
        assertThat(runtimeService.getVariable(instance, "outageId")).isEqualTo(idOf(outage));
    }

    @Test
    void aDispatcherPlansTheirOwnWork() {
        String outage = awaitOutage(report(place(1)));
        String task = verifyTask(outage);
        WebAppSession dispatcher = tasklist("dispatcher-1");
        assertThat(dispatcher
                        .send("POST", ENGINE + "/task/" + task + "/claim", "{\"userId\": \"dispatcher-1\"}")
                        .status())
                .isEqualTo(204);
        ObjectNode whole = (ObjectNode) dispatcher.get(ENGINE + "/task/" + task).json();
        whole.put("followUp", "2027-01-01T10:00:00.000+0000");
        WebAppSession.Answer saved = dispatcher.send("PUT", ENGINE + "/task/" + task, whole.toString());
        assertThat(saved.status()).as(saved.body()).isEqualTo(204);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getFollowUpDate())
                .isNotNull();
    }

    @Test
    void aReportWithFaultyFieldsIsRefusedAndNoFailure() {
        long before = count("restoration_request");
        WebAppSession.Answer answer = tasklist("phone-121")
                .send("POST", ENGINE + "/process-definition/key/RestorationRequestProcess/start", """
                        {"variables": {"mobile": {"value": "0912"}, "address": {"value": "x"}}}
                        """);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("mobile (format)", "address (too-short)");
        assertThat(count("restoration_request")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-1", "phone-121", "admin"})
    void nobodyBeginsInTheMiddle(String account) {
        long before = runtimeService.createProcessInstanceQuery().count();
        WebAppSession.Answer answer =
                tasklist(account).send("POST", ENGINE + "/process-definition/key/RestorationRequestProcess/start", """
                        {"variables": {"requestId": {"value": "1"}, "district": {"value": 1}},
                         "startInstructions": [{"type": "startBeforeActivity", "activityId": "Task_CallSubscriber"}]}
                        """);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(runtimeService.createProcessInstanceQuery().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/deployment/create", "/deployment/create/", "/deployment/1/redeploy", "/deployment/1/redeploy/"
            })
    void nobodyDeploys(String path) {
        WebAppSession admin = WebAppSession.of(port(), "admin", "admin");
        String multipart = "--b\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nx\r\n--b--\r\n";
        WebAppSession.Answer answer = path.contains("create")
                ? admin.send("POST", ENGINE + path, "multipart/form-data; boundary=b", multipart)
                : admin.send("POST", ENGINE + path, "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }

    @Test
    void theFirstAdministratorIsNotMadeByWhoeverComesFirst() {
        WebAppSession admin = WebAppSession.of(port(), "admin", "admin");
        for (String path :
                new String[] {"/camunda/api/admin/setup/default/user/create", "/camunda/app/admin/default/setup/"})
            assertThat(admin.send("POST", path, "{}").status()).as(path).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime')}",
                "${currentUser().class}",
                "${currentUser().repeat(9)}",
                "${environment}",
                "${jdbcClient}",
                "${registerRequestDelegate.execute(null)}"
            })
    void anExpressionReachesNothing(String expression) {
        String query = "{\"orQueries\": [{\"dueBeforeExpression\": \"" + expression + "\"}]}";
        WebAppSession dispatcher = tasklist("dispatcher-1");
        for (String path : new String[] {"/task?maxResults=10", "/task/count"}) {
            WebAppSession.Answer answer = dispatcher.send("POST", ENGINE + path, query);
            assertThat(answer.status()).as(path + " " + answer.body()).isBetween(400, 599);
        }
    }

    /** What Tasklist and its filters do need. */
    @Test
    void momentsAndTheUserStayWithinReach() {
        WebAppSession dispatcher = tasklist("dispatcher-1");
        String filters = dispatcher
                .get(ENGINE + "/filter?resourceType=Task&maxResults=50")
                .body();
        assertThat(filters).contains("بررسی خاموشی", "گذشته از مهلت", "کارهای من");
        for (var filter : dispatcher
                .get(ENGINE + "/filter?resourceType=Task&maxResults=50")
                .json()) {
            WebAppSession.Answer list =
                    dispatcher.get(ENGINE + "/filter/" + filter.get("id").textValue() + "/list?maxResults=10");
            assertThat(list.status()).as(filter.get("name") + list.body()).isEqualTo(200);
        }
    }

    @Test
    void aDistrictsWorkIsNobodyElses() {
        Place place = place(2);
        String code = report(place);
        String outage = awaitOutage(code);
        String task = verifyTask(outage);
        WebAppSession other = tasklist("dispatcher-1");
        for (String path : new String[] {
            "/task?processInstanceBusinessKey=" + outage,
            "/process-instance?businessKey=" + outage,
            "/process-instance?businessKey=" + code,
            "/history/process-instance?processInstanceBusinessKey=" + outage,
            "/history/process-instance?processInstanceBusinessKey=" + code,
            "/history/task?processInstanceBusinessKey=" + outage
        })
            assertThat(other.get(ENGINE + path + "&maxResults=10").body())
                    .as(path)
                    .isEqualTo("[]");
        assertThat(other.get(ENGINE + "/variable-instance?maxResults=1000&deserializeValues=false")
                        .body())
                .doesNotContain("\"" + outage + "\"");
        assertThat(other.get(ENGINE + "/task/" + task).status()).isIn(403, 404);
        String finding = "{\"variables\": {\"finding\": {\"value\": \"SUPPLY_ON\"}}}";
        for (String deed : new String[] {"/complete", "/submit-form", "/claim"})
            assertThat(other.send("POST", ENGINE + "/task/" + task + deed, finding)
                            .status())
                    .as(deed)
                    .isEqualTo(403);
        assertThat(get("/api/v1/operations/requests/{trackingCode}", code)
                        .as("dispatcher-1")
                        .send(403)
                        .at("/type"))
                .isEqualTo("/problems/other-district");
        WebAppSession own = tasklist("dispatcher-2");
        assertThat(own.get(ENGINE + "/task?maxResults=10&processInstanceBusinessKey=" + outage)
                        .json())
                .hasSize(1);
        assertThat(own.send("POST", ENGINE + "/task/" + task + "/complete", finding)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void nobodyMakesTheirOutageCarryAnothers() {
        String foreign = awaitOutage(report(place(2)));
        String own = awaitOutage(report(place(1)));
        String foreignId = (String) runtimeService.getVariable(
                taskService
                        .createTaskQuery()
                        .taskId(verifyTask(foreign))
                        .singleResult()
                        .getProcessInstanceId(),
                "outageId");
        String body = """
                {"variables": {"finding": {"value": "SUPPLY_ON"}, "outageId": {"value": "%s"}, "name": {"value": "رضا"}}}
                """.formatted(foreignId);
        assertThat(tasklist("dispatcher-1")
                        .send("POST", ENGINE + "/task/" + verifyTask(own) + "/complete", body)
                        .status())
                .isEqualTo(204);
        assertThat(state(own)).isEqualTo("NOT_A_FAULT");
        assertThat(state(foreign)).isEqualTo("SUSPECTED");
    }

    private String idOf(String outage) {
        return jdbc.sql("SELECT outage_id FROM outage WHERE outage_no = :number")
                .param("number", outage)
                .query(String.class)
                .single();
    }

    private String state(String outage) {
        return jdbc.sql("SELECT state FROM outage WHERE outage_no = :number")
                .param("number", outage)
                .query(String.class)
                .single();
    }
}
