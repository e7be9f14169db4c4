package ir.roshan.browser;

import org.junit.jupiter.api.Test;

class WebAppsBrowserTest extends InBrowser {
    @Test
    void aDispatcherFindsTheLists() {
        // Camunda's login page looks for a welcome page of its own, which is shut.
        expectComplaint("/camunda-welcome");
        Seat seat = seat("dispatcher-1", "tasklist");
        seat.page().locator(".task-filters").waitFor();
        seat.picture("tasklist");
    }
}
