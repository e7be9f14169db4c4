package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What somebody does in Tasklist, by what stands on its buttons and cards. */
record Tasklist(InBrowser.Seat seat) {
    static final String FORM = ".task-card form.roshan";
    static final String START_FORM = ".modal-content form.roshan";

    Page page() {
        return seat.page();
    }

    /** Chooses one of the lists on the right. */
    Tasklist list(String name) {
        Locator filter = page().locator(".task-filters .task-filter")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
        filter.locator("h4 a").click();
        assertThat(filter).hasClass(java.util.regex.Pattern.compile("\\bactive\\b"));
        return this;
    }

    /** The card of the list that tells of this place. */
    Locator card(String place) {
        return page().locator(".tasks-list li.task").filter(new Locator.FilterOptions().setHasText(place));
    }

    /** Opens the task whose card tells of the place, and waits for its form. */
    Tasklist open(String place) {
        card(place).first().locator("h4.task a").click();
        return formShown();
    }

    /** Opens the task that stands at the top of the list. */
    Tasklist openFirst() {
        seat.see(".tasks-list .task h4 a");
        page().locator(".tasks-list .task h4 a").first().click();
        return formShown();
    }

    /** Turns to who did what with the task that is open. */
    Tasklist openHistory() {
        page().getByText("تاریخچه").first().click();
        seat.see(".date-badge .year");
        return this;
    }

    /** Opens a task by its address, as a link or a reload does. */
    Tasklist openTask(String taskId) {
        page().navigate(address(taskId));
        return formShown();
    }

    String address(String taskId) {
        return page().url().replaceFirst("#.*", "") + "#/?task=" + taskId;
    }

    Tasklist formShown() {
        seat.see(FORM + " [data-part=summary] h3");
        return this;
    }

    /** By the button; a task that is one's own already stays so. */
    Tasklist claim() {
        Locator mine = page().locator("button.unclaim");
        page().locator("button.claim").or(mine).first().waitFor();
        if (!mine.isVisible()) page().locator("button.claim").click();
        assertThat(page().locator("button.unclaim")).isVisible();
        // The form is drawn anew for whoever has the task now.
        assertThat(page().locator(FORM + " [data-part=fields] :is(input:not([type=hidden]), textarea)")
                        .first())
                .isEnabled();
        return formShown();
    }

    Locator completeButton() {
        return page().locator(".form-actions button[ng-click='complete()']");
    }

    /** What is said beside the button, or where the form was. */
    Locator said() {
        return page().locator(".roshan-said");
    }

    /** Completes the task, and hears that it was taken; what comes next stands on the screen. */
    Tasklist complete() {
        completeButton().click();
        assertThat(said()).containsText("ثبت شد");
        return this;
    }

    /** Opens the start form, in which 121 and the counters register. */
    Tasklist startForm() {
        page().locator(".start-process-action a").click();
        page().locator(".modal-content ul.processes a").first().click();
        seat.see(START_FORM + " #request-bill-id");
        return this;
    }

    /** What a desk sees first. */
    Tasklist firstPage() {
        seat.see(START_FORM + " #request-bill-id");
        return this;
    }

    Tasklist register() {
        page().locator(".modal-content button[ng-click='startProcessInstance()']")
                .click();
        seat.see(START_FORM + " .tracking-code");
        return this;
    }

    /** Digits as the forms and cards write them. */
    static String persian(String text) {
        return text.chars()
                .map(c -> c >= '0' && c <= '9' ? c - '0' + '۰' : c)
                .collect(StringBuilder::new, (made, c) -> made.append((char) c), StringBuilder::append)
                .toString();
    }
}
