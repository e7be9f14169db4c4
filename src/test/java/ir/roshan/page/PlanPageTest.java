package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.Contract;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page of the planning office: whole, safe, in Persian, and empty until the operations resources fill it (A3.3). */
@OnH2
class PlanPageTest extends RoshanServer {
    private final PageFiles page = PageFiles.plan();

    @Test
    void thePageIsServedGuardedAndHoldsNothing() {
        Call.Answer answer = get("/plan").accept("text/html").send(200);
        assertThat(answer.body())
                .isEqualTo(PageFiles.withVersion(
                        PageFiles.served(PageFiles.read("plan.html")), PageFiles.version(answer.body())));
        assertThat(page.page().select("html[lang=fa][dir=rtl]")).hasSize(1);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(post("/plan").sendUnchecked().status()).isIn(401, 403, 405);
    }

    @Test
    void everythingThatItLoadsIsThere() {
        assertThat(page.assets().stream().filter(path -> !path.startsWith("/camunda/") && !path.equals("/plan")))
                .contains("/assets/plan.js", "/assets/plan.css")
                .allSatisfy(path -> assertThat(get(path).send(200).body()).isNotBlank());
        Set<String> imported = new TreeSet<>(page.scripts().keySet());
        imported.remove("plan.js");
        assertThat(page.preloaded()).isEqualTo(imported);
    }

    @Test
    void nothingRunsThatTheSecurityPolicyWouldNotLetRun() {
        assertThat(page.forbidden()).isEmpty();
    }

    @Test
    void thePersianIsWrittenAsPersian() {
        assertThat(Contract.ours().operations()).contains("PUT /api/v1/operations/planned-places/{id}");
        for (String name : Set.of("plan.js", "planpreview.js", "plantie.js"))
            assertThat(page.scripts().get(name) + page.html())
                    .doesNotContain("ي'", "ك ", " ها ", " های ")
                    .doesNotContainPattern("[ '>]می ");
    }

    @Test
    void labelsAndErrorsAreTiedToTheirFields() {
        assertThat(page.referredIds()).isNotEmpty().isSubsetOf(page.values("id"));
        assertThat(page.controls()).isNotEmpty();
        assertThat(page.unlabelled()).isEmpty();
    }

    /** Whoever is not let in is told so by the page, and not by the browser's box for passwords. */
    @Test
    void aCallOfThePageIsNotAnsweredByThePasswordDialogue() {
        for (String path : Set.of("planned-outages", "planned-places"))
            assertThat(get("/api/v1/operations/" + path)
                            .header("X-Requested-With", "XMLHttpRequest")
                            .send(401)
                            .header("WWW-Authenticate"))
                    .isEmpty();
    }

    /** Without the session's token nothing is changed, and it is given to nobody but a page of the session itself. */
    @Test
    void aChangeNeedsTheSessionsToken() {
        WebAppSession planner = WebAppSession.of(port(), "tasklist", "dispatcher-1");
        String paste = "/api/v1/operations/planned-outages/announcements";
        assertThat(planner.send("POST", paste, "text/plain", "x").status()).isEqualTo(422);
        assertThat(planner.withoutToken()
                        .get("/api/v1/operations/planned-outages")
                        .status())
                .isEqualTo(200);
        assertThat(planner.withoutToken().send("POST", paste, "text/plain", "x").status())
                .isEqualTo(403);
        assertThat(get("/api/v1/operations/planned-outages")
                        .as("dispatcher-1")
                        .header("X-Requested-With", "XMLHttpRequest")
                        .send(200)
                        .header("X-XSRF-TOKEN"))
                .isEmpty();
        // What others may keep brings no token along, and what is this account's does.
        assertThat(asks(planner, "/api/v1/operations/planned-outages")).isNotEmpty();
        for (String others : List.of("/api/v1/outages", "/api/v1/planned-outages", "/assets/plan.js", "/plan"))
            assertThat(asks(planner, others)).as(others).isEmpty();
    }

    private String asks(WebAppSession session, String path) {
        return session.with(get(path).header("X-Requested-With", "XMLHttpRequest"))
                .sendUnchecked()
                .header("X-XSRF-TOKEN");
    }
}
