package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import ir.roshan.testing.OnH2;
import ir.roshan.text.BillId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever fills a form in is left in peace by what happens around it, and is told where it ends their work. */
@OnH2
class UndisturbedBrowserTest extends InBrowser {
    private static final String NOTE = "کلید پست قطع شده بود؛ ";

    private Place place;
    private String outage;
    private Tasklist tasklist;

    @BeforeEach
    void somebodyVerifies() {
        place = place(4);
        outage = awaitOutage(report(place.billId()));
        Task task =
                taskService.createTaskQuery().processInstanceBusinessKey(outage).singleResult();
        tasklist = new Tasklist(seat("dispatcher-4", "tasklist"))
                .openTask(task.getId())
                .claim();
        tasklist.page().locator("input[name=finding-choice][value=SUPPLY_ON]").check();
        note().pressSequentially(NOTE);
    }

    @Test
    void whatIsTypedSurvivesAReload() {
        tasklist.page().reload();
        tasklist.formShown();
        assertThat(note()).hasValue(NOTE);
        assertThat(tasklist.page().locator("input[name=finding-choice][value=SUPPLY_ON]"))
                .isChecked();
        tasklist.complete();
        awaitEnd("SUPPLY_ON");
    }

    /** An emergency in between; and the engine says late that it has nothing for the fields. */
    @Test
    void whatIsTypedSurvivesALookAtAnotherTask() {
        String other = awaitOutage(report(place(4).billId()));
        Locator form = tasklist.page().locator(Tasklist.FORM);
        tasklist.card(Tasklist.persian(other)).first().locator("h4.task a").click();
        assertThat(form).containsText(Tasklist.persian(other));
        tasklist.page().route("**/form-variables*", route -> {
            tasklist.page().waitForTimeout(1_500);
            route.resume();
        });
        tasklist.page()
                .waitForResponse(
                        "**/form-variables*",
                        () -> tasklist.card(Tasklist.persian(outage))
                                .first()
                                .locator("h4.task a")
                                .click());
        assertThat(form).containsText(Tasklist.persian(outage));
        tasklist.page().waitForTimeout(500);
        assertThat(note()).hasValue(NOTE);
        assertThat(tasklist.page().locator("input[name=finding-choice][value=SUPPLY_ON]"))
                .isChecked();
    }

    /** As its answer may come late: of a form of a task, and of the one in which desks register. */
    @Test
    void whatIsTypedSurvivesWhatTheEngineHasForTheFields() {
        theEngineHasNothingFor(note());
        assertThat(note()).hasValue(NOTE);
        // From then on it is known whose draft it is.
        tasklist.page().waitForResponse("**/auth/user/default", tasklist::startForm);
        Locator mobile = tasklist.page().locator("#request-mobile");
        mobile.fill("09123456789");
        theEngineHasNothingFor(mobile);
        assertThat(mobile).hasValue("09123456789");
        // What was registered is nobody's draft any more.
        tasklist.page().locator("#request-bill-id").fill(place(4).billId());
        tasklist.register();
        theEngineHasNothingFor(mobile);
        assertThat(mobile).hasValue("");
    }

    private static void theEngineHasNothingFor(Locator field) {
        field.evaluate("""
                control => {
                  control.value = '';
                  window.angular.element(control.form).scope().camForm.fireEvent('variables-applied');
                }
                """);
    }

    @Test
    void theListAndThePictureAreRefreshedBesideWhatIsTyped() {
        report(place.billId());
        // The list asks every ten seconds, a form every fifteen.
        assertThat(tasklist.page().locator(".tasks-list li.task.active")).containsText("۲ درخواست");
        assertThat(note()).hasValue(NOTE);
        tasklist.page().locator("button.again").click();
        assertThat(tasklist.page().locator(Tasklist.FORM + " [data-part=reports] h4"))
                .containsText("۲");
        assertThat(note()).hasValue(NOTE);
        note().pressSequentially("وصل شد");
        tasklist.complete();
        awaitEnd("SUPPLY_ON");
    }

    @Test
    void whoeverIsSecondHearsWhoWasQuicker() {
        // So Camunda answers whoever completes what is not there.
        expectComplaint("/submit-form");
        // And Tasklist, which asks once more for the task that it shows.
        expectComplaint("/default/task/");
        complete("dispatcher-4", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        tasklist.completeButton().click();
        assertThat(summary()).containsText("این کار را dispatcher-4 Test امروز");
        assertThat(summary()).containsText("تکمیل کرده است. کار دیگری را از فهرست انتخاب کنید.");
        assertThat(note()).isHidden();
    }

    /** Nobody has to press a button to hear it. */
    @Test
    void aWiderOutageThatTookThisOneInIsNamed() {
        // Tasklist asks for the task that it shows, and does not find it any more.
        expectComplaint("/default/task/");
        Place beside = beside(place);
        String wider = awaitOutage(report(beside.billId()));
        post("/api/v1/operations/outages/{number}/placement", wider)
                .as("dispatcher-4")
                .json("{\"networkElement\": \"%s\"}".formatted(place.transformer()))
                .send(200);
        assertThat(summary()).containsText("ادغام شده است و درخواست‌های آن همان‌جا پیگیری می‌شود");
        assertThat(note()).isHidden();
    }

    /** Somebody who is not told how dangerous an outage is would not know that they were not told. */
    @Test
    void aCardThatGotNoAnswerIsAskedForAgain() {
        expectComplaint("/api/v1/operations/tasks");
        AtomicInteger asked = new AtomicInteger();
        tasklist.page().route("**/api/v1/operations/tasks?*", route -> {
            if (asked.incrementAndGet() == 1) route.abort();
            else route.resume();
        });
        tasklist.page().reload();
        // The same place in the list: a later refresh of the whole list would bring another one.
        ElementHandle place = tasklist.page()
                .waitForSelector(
                        ".tasks-list li.task [data-plugin-id='roshan.card']",
                        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        tasklist.page()
                .waitForFunction("place => place.isConnected && place.querySelector('.roshan-card .place')", place);
        assertThat(asked.get()).isEqualTo(2);
    }

    private Locator note() {
        return tasklist.page().locator("#verification-note");
    }

    private Locator summary() {
        return tasklist.page().locator(Tasklist.FORM + " [data-part=summary]");
    }

    private void awaitEnd(String finding) {
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> count("outage WHERE outage_no = '%s' AND finding = '%s'".formatted(outage, finding)) == 1);
    }

    private String report(String billId) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId, anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }

    private Place beside(Place place) {
        String billId = BillId.of(700_000 + Integer.parseInt(place.feeder().substring(2)), 44)
                .value();
        Place beside = new Place(billId, place.district(), place.substation(), place.feeder(), place.transformer());
        importServicePoints(beside.row()).send(200);
        return beside;
    }
}
