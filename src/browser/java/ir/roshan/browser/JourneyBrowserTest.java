package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import ir.roshan.testing.OnH2;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outages from a call to 121 to what the caller is told, by those who work on them, each with what is theirs. */
@OnH2
class JourneyBrowserTest extends InBrowser {
    /** What accounts are called in tests. */
    private static final String[] NAMES = {"manager", "Test"};

    private Place first;
    private Place second;

    @BeforeEach
    void twoDistricts() {
        plannedOutageDataIsFresh();
        first = place(1);
        second = place(2);
        crew("اکیپ ارم", 1);
        crew("اکیپ صفائیه", 2);
    }

    @Test
    void twoOutagesAreCarriedFromTheCallToTheResultByTheirDistricts() {
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist"));
        desk.firstPage();
        String one = register(desk, first, "۰۹۱۲۱۲۳۴۵۶۷");
        desk.page().getByText("ثبت درخواست دیگر").click();
        String two = register(desk, second, "۰۹۱۲۷۶۵۴۳۲۱");
        Task ofTwo = taskOf(awaitOutage(two));
        awaitOutage(one);

        Tasklist dispatcher = new Tasklist(seat("dispatcher-1", "tasklist"));
        verify(dispatcher, first);
        seesNothingOf(dispatcher, ofTwo, second);
        Tasklist manager = new Tasklist(seat("manager", "tasklist")).list("همهٔ کارهای باز");
        assertThat(manager.card(shown(first))).containsText("اعزام اکیپ");
        assertThat(manager.card(shown(second))).containsText("بررسی");
        manager.seat().assertPersian(".task-filters, .tasks-list", NAMES);

        dispatch(dispatcher, first, "اکیپ ارم");
        restore(dispatcher, first);
        Tasklist colleague = new Tasklist(seat("dispatcher-2", "tasklist"));
        verify(colleague, second);
        dispatch(colleague, second, "اکیپ صفائیه");
        restore(colleague, second);

        assertThat(awaitState(one, "ANNOUNCED").at("/result/outcome")).isEqualTo("RESTORED");
        assertThat(awaitState(two, "ANNOUNCED").at("/result/outcome")).isEqualTo("RESTORED");
        // The list asks every ten seconds.
        assertThat(manager.card(shown(first))).hasCount(0);
        assertThat(manager.card(shown(second))).hasCount(0);
    }

    /** 121 fills the form in while the caller talks, and reads the code out. */
    private String register(Tasklist desk, Place place, String mobile) {
        desk.page().locator("#request-bill-id").fill(shown(place));
        assertThat(desk.page().locator("[data-part=caller]")).containsText("هنوز کسی خاموشی آن را خبر نداده است");
        desk.page().locator("#request-mobile").fill(mobile);
        // The most urgent of all, so that it stands on the first page of every list.
        desk.page().locator("input[name=request-hazard][value=WIRE_DOWN]").check();
        desk.seat().assertPersian(".modal-content");
        desk.register();
        Locator code = desk.page().locator(Tasklist.START_FORM + " .tracking-code");
        assertThat((Number) code.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
                .extracting(Number::intValue)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
                .as("the code is read out from a distance")
                .isGreaterThan(30);
        String digits = latin(code.innerText()).replaceAll("[^0-9]", "");
        assertThat(digits).hasSize(12);
        assertThat(desk.page().locator(Tasklist.START_FORM + " .say"))
                .containsText("کد رهگیری شما " + code.innerText());
        desk.seat().assertPersian(".modal-content").picture("journey-registered");
        return digits;
    }

    private void verify(Tasklist tasklist, Place place) {
        tasklist.list("بررسی خاموشی").open(shown(place));
        tasklist.seat().assertPersian(".task-filters, .tasks-list, .task-card", NAMES);
        assertThat(tasklist.page().locator(Tasklist.FORM + " .strip.danger").first())
                .containsText("سیم پاره یا افتاده");
        tasklist.claim();
        tasklist.page()
                .locator("input[name=finding-choice][value=NETWORK_FAULT]")
                .check();
        tasklist.page().locator("#verification-note").fill("سیم کوچهٔ سوم پاره شده است");
        tasklist.complete();
    }

    private void dispatch(Tasklist tasklist, Place place, String crew) {
        tasklist.list("اعزام اکیپ").open(shown(place));
        tasklist.seat().assertPersian(".task-filters, .tasks-list, .task-card", NAMES);
        tasklist.claim();
        tasklist.page()
                .locator("[data-part=crews]")
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(crew))
                .click();
        tasklist.page().locator("button[data-minutes='60']").click();
        assertThat(tasklist.page().locator("[data-part=announcement] .say")).containsText("ساعت");
        tasklist.complete();
    }

    private void restore(Tasklist tasklist, Place place) {
        tasklist.list("رفع خاموشی").open(shown(place));
        tasklist.seat().assertPersian(".task-filters, .tasks-list, .task-card", NAMES);
        tasklist.claim();
        tasklist.page().locator("#cause").selectOption("WEATHER");
        tasklist.page().locator(".fields button[data-minutes='0']").click();
        tasklist.complete();
    }

    /** Neither in a list nor by the address of the task, which somebody may have sent. */
    private void seesNothingOf(Tasklist dispatcher, Task task, Place place) {
        dispatcher.list("همهٔ کارهای مدیریت من");
        assertThat(dispatcher.card(shown(first))).hasCount(1);
        assertThat(dispatcher.card(shown(place))).hasCount(0);
        expectComplaint("/task/" + task.getId());
        Response refused = dispatcher
                .page()
                .waitForResponse(
                        response -> response.url().contains("/task/" + task.getId()),
                        () -> dispatcher.page().navigate(dispatcher.address(task.getId())));
        assertThat(refused.status()).isIn(403, 404);
        assertThat(dispatcher.said()).containsText("این کار دیگر باز نیست");
        assertThat(dispatcher.said()).containsText("به مدیریت دیگری سپرده شده است");
        dispatcher.seat().assertPersian(".roshan-said");
        assertThat(dispatcher.page().locator(Tasklist.FORM)).hasCount(0);
        assertThat(dispatcher.page().locator("body")).not().containsText(shown(place));
        dispatcher.list("همهٔ کارهای مدیریت من");
    }

    private Task taskOf(String outage) {
        return taskService.createTaskQuery().processInstanceBusinessKey(outage).singleResult();
    }

    private void crew(String name, int district) {
        jdbc.sql("DELETE FROM crew WHERE name = :name").param("name", name).update();
        post("/api/v1/operations/crews")
                .as("manager")
                .json("{\"name\": \"%s\", \"district\": %d, \"mobile\": \"0912000000%d\"}"
                        .formatted(name, district, district))
                .send(201);
    }

    /** A place as the cards write it. */
    private static String shown(Place place) {
        return Tasklist.persian(place.billId());
    }

    private static String latin(String text) {
        return text.chars()
                .map(c -> c >= '۰' && c <= '۹' ? c - '۰' + '0' : c)
                .collect(StringBuilder::new, (made, c) -> made.append((char) c), StringBuilder::append)
                .toString();
    }
}
