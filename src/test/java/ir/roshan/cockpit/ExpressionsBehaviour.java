package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Expressions that somebody sends are not evaluated: not at the door of the web apps' API, and not behind it.
 *
 * <p>Long because its cases are one list of ways to send an expression, tried over one server.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExpressionsBehaviour extends RoshanServer {
    private static final String JSON = "application/json";
    /** Gives whoever asks the tasks of another district, where it is evaluated. */
    private static final String GREEDY =
            "${currentUserGroups().add('district-2') ? currentUserGroups() : currentUserGroups()}";

    private static final String QUERY = "{\"orQueries\": [{\"candidateGroupsExpression\": \"" + GREEDY + "\"}]}";

    @Autowired
    private FilterService filters;

    @Autowired
    private MeterRegistry meters;

    private WebAppSession tasklist(String account) {
        return WebAppSession.of(port(), "tasklist", account);
    }

    private double refused(String layer) {
        return meters.get("roshan.expressions.refused")
                .tag("layer", layer)
                .counter()
                .count();
    }

    private Call.Answer send(WebAppSession session, String path, String type, byte[] body) {
        Call call = session.with(call("POST", path));
        return (type == null ? call.body("", body) : call.body(type, body)).sendUnchecked();
    }

    private static void assertRefused(Call.Answer answer, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(400);
        assertThat(answer.json().isObject()).as(what).isTrue();
        assertThat(answer.at("/message")).as(what).isNotEmpty();
        assertThat(answer.body())
                .as(what)
                .doesNotContain("java.", "camunda", "juel", "Exception", "currentUser", "district-2");
    }

    /** Each shape in which a name can come, in every place from which the engine would read it. */
    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-1", "website", "admin"})
    void anExpressionInABodyIsTurnedAwayInEveryShape(String account) {
        WebAppSession session = tasklist(account);
        double engine = refused("engine");
        String[] bodies = {
            "{\"candidateGroupsExpression\": \"" + GREEDY + "\"}",
            QUERY,
            "{\"orQueries\": [{}, {\"priority\": 1}, {\"dueBeforeExpression\": \"${now()}\"}]}",
            "{\"orQueries\": [{\"assigne\\u0065Expressio\\u006E\": \"${currentUser()}\"}]}",
            "{\"orQueries\": [{\"\\u0061ssignee\\u0045xpression\": null}]}",
            "{\"assignee\": \"x\", \"orQueries\": [], \"orQueries\": [{\"ownerExpression\": \"x\"}]}",
            "{\"a\": {\"b\": [[{\"c\": {\"followUpDateExpression\": {}}}]]}}",
            "{} {\"assigneeExpression\": \"x\"}",
            "{\"orQueries\": \"[{\\\"assigneeExpression\\\": \\\"x\\\"}]\"}",
            "{\"assigneeEXPRESSION\": \"x\"}",
            "\uFEFF" + QUERY,
            "[" + QUERY + "]"
        };
        for (String path : new String[] {"/task?maxResults=10", "/task/count"}) {
            for (String body : bodies) {
                assertRefused(send(session, ENGINE + path, JSON, body.getBytes(UTF_8)), body);
            }
        }
        for (String charset : new String[] {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"}) {
            assertRefused(
                    send(session, ENGINE + "/task/count", JSON, QUERY.getBytes(Charset.forName(charset))), charset);
        }
        assertThat(refused("engine")).isEqualTo(engine);
    }

    /** A body is read by its bytes, whatever its headers say of it. */
    @Test
    void noHeaderMakesABodyReadOtherwise() throws IOException {
        WebAppSession session = tasklist("dispatcher-1");
        double engine = refused("engine");
        for (String type : new String[] {
            "application/hal+json",
            "text/json",
            "text/plain",
            "application/octet-stream",
            "application/x-www-form-urlencoded+json",
            "application/json;charset=ISO-8859-1",
            "application/json; charset=\"utf-8\"; charset=utf-16",
            "APPLICATION/JSON"
        }) {
            assertRefused(send(session, ENGINE + "/task/count", type, QUERY.getBytes(UTF_8)), type);
        }
        for (String charset : new String[] {"UTF-16", "IBM037", "UTF-32", "ISO-2022-JP", "x-none"}) {
            byte[] body = QUERY.getBytes(charset.startsWith("x-") ? UTF_8 : Charset.forName(charset));
            assertRefused(send(session, ENGINE + "/task/count", JSON + "; charset=" + charset, body), charset);
        }
        assertRefused(send(session, ENGINE + "/task/count", JSON, zipped(QUERY)), "gzip");
        assertRefused(
                session.with(call("POST", ENGINE + "/task/count"))
                        .accept("application/hal+json")
                        .body(JSON, QUERY.getBytes(UTF_8))
                        .sendUnchecked(),
                "HAL");
        assertRefused(
                session.with(call("POST", ENGINE + "/task/count"))
                        .chunked(JSON, QUERY.getBytes(UTF_8))
                        .sendUnchecked(),
                "chunked");
        assertRefused(
                session.with(call("GET", ENGINE + "/task/count"))
                        .body(JSON, QUERY.getBytes(UTF_8))
                        .sendUnchecked(),
                "GET with a body");
        assertRefused(
                session.with(call("POST", ENGINE + "/task/count"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body(JSON, QUERY.getBytes(UTF_8))
                        .sendUnchecked(),
                "two types");
        assertThat(refused("engine")).isEqualTo(engine);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aParameterIsNoWayEither() {
        WebAppSession session = tasklist("manager");
        for (String query : new String[] {
            "assigneeExpression=x",
            "assignee%45xpression=%24%7Bnow()%7D",
            "maxResults=5&%63andidateGroupsExpressio%6e",
            "orQueries=%5B%7B%22assigneeExpression%22%3A%22x%22%7D%5D",
            "a;assigneeExpression=x",
            "ownerExpression%20=x"
        }) {
            for (String path : new String[] {"/task", "/task/count", "/history/task", "/filter"}) {
                assertRefused(
                        session.with(call("GET", ENGINE + path + "?" + query)).sendUnchecked(), query);
            }
            for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
                assertRefused(
                        session.with(call(method, ENGINE + "/task/count"))
                                .body("application/x-www-form-urlencoded", query.getBytes(UTF_8))
                                .sendUnchecked(),
                        method + query);
            }
        }
    }

    /** Also for whoever may store filters, and in the resources that Cockpit and the others have beside the engine's. */
    @Test
    void noFilterAndNoPluginTakesOne() {
        WebAppSession admin = tasklist("admin");
        long stored = filters.createFilterQuery().count();
        String filter =
                "{\"resourceType\": \"Task\", \"name\": \"x\", \"query\": {\"assigneeExpression\": \"${currentUser()}\"}}";
        String own = filters.createFilterQuery()
                .filterName("کارهای من")
                .singleResult()
                .getId();
        Map<String, String> doors = Map.of(
                "/engine/engine/default/filter/create",
                filter,
                "/engine/engine/default/filter/" + own + "/list?maxResults=5",
                QUERY,
                "/engine/engine/default/filter/" + own + "/count",
                QUERY,
                "/engine/engine/default/filter/" + own + "/singleResult",
                QUERY,
                "/engine/filter/create",
                filter,
                "/cockpit/plugin/base/default/process-instance?maxResults=5",
                QUERY,
                "/cockpit/plugin/base/default/incident/count",
                QUERY,
                "/tasklist/plugin/any/default/x",
                QUERY,
                "/admin/auth/user/default/login/cockpit",
                QUERY);
        doors.forEach((path, body) -> assertRefused(
                admin.with(call("POST", "/camunda/api" + path)).json(body).sendUnchecked(), path));
        assertRefused(
                admin.with(call("PUT", ENGINE + "/filter/" + own)).json(filter).sendUnchecked(), "PUT");
        assertThat(filters.createFilterQuery().count()).isEqualTo(stored);
    }

    /** Whoever opens the engine's own doors in another way than by a query: nothing of what is written there is evaluated. */
    @Test
    void nothingElseThatIsWrittenIsEvaluated() {
        WebAppSession admin = tasklist("admin");
        double engine = refused("engine");
        String canary = "${canary.sings}";
        String variables = "{\"variables\": {\"x\": {\"value\": \"" + canary + "\"}}}";
        String task = taskService.createTaskQuery().listPage(0, 1).stream()
                .map(found -> found.getId())
                .findAny()
                .orElseGet(() -> {
                    awaitOutage(post("/api/v1/requests")
                            .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place(1).billId()))
                            .send(201)
                            .at("/trackingCode"));
                    return taskService.createTaskQuery().listPage(0, 1).get(0).getId();
                });
        Map<String, String> doors = Map.ofEntries(
                Map.entry("POST /process-definition/key/RestorationRequestProcess/start", variables),
                Map.entry("POST /process-definition/key/RestorationRequestProcess/submit-form", variables),
                Map.entry("POST /task/" + task + "/complete", variables),
                Map.entry("PUT /task/" + task, "{\"assignee\": \"" + canary + "\", \"due\": \"" + canary + "\"}"),
                Map.entry("POST /task/" + task + "/claim", "{\"userId\": \"" + canary + "\"}"),
                Map.entry("POST /condition", variables),
                Map.entry(
                        "POST /message", "{\"messageName\": \"" + canary + "\", \"businessKey\": \"" + canary + "\"}"),
                Map.entry("POST /signal", "{\"name\": \"" + canary + "\"}"),
                Map.entry("POST /decision-definition/key/PriorityDecision/evaluate", """
                        {"variables": {"hazard": {"value": "%1$s", "type": "String"}, "lifeSupport": {"value": true},
                                       "critical": {"value": "%1$s"}, "stillOut": {"value": false}}}""".formatted(canary)),
                Map.entry("POST /variable-instance?maxResults=1", "{\"variableName\": \"" + canary + "\"}"),
                Map.entry("POST /history/task?maxResults=1", "{\"taskAssignee\": \"" + canary + "\"}"),
                Map.entry("POST /process-instance/delete", "{\"processInstanceIds\": [\"" + canary + "\"]}"),
                Map.entry("POST /migration/generate", """
                        {"sourceProcessDefinitionId": "%1$s", "targetProcessDefinitionId": "%1$s"}""".formatted(canary)),
                Map.entry("POST /modification/execute", """
                        {"processDefinitionId": "%1$s", "processInstanceIds": ["%1$s"],
                         "instructions": [{"type": "startBeforeActivity", "activityId": "%1$s"}]}""".formatted(canary)),
                Map.entry("POST /filter/create", """
                        {"resourceType": "Task", "name": "%1$s", "query": {"assignee": "%1$s", "nameLike": "%1$s"},
                         "properties": {"description": "%1$s"}}""".formatted(canary)),
                Map.entry("POST /external-task?maxResults=1", "{\"topicName\": \"" + canary + "\"}"),
                Map.entry("PUT /job/none/duedate", "{\"duedate\": \"" + canary + "\"}"),
                Map.entry(
                        "POST /identity/verify",
                        "{\"username\": \"" + canary + "\", \"password\": \"" + canary + "\"}"),
                Map.entry("GET /task/report/candidate-group-count", ""));
        doors.forEach((door, body) -> {
            String[] methodAndPath = door.split(" ");
            WebAppSession.Answer answer =
                    admin.send(methodAndPath[0], ENGINE + methodAndPath[1], body.isEmpty() ? null : body);
            assertThat(answer.status()).as("%s: %s", door, answer.body()).isLessThan(500);
            if (door.startsWith("POST /filter/create")) {
                String id = answer.json().path("id").asText();
                assertThat(admin.get(ENGINE + "/filter/" + id + "/list?maxResults=1")
                                .status())
                        .isEqualTo(200);
                admin.send("DELETE", ENGINE + "/filter/" + id, null);
            }
        });
        assertThat(refused("engine"))
                .as("expressions of a person's that the engine has seen")
                .isEqualTo(engine);
    }

    /** A database of the version before may hold filters that somebody has stored then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                GREEDY,
                "${currentUserGroups().add('district-2')}",
                "${currentUserGroups()[0]}",
                "${dateTime().getZone().setDefault(dateTime().getZone().forID('Asia/Tokyo'))}",
                "${dateTime().withZone(null)}",
                "${dateTime().plusDays(dateTime().getDayOfWeek())}",
                "${dateTime()['plusDays'](2)}",
                "${dateTime().toDate()}",
                "${now().setTime(0)}",
                "${now().time}",
                "${resultAnnouncement.told('N')}",
                "${resultAnnouncement}",
                "${registerRequestDelegate}",
                "${''.getClass().getName()}",
                "${''.class.name}",
                "${currentUser().repeat(9)}",
                "${currentUser() == 'dispatcher-1' ? 'a' : 'b'}",
                "${empty currentUserGroups()}",
                "${currentUser()}${currentUser()}",
                "x${currentUser()}",
                "#{${currentUser()}}",
                "${currentUser() + 1}",
                "${(x)->x}",
                "${x = 1}",
                "${1}",
                "${environment.getProperty('roshan.admin.password')}",
                "${",
                "${'x\\n2026-01-01T00:00:00Z ERROR forged-line\\n'.foo}",
                "${dateTime().plusYears(999999999)}"
            })
    void aFilterOfBeforeReachesNothing(String expression, CapturedOutput log) {
        WebAppSession dispatcher = tasklist("dispatcher-1");
        int own = dispatcher.get(ENGINE + "/task?maxResults=100").json().size();
        double before = refused("engine");
        List<UnaryOperator<TaskQuery>> shapes = List.of(
                query -> query.taskCandidateGroupInExpression(expression),
                query -> query.or()
                        .taskCandidateGroupInExpression(expression)
                        .taskPriority(1)
                        .endOr(),
                query -> query.dueBeforeExpression(expression),
                query -> query.taskAssigneeExpression(expression));
        int opened = 0;
        for (UnaryOperator<TaskQuery> shape : shapes) {
            String id = stored(shape);
            try {
                String filter = ENGINE + "/filter/" + id;
                for (Call call : List.of(
                        call("GET", filter + "/list?maxResults=10"),
                        call("GET", filter + "/count"),
                        call("GET", filter + "/singleResult"),
                        call("POST", filter + "/list?maxResults=10").json("{\"priority\": 77}"),
                        call("POST", filter + "/count").json("{\"priority\": 77}"),
                        call("GET", filter + "/list?maxResults=10").accept("application/hal+json"))) {
                    Call.Answer answer = dispatcher.with(call).sendUnchecked();
                    assertRefused(answer, expression);
                    opened++;
                }
            } finally {
                filters.deleteFilter(id);
            }
        }
        assertThat(refused("engine")).isEqualTo(before + opened);
        assertThat(log.getAll().lines().filter(line -> line.contains("forged-line")))
                .isEmpty();
        assertThat(dispatcher.get(ENGINE + "/task?maxResults=100").json()).hasSize(own);
        assertThat(org.joda.time.DateTimeZone.getDefault().getID())
                .isEqualTo(java.util.TimeZone.getDefault().getID());
    }

    private String stored(UnaryOperator<TaskQuery> shape) {
        return stored("dispatcher-1", shape);
    }

    private String stored(String owner, UnaryOperator<TaskQuery> shape) {
        return filters.saveFilter(filters.newTaskFilter("of before")
                        .setQuery(shape.apply(taskService.createTaskQuery()))
                        .setOwner(owner))
                .getId();
    }

    /** What we store ourselves, and whoever writes a filter in Java. */
    @Test
    void theUserTheirGroupsAndMomentsStayWithinReach() {
        String first = taskOf(1);
        String second = taskOf(2);
        WebAppSession dispatcher = tasklist("dispatcher-1");
        String groups = stored(q -> q.taskCandidateGroupInExpression("${currentUserGroups()}"));
        String later = stored(q -> q.taskCandidateGroupInExpression("${ currentUserGroups() }")
                .taskCreatedBeforeExpression("${dateTime().plusDays(2).withTime(23, 59, 0, 0)}"));
        String earlier = stored(q -> q.taskCreatedBeforeExpression("#{dateTime().minusYears(1)}"));
        String mine = stored(q -> q.taskAssigneeExpression("${currentUser()}"));
        String named = stored(q -> q.taskAssigneeExpression("dispatcher-1"));
        try {
            assertThat(ids(dispatcher, groups)).contains(first).doesNotContain(second);
            assertThat(ids(dispatcher, later)).contains(first).doesNotContain(second);
            assertThat(ids(dispatcher, earlier)).isEmpty();
            assertThat(ids(dispatcher, mine)).doesNotContain(first);
            taskService.setAssignee(first, "dispatcher-1");
            assertThat(ids(dispatcher, mine)).contains(first);
            assertThat(ids(dispatcher, named)).contains(first);
        } finally {
            Stream.of(groups, later, earlier, mine, named).forEach(filters::deleteFilter);
        }
    }

    private String taskOf(int district) {
        String outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}"
                        .formatted(place(district).billId()))
                .send(201)
                .at("/trackingCode"));
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .taskDefinitionKey("Task_VerifyOutage")
                .singleResult()
                .getId();
    }

    private static List<String> ids(WebAppSession session, String filter) {
        List<String> ids = new ArrayList<>();
        session.get(ENGINE + "/filter/" + filter + "/list?firstResult=0&maxResults=1000")
                .json()
                .forEach(task -> ids.add(task.get("id").textValue()));
        return ids;
    }

    /** By whom, by which door, when; and nothing of what was typed. */
    @Test
    void eachRefusalIsCountedAndListed(CapturedOutput log) {
        String account = "expressive-" + System.nanoTime();
        account(account, List.of("dispatchers", "district-1"));
        WebAppSession session = tasklist(account);
        double door = refused("door");
        double engine = refused("engine");
        String typed = "${'x\\n2026-01-01T00:00:00Z ERROR forged-line 09121234567\\n'.foo}";
        String query = "{\"orQueries\": [{\"assigneeExpression\": \"" + typed + "\"}]}";
        session.send("POST", ENGINE + "/task/count", query);
        session.send("GET", ENGINE + "/user/09121234567?nameExpression=09121234567", null);
        String id = stored(account, q -> q.taskAssigneeExpression("${'x\n2026 ERROR forged-line'.foo}"));
        session.get(ENGINE + "/filter/" + id + "/count");
        filters.deleteFilter(id);

        assertThat(refused("door")).isEqualTo(door + 2);
        assertThat(refused("engine")).isEqualTo(engine + 1);
        JsonNode entries = listed(account);
        assertThat(entries).hasSize(3);
        assertThat(entries.findValuesAsText("subject"))
                .containsExactlyInAnyOrder(
                        "POST /camunda/api/engine/engine/{}/task/count",
                        "GET /camunda/api/engine/engine/{}/user/{}",
                        "GET /camunda/api/engine/engine/{}/filter/{}/count");
        assertThat(entries.toString()).doesNotContain("0912", "forged", "foo", id);
        assertThat(entries.findValuesAsText("at"))
                .allSatisfy(at -> assertThat(at).startsWith("20"));
        assertThat(log.getAll().lines().filter(line -> line.contains("forged") || line.contains("09121234567")))
                .isEmpty();
        assertThat(get("/actuator/prometheus").as("admin").send(200).body())
                .contains("roshan_expressions_refused_total{")
                .contains("layer=\"door\"");
    }

    private JsonNode listed(String account) {
        return get("/api/v1/operations/audit")
                .as("admin")
                .with("account", account)
                .with("deed", "EXPRESSION_REFUSED")
                .send(200)
                .json()
                .at("/entries");
    }

    @Test
    void aFloodOfThemDoesNotFillTheList() {
        String account = "flooding-" + System.nanoTime();
        account(account, List.of("channels"));
        WebAppSession session = tasklist(account);
        double before = refused("door");
        for (int i = 0; i < 90; i++) {
            session.send("POST", ENGINE + "/task/count", QUERY);
        }
        assertThat(refused("door")).isEqualTo(before + 90);
        long entries =
                StreamSupport.stream(listed(account).spliterator(), false).count();
        assertThat(entries).isBetween(60L, 65L);
    }

    /** Nobody is known there yet, and nothing is evaluated either. */
    @Test
    void aStrangerIsListedAsNobody() {
        double before = refused("door");
        Call.Answer answer = call("POST", ENGINE + "/task/count").json(QUERY).sendUnchecked();
        assertRefused(answer, "a stranger");
        assertThat(refused("door")).isEqualTo(before + 1);
    }

    /** What the pages do send. */
    @Test
    void whatThePagesSendIsTakenAsBefore() {
        WebAppSession dispatcher = tasklist("dispatcher-1");
        assertThat(dispatcher
                        .send("POST", ENGINE + "/task/count", "{\"orQueries\": [{\"assignee\": \"${currentUser()}\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(dispatcher
                        .send("POST", ENGINE + "/task/count", "{\"nameLike\": \"%[{%\", \"description\": \"{x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(dispatcher
                        .get(ENGINE + "/task/count?nameLike=%25%7B%25&taskVariables=x_eq_%5B1")
                        .status())
                .isEqualTo(200);
        assertThat(dispatcher.send("POST", ENGINE + "/task/count", "").status()).isLessThan(500);
        assertThat(dispatcher
                        .send("POST", "/camunda/api/admin/auth/user/default/logout", null)
                        .status())
                .isEqualTo(200);
    }
}
