package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.StubSource;
import ir.roshan.testing.StubSource.Answer;
import ir.roshan.testing.StubSource.Asked;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The plan comes by itself from the company's page of announcements, from a list and from the national service; people see
 * in the browser what of it needs them.
 */
@OnH2
class PlanSourcesBrowserTest extends PlanningOffice {
    private static final StubSource MACHINE = new StubSource();
    private static final Duration UNTIL_FETCHED = Duration.ofSeconds(60);
    private static final String LIST = "/list.csv";
    private static final String PAGE = "/announcements";
    private static final String PLACE = "بلوار نمونهٔ فرضی";
    private static final String THANKS = "مشترکین گرامی لطفاً در مصرف برق صرفه جویی کنید";

    @DynamicPropertySource
    static void sources(DynamicPropertyRegistry settings) {
        MACHINE.answers(PlanSourcesBrowserTest::answer);
        long tokenEnds = Instant.now().plus(Duration.ofDays(5)).getEpochSecond();
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"exp\":" + tokenEnds + "}").getBytes(StandardCharsets.UTF_8));
        List<List<String>> sources = List.of(
                List.of(LIST, "csv", "Authorization: Bearer secret-of-the-list"),
                List.of(PAGE, "announcement-page", "X-Key: secret-of-the-page"),
                List.of("", "national", "Authorization: Bearer head." + claims + ".secret"));
        for (int i = 0; i < sources.size(); i++) {
            String one = "roshan.plan.sources[" + i + "].";
            List<String> source = sources.get(i);
            settings.add(one + "url", () -> MACHINE.url(source.get(0)));
            settings.add(one + "format", () -> source.get(1));
            settings.add(one + "header", () -> source.get(2));
            settings.add(one + "every", () -> "PT2S");
            settings.add(one + "distance", () -> "PT0S");
        }
    }

    @AfterAll
    static void stop() {
        MACHINE.close();
    }

    private static Answer answer(Asked asked) {
        return switch (asked.path()) {
            case LIST -> Answer.of(503, "text/plain", "");
            case PAGE -> Answer.of(200, "text/html;charset=UTF-8", """
                    <html><body><h4 class="ItemTitle AnnTitle">%s</h4><div class="AnnDescription">
                    <p>❌ بلوک A1 - قطعی احتمالی برق در ساعت ۹ تا ۱۱</p><p>به آدرس های👇</p><p>%s</p><p>%s</p>
                    </div></body></html>
                    """.formatted(title(TOMORROW), PLACE, THANKS));
            default ->
                Answer.of(
                        200,
                        "application/json",
                        "{\"TimeStamp\": \"1\", \"status\": 200, \"message\": \"\", \"data\": [], \"error\": null}");
        };
    }

    @Test
    void whatWasFetchedAndNotReadIsPutInForceByAPerson() {
        Place place = place(1);
        await().atMost(UNTIL_FETCHED)
                .until(() -> get("/api/v1/operations/planned-outages/announcements")
                        .as("admin")
                        .send(200)
                        .body()
                        .contains("مدیریت بار"));
        Seat manager = seat("manager", "cockpit").see(".roshan-board figure");
        Locator board = manager.page().locator(".roshan-board");
        Locator card =
                board.locator("section.card").filter(new Locator.FilterOptions().setHasText("دریافت خودکار برنامه"));
        assertThat(card.locator("li")).hasCount(3);
        assertThat(card).containsText("در انتظار تأیید");
        assertThat(board.locator(".word.warning").filter(holding("نمی‌رسد"))).hasCount(1);
        assertThat(board.locator(".word.warning").filter(holding("در انتظار تأیید است")))
                .hasCount(1);
        assertThat(board.locator(".word.warning").filter(holding("توکن"))).containsText("روز دیگر به پایان می‌رسد");
        assertThat(board.textContent()).doesNotContain("secret");
        manager.picture("board-sources");
        card.scrollIntoViewIfNeeded();
        manager.picture("board-sources-card");

        Seat planner = planner();
        Page page = planner.page();
        Locator waiting = page.locator("[data-part=waiting]");
        assertThat(waiting.locator("li")).hasCount(1);
        assertThat(waiting).containsText("۱ سطر خوانده‌نشده");
        hold(planner, "plan-waiting");
        waiting.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".window .places li")).hasCount(1);
        assertThat(page.locator(".lines .unread")).containsText(THANKS);
        page.locator(".window .places button").click();
        page.locator("#q").fill(place.feeder());
        page.locator("#q").press("Enter");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("پیوند با فیدر " + place.feeder())
                                .setExact(true))
                .click();
        page.locator("dialog[open] [data-part=keep]").click();
        assertThat(page.locator(".window .places .badge.good")).hasText(place.feeder());
        page.locator("fieldset.unread input").check();
        hold(planner, "plan-waiting-read");
        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("[data-part=report]")).containsText("۱ بازه پذیرفته شد");
        assertThat(waiting).isHidden();
        assertThat(knowledge(place, 10)).isEqualTo("PLANNED");

        manager.page().reload();
        manager.see(".roshan-board figure");
        assertThat(board.locator(".word.warning").filter(holding("در انتظار تأیید است")))
                .hasCount(0);
        assertThat(card).not().containsText("در انتظار تأیید");
    }

    private static Locator.FilterOptions holding(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
