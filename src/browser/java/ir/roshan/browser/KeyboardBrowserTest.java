package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import ir.roshan.testing.OnH2;
import org.junit.jupiter.api.Test;

/** A whole outage, from the caller's words to the result, by somebody who has no mouse. */
@OnH2
class KeyboardBrowserTest extends InBrowser {
    /** More stops than any page of ours has. */
    private static final int STOPS = 150;

    private Tasklist tasklist;

    @Test
    void anOutageIsRegisteredVerifiedDispatchedAndRestoredByKeysAlone() {
        // Of half a bill id, where the keys come slowly.
        expectComplaint("/api/v1/operations/look-up");
        plannedOutageDataIsFresh();
        Place place = place(3);
        tasklist = new Tasklist(seat());
        tasklist.page().navigate("/camunda/app/tasklist/default/");
        tasklist.seat().see("input[ng-model=username]");
        // The page puts the focus there itself when it has come; what is typed before then would end in the wrong
        // field.
        tasklist.page().waitForLoadState(LoadState.NETWORKIDLE);
        to("input[ng-model=username]");
        type("dispatcher-3");
        press("Tab");
        type(PASSWORD);
        assertThat(tasklist.page().locator("input[ng-model=username]")).hasValue("dispatcher-3");
        assertThat(tasklist.page().locator("input[ng-model=password]")).hasValue(PASSWORD);
        press("Enter");
        tasklist.seat().see(".task-filters .task-filter");

        press("Control+Alt+p");
        tasklist.seat().see(".modal-content ul.processes a");
        to(".modal-content ul.processes a");
        press("Enter");
        tasklist.seat().see("#request-bill-id");
        to("#request-bill-id");
        type(place.billId());
        to("#request-mobile");
        type("09121234567");
        // The arrows of a group of choices: no hazard, a wire that is down.
        to("input[name=request-hazard]");
        press("ArrowDown");
        to(".modal-content button[ng-click='startProcessInstance()']");
        press("Enter");
        tasklist.seat().see(".tracking-code");
        String code = tasklist.page()
                .locator(".tracking-code")
                .innerText()
                .chars()
                .filter(c -> c >= '۰' && c <= '۹')
                .collect(StringBuilder::new, (made, c) -> made.append(c - '۰'), StringBuilder::append)
                .toString();
        String outage = awaitOutage(code);
        to(".modal-content button[ng-click='$dismiss()']");
        press("Enter");
        assertThat(tasklist.page().locator(".modal-content")).hasCount(0);

        open(outage, "Task_VerifyOutage");
        to("input[name=finding-choice]");
        press("Space");
        // The task is one's own by that.
        assertThat(tasklist.said()).containsText("این کار برعهدهٔ شما شد");
        to("#verification-note");
        type("سیم پاره شده است");
        completed("نتیجهٔ بررسی ثبت شد");

        assertThat(tasklist.page().locator("#crew")).isFocused();
        type("اکیپ ۳");
        to("#estimate");
        press("Alt+ArrowDown");
        tasklist.seat().see("[role=dialog] [role=gridcell]:focus");
        // The same time tomorrow.
        press("ArrowLeft");
        press("Enter");
        completed("اعزام اکیپ ثبت شد");

        assertThat(tasklist.page().locator("#cause")).isFocused();
        press("ArrowDown");
        to(".fields button[data-minutes='0']");
        press("Enter");
        completed("وصل برق ثبت شد");
        assertThat(awaitState(code, "ANNOUNCED").at("/result/outcome")).isEqualTo("RESTORED");
    }

    /** From the list to the task. */
    private void open(String outage, String key) {
        String task = org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .taskDefinitionKey(key)
                                .list(),
                        open -> !open.isEmpty())
                .get(0)
                .getId();
        String link = ".tasks-list .task h4 a[href*='" + task + "']";
        // The list brings new tasks by itself.
        tasklist.seat().see(link);
        to(link);
        press("Enter");
        tasklist.formShown();
    }

    /** From within any field. */
    private void completed(String said) {
        press("Control+Enter");
        assertThat(tasklist.said()).containsText(said);
    }

    /** Goes on by the tab key until the focus is there, and it can be seen. */
    private void to(String selector) {
        for (int stop = 0; stop < STOPS; stop++) {
            if (tasklist.page().locator(":focus").count() > 0
                    && (boolean) tasklist.page()
                            .evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("not reached by the keyboard: " + selector);
    }

    private void press(String key) {
        tasklist.page().keyboard().press(key);
    }

    private void type(String text) {
        tasklist.page().keyboard().type(text);
    }
}
