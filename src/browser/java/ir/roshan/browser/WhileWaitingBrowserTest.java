package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import ir.roshan.testing.OnH2;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscriber does on a telephone while the request waits, and with a report that found no line. */
@OnH2
class WhileWaitingBrowserTest extends InBrowser {
    private Page telephone(ColorScheme scheme) {
        return seat(new Browser.NewContextOptions()
                        .setLocale("fa-IR")
                        .setViewportSize(360, 740)
                        .setIsMobile(true)
                        .setHasTouch(true)
                        .setColorScheme(scheme)
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                        .setBaseURL("http://127.0.0.1:" + port()))
                .page();
    }

    private static void send(Page page, String form) {
        page.locator("[data-part=" + form + "-form] button[type=submit]").tap();
    }

    private static void fill(Page page, String billId, String mobile) {
        page.locator("#bill-id").fill(billId);
        page.locator("#mobile").fill(mobile);
    }

    private static void assertFits(Page page) {
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "fa, LIGHT, سیم پاره یا افتاده, توضیح شما رسید, پایان یافت",
        "en, DARK, Fallen wire, Your remark has arrived, has ended"
    })
    void aDangerARemarkAndThatThePowerIsBack(
            String language, ColorScheme scheme, String wire, String arrived, String ended) {
        Page page = telephone(scheme);
        page.navigate("/?lang=" + language);
        fill(page, place().billId(), anotherMobile());
        send(page, "report");
        Locator done = page.locator("#part-follow [data-part=done]");
        assertThat(page.locator("#part-follow [data-part=status]")).isVisible();

        page.locator("details:has([data-part=danger-form]) summary").tap();
        send(page, "danger");
        assertThat(page.locator("#danger-hazard-error")).not().isEmpty();
        page.locator("[data-part=danger-form] label:has([value=WIRE_DOWN])").tap();
        // Before anything is sent.
        assertThat(page.locator("[data-part=danger-form] a[href='tel:121']")).isVisible();
        new Seat(page).picture("danger-" + language).assertAccessible("main");
        assertFits(page);
        send(page, "danger");
        assertThat(done).containsText(wire);
        assertThat(done.locator("a[href='tel:121']")).isVisible();

        page.locator("details:has([data-part=remark-form]) summary").tap();
        page.locator("#remark-text").fill("زنگ خراب است");
        send(page, "remark");
        assertThat(done).containsText(arrived);
        assertThat(page.locator("#remark-text")).hasValue("");

        page.locator("details:has([data-part=back-form]) summary").tap();
        new Seat(page).picture("power-is-back-" + language).assertAccessible("main");
        send(page, "back");
        assertThat(done).containsText(ended);
        assertThat(page.locator("[data-part=actions]")).isHidden();
    }

    @ParameterizedTest
    @CsvSource({"fa, LIGHT, متر", "en, DARK, metres"})
    void whereTheTelephoneIsGoesWithAnAddressIfItIsAskedFor(String language, ColorScheme scheme, String metres) {
        Page page = telephone(scheme);
        page.context().grantPermissions(List.of("geolocation"));
        page.context().setGeolocation(new Geolocation(34.64, 50.88).setAccuracy(12));
        List<String> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/api/v1/requests"))
                sent.add(request.postData());
        });
        page.navigate("/?lang=" + language);
        page.locator("label:has([name=place][value=address])").tap();
        Locator button = page.locator("[data-part=whereabouts]");
        button.tap();
        assertThat(page.locator("[data-part=by-address]")).containsText(metres);
        new Seat(page).picture("whereabouts-" + language).assertAccessible("main");
        assertFits(page);

        page.locator("#address").fill("قم، خیابان نوزده دی، کوچهٔ ۴");
        page.locator("#mobile").fill(anotherMobile());
        send(page, "report");
        assertThat(page.locator("#part-follow [data-part=status]")).isVisible();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).contains("\"latitude\":34.64", "\"longitude\":50.88");

        // The next report is another place's, perhaps.
        page.locator("nav a[href='#report']").tap();
        page.locator("label:has([name=place][value=address])").tap();
        assertThat(page.locator("[data-part=by-address]")).not().containsText(metres);
        button.tap();
        assertThat(page.locator("[data-part=by-address]")).containsText(metres);
        button.tap();
        page.locator("#address").fill("قم، خیابان امین، پلاک ۹");
        page.locator("#mobile").fill(anotherMobile());
        send(page, "report");
        assertThat(page.locator("#part-follow [data-part=status]")).isVisible();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).doesNotContain("latitude");
    }

    @ParameterizedTest
    @CsvSource({"fa, LIGHT", "en, DARK"})
    void aReportThatFindsNoLineIsKeptAndSentOnce(String language, ColorScheme scheme) {
        Page page = telephone(scheme);
        String billId = place().billId();
        String mobile = anotherMobile();
        expectComplaint("ERR_FAILED");
        page.navigate("/?lang=" + language);
        page.route("**/api/v1/requests", route -> route.abort());
        fill(page, billId, mobile);
        send(page, "report");
        Locator waiting = page.locator("[data-part=waiting]");
        assertThat(waiting).isVisible();
        assertThat(page.locator("[data-part=report-form]")).isHidden();
        new Seat(page).picture("waiting-" + language).assertAccessible("main");
        assertFits(page);

        // Thrown away, it leaves nothing, and what was typed can be changed.
        page.locator("[data-does=throw-away]").tap();
        assertThat(waiting).isHidden();
        assertThat(page.locator("#mobile")).hasValue(mobile);
        assertThat(kept(page)).doesNotContain(mobile);

        // The answer is lost on its way: it has arrived, and is sent again.
        page.unroute("**/api/v1/requests");
        page.route("**/api/v1/requests", route -> {
            route.fetch();
            route.abort();
        });
        send(page, "report");
        assertThat(waiting).isVisible();
        page.unroute("**/api/v1/requests");

        // Hours later it is asked first.
        page.evaluate("""
                () => {
                  const report = JSON.parse(localStorage['roshan.waiting']);
                  localStorage['roshan.waiting'] = JSON.stringify({...report, at: report.at - 7 * 3600_000});
                }
                """);
        page.reload();
        assertThat(waiting).containsText(language.equals("fa") ? "هنوز ارسال نشده" : "not been sent yet");
        page.evaluate("() => dispatchEvent(new Event('online'))");
        page.waitForTimeout(500);
        assertThat(waiting).isVisible();
        page.locator("[data-does=send]").tap();
        assertThat(page.locator("#part-follow [data-part=status]")).isVisible();
        // What the same key was answered first, and not that somebody has reported before.
        assertThat(page.locator("#part-follow [data-part=done]"))
                .containsText(language.equals("fa") ? "درخواست شما ثبت شد" : "is registered");
        assertThat(kept(page)).doesNotContain(mobile, billId);
        assertThat(jdbc.sql("SELECT tracking_code FROM restoration_request WHERE mobile = :mobile")
                        .param("mobile", mobile)
                        .query(String.class)
                        .list())
                .isEqualTo(
                        List.of(String.valueOf(page.evaluate("location.hash")).replaceAll("[^0-9]", "")));
    }

    private static String kept(Page page) {
        return String.valueOf(page.evaluate("() => JSON.stringify(localStorage)"));
    }
}
