package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import ir.roshan.testing.OnH2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new emergency at three in the morning: whoever looks elsewhere hears of it, and of deadlines that pass. */
@OnH2
class NoticeBrowserTest extends InBrowser {
    /** However the page stands, and for a machine that does much else. */
    private static final int SOON = (int) PATIENCE.toMillis();

    private static final String SOUNDS = """
            window.tones = 0;
            const theirs = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function () { window.tones++; return theirs.call(this); };
            """;

    private Tasklist tasklist;

    @BeforeEach
    void atTheDeskWithAllEmergenciesTaken() {
        taskService
                .createTaskQuery()
                .taskUnassigned()
                .list()
                .forEach(task -> taskService.claim(task.getId(), "dispatcher-3"));
        jdbc.sql("UPDATE danger_in_plan SET handled_at = named_at, handled_by = 'admin' WHERE handled_at IS NULL")
                .update();
        awaitOutage(report("NONE"));
        Seat seat = seat();
        seat.page().addInitScript(SOUNDS);
        tasklist = new Tasklist(seat.logIn("dispatcher-3", "tasklist"));
        assertThat(bar()).hasText("هشدارها");
    }

    private String report(String hazard) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(place(3).billId(), anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
    }

    private Page page() {
        return tasklist.page();
    }

    private Locator bar() {
        return page().locator(".roshan-alarms");
    }

    private Locator strip() {
        return page().locator(".roshan-strip");
    }

    private double topOf(String selector) {
        return page().locator(selector).boundingBox().y;
    }

    private double bottomOf(String selector) {
        return topOf(selector) + page().locator(selector).boundingBox().height;
    }

    private void titleBegins(String begin) {
        assertThat(page())
                .hasTitle(
                        Pattern.compile("^" + begin.replace("(", "\\(").replace(")", "\\)")),
                        new PageAssertions.HasTitleOptions().setTimeout(SOON));
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON);
    }

    private int tones() {
        return ((Number) page().evaluate("() => window.tones")).intValue();
    }

    private Locator counter(String list) {
        return page().locator(".task-filters .task-filter")
                .filter(new Locator.FilterOptions().setHasText(list))
                .first()
                .locator(".counter");
    }

    @Test
    void anEmergencyIsSeenHeardAndCountedWhileSomethingElseIsOpen() {
        page().getByText("بله، با صدا").click();
        assertThat(page().locator(".roshan-ask")).hasCount(0);
        int asked = tones();
        tasklist.list("تماس با مشترک");
        tasklist.startForm();
        String outage = awaitOutage(report("WIRE_DOWN"));

        titleBegins("(۱) ");
        assertThat(strip()).containsText("سیم پاره یا افتاده");
        assertThat(strip()).containsText("یک محل");
        assertThat(strip()).containsText(Tasklist.persian(outage));
        assertThat(page().locator(".roshan-heard[role=alert]")).containsText("سیم پاره یا افتاده");
        page().waitForFunction("before => window.tones > before", asked);
        assertThat(counter("بررسی خاموشی")).isVisible();
        assertThat(counter("تماس با مشترک")).hasText("0");
        tasklist.seat()
                .picture("notice")
                .assertAccessible(".roshan-strip")
                .assertAccessible(".roshan-alarms")
                .assertPersian(".roshan-strip");
        assertThat(bottomOf(".page-wrap"))
                .as("what it makes room with is not the foot of an open form")
                .isLessThanOrEqualTo(topOf("[cam-widget-footer]"));

        strip().getByText("دیدم").click();
        assertThat(strip()).isHidden();
        titleBegins("شرکت");
        page().reload();
        assertThat(bar()).hasText("هشدارها");
        assertThat(strip()).isHidden();
        assertThat(page().locator(".roshan-ask")).hasCount(0);
    }

    @Test
    void theStripLeadsToTheTaskAndIsGoneWhenSomebodyElseTakesIt() {
        String first = awaitOutage(report("WIRE_DOWN"));
        titleBegins("(۱) ");
        strip().getByText("باز کردن").click();
        tasklist.formShown();
        assertThat(page().locator(Tasklist.FORM)).containsText(Tasklist.persian(first));
        assertThat(strip()).isHidden();

        String second = awaitOutage(report("SPARKING"));
        String third = awaitOutage(report("FIRE_OR_SMOKE"));
        titleBegins("(۱) ");
        assertThat(strip()).containsText(Tasklist.persian(third), soon());
        taskService.claim(
                taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(third)
                        .singleResult()
                        .getId(),
                "dispatcher-3");
        assertThat(strip()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(SOON));
        assertThat(tasklist.card(Tasklist.persian(second)).first()).isVisible();
    }

    /** No task is there to be opened: the request is looked up, and whoever has sent somebody ends it for everybody. */
    @Test
    void aDangerAtAPlaceThatIsOffOnPlanIsAnAlarmUntilSomebodyHasSeenToIt() {
        Place place = place(3);
        importPlannedOutages(plannedOutage("N-" + place.billId(), -30, 60, place.feeder()))
                .send(200);
        importServicePoints(place.row().replace(",,,,", ",قم، خیابان ارم، کوچهٔ ۴، پلاک ۲,,,"))
                .send(200);
        String code = null;
        for (int i = 0; i < 3; i++) {
            String reported = post("/api/v1/requests")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"WIRE_DOWN\"}"
                            .formatted(place.billId(), anotherMobile()))
                    .send(201)
                    .at("/trackingCode");
            awaitState(reported, "IN_PLANNED_OUTAGE");
            code = code == null ? reported : code;
        }
        titleBegins("(۱) ");
        assertThat(strip()).containsText("سیم پاره یا افتاده");
        assertThat(strip()).containsText("در محل خاموشی با برنامه");
        assertThat(strip()).containsText("خیابان ارم");
        assertThat(strip()).containsText("۳ گزارش", soon());
        assertThat(strip()).not().containsText("پلاک");
        tasklist.seat()
                .picture("notice-danger-in-plan")
                .assertAccessible(".roshan-strip")
                .assertPersian(".roshan-strip");

        expectComplaint("/api/v1/operations/look-up");
        page().route("**/api/v1/operations/look-up", Route::abort);
        strip().getByText("باز کردن").click();
        Locator dialogue = page().locator("dialog.roshan-desk");
        assertThat(dialogue).containsText("ارتباط با سامانه برقرار نشد");
        assertThat(strip()).containsText("سیم پاره یا افتاده");
        titleBegins("(۱) ");
        page().unroute("**/api/v1/operations/look-up");
        strip().getByText("باز کردن").click();
        Locator danger = dialogue.locator(".in-danger");
        assertThat(danger).containsText("سیم پاره یا افتاده");
        assertThat(danger).containsText("۳ گزارش");
        assertThat(dialogue).containsText("خطر در محل خاموشی با برنامه به دیسپچرها اعلام شد");
        assertThat(strip()).isHidden();
        // Seen, and not seen to.
        assertThat(bar()).hasText("هشدارها ۱ خطر در انتظار رسیدگی");
        tasklist.seat()
                .picture("danger-in-plan")
                .assertAccessible("dialog.roshan-desk")
                .assertPersian("dialog.roshan-desk");
        Seat manager = seat("manager", "cockpit");
        assertThat(manager.page().locator(".roshan-board .warnings"))
                .containsText("خطر در محل خاموشی با برنامه: سیم پاره یا افتاده", soon());
        manager.picture("board-danger-in-plan")
                .assertAccessible(".roshan-board .warnings")
                .assertPersian(".roshan-board .warnings");
        Tasklist colleague = new Tasklist(seat("dispatcher-3", "tasklist"));
        assertThat(colleague.page().locator(".roshan-strip")).containsText("در محل خاموشی با برنامه", soon());

        danger.getByText("رسیدگی شد", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(dialogue).containsText("ثبت شد که به خطر رسیدگی شده است.");
        assertThat(danger).hasCount(0);
        assertThat(bar()).hasText("هشدارها");
        assertThat(dialogue).containsText("به خطر رسیدگی شد: سیم پاره یا افتاده — dispatcher-3 Test");
        tasklist.seat().picture("danger-in-plan-seen-to");
        assertThat(colleague.page().locator(".roshan-strip"))
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(SOON));
        assertThat(count("audit_entry WHERE deed = 'DANGER_HANDLED' AND subject = '" + code + "'"))
                .isOne();
    }

    private void answers(Page page, String address, Consumer<ObjectNode> change) {
        page.route(address, route -> {
            APIResponse answer = route.fetch();
            // Nothing has changed: there is no body.
            if (answer.status() != 200) {
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
                return;
            }
            try {
                ObjectNode body = (ObjectNode) new ObjectMapper().readTree(answer.body());
                change.accept(body);
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ObjectNode danger(ObjectNode body, String code, Instant since) {
        return body.objectNode()
                .put("trackingCode", code)
                .put("district", 3)
                .put("hazard", "SPARKING")
                .put("since", since.toString())
                .put("reports", 1)
                .set("where", body.arrayNode());
    }

    @Test
    void ofMoreDangersThanAnybodyReadsTheOldestStandsThereAndTheNumberOfAll() {
        Instant now = clock.instant();
        answers(page(), "**/api/v1/operations/desk", news -> {
            news.putArray("alarms");
            news.putArray("dangers").add(danger(news, "590128493592", now.minusSeconds(60)));
            news.putArray("longestDangers").add(danger(news, "590128493600", now.minusSeconds(7200)));
            news.put("dangersOpen", 60);
        });
        page().reload();
        assertThat(bar()).containsText("۶۰ خطر در انتظار رسیدگی", soon());
        assertThat(strip()).containsText("۱ دقیقه است که کسی رسیدگی نکرده");
        bar().click();
        Locator all = page().locator("dialog.roshan-all-alarms");
        assertThat(all).containsText("۲ ساعت است که کسی رسیدگی نکرده");
        assertThat(all).containsText("و ۵۸ خطر دیگر");
        tasklist.seat()
                .picture("notice-many-dangers")
                .assertAccessible("dialog.roshan-all-alarms")
                .assertPersian("dialog.roshan-all-alarms");
        Seat manager = seat("manager", "cockpit");
        answers(manager.page(), "**/reports/dashboard", state -> {
            state.putArray("dangersInPlan").add(danger(state, "590128493592", now.minusSeconds(60)));
            state.putArray("longestDangersInPlan").add(danger(state, "590128493600", now.minusSeconds(7200)));
            state.put("dangersInPlanOpen", 60);
        });
        manager.page().reload();
        Locator warnings = manager.page().locator(".roshan-board .warnings");
        assertThat(warnings).containsText("۶۰ خطر در محل خاموشی با برنامه در انتظار رسیدگی است", soon());
        assertThat(warnings.locator(".danger").first()).containsText("۳۶۰۰");
        manager.picture("board-many-dangers")
                .assertAccessible(".roshan-board .warnings")
                .assertPersian(".roshan-board .warnings");
    }

    /** While nodes are replaced one after the other, the page of the new one asks one of before. */
    @Test
    void aNodeOfBeforeThatKnowsNoDangersIsNotStumbledOver() {
        String code = report("NONE");
        answers(page(), "**/api/v1/operations/requests/*", dossier -> dossier.remove("dangersInPlan"));
        page().getByText("پیگیری درخواست").click();
        Locator dialogue = page().locator("dialog.roshan-desk");
        dialogue.locator("#desk-number").fill(code);
        dialogue.locator("[data-part=find]").click();
        assertThat(dialogue).containsText("روند رسیدگی");
        Seat manager = seat("manager", "cockpit");
        answers(
                manager.page(),
                "**/reports/dashboard",
                state -> state.remove(List.of("dangersInPlan", "longestDangersInPlan", "dangersInPlanOpen")));
        manager.page().reload();
        assertThat(manager.page().locator(".roshan-board .figures")).containsText("درخواست‌های باز", soon());
    }

    @Test
    void allOfThemStandBehindTheBarsButton() {
        awaitOutage(report("WIRE_DOWN"));
        titleBegins("(۱) ");
        bar().click();
        Locator all = page().locator("dialog.roshan-all-alarms");
        assertThat(all).containsText("سیم پاره یا افتاده");
        tasklist.seat()
                .picture("notice-all")
                .assertAccessible("dialog.roshan-all-alarms")
                .assertPersian("dialog.roshan-all-alarms");
        all.getByText("بستن").click();
        titleBegins("شرکت");
    }

    /** Silence would be taken for peace. */
    @Test
    void whereNoAlarmCanArriveThatIsSaid() {
        expectComplaint("/api/v1/operations/desk");
        page().route("**/api/v1/operations/desk", Route::abort);
        assertThat(strip())
                .containsText("هشدار تازه‌ای نمی‌رسد", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        page().unroute("**/api/v1/operations/desk");
        assertThat(strip()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(SOON));
    }

    @Test
    void whoAnswersTelephonesHasNoAlarms() {
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        assertThat(desk.page().locator(".roshan-bar")).hasText("پیگیری درخواست");
        assertThat(desk.page().locator(".roshan-ask")).hasCount(0);
    }
}
