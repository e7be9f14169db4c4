package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A gateway that is down for good: in the end a person tells every subscriber, and no request ends before that. */
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.sms.url=http://127.0.0.1:9/",
            "roshan.notification.quiet-to=22:00",
            "roshan.notification.retry-from=PT0.5S",
            "roshan.notification.retry-to=PT1S"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class WithoutGatewayBehaviour extends RoshanServer {
    private static final int REQUESTS = 40;

    @Autowired
    private FilterService filters;

    @Test
    void everyRequestOfARestoredOutageBecomesACallInOneListAndEndsWhenItsSubscriberIsTold() {
        Place place = place();
        put("/api/v1/operations/crews")
                .as("manager")
                .csv("name,district,mobile\nاکیپ 3,1,09120000003")
                .send(200);
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) codes.add(report(place, i));
        String outage = awaitOutage(codes.get(0));
        codes.forEach(code -> assertThat(awaitOutage(code)).isEqualTo(outage));
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۳",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(crewMessage(outage))
                        .as("the dispatcher sees that the crew has to be phoned")
                        .isEqualTo("OWED, connection"));
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
        assertThat(crewMessage(outage)).as("nobody goes any more").startsWith("SUPERSEDED");
        codes.forEach(code -> awaitState(code, "ANNOUNCED"));

        clock.shift(Duration.ofHours(2).plusMinutes(1));

        await().atMost(PATIENCE).until(() -> calls().size() == REQUESTS);
        assertThat(calls())
                .extracting(task -> (String) taskService.getVariableLocal(task.getId(), "trackingCode"))
                .containsExactlyInAnyOrderElementsOf(
                        codes.stream().map(code -> code.replace("-", "")).toList());
        codes.forEach(code -> {
            assertThat(track(code).at("/state")).isEqualTo("ANNOUNCED");
            assertThat(track(code).at("/result/message")).as("what to say").contains("برق شما وصل شد");
        });
        assertThat(count(messagesOf(codes) + " AND m.kind = 'RESULT' AND m.state <> 'HANDED_TO_PERSON'"))
                .isZero();
        assertThat(count(messagesOf(codes) + " AND m.sent_at IS NOT NULL")).isZero();
        assertThat(count(messagesOf(codes) + " AND m.kind = 'CREW_DISPATCHED' AND m.state = 'SUPERSEDED'"))
                .as("nobody hears of a crew after the result")
                .isEqualTo(REQUESTS);

        assertThatThrownBy(() -> call(codes.get(0), Map.of("callOutcome", "PERHAPS")))
                .isInstanceOf(FormFieldValidationException.class);
        for (String note : List.of("x".repeat(1001), "x".repeat(2001), "a\u0000b"))
            assertThatThrownBy(() -> call(codes.get(0), Map.of("callOutcome", "REACHED", "callNote", note)))
                    .isInstanceOf(FormFieldValidationException.class)
                    .hasMessageContaining("callNote");
        call(codes.get(0), Map.of("callOutcome", "NOT_REACHED", "callNote", "جواب نداد"));
        call(codes.get(1), Map.of("callOutcome", "REACHED"));
        call(codes.get(2), Map.of());
        assertThat(calls()).hasSize(REQUESTS - 3);
        assertThat(count(messagesOf(codes) + " AND m.kind = 'CALL_AGAIN'")).isEqualTo(1);

        clock.shift(Duration.ofMinutes(31));
        await().atMost(PATIENCE).until(() -> calls().size() == REQUESTS - 2);
        assertThat(track(codes.get(0)).at("/state")).isEqualTo("ANNOUNCED");
        clock.shift(Duration.ofHours(2));
        awaitState(codes.get(1), "CLOSED");
        awaitState(codes.get(2), "CLOSED");
        assertThat(track(codes.get(0)).at("/state"))
                .as("not told, and so not closed")
                .isEqualTo("ANNOUNCED");
        call(codes.get(0), Map.of("callOutcome", "REACHED"));
        clock.shift(Duration.ofHours(2).plusMinutes(1));
        awaitState(codes.get(0), "CLOSED");
    }

    private String crewMessage(String outage) {
        Call.Answer dossier = get("/api/v1/operations/outages/{number}", outage)
                .as("dispatcher-1")
                .send(200);
        return dossier.at("/crewMessage/state") + ", " + dossier.at("/crewMessage/lastError");
    }

    private static String messagesOf(List<String> codes) {
        return "subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id WHERE r.tracking_code IN ("
                + String.join(
                        ", ",
                        codes.stream()
                                .map(code -> "'" + code.replace("-", "") + "'")
                                .toList()) + ")";
    }

    /** As a dispatcher of the district finds them in Tasklist. */
    private List<Task> calls() {
        identityService.setAuthentication("dispatcher-1", List.of("dispatchers", "district-1"));
        try {
            Filter list =
                    filters.createTaskFilterQuery().filterName("تماس با مشترک").singleResult();
            return filters.listPage(list.getId(), 0, 500);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private void call(String code, Map<String, Object> entered) {
        Task task = calls().stream()
                .filter(one -> code.replace("-", "").equals(taskService.getVariableLocal(one.getId(), "trackingCode")))
                .findFirst()
                .orElseThrow();
        identityService.setAuthentication("dispatcher-1", List.of("dispatchers", "district-1"));
        try {
            taskService.complete(task.getId(), entered);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private String report(Place place, int number) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"0935%07d\"}".formatted(place.billId(), number))
                .send(201)
                .at("/trackingCode");
    }
}
