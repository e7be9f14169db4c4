package ir.roshan.browser;

import org.junit.jupiter.api.Test;

class WebAppsBrowserTest extends InBrowser {
    @Test
    void tasklist() {
        Seat seat = seat("dispatcher-1", "tasklist");
        seat.page().locator(".task-filters").waitFor();
        seat.picture("tasklist");
    }
}
