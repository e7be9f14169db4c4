package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import ir.roshan.testing.OnH2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What usual work costs whoever does it, in clicks, counted by the browser itself: each is one of a person's, whatever they hit. Before, an
 * outage took fourteen.
 */
@OnH2
class ClicksBrowserTest extends InBrowser {
    private static final String COUNTED = """
            window.clicks = 0;
            window.addEventListener('click', event => { if (event.isTrusted && event.detail > 0) window.clicks++; }, true);
            """;

    private Tasklist tasklist;
    private long begun;

    @BeforeEach
    void oneCrewIsOnDuty() {
        plannedOutageDataIsFresh();
        for (int district : new int[] {1, 2}) {
            jdbc.sql("DELETE FROM crew WHERE district = :district")
                    .param("district", district)
                    .update();
            post("/api/v1/operations/crews")
                    .as("manager")
                    .json("{\"name\": \"اکیپ شب %d\", \"district\": %d, \"mobile\": \"09120000001\"}"
                            .formatted(district, district))
                    .send(201);
        }
    }

    @Test
    void anOutageFromReportToResultInSix() {
        String code = report(place(1));
        String outage = awaitOutage(code);
        sit("dispatcher-1");
        card(outage).click();
        choose("input[name=finding-choice][value=NETWORK_FAULT]");
        tasklist.completeButton().click();
        assertThat(tasklist.said()).containsText("نتیجهٔ بررسی ثبت شد");
        assertThat(tasklist.page().locator("#crew")).hasValue("اکیپ شب 1");
        tasklist.seat().picture("clicks-dispatch");
        tasklist.completeButton().click();
        assertThat(tasklist.said()).containsText("اعزام اکیپ ثبت شد");
        choose("button[data-cause=TREE]");
        tasklist.completeButton().click();
        assertThat(tasklist.said()).containsText("وصل برق ثبت شد");
        assertThat(clicks("one outage")).isLessThanOrEqualTo(6);
        assertThat(awaitState(code, "ANNOUNCED").at("/result/outcome")).isEqualTo("RESTORED");
    }

    /** As they come from one feeder: ten places, each restored by the one switch. */
    @Test
    void tenOutagesAreRestoredTogether() {
        List<String> outages = new ArrayList<>();
        for (int i = 0; i < 10; i++) outages.add(awaitOutage(report(place(2))));
        for (String outage : outages) dispatched(outage);
        sit("dispatcher-2");
        assertThat(tasklist.page().locator(".roshan-choose")).hasCount(10);
        tasklist.page().getByText("انتخاب همهٔ این صفحه").click();
        tasklist.page().getByText("ثبت وصل با یک علت").click();
        tasklist.page().locator("#together-cause").selectOption("TREE");
        tasklist.seat().picture("clicks-together").assertAccessible(".roshan-together");
        tasklist.page().getByText("ثبت وصل همه").click();
        assertThat(tasklist.page().locator(".roshan-together")).containsText("۱۰ کار وصل شد");
        // And two for the cause: a list that opens, and a line of it.
        assertThat(clicks("ten outages, but for the cause's two") + 2).isLessThanOrEqualTo(6);
        for (String outage : outages)
            assertThat(count("outage WHERE outage_no = '%s' AND state = 'RESTORED' AND cause = 'TREE'"
                            .formatted(outage)))
                    .as(outage)
                    .isEqualTo(1);
        Locator bar = tasklist.page().locator(".roshan-together");
        assertThat(tasklist.page().locator(".roshan-choose")).hasCount(0);
        assertThat(bar.getByText("انتخاب همهٔ این صفحه")).hasCount(0);
        assertThat(bar).containsText("۱۰ کار وصل شد");
        tasklist.list("بررسی خاموشی");
        assertThat(bar).not().containsText("وصل شد");
    }

    /** One of them is a colleague's, and one is not so far: they are named, and stay chosen; the others are restored. */
    @Test
    void whatCannotBeDoneTogetherIsTold() {
        String restored = awaitOutage(report(place(3)));
        String colleagues = awaitOutage(report(place(3)));
        String unverified = awaitOutage(report(place(3)));
        dispatched(restored);
        dispatched(colleagues);
        account("dispatcher-3b", List.of("dispatchers", "district-3"));
        taskService.claim(await(colleagues, "Task_RestoreSupply").getId(), "dispatcher-3b");
        sit("dispatcher-3");
        assertThat(tasklist.page().locator(".roshan-choose")).hasCount(3);
        tasklist.page().getByText("انتخاب همهٔ این صفحه").click();
        tasklist.page().getByText("ثبت وصل با یک علت").click();
        tasklist.page().locator("#together-cause").selectOption("TREE");
        tasklist.page().getByText("ثبت وصل همه").click();
        Locator bar = tasklist.page().locator(".roshan-together");
        assertThat(bar).containsText("از ۳ کار، ۱ کار وصل شد و ۲ کار نشد");
        assertThat(bar.locator("li")).hasCount(2);
        assertThat(bar).containsText("برعهدهٔ همکار دیگری است");
        assertThat(bar).containsText("هنوز به مرحلهٔ رفع خاموشی نرسیده است");
        assertThat(bar).containsText("۲ کار انتخاب شده است");
        assertThat(count("outage WHERE state = 'RESTORED' AND outage_no IN ('%s', '%s', '%s')"
                        .formatted(restored, colleagues, unverified)))
                .isEqualTo(1);
    }

    /** A manager decides about what is late: the decision is typed. */
    @Test
    void aBreach() {
        String outage = awaitOutage(report(place(4)));
        clock.shift(Duration.ofHours(6));
        await(outage, "Task_HandleBreach");
        clock.reset();
        sit("manager");
        // The outage has another task besides, which is a dispatcher's.
        card(outage)
                .filter(new Locator.FilterOptions().setHasText("تصمیم مدیر"))
                .click();
        tasklist.formShown();
        tasklist.page().locator("#breach-action").click();
        tasklist.page().keyboard().type("اکیپ دوم فرستاده شد");
        tasklist.completeButton().click();
        assertThat(tasklist.said()).containsText("تصمیم شما ثبت شد");
        assertThat(clicks("a breach")).isLessThanOrEqualTo(3);
    }

    /** Managers keep what is written again and again; whoever fills a form in puts it where the caret is. */
    @Test
    void aNoteFromWhatManagersKeep() {
        jdbc.sql("DELETE FROM note_snippet").update();
        Seat manager = seat("manager", "tasklist");
        manager.page().getByText("متن‌های آماده").click();
        manager.page().locator("#snippet-text").fill("فیوز پست سوخته بود");
        manager.page().getByText("افزودن متن").click();
        assertThat(manager.page().locator(".roshan-desk tbody")).containsText("فیوز پست سوخته بود");
        manager.picture("clicks-snippets").assertPersian(".roshan-desk").assertAccessible(".roshan-desk");
        String outage = awaitOutage(report(place(1)));
        sit("dispatcher-1");
        card(outage).click();
        tasklist.formShown();
        Locator note = tasklist.page().locator("#verification-note");
        note.click();
        tasklist.page().keyboard().type("پس از بازدید:");
        tasklist.page().locator("[data-snippet]").click();
        tasklist.page().keyboard().type("؛ عوض شد");
        assertThat(note).hasValue("پس از بازدید: فیوز پست سوخته بود؛ عوض شد");
    }

    /** Who answers 121 sees the form, and types: nothing is to be opened first. */
    @Test
    void aCallerOf121() {
        Place place = place(1);
        tasklist = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        count();
        tasklist.page().locator("#request-bill-id").click();
        tasklist.page().keyboard().type(place.billId());
        assertThat(tasklist.page().locator("[data-part=caller]")).containsText("خبر نداده است");
        tasklist.page().keyboard().press("Tab");
        tasklist.page().locator("#request-mobile").fill(anotherMobile());
        tasklist.register();
        assertThat(clicks("a caller of 121")).isLessThanOrEqualTo(2);
    }

    private void sit(String account) {
        tasklist = new Tasklist(seat(account, "tasklist"));
        tasklist.seat().see(".roshan-card .number");
        count();
    }

    private void count() {
        tasklist.page().evaluate(COUNTED);
        begun = System.nanoTime();
    }

    private int clicks(String work) {
        int clicks = (int) tasklist.page().evaluate("window.clicks");
        System.out.printf("%s: %d clicks, %.1f s%n", work, clicks, (System.nanoTime() - begun) / 1e9);
        return clicks;
    }

    private Locator card(String outage) {
        return tasklist.card(Tasklist.persian(outage)).locator("h4.task a");
    }

    private void choose(String selector) {
        tasklist.page().locator(Tasklist.FORM + " " + selector).click();
    }

    private void dispatched(String outage) {
        String dispatcher = "dispatcher-"
                + jdbc.sql("SELECT district FROM outage WHERE outage_no = :number")
                        .param("number", outage)
                        .query(Integer.class)
                        .single();
        complete(dispatcher, outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                dispatcher,
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ شب",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        await(outage, "Task_RestoreSupply");
    }

    private Task await(String outage, String task) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .taskDefinitionKey(task)
                                .singleResult(),
                        Objects::nonNull);
    }

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }
}
