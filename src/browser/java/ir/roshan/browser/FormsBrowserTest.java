package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import ir.roshan.notification.AnnouncementFailure;
import ir.roshan.testing.OnH2;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every form and every page of ours in front of those who work with it: Persian, and usable by whoever sees badly or not at
 * all, as far as axe-core can tell (WCAG 2.2, A and AA: contrast, labels, names, roles).
 */
@OnH2
class FormsBrowserTest extends InBrowser {
    private static final String[] NAMES = {"Test"};

    @Autowired
    private AnnouncementFailure announcementFailure;

    private String code;
    private String outage;

    /** A place where much is known, so that a form shows all that it can. */
    @BeforeEach
    void aDangerousOutage() {
        plannedOutageDataIsFresh();
        Place place = place(1);
        String neighbour = BillId.of(500_000 + Integer.parseInt(place.feeder().substring(2)), 44)
                .value();
        importServicePoints(
                        "%s,1,%s,%s,%s,\"قم، خیابان ارم، کوچهٔ ۳، پلاک ۱۲\",34.6399,50.8759,hospital"
                                .formatted(place.billId(), place.substation(), place.feeder(), place.transformer()),
                        "%s,1,%s,%s,%s,\"قم، خیابان ارم، کوچهٔ ۵، پلاک ۷\",34.6401,50.8761,"
                                .formatted(neighbour, place.substation(), place.feeder(), place.transformer()))
                .send(200);
        importPlannedOutages(plannedOutage("near-" + place.feeder(), -200, -20, ""))
                .send(200);
        code = report(
                place.billId(),
                "\"hazard\": \"SPARKING\", \"lifeSupport\": true, \"neighboursOut\": \"YES\","
                        + " \"description\": \"از تیر سر کوچه جرقه می‌زند\"");
        outage = awaitOutage(code);
        post("/api/v1/operations/outages/{number}/placement", outage)
                .as("dispatcher-1")
                .json("{\"networkElement\": \"%s\"}".formatted(place.transformer()))
                .send(200);
        awaitOutage(report(neighbour, "\"hazard\": \"NONE\""));
        jdbc.sql("DELETE FROM crew WHERE name IN ('اکیپ ارم', 'اکیپ نیروگاه')").update();
        for (String crew : List.of("اکیپ ارم", "اکیپ نیروگاه"))
            post("/api/v1/operations/crews")
                    .as("manager")
                    .json("{\"name\": \"%s\", \"district\": 1, \"mobile\": \"09120000001\"}".formatted(crew))
                    .send(201);
    }

    @Test
    void verify() {
        importPlannedOutages(IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> plannedOutage("near-%d-%s".formatted(n, outage), -100, 100, "")
                                .replace("خیابان شهید بهشتی", "خیابان ارم"))
                        .toArray(String[]::new))
                .send(200);
        Tasklist tasklist = at("dispatcher-1", "Task_VerifyOutage");
        hold(tasklist.seat(), "verify-unclaimed", ".task-card form.roshan");
        tasklist.claim();
        assertFindingsInSight(tasklist);
        open(tasklist);
        hold(tasklist.seat(), "verify", ".task-card form.roshan");
        tasklist.completeButton().click();
        tasklist.seat().see("[data-field=finding] .error:not(:empty)");
        hold(tasklist.seat(), "verify-refused", ".task-card form.roshan");
    }

    @Test
    void dispatch() {
        verified();
        Tasklist tasklist = at("dispatcher-1", "Task_DispatchCrew").claim();
        tasklist.seat().see("[data-crew]");
        tasklist.page().locator("[data-crew]").first().click();
        tasklist.page().locator("button[data-minutes='60']").click();
        tasklist.seat().see("[data-part=announcement] .say");
        open(tasklist);
        hold(tasklist.seat(), "dispatch", ".task-card form.roshan");
        tasklist.page().locator(".picker-open").first().click();
        tasklist.seat().see("[role=dialog]");
        hold(tasklist.seat(), "dispatch-picker", ".task-card form.roshan");
    }

    @Test
    void restore() {
        dispatched();
        Tasklist tasklist = at("dispatcher-1", "Task_RestoreSupply").claim();
        open(tasklist);
        hold(tasklist.seat(), "restore", ".task-card form.roshan");
    }

    /** A crew that has not been told is phoned: the form says so, and has the number. */
    @Test
    void whetherTheCrewWasTold() {
        dispatched();
        Tasklist tasklist = at("dispatcher-1", "Task_RestoreSupply").claim();
        Locator head = tasklist.page().locator("[data-part=summary]");
        PlaywrightAssertions.assertThat(head).containsText("درگاه پیامک تنظیم نشده است؛ تلفنی اطلاع دهید");
        PlaywrightAssertions.assertThat(head.locator("a[href='tel:09120000001']"))
                .isVisible();

        became("state = 'DELIVERED', gateway = 'generic'");
        head.locator("button.again").click();
        PlaywrightAssertions.assertThat(head).containsText("پیامک محل به آن رسید");

        became("state = 'EXPIRED', delivered_at = NULL");
        head.locator("button.again").click();
        PlaywrightAssertions.assertThat(head.locator(".late")
                        .filter(new Locator.FilterOptions()
                                .setHasText("پیامک محل هنوز ارسال نشده است؛ تلفنی اطلاع دهید")))
                .isVisible();
    }

    private void became(String told) {
        int orders = jdbc.sql("UPDATE subscriber_message SET " + told
                        + " WHERE outage_id = (SELECT outage_id FROM outage WHERE outage_no = :number)")
                .param("number", outage)
                .update();
        assertThat(orders).isEqualTo(1);
    }

    @Test
    void revise() {
        dispatched();
        Task revise = after(Duration.ofMinutes(70), "Task_ReviseEstimate");
        Tasklist tasklist = at("dispatcher-1", revise).claim();
        tasklist.page().locator("button[data-minutes='120']").click();
        tasklist.seat().see("[data-part=announcement] .say");
        open(tasklist);
        hold(tasklist.seat(), "revise", ".task-card form.roshan");
    }

    @Test
    void breach() {
        Task breach = after(Duration.ofHours(3), "Task_HandleBreach");
        Tasklist tasklist = at("manager", breach).claim();
        open(tasklist);
        hold(tasklist.seat(), "breach", ".task-card form.roshan");
    }

    @Test
    void call() {
        // Of the list that the page begins with several can be done at once.
        for (int outages = 0; outages < 2; outages++) awaitOutage(report(place(1).billId(), "\"hazard\": \"NONE\""));
        toBeCalled();
        Tasklist tasklist = at("dispatcher-1", "Task_CallSubscriber").claim();
        tasklist.seat().see(".roshan-card");
        hold(tasklist.seat(), "call", ".task-card form.roshan");
        tasklist.seat().see(".roshan-together button");
        double withTheBar =
                tasklist.page().locator(".tasks-list .search-container").boundingBox().y;
        Locator card = tasklist.list("تماس با مشترک").card("تماس تلفنی با مشترک");
        PlaywrightAssertions.assertThat(tasklist.page().locator(".roshan-together button"))
                .hasCount(0);
        assertThat(tasklist.page().locator(".tasks-list .search-container").boundingBox().y)
                .as("nothing moves under the mouse when the bar of several goes")
                .isEqualTo(withTheBar);
        hover(card.locator(".variable-label"), "کد رهگیری");
        hover(card.locator(".assignee"), "dispatcher-1");
        tasklist.seat().assertPersian(".task-filters, .tasks-list, .tooltip", NAMES);
    }

    @Test
    void whoeverCallsSecondHearsThatItIsDone() {
        toBeCalled();
        expectComplaint("/default/task/");
        Tasklist tasklist = at("dispatcher-1", "Task_CallSubscriber").claim();
        tasklist.page().getByText("نتیجه به مشترک گفته شد").click();
        complete("dispatcher-1", code, "Task_CallSubscriber", Map.of("callOutcome", "REACHED"));
        tasklist.completeButton().click();
        PlaywrightAssertions.assertThat(tasklist.page().locator("[data-part=summary] .strip"))
                .containsText("این کار دیگر باز نیست");
    }

    @Test
    void start() {
        expectComplaint("/api/v1/requests");
        expectComplaint("/api/v1/operations/look-up");
        Tasklist tasklist = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        tasklist.page().locator("#request-bill-id").fill(place(1).billId());
        tasklist.seat().see("[data-part=caller] .strip");
        hold(tasklist.seat(), "start", ".modal-content form.roshan");
        tasklist.page().locator("#request-mobile").fill("0912");
        tasklist.page()
                .locator(".modal-content button[ng-click='startProcessInstance()']")
                .click();
        tasklist.seat().see("[data-field=mobile] .error:not(:empty)");
        hold(tasklist.seat(), "start-refused", ".modal-content form.roshan");
        tasklist.page().locator("#request-mobile").fill("09121234567");
        tasklist.register();
        hold(tasklist.seat(), "start-registered", ".modal-content form.roshan");
    }

    @Test
    void theListAndTheDialoguesOfTheBar() {
        String harmless = awaitOutage(report(place(1).billId(), "\"hazard\": \"NONE\""));
        Tasklist tasklist = new Tasklist(seat("dispatcher-1", "tasklist"));
        tasklist.seat().see(".roshan-card");
        assertThat(tasklist.card(shown(outage)).innerText()).contains("جرقه", "پست توزیع", "۲ درخواست", "مانده");
        List<String> cards =
                tasklist.page().locator(".tasks-list li.task .roshan-card").allInnerTexts();
        assertThat(cards.stream().filter(card -> card.contains(shown(outage)) || card.contains(shown(harmless))))
                .as("the most urgent first, though it is older")
                .satisfiesExactly(
                        first -> assertThat(first).contains(shown(outage)),
                        second -> assertThat(second).contains(shown(harmless)));
        hold(tasklist.seat(), "list", ".roshan-card");
        tasklist.page().getByText("پیگیری درخواست").first().click();
        tasklist.page().locator("#desk-number").fill(code);
        tasklist.page().locator("#desk-number").press("Enter");
        tasklist.seat().see(".roshan-desk .messages, .roshan-desk .events");
        hold(tasklist.seat(), "look-up", ".roshan-desk");
        Seat manager = seat("manager", "tasklist");
        manager.page().getByText("اکیپ‌ها").first().click();
        manager.see(".crew-table td button");
        hold(manager, "crews", ".roshan-desk");
        // Whoever only answers telephones would be refused there.
        Seat desk = seat("phone-121", "tasklist").see(".roshan-bar");
        desk.page().waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(desk.page().locator(".roshan-bar").allInnerTexts()).containsExactly("پیگیری درخواست");
    }

    @Test
    void thePagesOfTheCompany() {
        Seat subscriber = seat();
        subscriber.page().navigate("/");
        for (String view : List.of("report", "follow", "planned", "outages", "agreement")) {
            subscriber.page().navigate("/#" + view);
            subscriber.see("#part-" + view + " h1");
            hold(subscriber, "page-" + view, "body", "English");
        }
        // The login is over when the first page stands there.
        Seat manager = seat("manager", "cockpit").see(".dashboard .stats-section a.value");
        manager.page().navigate("/outbox");
        manager.see("main table td, main li, main .message, main h1");
        hold(manager, "outbox", "body", "English");
    }

    /** What is to be decided can be reached without a search, however much is known of the place. */
    private static void assertFindingsInSight(Tasklist tasklist) {
        Locator announced = tasklist.page().locator(Tasklist.FORM + " details.reasons");
        assertThat(announced.locator("li").count()).isGreaterThanOrEqualTo(4);
        assertThat(announced.getAttribute("open")).as("many are folded").isNull();
        double below = tasklist.page().locator(".form-actions").boundingBox().y;
        assertThat(below).as("what completes the task").isLessThan(768);
        assertThat(tasklist.page().locator("[data-field=finding] label.card").all())
                .hasSize(4)
                .allSatisfy(finding -> {
                    BoundingBox box = finding.boundingBox();
                    assertThat(box.y + box.height).as(finding.innerText()).isLessThanOrEqualTo(below);
                });
    }

    private static void hover(Locator shown, String tooltip) {
        shown.hover();
        shown.page()
                .locator(".tooltip")
                .filter(new Locator.FilterOptions().setHasText(tooltip))
                .waitFor();
    }

    /** What is folded away is looked at too. */
    private static void open(Tasklist tasklist) {
        tasklist.page()
                .locator("form.roshan")
                .first()
                .evaluate("f => f.querySelectorAll('details').forEach(d => { d.open = true; })");
    }

    private void hold(Seat seat, String name, String selector, String... allowed) {
        List<String> names = new ArrayList<>(List.of(NAMES));
        names.addAll(List.of(allowed));
        seat.picture("form-" + name)
                .assertPersian(selector, names.toArray(String[]::new))
                .assertAccessible(selector);
    }

    private Tasklist at(String account, String key) {
        return at(account, await(key));
    }

    private Tasklist at(String account, Task task) {
        return new Tasklist(seat(account, "tasklist")).openTask(task.getId());
    }

    /** The task that a timer brings, looked at when it is now again. */
    private Task after(Duration wait, String key) {
        clock.shift(wait);
        try {
            return await(key);
        } finally {
            clock.reset();
        }
    }

    private Task await(String key) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> taskService
                                .createTaskQuery()
                                .processInstanceBusinessKey(outage)
                                .taskDefinitionKey(key)
                                .singleResult(),
                        Objects::nonNull);
    }

    private String report(String billId, String more) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\", %s}".formatted(billId, more))
                .send(201)
                .at("/trackingCode");
    }

    private static String shown(String number) {
        return Tasklist.persian(number);
    }

    /** The result has reached nobody; the task has the request's number. */
    private void toBeCalled() {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        long id = requestOf(code);
        Awaitility.await().atMost(PATIENCE).until(() -> announcementFailure.announcementFailed(id));
        outage = code;
    }

    private void verified() {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
    }

    private void dispatched() {
        verified();
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ارم",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
    }
}
