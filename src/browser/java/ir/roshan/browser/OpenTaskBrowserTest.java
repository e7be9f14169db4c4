package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import ir.roshan.testing.OnH2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever clicks on a card gets its task, whatever becomes of the call by which Tasklist asks for it; or is told why there is none. */
@OnH2
class OpenTaskBrowserTest extends InBrowser {
    private static final String DISPATCHER = "dispatcher-3";
    private static final String TRYING = "خودکار دوباره تلاش می‌شود";
    private static final Pattern OPEN = Pattern.compile("\\bactive\\b");

    private String one;
    private String other;
    private Tasklist tasklist;

    @BeforeEach
    void twoOutagesWait() {
        plannedOutageDataIsFresh();
        // A page of the list holds fifteen.
        jdbc.sql("""
                        SELECT o.outage_no FROM outage o JOIN ACT_RU_TASK t ON t.PROC_INST_ID_ = o.workflow_id
                         WHERE o.district = 3 AND t.TASK_DEF_KEY_ = 'Task_VerifyOutage'
                        """)
                .query(String.class)
                .list()
                .forEach(left -> complete(DISPATCHER, left, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON")));
        one = outage();
        other = outage();
        tasklist = new Tasklist(seat(DISPATCHER, "tasklist"));
        assertThat(card(one)).isVisible();
        assertThat(card(other)).isVisible();
    }

    @Test
    void aFaultThatPassesIsNotSeen() {
        Map<String, Consumer<Route>> faults = Map.of(
                "503", answer(503),
                "500", answer(500),
                "ERR_FAILED", Route::abort,
                "429", answer(429));
        List<String> outages = List.of(one, other);
        int turn = 0;
        for (Map.Entry<String, Consumer<Route>> fault : faults.entrySet()) {
            expectComplaint(fault.getKey());
            AtomicInteger asked = new AtomicInteger();
            String outage = outages.get(turn++ % 2);
            String calls = theTaskOf(outage);
            tasklist.page().route(calls, route -> {
                if (asked.incrementAndGet() == 1) fault.getValue().accept(route);
                else route.resume();
            });
            click(outage);
            shown(outage);
            assertThat(asked.get()).as(fault.getKey()).isGreaterThan(1);
            assertThat(tasklist.said()).not().containsText(TRYING);
            tasklist.page().unroute(calls);
        }
        assertThat(tasklist.page().locator(".page-notifications .alert")).hasCount(0);
    }

    @Test
    void whereItLastsItIsToldAndTriedUntilItOpens() {
        expectComplaint("ERR_FAILED");
        tasklist.page().route(theTaskOf(one), Route::abort);
        click(one);
        assertThat(tasklist.said()).containsText(TRYING);
        tasklist.seat()
                .picture("open-task-trying")
                .assertPersian(".roshan-said")
                .assertAccessible(".roshan-said");
        tasklist.page().unroute(theTaskOf(one));
        shown(one);
        assertThat(tasklist.said()).isEmpty();
        tasklist.page().route(theTaskOf(other), Route::abort);
        click(other);
        assertThat(tasklist.said()).containsText(TRYING);
        // Whoever does not wait for it is not held up by it.
        click(one);
        shown(one);
        tasklist.page().unroute(theTaskOf(other));
        click(other);
        shown(other);
    }

    @Test
    void whereTheTaskItselfIsTheFaultThatIsTold() {
        expectComplaint("500");
        tasklist.page().route(theTaskOf(one), answer(500));
        click(one);
        assertThat(tasklist.said())
                .containsText(
                        "به راهبر سامانه خبر دهید؛ کارهای دیگر را می‌توانید باز کنید",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        tasklist.seat()
                .picture("open-task-broken")
                .assertPersian(".roshan-said")
                .assertAccessible(".roshan-said");
        click(other);
        shown(other);
        assertThat(tasklist.said()).isEmpty();
    }

    @Test
    void aServerThatSaysWhenToComeBackIsNotAskedBefore() {
        expectComplaint("503");
        List<Long> asked = new ArrayList<>();
        tasklist.page().route(theTaskOf(one), route -> {
            asked.add(System.nanoTime());
            if (asked.size() > 1) route.resume();
            else
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "3", "Content-Type", "application/json"))
                        .setBody("{}"));
        });
        click(one);
        shown(one);
        assertThat(asked).hasSize(2);
        assertThat(Duration.ofNanos(asked.get(1) - asked.get(0))).isGreaterThan(Duration.ofMillis(2_800));
    }

    /** Else it would take the task out of the address of whatever page came after that. */
    @Test
    void whoeverLogsOutWaitsForNoTask() {
        List.of("503", "401").forEach(this::expectComplaint);
        AtomicInteger asked = new AtomicInteger();
        tasklist.page().route(theTaskOf(one), route -> {
            asked.incrementAndGet();
            answer(503).accept(route);
        });
        click(one);
        assertThat(tasklist.said()).containsText(TRYING);
        tasklist.page().evaluate("angular.element(document.body).injector().get('AuthenticationService').logout()");
        assertThat(tasklist.page().locator("input[type=password]")).isVisible();
        tasklist.page().waitForTimeout(300);
        int before = asked.get();
        tasklist.page().waitForTimeout(5_000);
        assertThat(asked.get()).isEqualTo(before);
    }

    /** An undo that was offered meanwhile stays. */
    @Test
    void whatOthersHaveSaidIsNotTakenAwayWithItsOwnWords() {
        click(one);
        shown(one);
        assertThat(tasklist.page().evaluate("""
                        async () => {
                          const [own, others] = await Promise.all([import('/forms/lib/notopen.js'), import('/forms/lib/saying.js')]);
                          const said = () => document.querySelector('.roshan-said').textContent;
                          own.trying();
                          others.say('good', 'بازگردانی');
                          own.opened();
                          const kept = said();
                          own.trying();
                          own.opened();
                          return `${kept}|${said()}`;
                        }""")).isEqualTo("بازگردانی|");
    }

    /** It is completed between the moment in which the list was drawn and the click. */
    @Test
    void ofATaskThatIsGoneItIsTold() {
        expectComplaint("404");
        AtomicInteger asked = new AtomicInteger();
        tasklist.page().route(theTaskOf(one), route -> {
            if (asked.incrementAndGet() == 1) complete(one);
            route.resume();
        });
        click(one);
        assertThat(tasklist.said()).containsText("این کار دیگر باز نیست");
        tasklist.seat().picture("open-task-gone").assertPersian(".task-details").assertAccessible(".roshan-said");
        assertThat(tasklist.page().locator(".tasks-list li.task.active")).hasCount(0);
        assertThat(card(one)).hasCount(0);
        assertThat(tasklist.page().url()).doesNotContain("task=");
        assertThat(tasklist.page().locator(".page-notifications .alert")).hasCount(0);
        click(other);
        shown(other);
        assertThat(tasklist.said()).isEmpty();
    }

    /** Its answer is awaited while another is chosen: Camunda's data did not hear of the other. */
    @Test
    void whatIsChosenLastIsWhatOpens() {
        List<Route> held = new ArrayList<>();
        tasklist.page().route(theTaskOf(one), held::add);
        click(one);
        tasklist.page().waitForCondition(() -> !held.isEmpty());
        click(other);
        shown(other);
        held.forEach(Route::resume);
        tasklist.page().unroute(theTaskOf(one));
        tasklist.page().waitForTimeout(500);
        shown(other);
        assertThat(held).as("one call for one click").hasSize(1);
        click(one);
        shown(one);
    }

    /** The next step comes a moment after the one before it is done, and is not put in place of what was chosen in that moment. */
    @Test
    void whoeverHasGoneOnIsLeftThere() {
        click(one);
        shown(one);
        tasklist.page()
                .locator("input[name=finding-choice][value=NETWORK_FAULT]")
                .check();
        List<Route> held = new ArrayList<>();
        tasklist.page().route("**/task?maxResults=20", held::add);
        tasklist.completeButton().click();
        tasklist.page().waitForCondition(() -> !held.isEmpty());
        click(other);
        shown(other);
        held.forEach(Route::resume);
        assertThat(tasklist.said()).containsText("برعهدهٔ شما");
        shown(other);
        tasklist.said().getByText("باز کردن").click();
        shown(one);
        assertThat(tasklist.page().locator("#crew")).isVisible();
    }

    @Test
    void whatIsBeingFilledInIsNotTakenAway() {
        List.of("401", "404").forEach(this::expectComplaint);
        click(one);
        shown(one);
        tasklist.page().locator("input[name=finding-choice][value=SUPPLY_ON]").check();
        assertThat(tasklist.said()).containsText("این کار برعهدهٔ شما شد");
        Locator note = tasklist.page().locator("#verification-note");
        note.fill("کلید پست قطع شده بود");
        BrowserContext context = tasklist.page().context();
        List<Cookie> before = context.cookies();
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        click(other);
        assertThat(tasklist.said()).containsText("نشست شما پایان یافته");
        shown(one);
        assertThat(note).hasValue("کلید پست قطع شده بود");
        context.clearCookies();
        context.addCookies(before);
        click(other);
        shown(other);
        click(one);
        shown(one);
        assertThat(note).hasValue("کلید پست قطع شده بود");
        // It is looked at once more, and is not there.
        tasklist.page().route(theTaskOf(one), answer(404));
        tasklist.page().waitForResponse("**/task/" + task(one).getId(), () -> click(one));
        tasklist.page().waitForTimeout(500);
        assertThat(note).hasValue("کلید پست قطع شده بود");
        assertThat(note).isVisible();
    }

    private void shown(String outage) {
        assertThat(tasklist.page().locator(Tasklist.FORM + " [data-part=summary]"))
                .containsText(Tasklist.persian(outage));
        assertThat(card(outage)).hasClass(OPEN);
        assertThat(tasklist.page().locator(".tasks-list li.task.active")).hasCount(1);
        assertThat(tasklist.page().url()).contains("task=" + task(outage).getId());
    }

    private void click(String outage) {
        card(outage).locator("h4.task a").click();
    }

    private Locator card(String outage) {
        return tasklist.card(Tasklist.persian(outage));
    }

    private String theTaskOf(String outage) {
        return "**/task/" + task(outage).getId();
    }

    private static Consumer<Route> answer(int status) {
        return route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody("{\"type\": \"RestException\", \"message\": \"not now\"}"));
    }

    private Task task(String outage) {
        return taskService.createTaskQuery().processInstanceBusinessKey(outage).singleResult();
    }

    private void complete(String outage) {
        List<String> groups = List.of("dispatchers", "district-3");
        account("dispatcher-3b", groups);
        identityService.setAuthentication("dispatcher-3b", groups);
        try {
            taskService.complete(task(outage).getId(), Map.of("finding", "SUPPLY_ON"));
        } finally {
            identityService.clearAuthentication();
        }
    }

    private String outage() {
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(3).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
    }
}
