package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ir.roshan.testing.OnH2;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher says of when supply will be back, in front of the forms. */
@OnH2
class EstimatesBrowserTest extends InBrowser {
    private String code;
    private String outage;

    @BeforeEach
    void anOutage() {
        plannedOutageDataIsFresh();
        code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(1).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        outage = awaitOutage(code);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
    }

    private Tasklist at(String key) {
        Task task = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .taskDefinitionKey(key)
                                .singleResult(),
                        Objects::nonNull);
        return new Tasklist(seat("dispatcher-1", "tasklist"))
                .openTask(task.getId())
                .claim();
    }

    private Instant estimate() {
        return Instant.parse(track(code).at("/outage/estimatedRestorationAt"));
    }

    @Test
    void theCrewSaysThreeHoursMoreWhileTheTaskWaits() {
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ارم",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        Tasklist tasklist = at("Task_RestoreSupply");
        Locator revising = tasklist.page().locator("[data-part=revising]");
        revising.locator("summary").click();
        tasklist.page().locator("#restoration-note").fill("کابل زمینی");
        revising.locator("button[data-minutes='180']").click();
        tasklist.seat().see("[data-part=revising] .say");
        tasklist.seat()
                .picture("form-revising")
                .assertPersian(".task-card form.roshan", "Test")
                .assertAccessible(".task-card form.roshan");
        revising.getByText("ثبت زمان جدید").click();

        PlaywrightAssertions.assertThat(revising.locator("[role=status]")).containsText("ثبت شد");
        assertThat(Duration.between(clock.instant(), estimate()).toMinutes()).isBetween(175L, 181L);
        PlaywrightAssertions.assertThat(tasklist.page().locator("#restoration-note"))
                .hasValue("کابل زمینی");
    }
}
