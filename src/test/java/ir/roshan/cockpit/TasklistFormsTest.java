package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.notification.AnnouncementFailure;
import ir.roshan.outage.Cause;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import ir.roshan.text.Words;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the forms of Tasklist do with the session of whoever sits in front of them. */
@OnH2
class TasklistFormsTest extends RoshanServer {
    private static final String DOSSIERS = "/api/v1/operations/outages/";

    @Autowired
    private AnnouncementFailure announcementFailure;

    private WebAppSession tasklist(String account) {
        return WebAppSession.of(port(), "tasklist", account);
    }

    private String report(Place place) {
        return report(place, "09121234567");
    }

    private String report(Place place, String mobile) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"SPARKING\"}"
                        .formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    @Test
    void theFormsAreServed() {
        WebAppSession dispatcher = tasklist("dispatcher-1");
        for (String file : List.of(
                "SubmitRequest.html",
                "VerifyOutage.html",
                "DispatchCrew.html",
                "RestoreSupply.html",
                "ReviseEstimate.html",
                "HandleBreach.html",
                "CallSubscriber.html",
                "forms.css",
                "lib/task-form.js",
                "lib/picture.js",
                "lib/by-hand.js",
                "lib/caller.js",
                "lib/numbers.js",
                "lib/revising.js",
                "lib/suggesting.js",
                "lib/inquiry.js",
                "lib/onbehalf.js",
                "lib/cards.js",
                "lib/desk.js",
                "lib/start-form.js")) {
            assertThat(dispatcher.get("/forms/" + file).status()).as(file).isEqualTo(200);
        }
        assertThat(dispatcher.get("/assets/vocabulary.js").body())
                .contains(
                        "export const CAUSE = chosen({\n",
                        "  WEATHER: '" + Words.PERSIAN.of("cause", Cause.WEATHER) + "',\n")
                .doesNotContain("inPersian('", "inEnglish('");
    }

    /** A form calls several of our addresses at once: were the session given another id at one, the others would lose it. */
    @Test
    void ourOwnDoorsLeaveTheSessionItsId() {
        String outage = awaitOutage(report(place(1)));
        WebAppSession dispatcher = tasklist("dispatcher-1");
        String session = dispatcher.cookie("JSESSIONID");
        for (int i = 0; i < 3; i++) {
            assertThat(dispatcher.get("/forms/VerifyOutage.html").status()).isEqualTo(200);
            assertThat(dispatcher.get(DOSSIERS + outage).status()).isEqualTo(200);
        }
        assertThat(dispatcher.cookie("JSESSIONID")).isEqualTo(session);
        assertThat(dispatcher.get(ENGINE + "/task?maxResults=1").status()).isEqualTo(200);
    }

    @Test
    void theDossierIsOpenToTheSessionOfItsDistrict() {
        String outage = awaitOutage(report(place(2)));
        assertThat(tasklist("dispatcher-2").get(DOSSIERS + outage).body()).contains("09121234567");
        WebAppSession.Answer other = tasklist("dispatcher-1").get(DOSSIERS + outage);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).contains("/problems/other-district").doesNotContain("09121234567");
        assertThat(tasklist("manager").get(DOSSIERS + outage).status()).isEqualTo(200);
        assertThat(tasklist("phone-121").get(DOSSIERS + outage).status()).isEqualTo(403);
    }

    /** The form finds its outage by the business key of the task's instance; whose place it is, the engine does not know. */
    @Test
    void theInstanceIsReadableToItsDistrictAlone() {
        Place place = place(1);
        String outage = awaitOutage(report(place));
        String instance = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .singleResult()
                .getProcessInstanceId();
        WebAppSession own = tasklist("dispatcher-1");
        assertThat(own.get(ENGINE + "/process-instance/" + instance)
                        .json()
                        .get("businessKey")
                        .textValue())
                .isEqualTo(outage);
        String variables = ENGINE + "/variable-instance?maxResults=50&processInstanceIdIn=" + instance;
        assertThat(own.get(variables).body())
                .contains("outageId", "hazardReported")
                .doesNotContain("09121234567", place.billId(), place.feeder(), "headline");
        WebAppSession other = tasklist("dispatcher-2");
        assertThat(other.get(ENGINE + "/process-instance/" + instance).status()).isIn(403, 404);
        assertThat(other.get(variables).body()).isEqualTo("[]");
    }

    /** What the forms do by hand goes through our own doors with the session; a foreign page cannot, and nobody for another district. */
    @Test
    void anOutageIsPlacedByTheSessionOfItsDistrict() {
        Place place = place(1);
        String outage = awaitOutage(report(place));
        String body = "{\"networkElement\": \"%s\"}".formatted(place.transformer());
        String placement = DOSSIERS + outage + "/placement";
        WebAppSession own = tasklist("dispatcher-1");
        WebAppSession.Answer foreign = own.withoutToken().send("POST", placement, body);
        assertThat(foreign.status()).isEqualTo(403);
        WebAppSession.Answer other = tasklist("dispatcher-2").send("POST", placement, body);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).contains("/problems/other-district");
        assertThat(tasklist("manager").send("POST", placement, body).status()).isEqualTo(403);

        WebAppSession.Answer placed = own.send("POST", placement, body);

        assertThat(placed.status()).as(placed.body()).isEqualTo(200);
        assertThat(placed.json().at("/element/code").textValue()).isEqualTo(place.transformer());
        WebAppSession.Answer undone = own.send("POST", DOSSIERS + outage + "/undo-widening", "{}");
        assertThat(undone.status()).isEqualTo(409);
        assertThat(undone.body()).contains("ادغامی برای لغو وجود ندارد");
    }

    /** What the list shows of an outage, to those alone to whom its task is offered. */
    @Test
    void theListIsToldOfTheOutagesOfItsDistrict() {
        Place place = place(1);
        String outage = awaitOutage(report(place));
        awaitOutage(report(place, anotherMobile()));
        String task = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .singleResult()
                .getId();
        String cards = "/api/v1/operations/tasks?id=" + task;
        WebAppSession.Answer own = tasklist("dispatcher-1").get(cards);
        assertThat(own.json().at("/tasks/0/outage").textValue()).isEqualTo(outage);
        assertThat(own.json().at("/tasks/0/requests").intValue()).isEqualTo(2);
        assertThat(own.json().at("/tasks/0/hazard").textValue()).isEqualTo("SPARKING");
        assertThat(own.json().at("/tasks/0/priority").textValue()).isEqualTo("HIGH");
        assertThat(tasklist("dispatcher-2").get(cards).json().get("tasks")).isEmpty();
        assertThat(tasklist("manager").get(cards).json().at("/tasks/0/outage").textValue())
                .isEqualTo(outage);
        assertThat(tasklist("phone-121").get(cards).status()).isEqualTo(403);
        get("/api/v1/operations/tasks").with("id", task).as("dispatcher-1").send(200);
    }

    /** By priority, and among equals by deadline; the age of a task says nothing. */
    @Test
    void everyListHasTheMostUrgentFirst() {
        List<Task> tasks = Stream.of(place(1), place(1), place(1), place(1))
                .map(this::verification)
                .toList();
        urgency(tasks.get(0), 50, 20);
        urgency(tasks.get(1), 90, 10);
        urgency(tasks.get(2), 90, 30);
        urgency(tasks.get(3), 50, 40);
        List<String> wanted =
                Stream.of(2, 1, 3, 0).map(n -> tasks.get(n).getId()).toList();

        assertThat(ordered("dispatcher-1", wanted))
                .containsKeys("همهٔ کارهای مدیریت من", "بررسی خاموشی", "گذشته از مهلت", "کارهای من")
                .allSatisfy((list, ids) -> assertThat(ids).as(list).isEqualTo(wanted));
        assertThat(ordered("manager", wanted))
                .containsKeys("همهٔ کارهای باز", "همهٔ کارهای گذشته از مهلت", "بررسی‌های دیرشده")
                .allSatisfy((list, ids) -> assertThat(ids).as(list).isEqualTo(wanted));
    }

    private Task verification(Place place) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(awaitOutage(report(place)))
                .singleResult();
    }

    private void urgency(Task task, int priority, int minutesLate) {
        task.setPriority(priority);
        task.setDueDate(Date.from(minutesFromNow(-minutesLate)));
        task.setAssignee("dispatcher-1");
        taskService.saveTask(task);
    }

    /** The lists that hold some of the tasks, and the order in which each of them does. */
    private Map<String, List<String>> ordered(String account, List<String> tasks) {
        WebAppSession session = tasklist(account);
        Map<String, List<String>> lists = new TreeMap<>();
        for (JsonNode filter : session.get(ENGINE + "/filter?maxResults=100").json()) {
            String path = ENGINE
                    + "/filter/%s/list?maxResults=2000"
                            .formatted(filter.get("id").textValue());
            List<String> ids = session.get(path).json().findValuesAsText("id");
            ids.retainAll(tasks);
            if (!ids.isEmpty()) lists.put(filter.get("name").textValue(), ids);
        }
        return lists;
    }

    /** Whoever answers 121 registers with the session; the channel is the desk's, and a foreign page cannot do it. */
    @Test
    void theStartFormRegistersByTheSession() {
        Place place = place(1);
        String body = "{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place.billId());
        WebAppSession desk = tasklist("phone-121");
        WebAppSession.Answer answer = desk.send("POST", "/api/v1/requests", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("channel").textValue()).isEqualTo("PHONE_121");
        assertThat(desk.withoutToken().send("POST", "/api/v1/requests", body).status())
                .isEqualTo(403);
    }

    /** What is done for a caller goes through the doors that subscribers use, by the session of who does it. */
    @Test
    void whoeverAnswers121WithdrawsForACallerByTheSession() {
        String path = "/api/v1/requests/" + report(place(1)) + "/withdrawal";
        String body = "{\"mobileLast4\": \"4567\"}";
        WebAppSession desk = tasklist("phone-121");
        assertThat(desk.withoutToken().send("POST", path, body).status()).isEqualTo(403);
        WebAppSession.Answer answer = desk.send("POST", path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String code = answer.json().get("trackingCode").textValue();
        assertThat(count("audit_entry WHERE deed = 'DONE_FOR_SUBSCRIBER' AND account = 'phone-121' AND subject = '"
                        + code + "'"))
                .isEqualTo(1);
    }

    @Test
    void whoeverCallsASubscriberFindsTheRequestAndNobodyElseDoes() {
        String code = report(place(1));
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        long id = requestOf(code);
        await().atMost(PATIENCE).until(() -> announcementFailure.announcementFailed(id));
        Task call = taskService
                .createTaskQuery()
                .processInstanceBusinessKey(code)
                .taskDefinitionKey("Task_CallSubscriber")
                .singleResult();
        String variable = ENGINE + "/task/" + call.getId() + "/variables/trackingCode";
        assertThat(tasklist("dispatcher-1").get(variable).json().get("value").textValue())
                .isEqualTo(code);
        assertThat(tasklist("dispatcher-2").get(variable).status()).isIn(403, 404);
    }
}
