package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import ir.roshan.testing.OnH2;
import ir.roshan.text.BillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher sees of an outage in the list, at three in the morning and from the other end of the room. */
@OnH2
class CardsBrowserTest extends InBrowser {
    /** A second, and another one for a machine that does much else; Tasklist itself asks every ten. */
    /** They look every second, and where they do not every fifteen. */
    private static final int SOON = 12_000;

    private final String street = "خیابان نسترن";
    private Place place;
    private String outage;
    private Tasklist tasklist;

    @BeforeEach
    void twoOfOneHouse() {
        jdbc.sql("UPDATE outage SET hazard = 'NONE' WHERE closed_at IS NULL").update();
        place = place(3);
        importServicePoints("%s,3,%s,%s,%s,\"قم، %s، کوچهٔ ۳، پلاک ۱۲\",,,"
                        .formatted(place.billId(), place.substation(), place.feeder(), place.transformer(), street))
                .send(200);
        outage = awaitOutage(report("\"billId\": \"%s\", \"hazard\": \"SPARKING\"".formatted(place.billId())));
        awaitOutage(report("\"billId\": \"%s\"".formatted(place.billId())));
        tasklist = new Tasklist(seat("dispatcher-3", "tasklist"));
        card().waitFor();
    }

    private String report(String members) {
        return post("/api/v1/requests")
                .json("{\"mobile\": \"%s\", %s}".formatted(anotherMobile(), members))
                .send(201)
                .at("/trackingCode");
    }

    private static String shown(String number) {
        return number.chars()
                .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? (char) (c - '0' + '۰') : (char) c))
                .collect(java.util.stream.Collectors.joining());
    }

    private Locator card() {
        return tasklist.card(shown(outage)).first();
    }

    private static double size(Locator text) {
        return ((Number) text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")).doubleValue();
    }

    /** The pointer rests where it has clicked. */
    @Test
    void theListThatIsOpenLiesOverNoOther() {
        tasklist.list("بررسی خاموشی");
        Locator tooltip = tasklist.page().locator("body > .tooltip").first();
        tooltip.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        PlaywrightAssertions.assertThat(tooltip).isHidden();
        tasklist.list("همهٔ کارهای مدیریت من");
    }

    @Test
    void dangerPlaceTimeAndCountAreLargeAndTheStepIsSmall() {
        Locator card = card();
        double step = size(card.locator("h4.task a"));
        for (String large : List.of(".hazard", ".place", ".left", ".many"))
            assertThat(size(card.locator(".roshan-card " + large))).as(large).isGreaterThan(step);
        assertThat(card.locator(".roshan-card .hazard").innerText()).contains("جرقه");
        assertThat(card.locator(".roshan-card .place").innerText()).isEqualTo(street);
        assertThat(card.locator(".roshan-card .left").innerText()).contains("مانده");
        assertThat(card.locator(".roshan-card .many").innerText()).isEqualTo("۲ درخواست");
        assertThat(card.locator(".roshan-card .place").boundingBox().y)
                .as("the step is below")
                .isLessThan(card.locator("h4.task").boundingBox().y);
        tasklist.seat().picture("cards").assertAccessible(".roshan-card");
        tasklist.open(shown(outage));
        assertThat(size(tasklist.page().locator(Tasklist.FORM + " .title .where")))
                .isGreaterThan(size(tasklist.page().locator(".task-card > header h2.task")));
        tasklist.seat().picture("card-opened").assertAccessible(Tasklist.FORM);
    }

    /** By somebody else, or by a rule: nothing is pressed here. */
    @Test
    void aWideningIsSeenAtOnce() {
        place(place.feeder());
        PlaywrightAssertions.assertThat(card())
                .containsText(place.feeder(), new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
    }

    @Test
    void aSplitIsSeenAtOnceAtBothOfThem() {
        String neighbour = BillId.of(600_000 + Integer.parseInt(place.feeder().substring(2)), 44)
                .value();
        importServicePoints("%s,3,%s,%s,%s,\"قم، بلوار زنبق، پلاک ۷\",,,"
                        .formatted(neighbour, place.substation(), place.feeder(), place.transformer()))
                .send(200);
        place(place.transformer());
        String code = report("\"billId\": \"%s\"".formatted(neighbour));
        awaitOutage(code);
        PlaywrightAssertions.assertThat(card()).containsText("۳ درخواست");
        String apart = post("/api/v1/operations/outages/{number}/split", outage)
                .as("dispatcher-3")
                .json("{\"requests\": [\"%s\"]}".formatted(code))
                .send(201)
                .at("/number");
        PlaywrightAssertions.assertThat(card())
                .containsText("۲ درخواست", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        tasklist.card(shown(apart)).waitFor(new Locator.WaitForOptions().setTimeout(SOON));
    }

    /** Nobody who looks there sees an empty card between two refreshes. */
    @Test
    void noCardIsEmptyWhileTheListIsDrawnAnew() {
        Page page = tasklist.page();
        page.evaluate("""
                () => {
                  const without = () => document.querySelectorAll('.tasks-list li.task:not(:has(.roshan-card))').length;
                  const before = without(); // a call to a subscriber has no outage
                  window.empty = 0;
                  window.drawn = 0;
                  const look = () => {
                    const first = document.querySelector('.tasks-list li.task');
                    if (first !== window.first) { window.first = first; window.drawn++; }
                    if (without() > before) window.empty++;
                    requestAnimationFrame(look);
                  };
                  look();
                }
                """);
        page.waitForFunction("() => window.drawn > 2");
        assertThat(page.evaluate("() => window.empty")).isEqualTo(0);
    }

    /** People go to and fro between lists: what stood there a moment ago stands there again before anybody has answered. */
    @Test
    void cardsOfAMomentAgoComeFilled() {
        Page page = tasklist.page();
        String other = awaitOutage(report("\"billId\": \"%s\"".formatted(place(3).billId())));
        verified(other);
        tasklist.list("اعزام اکیپ");
        tasklist.card(shown(other)).waitFor();
        // Of those that stand there alone, once more.
        page.waitForResponse("**/api/v1/operations/tasks?*", () -> {});
        page.waitForResponse("**/api/v1/operations/tasks?*", () -> {});
        page.route("**/api/v1/operations/tasks?*", unanswered -> {});
        tasklist.list("بررسی خاموشی");
        card().waitFor();
    }

    @Test
    void aListDoesNotWaitForTheCardsOfTheOneBefore() {
        Page page = tasklist.page();
        List<Route> held = new ArrayList<>();
        page.route("**/api/v1/operations/tasks?*", route -> {
            if (held.isEmpty()) held.add(route);
            else route.resume();
        });
        page.waitForCondition(() -> !held.isEmpty());
        verified(outage);
        tasklist.list("اعزام اکیپ");
        card().waitFor();
        held.forEach(Route::resume);
    }

    private void verified(String number) {
        List<String> groups = List.of("dispatchers", "district-3");
        account("dispatcher-3b", groups);
        identityService.setAuthentication("dispatcher-3b", groups);
        try {
            taskService.complete(
                    taskService
                            .createTaskQuery()
                            .processInstanceBusinessKey(number)
                            .singleResult()
                            .getId(),
                    Map.of("finding", "NETWORK_FAULT"));
        } finally {
            identityService.clearAuthentication();
        }
    }

    private void place(String element) {
        post("/api/v1/operations/outages/{number}/placement", outage)
                .as("dispatcher-3")
                .json("{\"networkElement\": \"%s\"}".formatted(element))
                .send(200);
    }
}
