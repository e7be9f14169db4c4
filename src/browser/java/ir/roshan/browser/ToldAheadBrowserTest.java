package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.StubGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * An evening from the code to the tap that ends it: the office pastes what the company announces, and a subscriber's telephone
 * rings (A3.3).
 */
@OnH2
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.notification.quiet-from=00:00",
            "roshan.notification.quiet-to=00:00",
            "roshan.subscription.poll=PT0.1S",
            "roshan.web.public-address=https://outages.example.ir"
        })
class ToldAheadBrowserTest extends PlanningOffice {
    private static final StubGateway GATEWAY = new StubGateway();
    private static final Pattern CODE = Pattern.compile("#([0-9]{6})$");
    private static final Pattern STOP = Pattern.compile("https://outages\\.example\\.ir(/s/[A-Za-z0-9_-]+)");
    private static final int NINE_PM = 21 * 60;

    private static final String STREET = "خیابان نیلوفر از میدان فرضی تا چهارراه مثال";
    private static final String LANE = "کوچهٔ نیلوفر پشت مسجد نمونه";

    private final Set<String> read = new HashSet<>();

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("roshan.sms.url", () -> GATEWAY.url().toString());
    }

    /** What a telephone has got, codes aside. */
    private static List<String> got(String mobile) {
        return GATEWAY.accepted().values().stream()
                .filter(text ->
                        text.startsWith(mobile + ": ") && !CODE.matcher(text).find())
                .toList();
    }

    /** The only one that has come since it was last asked. */
    private String next(String mobile) {
        List<String> all = await().atMost(PATIENCE).until(() -> got(mobile), now -> now.size() > read.size());
        List<String> since = all.stream().filter(text -> !read.contains(text)).toList();
        assertThat(since).hasSize(1);
        read.addAll(since);
        return since.get(0);
    }

    private static String code(String mobile) {
        return await().atMost(PATIENCE)
                .until(
                        () -> GATEWAY.accepted().values().stream()
                                .filter(text -> text.startsWith(mobile))
                                .map(CODE::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private record Hours(int from, int until, String place) {}

    private static String announced(LocalDate day, Hours... plan) {
        StringBuilder text = new StringBuilder(title(day));
        for (Hours hours : plan)
            text.append("\n❌ بلوک A%s - قطعی احتمالی برق در ساعت %s تا %s\nبه آدرس های👇\n%s"
                    .formatted(hours.from(), persian(hours.from()), persian(hours.until()), hours.place()));
        return text.toString();
    }

    /** What the office does with it each time. */
    private static void publish(Page office, String text) {
        office.locator("#text").fill(text);
        office.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("خواندن متن"))
                .click();
        assertThat(office.locator("#understood-title")).isFocused();
        office.locator("[data-part=confirm]").click();
        assertThat(office.locator("[data-part=report] h2")).isFocused();
    }

    private Page telephone() {
        return seat(new Browser.NewContextOptions()
                        .setLocale("fa-IR")
                        .setViewportSize(360, 740)
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                        .setBaseURL("http://127.0.0.1:" + port()))
                .page();
    }

    private static void enter(Page page, String mobile) {
        page.navigate("/my#alerts");
        page.locator("#mobile").fill(mobile);
        page.locator("[data-part=mobile-form] [type=submit]").click();
        assertThat(page.locator("#code")).isFocused();
        page.locator("#code").fill(code(mobile));
        page.locator("[data-part=code-form] [type=submit]").click();
        assertThat(page.locator("[data-part=inside]")).isVisible();
    }

    private static Locator adding(Page page) {
        return page.locator("[data-part=alerts] > details");
    }

    private static Locator card(Page page, String name) {
        return page.locator(
                "[data-part=alerts] li",
                new Page.LocatorOptions().setHas(page.locator("h3", new Page.LocatorOptions().setHasText(name))));
    }

    private void neighbour(String mobile) {
        post("/api/v1/my/codes")
                .from(newAddress())
                .json("{\"mobile\": \"%s\"}".formatted(mobile))
                .send(202);
        String cookie = post("/api/v1/my/session")
                .from(newAddress())
                .json("{\"mobile\": \"%s\", \"code\": \"%s\"}".formatted(mobile, code(mobile)))
                .send(200)
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
        post("/api/v1/my/subscriptions")
                .header("Cookie", cookie)
                .json("{\"name\": \"مغازه\", \"billId\": \"%s\"}".formatted(place().billId()))
                .send(201);
    }

    @Test
    void fromTheCodeToTheTapThatEndsItEachMessageIsRightAndComesOnce() {
        expectComplaint("/api/v1/my/");
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, SolarHijri.TEHRAN);
        if (SolarHijri.moment(today, NINE_PM).isBefore(now)) today = today.plusDays(1);
        clock.shift(Duration.between(now, SolarHijri.moment(today, NINE_PM + 5)));
        LocalDate tomorrow = today.plusDays(1);
        String mobile = "09361110001";
        String neighbour = "09361110002";
        Place home = place();
        neighbour(neighbour);

        // What is announced for the day after names the places; the office has tied the street to what feeds it.
        Page office = planner().page();
        String later = post("/api/v1/operations/planned-outages/announcements")
                .as("admin")
                .body(
                        "text/plain;charset=UTF-8",
                        announced(tomorrow.plusDays(1), new Hours(19, 21, STREET), new Hours(17, 19, LANE))
                                .getBytes(StandardCharsets.UTF_8))
                .send(201)
                .at("/id");
        post("/api/v1/operations/planned-outages/announcements/{id}/confirmation", later)
                .as("admin")
                .json("{\"ties\": [{\"text\": \"%s\", \"elements\": [\"%s\"]}]}".formatted(STREET, home.transformer()))
                .send(200);

        Page page = telephone();
        enter(page, mobile);
        assertThat(adding(page).locator("form")).isVisible();
        adding(page).locator("[name=name]").fill("خانه");
        adding(page).locator("[name=billId]").fill(home.billId());
        adding(page).locator("[type=submit]").click();
        assertThat(card(page, "خانه")).containsText("۱۹:۰۰");
        adding(page).locator("summary").click();
        adding(page).locator("[name=name]").fill("مادر");
        adding(page).locator("[name=place]").fill("نیلوفر");
        adding(page).locator("[type=submit]").click();
        assertThat(adding(page).locator(".choices button")).hasCount(2);
        new Seat(page).assertAccessible("body").assertPersian("body", "English").picture("ahead-choose");
        adding(page)
                .locator(".choices button", new Locator.LocatorOptions().setHasText("کوچهٔ نیلوفر"))
                .click();
        adding(page).locator("[type=submit]").click();
        assertThat(card(page, "مادر")).containsText("۱۷:۰۰");
        assertThat(page.locator("[data-part=alerts] li")).hasCount(2);
        assertThat(got(mobile)).as("the day after is told tomorrow evening").isEmpty();

        publish(office, announced(tomorrow, new Hours(9, 11, STREET), new Hours(13, 15, LANE)));
        assertThat(next(mobile)).contains("خانه: ۰۹:۰۰ تا ۱۱:۰۰", "مادر: ۱۳:۰۰ تا ۱۵:۰۰");
        publish(office, announced(tomorrow, new Hours(9, 12, STREET), new Hours(13, 15, LANE)));
        assertThat(next(mobile))
                .contains("خانه: ۰۹:۰۰ تا ۱۲:۰۰", "(به جای ۰۹:۰۰ تا ۱۱:۰۰)")
                .doesNotContain("مادر");
        publish(office, announced(tomorrow, new Hours(9, 12, STREET)));
        String last = next(mobile);
        assertThat(last)
                .contains("لغو خاموشی با برنامه", "مادر: ۱۳:۰۰ تا ۱۵:۰۰")
                .doesNotContain("خانه");
        quietFor(Duration.ofSeconds(2));
        assertThat(got(mobile)).hasSize(3);
        assertThat(got(neighbour)).isEmpty();
        assertThat(GATEWAY.tries().values())
                .allSatisfy(tries -> assertThat(tries)
                        .hasSize(1)
                        .allMatch(text -> text.startsWith(mobile) || text.startsWith(neighbour)));

        page.reload();
        assertThat(card(page, "خانه")).containsText("۰۹:۰۰");
        assertThat(card(page, "خانه")).containsText("۱۲:۰۰");
        assertThat(card(page, "مادر")).containsText("۱۷:۰۰");
        assertThat(card(page, "مادر")).not().containsText("۱۳:۰۰");
        new Seat(page).assertAccessible("body").assertPersian("body", "English").picture("ahead-list");

        Matcher link = STOP.matcher(last);
        assertThat(link.find()).isTrue();
        Page stop = telephone();
        stop.navigate(link.group(1));
        assertThat(stop.locator("main")).containsText("مادر");
        stop.locator("[data-part=stop]").click();
        assertThat(stop.locator("[data-part=told]")).containsText("انجام شد");
        page.reload();
        assertThat(page.locator("[data-part=alerts]")).containsText("هنوز محلی اضافه نکرده‌اید");
        publish(office, announced(tomorrow, new Hours(10, 13, STREET), new Hours(13, 15, LANE)));
        quietFor(Duration.ofSeconds(2));
        assertThat(got(mobile)).hasSize(3);
        assertThat(get("/api/v1/operations/reports/messages")
                        .as("manager")
                        .send(200)
                        .json()
                        .at("/stops"))
                .hasToString("[{\"kind\":\"PLAN_AHEAD_CANCELLED\",\"by\":\"PAGE\",\"stopped\":2}]");
    }

    /** Long enough for what would be told twice to have come. */
    private static void quietFor(Duration time) {
        int before = GATEWAY.accepted().size();
        await().during(time).atMost(PATIENCE).until(() -> GATEWAY.accepted().size() == before);
    }
}
