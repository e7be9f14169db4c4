package ir.roshan.browser;

import com.microsoft.playwright.Page;
import ir.roshan.testing.OnH2;
import org.junit.jupiter.api.Test;

/** Camunda's own pages around ours, for whoever hears them, works by keyboard or sees less well. */
@OnH2
class ShellsBrowserTest extends InBrowser {
    private static final String WHOLE = "body";

    @Test
    void theLoginCanBeWorkedByEverybody() {
        Seat seat = seat();
        seat.page().navigate("/camunda/app/tasklist/default/");
        seat.see("#roshan-login-password").assertAccessible(WHOLE);
    }

    @Test
    void tasklistCanBeWorkedByEverybody() {
        String outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"NONE\"}"
                        .formatted(place(3).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        Tasklist tasklist = new Tasklist(seat("dispatcher-3", "tasklist"));
        tasklist.card(Tasklist.persian(outage)).waitFor();
        tasklist.seat().see(".roshan-ask").assertAccessible(WHOLE);
        tasklist.openFirst();
        tasklist.seat().assertAccessible(WHOLE);
        Page page = tasklist.page();
        page.getByText("نمودار").first().click();
        tasklist.seat()
                .see(".roshan-steps button[aria-pressed=true]")
                .picture("steps-tasklist")
                .assertPersian(".roshan-steps")
                .assertAccessible(WHOLE);
        tasklist.startForm();
        tasklist.seat().see(".modal[aria-labelledby]").assertAccessible(".modal");
    }

    @Test
    void cockpitAndTheOthersCanBeWorkedByEverybody() {
        awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(3).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        Seat cockpit = seat("manager", "cockpit").see(".roshan-board");
        cockpit.assertAccessible(WHOLE);
        cockpit.see("/processes", "a[href*=process-definition]").assertAccessible(WHOLE);
        cockpit.page().locator("a[href*=process-definition]").first().click();
        cockpit.see(".roshan-steps button").see(".roshan-heat-legend");
        cockpit.page().locator(".roshan-steps button").nth(2).click();
        cockpit.see(".roshan-steps button[aria-pressed=true]")
                .picture("steps-cockpit")
                .assertAccessible(WHOLE);
        Seat admin = seat("admin", "admin");
        admin.see("/users", "a[href*='users/']").assertAccessible(WHOLE);
    }
}
