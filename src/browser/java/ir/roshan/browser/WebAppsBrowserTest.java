package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import ir.roshan.testing.OnH2;
import ir.roshan.text.TypedText;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Camunda's web apps as those see them who work with them: Persian, from right to left, with nothing on the console. Names
 * of accounts in these tests are Latin, and so is Camunda's own at the foot.
 */
@OnH2
class WebAppsBrowserTest extends InBrowser {
    private static final String[] NAMES = {
        "Camunda",
        "Platform",
        "English",
        // Accounts, and what they are called in these tests.
        "Test",
        "admin",
        "manager",
        "website",
        "kiosk",
        "nobody"
    };
    private static final String LEADS_TO_TASKLIST = "a[href*='tasklist']";
    /** Names of models. */
    private static final String[] COCKPIT = {"OutageProcess", "RestorationRequestProcess"};

    @BeforeEach
    void somethingIsToBeDone() {
        awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place(1).billId()))
                .send(201)
                .at("/trackingCode"));
    }

    @Test
    void loginIsPersian() {
        Seat seat = seat("en-US");
        seat.page().navigate("/camunda/app/tasklist/default/");
        seat.see("form.form-signin, form input[ng-model=username]")
                .picture("login")
                .assertPersian("body", NAMES);
        assertRightToLeft(seat);
    }

    @Test
    void tasklistIsPersianAndItsDatesAreSolarHijri() {
        Seat seat = seat("dispatcher-1", "tasklist").see(".tasks-list .task");
        assertRightToLeft(seat);
        seat.picture("tasklist").assertPersian("body", NAMES);
        seat.page().locator(".tasks-list .task").first().click();
        seat.see(".task-card .nav-tabs")
                .see(".task-card [data-part=summary] h3")
                .picture("tasklist-task");
        seat.assertPersian("body", NAMES);
        // A step's clause is for whoever reads the diagram.
        for (String title : List.of(".tasks-list .task h4 a", ".task-card > header h2.task"))
            assertThat(seat.page().locator(title).first().innerText().strip())
                    .isEqualTo("بررسی وضعیت خاموشی محل اشتراک");
        // What our doors refuse is not offered.
        for (String refused :
                new String[] {".createCommentLink", ".followup-date", ".reset-due-date", ".instance-link"})
            assertThat(seat.page().locator(refused).all().stream().filter(e -> e.isVisible()))
                    .as(refused)
                    .isEmpty();
        seat.page().locator(".task-card .due-date .glyphicon-bell + *").first().evaluate("e => e.scrollIntoView()");
        String due = (String)
                seat.page()
                        .evaluate(
                                "() => angular.element(document.body).injector().get('$filter')('camDate')('2026-11-23T12:00:00Z','long')");
        assertThat(due).isEqualTo("دوشنبه ۲ آذر ۱۴۰۵، ساعت ۱۵:۳۰");
        seat.page().getByText("نمودار").first().click();
        seat.see(".task-card svg .djs-shape").picture("tasklist-diagram");
        assertThat(seat.page().locator(".task-card svg").first().evaluate("e => getComputedStyle(e).direction"))
                .isEqualTo("ltr");
    }

    /** Then what an app writes first would be the names of keys, and stay. */
    @Test
    void labelsThatComeLateAreWaitedFor() {
        Seat seat = seat("dispatcher-1", "tasklist").see(".tasks-list .task");
        seat.page().route("**/locales/fa.json*", route -> {
            seat.page().waitForTimeout(1_500);
            route.resume();
        });
        seat.page().reload();
        seat.see(".tasks-list .task").assertPersian("body", NAMES);
    }

    @Test
    void theHistoryOfATaskIsDatedLikeTheRest() {
        Seat seat = seat("dispatcher-1", "tasklist");
        new Tasklist(seat).openFirst().claim().openHistory();
        String now = (String) seat.page()
                .evaluate("() => new Intl.DateTimeFormat('fa-IR-u-ca-persian', "
                        + "{year: 'numeric', timeZone: 'Asia/Tehran'}).format(new Date())");
        assertThat(seat.page().locator(".date-badge .year").first().innerText()).isEqualTo(now);
        assertThat(seat.page().locator(".operation-time").first().innerText()).matches("[۰-۹]{2}:[۰-۹]{2}");
        seat.page()
                .locator(".operation-user:text-is('dispatcher-1 Test')")
                .first()
                .waitFor();
        seat.page().locator(".new-value:has-text('dispatcher-1 Test')").first().waitFor();
        seat.picture("tasklist-history");
        Seat manager = seat("manager", "tasklist").see(".tasks-list .task h5.assignee");
        manager.picture("tasklist-manager");
        assertThat(manager.page().locator(".tasks-list h5.assignee").allInnerTexts())
                .contains("dispatcher-1 Test")
                .doesNotContain("dispatcher-1");
    }

    @Test
    void cockpitIsPersianAndDrawsTheDiagram() {
        Seat seat = seat("manager", "cockpit").see(".dashboard .stats-section a.value");
        assertRightToLeft(seat);
        seat.picture("cockpit").assertPersian("body", NAMES);
        seat.see("/processes", "a[href*='process-definition/OutageProcess']")
                .picture("cockpit-processes")
                .assertPersian("body", with(COCKPIT));
        seat.page()
                .locator("a[href*='process-definition/OutageProcess']")
                .first()
                .click();
        seat.see("svg .djs-shape").see("a[href*='process-instance/']").picture("cockpit-definition");
        assertThat(seat.page().locator("td.business-key").allInnerTexts())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.strip()).matches("[۰-۹]{4}-[۰-۹]{6}"));
        seat.assertPersian("body", with(COCKPIT));
        assertThat(seat.page().locator("svg .djs-shape").count()).isGreaterThan(20);
        seat.page().locator("a[href*='process-instance/']").first().click();
        seat.see("svg .djs-shape").see(".ctn-tabbed-content, .nav-tabs").picture("cockpit-instance");
        seat.assertPersian("body", with(COCKPIT));
        // A manager looks and does not act.
        assertThat(seat.page().locator(".ctn-toolbar").first().isVisible()).isFalse();
        seat.see("/tasks", "#task-group-counts td:text-is('مدیریت ۱')")
                .see("/tasks", "#open-task-statistics tbody tr:nth-child(3) th span:not(.animate-spin)")
                .picture("cockpit-tasks")
                .assertPersian("body", NAMES);
        long open = taskService.createTaskQuery().count();
        long taken = taskService.createTaskQuery().taskAssigned().count();
        assertThat(seat.page().locator("#open-task-statistics tbody th").allInnerTexts())
                .as("taken, of a group, of nobody")
                .extracting(TypedText::normalise)
                .containsExactly(Long.toString(taken), Long.toString(open - taken), "0");
    }

    @Test
    void adminAndWelcomeArePersian() {
        Seat seat = seat("admin", "admin").see(".ctn-view, section");
        assertRightToLeft(seat);
        seat.assertPersian("body", NAMES);
        seat.see("/users", "a[href*='users/dispatcher-1']")
                .picture("admin-users")
                .assertPersian("body", NAMES);
        seat.see("/groups", "a[href*='groups/district-1']")
                .assertPersian("body", with("channels", "dispatchers", "managers", "WORKFLOW", "SYSTEM"));
        seat.see("/system?section=system-settings-general", "aside a[href*='system-settings-general']")
                .picture("admin-system");
        for (String shut : List.of("metrics", "diagnostics"))
            assertThat(seat.page()
                            .locator("aside a[href*='" + shut + "']")
                            .first()
                            .isVisible())
                    .as(shut)
                    .isFalse();
        Seat welcome = seat("admin", "welcome").see(LEADS_TO_TASKLIST);
        welcome.picture("welcome").assertPersian("body", NAMES);
        assertRightToLeft(welcome);
    }

    /** The pages send what they like beside the address, and are let do it all the same; the last administrator stays. */
    @Test
    void anAdministratorPutsSomebodyIntoAGroupAndTakesThemOut() {
        account("moved", List.of());
        Seat seat = seat("admin", "admin")
                .see("/users/moved?tab=groups", "a:has-text('افزودن به گروه'), button:has-text('افزودن به گروه')");
        Page page = seat.page();
        page.click("a:has-text('افزودن به گروه'), button:has-text('افزودن به گروه')");
        page.check(".modal-body tr:has-text('managers') input[type=checkbox]");
        page.click(".modal-footer .btn-primary:visible");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(groupsOf("moved")).containsExactly("managers"));
        page.reload();
        page.click("tr:has-text('managers') a:has-text('حذف')");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(groupsOf("moved")).isEmpty());

        expectComplaint("400");
        seat.see("/users/admin?tab=groups", "tr:has-text('camunda-admin') a:has-text('حذف')");
        page.click("tr:has-text('camunda-admin') a:has-text('حذف')");
        seat.see(".alert:has-text('آخرین راهبر')").picture("admin-last");
        assertThat(groupsOf("admin")).contains("camunda-admin");
    }

    private List<String> groupsOf(String account) {
        return identityService.createGroupQuery().groupMember(account).list().stream()
                .map(Group::getId)
                .toList();
    }

    @Test
    void whoeverWantsEnglishChoosesItAtTheFoot() {
        Seat seat = seat("manager", "welcome").see(LEADS_TO_TASKLIST);
        seat.page().locator(".roshan-language").click();
        seat.page().getByText("Applications").first().waitFor();
        assertThat(seat.page().evaluate("getComputedStyle(document.documentElement).direction"))
                .isEqualTo("ltr");
        seat.page().locator(".roshan-language").click();
        seat.page().getByText("برنامه‌ها").first().waitFor();
        assertRightToLeft(seat);
    }

    /** Camunda's own nonce would leave about every third of these pages blank, of whichever app: this one loads least. */
    @Test
    void nobodysPageIsBlankWhenEightLoadAtOnce() {
        List<Seat> people = new ArrayList<>();
        for (int person = 1; person <= 8; person++)
            people.add(seat("manager", "welcome").see(LEADS_TO_TASKLIST));
        for (int round = 0; round < 2; round++) {
            int of = round;
            people.forEach(seat -> seat.begin("/camunda/app/welcome/default/?round=" + of));
            people.forEach(seat -> {
                seat.page().waitForURL(url -> url.contains("round=" + of));
                seat.see(LEADS_TO_TASKLIST);
            });
        }
    }

    private static String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(NAMES));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void assertRightToLeft(Seat seat) {
        assertThat(seat.page().evaluate("getComputedStyle(document.body).direction"))
                .isEqualTo("rtl");
        assertThat(seat.page().evaluate("document.documentElement.lang")).isEqualTo("fa");
        assertThat(seat.page().evaluate("document.fonts.check('16px Vazirmatn')"))
                .isEqualTo(true);
    }
}
