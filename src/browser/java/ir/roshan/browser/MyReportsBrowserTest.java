package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.StubGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** «My reports» on a telephone: in by a code however it is entered, and nothing that was typed is lost when the session ends (A1.2, A7.1). */
@OnH2
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.notification.quiet-to=22:00",
            "roshan.web.public-address=https://outages.example.ir"
        })
class MyReportsBrowserTest extends InBrowser {
    private static final StubGateway GATEWAY = new StubGateway();
    private static final AtomicInteger SUBSCRIBERS = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("#([0-9]{6})$");

    private final String mobile = "0937%07d".formatted(SUBSCRIBERS.incrementAndGet());

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("roshan.sms.url", () -> GATEWAY.url().toString());
    }

    /** A browser tells of each refusal, and whether somebody is in is found out by asking. */
    @BeforeEach
    void refusalsAreHeard() {
        expectComplaint("/api/v1/my/");
    }

    private Page telephone(ColorScheme scheme) {
        return seat(new Browser.NewContextOptions()
                        .setLocale("fa-IR")
                        .setColorScheme(scheme)
                        .setViewportSize(360, 740)
                        .setPermissions(List.of("clipboard-read", "clipboard-write"))
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                        .setBaseURL("http://127.0.0.1:" + port()))
                .page();
    }

    private List<String> codes() {
        List<String> codes = new ArrayList<>();
        GATEWAY.accepted().values().stream()
                .filter(text -> text.startsWith(mobile))
                .map(CODE::matcher)
                .filter(Matcher::find)
                .forEach(found -> codes.add(found.group(1)));
        return codes;
    }

    /** Asks for a code on the page, and reads it on the telephone. */
    private String askedFor(Page page) {
        List<String> before = codes();
        page.locator("#mobile").fill(mobile);
        page.locator("[data-part=mobile-form] [type=submit]").click();
        assertThat(page.locator("#code")).isFocused();
        await().atMost(PATIENCE).until(() -> codes().size() > before.size());
        return codes().stream()
                .filter(code -> !before.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private static Locator inside(Page page) {
        return page.locator("[data-part=inside]");
    }

    private static String persian(String digits) {
        return digits.chars()
                .mapToObj(c -> Character.toString((char) (c - '0' + '۰')))
                .reduce("", String::concat);
    }

    private String announced() {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place().billId(), mobile))
                .send(201)
                .at("/trackingCode");
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        return code;
    }

    @Test
    void aPastedCodeOpensTheListAndAnOpinionIsGivenThere() {
        announced();
        Page page = telephone(ColorScheme.LIGHT);
        page.navigate("/my");
        new Seat(page).assertAccessible("body").assertPersian("body", "English").picture("my-door");
        String code = askedFor(page);
        page.evaluate("text => navigator.clipboard.writeText(text)", code.substring(0, 3) + " " + code.substring(3));
        page.locator("#code").press("Control+V");
        assertThat(page.locator("#code")).hasValue(code.substring(0, 3) + " " + code.substring(3));
        page.locator("#code").press("Enter");

        assertThat(inside(page)).isVisible();
        assertThat(inside(page)).containsText(persian(mobile.substring(7)));
        Locator card = page.locator("[data-part=requests] li");
        assertThat(card).hasCount(1);
        card.locator("summary", new Locator.LocatorOptions().setHasText("نظر شما"))
                .click();
        card.locator("label.tile").first().click();
        card.locator("textarea[name=comment]").fill("زود آمدند");
        new Seat(page).assertAccessible("body").picture("my-opinion");
        card.locator("form:has(textarea[name=comment]) [type=submit]").click();
        assertThat(card).containsText("سپاسگزاریم");
        assertThat(card).containsText("بسیار راضی");
        assertThat(card).containsText("زود آمدند");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        new Seat(page).assertPersian("[data-part=inside]").picture("my-list");
    }

    @Test
    void aCodeInPersianDigitsOpensItAndWhoeverLeavesIsOut() {
        Page page = telephone(ColorScheme.DARK);
        page.navigate("/my");
        String code = askedFor(page);
        page.locator("#code").fill(code.equals("111111") ? "۲۲۲۲۲۲" : "۱۱۱۱۱۱");
        page.locator("[data-part=code-form] [type=submit]").click();
        assertThat(page.locator("[data-part=code-form]")).containsText("کد درست نیست");
        page.locator("#code").fill(persian(code));
        page.locator("[data-part=code-form] [type=submit]").click();
        assertThat(inside(page)).isVisible();
        assertThat(page.locator("[data-part=requests]")).containsText("گزارشی ثبت نشده است");
        new Seat(page).assertAccessible("body").picture("my-dark");

        page.reload();
        assertThat(inside(page)).isVisible();
        page.locator("[data-part=leave]").click();
        assertThat(page.locator("#mobile")).isVisible();
        assertThat(inside(page)).isHidden();
        page.reload();
        assertThat(page.locator("#mobile")).isVisible();
        assertThat(inside(page)).isHidden();
    }

    @Test
    void whatWasTypedIsStillThereWhenTheSessionHasEnded() {
        announced();
        Page page = telephone(ColorScheme.LIGHT);
        page.navigate("/my");
        enter(page);
        Locator card = page.locator("[data-part=requests] li");
        card.locator("summary", new Locator.LocatorOptions().setHasText("هنوز برق ندارم"))
                .click();
        card.locator("textarea[name=note]").fill("کوچهٔ ما هنوز تاریک است");
        clock.shift(Duration.ofMinutes(31));
        card.locator("form:has(textarea[name=note]) [type=submit]").click();
        assertThat(page.locator("[data-part=told]")).containsText("آنچه نوشته‌اید می‌ماند");
        assertThat(inside(page)).isHidden();
        assertThat(page.locator("body")).not().containsText(persian(mobile.substring(7)));
        assertThat(page.locator("#mobile")).hasValue("");
        new Seat(page).picture("my-ended");

        enter(page);
        assertThat(page.locator("[data-part=told]")).containsText("مانده است");
        assertThat(card.locator("textarea[name=note]")).hasValue("کوچهٔ ما هنوز تاریک است");
        card.locator("form:has(textarea[name=note]) [type=submit]").click();
        assertThat(card).containsText("دوباره بررسی می‌کنیم");
    }

    /** A telephone may throw the page away while its owner reads the message. */
    @Test
    void whoeverLosesThePageStillBringsTheCodeThatHasCome() {
        Page page = telephone(ColorScheme.LIGHT);
        page.navigate("/my");
        String code = askedFor(page);
        page.reload();
        page.locator("#mobile").fill(persian(mobile));
        page.locator("[data-part=mobile-form] [type=submit]").click();
        assertThat(page.locator("[data-part=code-form]")).containsText("اگر کدی برایتان پیامک شده است");
        page.locator("#code").fill(code);
        page.locator("[data-part=code-form] [type=submit]").click();
        assertThat(inside(page)).isVisible();
        assertThat(codes()).hasSize(1);
    }

    @Test
    void whoeverReadsEnglishGoesOnInEnglish() {
        Page page = telephone(ColorScheme.LIGHT);
        page.navigate("/?lang=en#planned");
        page.locator("a[href*='#alerts']:visible").click();
        page.waitForURL("**/my?lang=en#alerts");
        assertThat(page.locator("h1")).hasText("My reports");
        page.locator("nav a").first().click();
        page.waitForURL("**/?lang=en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        page.locator("[data-part=other-language]").click();
        assertThat(page.locator("a[data-text='follow.mine']")).hasAttribute("href", "/my");
    }

    private void enter(Page page) {
        String code = askedFor(page);
        page.locator("#code").fill(code);
        page.locator("[data-part=code-form] [type=submit]").click();
        assertThat(inside(page)).isVisible();
    }

    /** Messengers fetch what they show. */
    @Test
    void aLinkThatIsOnlyOpenedStopsNothingAndOneTapDoes() {
        List<String> asked = new ArrayList<>();
        Page page = telephone(ColorScheme.LIGHT);
        page.route("**/api/v1/stops/**", route -> {
            asked.add(route.request().method());
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"names\": [\"خانه\", \"مغازه\"]}"));
        });
        page.navigate("/s/AbC123");
        assertThat(page.locator("main")).containsText("مغازه");
        new Seat(page).assertAccessible("body").assertPersian("body", "English").picture("my-stop");
        assertThat(asked).containsOnly("GET");
        page.locator("[data-part=stop]").click();
        assertThat(page.locator("[data-part=told]")).containsText("انجام شد");
        assertThat(asked).containsExactly("GET", "POST");
    }
}
