package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The outbox page of managers: whole, safe, in Persian, and empty until the operations resources fill it (A3.5). */
@OnH2
class OutboxPageTest extends RoshanServer {
    private final PageFiles page = PageFiles.outbox();

    @Test
    void thePageIsServedGuardedAndHoldsNothing() {
        Call.Answer answer = get("/outbox").accept("text/html").send(200);
        assertThat(answer.body())
                .isEqualTo(PageFiles.withVersion(
                        PageFiles.served(PageFiles.read("outbox.html")), PageFiles.version(answer.body())));
        assertThat(page.page().select("html[lang=fa][dir=rtl]")).hasSize(1);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(post("/outbox").sendUnchecked().status()).isIn(401, 403, 405);
    }

    @Test
    void everythingThatItLoadsIsThere() {
        assertThat(page.assets().stream().filter(path -> !path.startsWith("/camunda/")))
                .contains("/assets/outbox.js", "/assets/outbox.css")
                .allSatisfy(path -> assertThat(get(path).send(200).body()).isNotBlank());
        Set<String> imported = new TreeSet<>(page.scripts().keySet());
        imported.remove("outbox.js");
        assertThat(page.preloaded()).isEqualTo(imported);
    }

    /** A manager comes from there and goes back there. */
    @Test
    void theWebAppsHaveTheirOwnNamesAndLettersHere() {
        assertThat(page.page().select("a").eachText()).contains("پایش فرایندها", "میز کار");
        String font = "/assets/fonts/vazirmatn.woff2";
        assertThat(PageFiles.read("outbox.css")).contains("font-family: Vazirmatn", "url(\"" + font + "\")");
        assertThat(get(font).send(200).header("Content-Type")).startsWith("font/woff2");
    }

    @Test
    void nothingRunsThatTheSecurityPolicyWouldNotLetRun() {
        assertThat(page.forbidden()).isEmpty();
    }

    @Test
    void thePersianIsWrittenAsPersian() {
        assertThat(page.html()).doesNotContain("ي", "ك", " ها ", " های ").doesNotContainPattern("[ '>]می ");
    }

    @Test
    void labelsAndErrorsAreTiedToTheirFields() {
        assertThat(page.referredIds()).isNotEmpty().isSubsetOf(page.values("id"));
        assertThat(page.controls()).isNotEmpty();
        assertThat(page.unlabelled()).isEmpty();
    }

    /** A browser that is asked for a password by a page's own call shows a dialogue that nobody understands. */
    @Test
    void aCallOfThePageIsNotAnsweredByThePasswordDialogue() {
        String messages = "/api/v1/operations/messages";
        assertThat(get(messages)
                        .header("X-Requested-With", "XMLHttpRequest")
                        .send(401)
                        .header("WWW-Authenticate"))
                .isEmpty();
        assertThat(get(messages).send(401).header("WWW-Authenticate")).startsWith("Basic");
    }
}
