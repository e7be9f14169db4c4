package ir.roshan.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What everybody in Tasklist hears of, and nobody else. */
class DeskNewsBehaviour extends RoshanServer {
    private static final String DESK = "/api/v1/operations/desk";
    /** What a node has counted it remembers for two seconds. */
    @Autowired
    private FilterService filterService;

    private String report(Place place, String hazard) {
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(place.billId(), anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode"));
    }

    private Task taskOf(String outage) {
        return taskService.createTaskQuery().processInstanceBusinessKey(outage).singleResult();
    }

    private static Date aMinuteAgo() {
        return Date.from(Instant.now().minusSeconds(60));
    }

    private Call.Answer desk(String account) {
        return get(DESK).as(account).send(200);
    }

    private List<JsonNode> alarms(String account, String outage) {
        return StreamSupport.stream(desk(account).json().path("alarms").spliterator(), false)
                .filter(alarm -> alarm.path("outage").asText().equals(outage))
                .toList();
    }

    private List<String> kinds(String account, String outage) {
        return alarms(account, outage).stream()
                .map(alarm -> alarm.path("kind").asText())
                .toList();
    }

    private void awaitKinds(String account, String outage, String... kinds) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kinds(account, outage)).containsExactly(kinds));
    }

    @Test
    void anEmergencyIsHeardOfInItsDistrictAndByManagersUntilSomebodyTakesIt() {
        Place place = place(1);
        String outage = report(place, "WIRE_DOWN");
        awaitKinds("dispatcher-1", outage, "EMERGENCY");
        JsonNode alarm = alarms("dispatcher-1", outage).get(0);
        assertThat(alarm.path("task").asText()).isEqualTo(taskOf(outage).getId());
        assertThat(alarm.path("district").asInt()).isEqualTo(1);
        assertThat(alarm.path("hazard").asText()).isEqualTo("WIRE_DOWN");
        assertThat(alarm.toString())
                .as("whoever sees a bill id is written down elsewhere")
                .doesNotContain(place.billId());
        awaitKinds("manager", outage, "EMERGENCY");
        assertThat(kinds("dispatcher-2", outage)).isEmpty();

        taskService.claim(taskOf(outage).getId(), "dispatcher-1");
        awaitKinds("dispatcher-1", outage);
        taskService.setAssignee(taskOf(outage).getId(), null);
        awaitKinds("dispatcher-1", outage, "EMERGENCY");
    }

    @Test
    void anOrdinaryOutageIsHeardOfWhenItsDeadlineHasPassedWhoeverHasTakenIt() {
        String outage = report(place(1), "NONE");
        String beside = report(place(1), "WIRE_DOWN");
        awaitKinds("dispatcher-1", beside, "EMERGENCY");
        assertThat(kinds("dispatcher-1", outage)).isEmpty();
        taskService.claim(taskOf(outage).getId(), "dispatcher-1");
        Task task = taskOf(outage);
        task.setDueDate(aMinuteAgo());
        taskService.saveTask(task);
        awaitKinds("dispatcher-1", outage, "VERIFICATION_LATE");
        awaitKinds("manager", outage, "VERIFICATION_LATE");
        assertThat(kinds("dispatcher-2", outage)).isEmpty();
    }

    /** An address that somebody has reported is told where it is written down who saw it, and not here. */
    @Test
    void nobodysAddressIsTold() {
        String outage = awaitOutage(post("/api/v1/requests")
                .json(
                        "{\"address\": \"قم، خیابان زمرد، پلاک ۸\", \"district\": 1, \"mobile\": \"%s\", \"hazard\": \"WIRE_DOWN\"}"
                                .formatted(anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        awaitKinds("dispatcher-1", outage, "EMERGENCY");
        assertThat(alarms("dispatcher-1", outage).get(0).toString()).doesNotContain("زمرد");
    }

    /** The same as Tasklist itself counts a list that is open, for each of them. */
    @Test
    void eachListIsCountedAsTasklistCountsIt() {
        report(place(1), "NONE");
        taskService.claim(taskOf(report(place(1), "SPARKING")).getId(), "dispatcher-1");
        Task late = taskOf(report(place(1), "NONE"));
        late.setDueDate(aMinuteAgo());
        taskService.saveTask(late);
        for (String account : List.of("dispatcher-1", "dispatcher-2", "manager")) {
            WebAppSession session = webApp(account);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(counted(account)).isNotEmpty().containsAllEntriesOf(byTasklist(session)));
        }
        assertThat(counted("dispatcher-1").values()).anyMatch(n -> n > 0);
        assertThat(byTasklist(webApp("dispatcher-1"))).hasSize(7);
    }

    private Map<String, Integer> counted(String account) {
        Map<String, Integer> counted = new HashMap<>();
        desk(account)
                .json()
                .path("lists")
                .forEach(list ->
                        counted.put(list.path("id").asText(), list.path("open").asInt()));
        return counted;
    }

    private WebAppSession webApp(String account) {
        return WebAppSession.of(port(), "tasklist", account);
    }

    private Map<String, Integer> byTasklist(WebAppSession session) {
        Map<String, Integer> counted = new HashMap<>();
        session.get(WebAppSession.ENGINE + "/filter?maxResults=100")
                .json()
                .forEach(filter -> counted.put(
                        filter.path("id").asText(),
                        session.get(WebAppSession.ENGINE + "/filter/"
                                        + filter.path("id").asText() + "/count")
                                .json()
                                .path("count")
                                .asInt()));
        return counted;
    }

    /** Its count would be of another question. */
    @Test
    void aListThatAnAdministratorHasChangedIsNotCounted() {
        Filter list = filterService.createFilterQuery().filterName("اعزام اکیپ").singleResult();
        assertThat(counted("dispatcher-1")).containsKey(list.getId());
        var before = list.getQuery();
        try {
            list.setQuery(taskService.createTaskQuery().taskUnassigned());
            filterService.saveFilter(list);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(counted("dispatcher-1")).doesNotContainKey(list.getId()));
        } finally {
            list.setQuery(before);
            filterService.saveFilter(list);
        }
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        Call.Answer first = desk("dispatcher-4");
        String tag = first.header("ETag");
        await().atMost(PATIENCE)
                .untilAsserted(() -> get(DESK)
                        .as("dispatcher-4")
                        .header("If-None-Match", desk("dispatcher-4").header("ETag"))
                        .send(304));
        String outage = report(place(4), "WIRE_DOWN");
        awaitKinds("dispatcher-4", outage, "EMERGENCY");
        get(DESK).as("dispatcher-4").header("If-None-Match", tag).send(200);
    }

    @Test
    void whoHasNoTasksIsNotTold() {
        get(DESK).as("phone-121").send(403);
        get(DESK).send(401);
    }
}
