package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What nobody does through Tasklist, Cockpit or Admin, tried through their own API with a real session.
 *
 * <p>Long because its cases are one list of doors, tried with the same session.
 */
@OnH2
class WebAppDoorsTest extends RoshanServer {
    @Autowired
    private FilterService filterService;

    @Autowired
    private RuntimeService runtimeService;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private HistoryService historyService;

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
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
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

    /** The web apps would let anybody make one while there is none, without a login. */
    @Test
    void theFirstAdministratorIsNotMadeByWhoeverComesFirst() {
        List<String> administrators = identityService.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(User::getId)
                .toList();
        assertThat(administrators).isNotEmpty();
        WebAppSession stranger = WebAppSession.stranger(port(), "admin");
        administrators.forEach(id -> identityService.deleteMembership(id, "camunda-admin"));
        try {
            for (String engine : new String[] {"default", "DEFAULT", "default;x=1", "%64efault"}) {
                WebAppSession.Answer answer =
                        stranger.send("POST", "/camunda/api/admin/setup/" + engine + "/user/create", """
                                {"profile": {"id": "intruder", "firstName": "x", "lastName": "y"},
                                 "credentials": {"password": "Intruder-1405"}}
                                """);
                assertThat(answer.status()).as(engine + answer.body()).isIn(400, 403);
            }
            assertThat(stranger.get("/camunda/app/admin/default/setup/").status())
                    .isEqualTo(403);
            assertThat(identityService.createUserQuery().userId("intruder").count())
                    .isZero();
        } finally {
            administrators.forEach(id -> identityService.createMembership(id, "camunda-admin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void thePagesAndCookiesOfTheWebAppsAreGuarded(String app) {
        HttpResponse<String> page = WebAppSession.page(port(), "/camunda/app/" + app + "/default/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'", "form-action 'self'")
                .containsPattern("script-src 'nonce-[\\w-]+' 'strict-dynamic'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000");
        List<String> cookies = page.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "SameSite=Strict"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("JSESSIONID=").contains("HttpOnly"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("XSRF-TOKEN="));
    }

    /** Also the cookie of a session that begins with a refusal, and whatever else is answered below the web apps. */
    @ParameterizedTest
    @CsvSource({
        "GET, /camunda/api/engine/engine/default/task, 401",
        "POST, /camunda/api/engine/engine/default/task, 401",
        "GET, /camunda/api/cockpit/plugin/nothing/default/x, 401",
        "GET, /camunda/nothing, 404"
    })
    void whatIsRefusedThereIsGuardedAsWell(String method, String path, int status) {
        HttpResponse<String> answer = WebAppSession.first(port(), method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "SameSite=Strict"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly"));
    }

    @Test
    void aRedirectDoesNotRepeatWhatSomebodyCallsUs() {
        HttpResponse<String> answer = WebAppSession.page(port(), "/camunda/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/camunda/app/tasklist/");
    }

    /** The engine asks for no permission where a job belongs to no process: the portions of an announcement, and the cleaning of history. */
    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-1", "phone-121", "manager"})
    void nobodyButAnAdministratorTouchesJobs(String account) {
        managementService.suspendBatchById(announcement().getId());
        WebAppSession session = tasklist(account);
        for (Job job : oneOfEachKind()) {
            String path = ENGINE + "/job/" + job.getId();
            assertThat(List.of(
                            session.send("POST", path + "/execute", "{}").status(),
                            session.send("PUT", path + "/retries", "{\"retries\": 0}")
                                    .status(),
                            session.send("PUT", path + "/suspended", "{\"suspended\": true}")
                                    .status(),
                            session.send("PUT", path + "/duedate", "{\"duedate\": null}")
                                    .status(),
                            session.send("PUT", path + "/priority", "{\"priority\": 1}")
                                    .status(),
                            session.send("POST", path + "/duedate/recalculate", "{}")
                                    .status(),
                            session.send("DELETE", path, null).status()))
                    .as(job.toString())
                    .containsOnly(403);
        }
        for (JobDefinition definition :
                managementService.createJobDefinitionQuery().list())
            assertThat(session.send(
                                    "PUT",
                                    ENGINE + "/job-definition/" + definition.getId() + "/suspended",
                                    "{\"suspended\": true}")
                            .status())
                    .as(definition.toString())
                    .isEqualTo(403);
        assertThat(tasklist("admin")
                        .send("PUT", ENGINE + "/job/" + historyCleaning().getId() + "/retries", "{\"retries\": 3}")
                        .status())
                .isEqualTo(204);
    }

    /** Hundreds are left by others, and what may be done with one depends on what it is for. */
    private Collection<JobEntity> oneOfEachKind() {
        Map<String, JobEntity> kinds = managementService.createJobQuery().list().stream()
                .map(JobEntity.class::cast)
                .collect(Collectors.toMap(
                        job -> job.getJobHandlerType() + " of " + job.getProcessDefinitionKey(),
                        job -> job,
                        (one, another) -> one));
        assertThat(kinds.keySet())
                .as("jobs of no process are among them")
                .anyMatch(kind -> kind.startsWith("batch-") && kind.endsWith(" of null"))
                .anyMatch(kind -> kind.startsWith("history-cleanup"));
        return kinds.values();
    }

    /** As an outage's end makes one. */
    private Batch announcement() {
        awaitOutage(report(place(1)));
        return runtimeService
                .createMessageCorrelationAsync("Msg_OutageResolved")
                .processInstanceIds(List.of(runtimeService
                        .createProcessInstanceQuery()
                        .list()
                        .get(0)
                        .getId()))
                .correlateAllAsync();
    }

    private Job historyCleaning() {
        return historyService.findHistoryCleanupJobs().get(0);
    }

    /** The engine calls it a failure of its own when it refuses, and tells the names of its classes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | /task/{task}/complete | {'variables':{'finding':{'value':'{}','type':'Object','valueInfo':{'objectTypeName':'Any','serializationDataFormat':'application/json'}}}}",
                "400 | /task/{task}/complete | {'variables':{'finding':{'value':'rO0ABQ==','type':'Object','valueInfo':{'objectTypeName':'Any','serializationDataFormat':'application/x-java-serialized-object'}}}}",
                "400 | /task/{task}/complete | {'variables':{'finding':{'value':'SUPPLY_ON','valueInfo':{'transient':true}}}}",
                "400 | /task/{task}/submit-form | {'variables':[]}",
                "400 | /task/{task}/complete | {'variables':{'finding':1}}",
                "400 | /task/{task}/complete | {'nothing':1}",
                "400 | /task/{task}/complete | {'finding",
                "404 | /task/none/complete | {}",
                "404 | /task/none/submit-form | {}",
                "400 | /task/count | {'orQueries':[{'assigneeExpression':'${'}]}",
                "400 | /filter/{list}/list | {'candidateUser':'x'}",
                "400 | /filter/{list}/count | {'candidateUser':'x'}",
                "400 | /task/count | {'orQueries':[{'dueAfterExpression':'${currentUser()}'}]}",
                "400 | /process-definition/key/RestorationRequestProcess/submit-form | {'variables':{'mobile':{'value':'{}','type':'Object','valueInfo':{'objectTypeName':'Any','serializationDataFormat':'application/json'}}}}",
                "403 | /external-task/fetchAndLock | {'workerId':'x','maxTasks':1,'topics':[]}"
            })
    void whatIsRefusedIsNoFailure(int status, String path, String body) {
        String outage = awaitOutage(report(place(1)));
        String task = verifyTask(outage);
        String list = filterService
                .createFilterQuery()
                .filterName("همهٔ کارهای مدیریت من")
                .singleResult()
                .getId();
        WebAppSession.Answer answer = tasklist("dispatcher-1")
                .send("POST", ENGINE + path.replace("{task}", task).replace("{list}", list), body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("java.", "org.camunda", "Jackson", "invoke method");
        assertThat(answer.json().isObject()).isTrue();
        assertThat(verifyTask(outage)).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "district | {'value':4294967298,'type':'Long'}",
                "district | {'value':2.9,'type':'Double'}",
                "district | {'value':true}",
                "channel | {'value':'WEBSITE'}",
                "registeredBy | {'value':'admin'}",
                "reportedDistrict | {'value':2}"
            })
    void aReportByTasklistIsReadAsStrictlyAsByRest(String field, String value) {
        long before = count("restoration_request");
        WebAppSession.Answer answer = tasklist("phone-121")
                .send(
                        "POST",
                        ENGINE + "/process-definition/key/RestorationRequestProcess/submit-form",
                        "{\"variables\": {\"address\": {\"value\": \"قم، خیابان ارم\"}, \"mobile\": {\"value\": \"09121234567\"}, \""
                                + field + "\": " + value.replace('\'', '"') + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(field + " (");
        assertThat(count("restoration_request")).isEqualTo(before);
    }

    @Test
    void aDistrictIsTypedInPersianDigitsToo() {
        WebAppSession.Answer answer = tasklist("phone-121")
                .send("POST", ENGINE + "/process-definition/key/RestorationRequestProcess/submit-form", """
                        {"variables": {"address": {"value": "قم، خیابان ارم"}, "mobile": {"value": "09121234567"},
                                       "district": {"value": "۲"}}}
                        """);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** A slip in the year would be told to everybody who waits. */
    @Test
    void anEstimateFarAwayIsRefused() {
        String outage = awaitOutage(report(place(1)));
        WebAppSession dispatcher = tasklist("dispatcher-1");
        dispatcher.send("POST", ENGINE + "/task/" + verifyTask(outage) + "/complete", """
                {"variables": {"finding": {"value": "NETWORK_FAULT"}}}
                """);
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .taskDefinitionKey("Task_DispatchCrew")
                .singleResult()
                .getId();
        WebAppSession.Answer answer = dispatcher.send("POST", ENGINE + "/task/" + task + "/complete", """
                {"variables": {"crew": {"value": "اکیپ ۳"}, "estimatedRestorationAt": {"value": "%s"}}}
                """.formatted(
                        clock.instant().plus(Duration.ofDays(31))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("estimatedRestorationAt (range)");
        assertThat(state(outage)).isEqualTo("CONFIRMED");
    }

    /** The token is what a foreign page cannot know. */
    @Test
    void aForeignPageDoesNothingWithSomebodysSession() {
        String outage = awaitOutage(report(place(1)));
        WebAppSession.Answer answer = tasklist("dispatcher-1")
                .withoutToken()
                .send("POST", ENGINE + "/task/" + verifyTask(outage) + "/complete", """
                        {"variables": {"finding": {"value": "SUPPLY_ON"}}}
                        """);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(state(outage)).isEqualTo("SUSPECTED");
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

    /** Whatever is wrong with a call is the caller's, and names no class: values that no column takes, bodies of another kind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manager | POST | engine/engine/default/job | {'dueDates':[{'operator':'gt','value':5}]}",
                "admin | POST | engine/engine/default/job/count | {'dueDates':[{'operator':'gt','value':5}]}",
                "manager | GET | cockpit/plugin/base/default/process-instance?maxResults=-1 | ",
                "manager | GET | cockpit/plugin/base/default/incident?maxResults=-1 | ",
                "manager | POST | cockpit/plugin/base/default/process-instance | null",
                "manager | POST | cockpit/plugin/base/default/incident | null",
                "manager | POST | cockpit/plugin/base/default/process-instance/count | null",
                "admin | POST | cockpit/plugin/base/default/process-instance/x/called-process-instances | null",
                "admin | PUT | engine/engine/default/process-definition/nope/suspended | {}",
                "admin | POST | engine/engine/default/group/create | {'id':'{long}','name':'x','type':'x'}",
                "admin | POST | engine/engine/default/authorization/create | {'type':1,'permissions':null,'userId':'x','resourceType':0,'resourceId':'*'}",
                "admin | POST | engine/engine/default/authorization/create | {'type':1,'permissions':['READ'],'userId':'{long}','resourceType':0,'resourceId':'*'}",
                "dispatcher-1 | GET | engine/engine/default/task?firstResult=-5&maxResults=-1 | ",
                "dispatcher-1 | POST | engine/engine/default/task/count | null"
            })
    void whatIsWrongWithACallIsToldAsARefusal(String account, String method, String path, String body) {
        String sent = body == null ? null : body.replace('\'', '"').replace("{long}", "x".repeat(300));
        WebAppSession.Answer answer = tasklist(account).send(method, "/camunda/api/" + path, sent);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
        assertThat(answer.body())
                .doesNotContain("java.", "org.camunda", "ir.roshan", "ClassCast", "NullPointer", "Persistence");
    }

    @Test
    void aLoginOfAnotherKindThanAFormIsARefusal() {
        WebAppSession stranger = WebAppSession.stranger(port(), "tasklist");
        WebAppSession.Answer answer =
                stranger.send("POST", "/camunda/api/admin/auth/user/default/login/tasklist", "application/json", "{}");
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("java.", "org.", "IllegalState", "FormParam");
    }

    /** A session is begun for whoever asks; so that nobody fills the memory with them, their calls are counted. */
    @Test
    void whoIsNotLoggedInIsCountedInTheWebAppsToo() {
        String address = newAddress();
        String page = "/camunda/api/engine/engine/default/task/count";
        boolean refused = false;
        for (int i = 0; i < 10_000 && !refused; i++)
            refused = get(page).from(address).sendUnchecked().status() == 429;
        assertThat(refused).isTrue();
        assertThat(tasklist("dispatcher-1").get(page).status()).isEqualTo(200);
    }

    /** Two people of one district have the same task before them. */
    @Test
    void whoComesSecondIsToldSoAndItIsNoFailure() {
        String outage = awaitOutage(report(place(1)));
        String task = ENGINE + "/task/" + verifyTask(outage);
        WebAppSession second = tasklist("dispatcher-1");
        taskService.claim(verifyTask(outage), "manager");

        WebAppSession.Answer taken = second.send("POST", task + "/claim", "{\"userId\": \"dispatcher-1\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("already claimed");

        String finding = "{\"variables\": {\"finding\": {\"value\": \"SUPPLY_ON\"}}}";
        assertThat(second.send("POST", task + "/complete", finding).status()).isEqualTo(204);
        String me = "{\"userId\": \"dispatcher-1\"}";
        Map.of("/complete", finding, "/submit-form", finding, "/claim", me).forEach((deed, body) -> {
            WebAppSession.Answer gone = second.send("POST", task + deed, body);
            assertThat(gone.status()).as(deed).isEqualTo(404);
            assertThat(gone.body()).as(deed).contains("Cannot find task");
        });
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
                {"variables": {"finding": {"value": "SUPPLY_ON"}, "outageId": {"value": "%s"}}}
                """.formatted(foreignId);
        assertThat(tasklist("dispatcher-1")
                        .send("POST", ENGINE + "/task/" + verifyTask(own) + "/complete", body)
                        .status())
                .isEqualTo(400);
        assertThat(state(own)).isEqualTo("SUSPECTED");
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
