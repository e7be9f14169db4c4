package ir.roshan.browser;

import static ir.roshan.calendar.InstantColumn.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ir.roshan.outage.RepairLedgerRenewal;
import ir.roshan.testing.OnH2;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a dispatcher says of when supply will be back, in front of the forms. */
@OnH2
class EstimatesBrowserTest extends InBrowser {
    @Autowired
    private RepairLedgerRenewal renewal;

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

    /** One key takes it; where nothing can be said, the form says so and goes on. */
    @Test
    void aSuggestionIsTakenByOneKey() {
        renewal.renew();
        Tasklist tasklist = at("Task_DispatchCrew");
        PlaywrightAssertions.assertThat(tasklist.page().locator("[data-part=suggestion]"))
                .containsText("زمانی پیشنهاد نمی‌شود");
        try {
            history();
            tasklist.page().locator("#crew").fill("اکیپ تاریخ");
            Locator button = tasklist.page().locator("[data-part=suggestion] button");
            PlaywrightAssertions.assertThat(button).containsText("پیشنهاد");
            tasklist.page().keyboard().press("F2");
            PlaywrightAssertions.assertThat(tasklist.page().locator("#estimate"))
                    .hasValue(Pattern.compile(".+"));
            tasklist.seat().see("[data-part=announcement] .say");
            tasklist.seat()
                    .picture("form-suggestion")
                    .assertPersian(".task-card form.roshan", "Test", "F2")
                    .assertAccessible(".task-card form.roshan");
        } finally {
            jdbc.sql("DELETE FROM outage WHERE crew = 'اکیپ تاریخ' AND outage_no IS NULL")
                    .update();
        }
    }

    private void history() {
        for (int i = 0; i < 300; i++) {
            Instant at = clock.instant().minus(Duration.ofDays(420)).minus(Duration.ofMinutes(96L * i));
            jdbc.sql("""
                            INSERT INTO outage (element_kind, element_code, district, state, priority, hazard, finding, cause, crew,
                                detected_at, verify_by, restore_by, verified_at, dispatched_at, estimated_at, estimate_no, restored_at,
                                closed_at, service_points)
                            VALUES ('FEEDER', 'F-history', 1, 'RESTORED', 'NORMAL', 'NONE', 'NETWORK_FAULT', 'TREE', 'اکیپ تاریخ',
                                :at, :at, :at, :at, :at, :back, 1, :back, :back, 10)
                            """)
                    .param("at", utc(at))
                    .param("back", utc(at.plus(Duration.ofMinutes(120 + i % 7 * 15))))
                    .update();
        }
        renewal.renew();
    }
}
