package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import ir.roshan.testing.OnH2;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A day of the planning office in Qom's form: the announcement is pasted, looked at, tied where it has to be, confirmed, and
 * replaced; and what a subscriber is told by bill id is right.
 */
@OnH2
class PlanBrowserTest extends PlanningOffice {
    private static final int WINDOWS = 8;
    private static final int PLACES = 30;

    private static String words(int place) {
        return "خیابان نمونهٔ %s از میدان فرضی تا چهارراه مثال".formatted(persian(place));
    }

    /** Eight windows of two hours and thirty places, as the company's page has them. */
    private String announcement(LocalDate day, String... behind) {
        List<String> lines = new ArrayList<>(List.of(title(day)));
        int place = 0;
        for (int window = 0; window < WINDOWS; window++) {
            lines.add("❌ بلوک A%s - قطعی احتمالی برق در ساعت %s %s %s "
                    .formatted(
                            window + 1,
                            persian(7 + 2 * window),
                            window % 2 == 0 ? "تا" : "الی",
                            persian(9 + 2 * window)));
            lines.add("به آدرس های👇");
            int until = PLACES * (window + 1) / WINDOWS;
            while (place < until) lines.add(words(++place));
        }
        lines.addAll(List.of(behind));
        return String.join("\n", lines);
    }

    private static void read(Page page, String text) {
        page.locator("#text").fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("خواندن متن"))
                .click();
    }

    @Test
    void aDayFromTheTextToTheRightAnswer() {
        Place first = place(1);
        Place second = place(2);
        importServicePoints("%s,2,%s,%s,%s,قم، بلوار پیامبر اعظم، کوچهٔ ۴، پلاک ۹,,,"
                        .formatted(second.billId(), second.substation(), second.feeder(), second.transformer()))
                .send(200);
        Seat planner = planner();
        Page page = planner.page();
        hold(planner, "plan-empty");

        read(page, announcement(TOMORROW, "مشترکین گرامی لطفاً در مصرف برق صرفه جویی کنید"));
        assertThat(page.locator(".window")).hasCount(WINDOWS);
        assertThat(page.locator(".window .places li")).hasCount(PLACES);
        assertThat(page.locator("#understood-title")).isFocused();
        assertThat(page.locator(".lines .unread")).hasCount(1);
        hold(planner, "plan-read");

        // By a code, with the keyboard alone.
        page.locator(".window .places button").first().focus();
        page.keyboard().press("Enter");
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).containsText(words(1));
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type(first.feeder());
        page.keyboard().press("Enter");
        Locator add = dialog.locator(".candidates button");
        add.first().waitFor();
        hold(planner, "plan-tie");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions()
                                .setName("پیوند با فیدر " + first.feeder())
                                .setExact(true))
                .press("Enter");
        assertThat(dialog.locator("[data-part=keep]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".window .places .badge.good")).hasText(first.feeder());
        assertThat(page.locator(".window .places button").first()).isFocused();

        // By words of an address.
        page.locator(".window .places button").nth(29).click();
        page.locator("#q").fill("پیامبر اعظم");
        page.locator("#q").press("Enter");
        add.first().waitFor();
        assertThat(add.first()).hasAttribute("aria-label", "پیوند با پست توزیع " + second.transformer());
        add.first().click();
        page.locator("#district").fill("۲");
        dialog.locator("[data-part=keep]").click();
        assertThat(page.locator(".window .places .badge.good")).hasCount(2);

        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("#confirm-error")).containsText("سطر");
        assertThat(page.locator("fieldset.unread input")).isFocused();
        page.keyboard().press("Space");
        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("[data-part=report] h2")).isFocused();
        assertThat(page.locator("[data-part=report]")).containsText("۳۰ بازه پذیرفته شد");
        assertThat(page.locator("[data-part=plan] tbody tr")).hasCount(PLACES);
        hold(planner, "plan-confirmed");
        assertThat(knowledge(first, 8)).isEqualTo("PLANNED");
        assertThat(knowledge(second, 22)).isEqualTo("PLANNED");
        assertThat(knowledge(second, 8)).isEqualTo("UNKNOWN");

        // It comes again in the evening, with one place less: what was tied is tied, and nobody does it twice.
        read(page, announcement(TOMORROW).replace("\n" + words(2), ""));
        assertThat(page.locator("[data-part=summary]")).containsText("۱ بازه که لغو می‌شود");
        assertThat(page.locator(".window .places .badge.good")).hasCount(2);
        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("[data-part=report]")).containsText("۲۹ بازه پذیرفته شد");
        assertThat(page.locator("tr.cancelled")).hasCount(1);

        // A place is tied afterwards, from the plan as it stands.
        page.locator("[data-part=known] li", new Page.LocatorOptions().setHasText("نمونهٔ 3 از"))
                .getByRole(AriaRole.BUTTON)
                .click();
        page.locator("#q").fill(second.billId());
        page.locator("#q").press("Enter");
        add.first().click();
        dialog.locator("[data-part=keep]").click();
        assertThat(page.locator("[data-part=plan] .badge.good")).hasCount(3);
        assertThat(knowledge(second, 8)).isEqualTo("PLANNED");
    }

    @Test
    void whatCannotBeReadIsSaidAtOnceAndNothingPlannedIsConfirmed() {
        Seat planner = planner();
        Page page = planner.page();
        String title = title(TOMORROW.plusDays(1));
        String wrong = title.replaceAll("روز .*? مورخ", "روز " + weekday(TOMORROW) + " مورخ");
        expectComplaint("422");
        read(page, wrong + "\nساعت ۹ تا ۱۱\nخیابان ارم");
        assertThat(page.locator("#text-error")).containsText("روز هفته");
        assertThat(page.locator("#text")).isFocused();
        hold(planner, "plan-refused");
        read(page, title + "\nخاموشی نداریم");
        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("#nothing-planned")).isFocused();
        page.keyboard().press("Space");
        page.locator("[data-part=confirm]").click();
        assertThat(page.locator("[data-part=report]")).containsText("برنامه ثبت شد");
        page.setViewportSize(390, 844);
        hold(planner, "plan-telephone");
    }

    @Test
    void whoeverIsNotLetInSeesTheDoor() {
        Seat stranger = seat();
        expectComplaint("401");
        stranger.page().navigate("/plan");
        assertThat(stranger.page().locator("[data-part=door]")).containsText("وارد «میز کار» شوید");
        assertThat(stranger.page().locator("[data-part=inside]")).isHidden();
    }
}
