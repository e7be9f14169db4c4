package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import ir.roshan.testing.OnH2;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever has chosen English at the foot of a page of Tasklist or Cockpit: no Persian letter is left but in what people typed, and times are Tehran's. */
@OnH2
class EnglishTasklistBrowserTest extends InBrowser {
    /** Names and words of people: places, crews, texts for notes and to subscribers; and the other language's own name. */
    private static final String TYPED =
            ".place, .where, .address, .words, blockquote, [data-crew], .crews, .snippets, td, bdi, option,"
                    + " .roshan-language, .navbar-brand, .account, .user-account, .brand-name, .roshan-strip p, .assignee,"
                    + " .facts .typed";

    /** The same in Cockpit's tables: streets, accounts, what was noted. */
    private static final String TYPED_OF_FIGURES = ".where, .by, .note, bdi";

    private static final java.util.regex.Pattern TEHRAN = java.util.regex.Pattern.compile(", Tehran time$");

    private static final String PERSIAN_LEFT = """
            ([selector, typed]) => {
              const left = [];
              for (const root of document.querySelectorAll(selector))
                for (const element of [root, ...root.querySelectorAll('*')]) {
                  if (!element.checkVisibility({visibilityProperty: true})) continue;
                  if (['SCRIPT', 'STYLE', 'TITLE'].includes(element.tagName) || element.closest(typed)) continue;
                  const told = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
                  for (const name of ['aria-label', 'title', 'placeholder', 'uib-tooltip']) told.push(element.getAttribute(name) || '');
                  told.filter((text) => /[\\u0600-\\u06ff]/.test(text)).forEach((text) => left.push(`${element.tagName}.${element.className}: ${text.trim()}`));
                }
              return left;
            }
            """;

    private static Seat hold(Seat seat, String selector) {
        return hold(seat, selector, TYPED);
    }

    private static Seat hold(Seat seat, String selector, String typed) {
        List<?> left = (List<?>) seat.page().evaluate(PERSIAN_LEFT, List.of(selector, typed));
        assertThat(left).as("Persian in %s at %s", selector, seat.page().url()).isEmpty();
        return seat;
    }

    private Seat english(String account, String app) {
        Seat seat = seat();
        seat.page()
                .context()
                .addCookies(List.of(new Cookie("roshan-language", "en")
                        .setDomain("127.0.0.1")
                        .setPath("/camunda")));
        return seat.logIn(account, app);
    }

    @Test
    void theTasksOfADispatcherAreInEnglish() {
        awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"SPARKING\", \"description\": \"sparks\"}"
                        .formatted(place(3).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        Seat seat = english("dispatcher-3", "tasklist");
        Page page = seat.page();
        seat.see(".roshan-card .left").picture("english-list");
        hold(seat, "body");
        page.locator(".tasks-list .task h4 a").first().click();
        seat.see(Tasklist.FORM + " [data-part=summary] h3").picture("english-verify");
        assertThat(page.locator(Tasklist.FORM)).hasAttribute("dir", "ltr");
        assertThat(page.locator(Tasklist.FORM + " [data-part=summary] .facts")).containsText("Tehran time");
        hold(seat, "body");
        page.locator(Tasklist.FORM + " input[value=NETWORK_FAULT]").check();
        assertThat(page.locator(".roshan-said")).containsText("The task is yours now.");
        page.locator(".form-actions button[ng-click='complete()']").click();
        seat.see(Tasklist.FORM + " #crew");
        assertThat(page.locator(".roshan-said")).containsText("The finding was recorded.");
        page.locator(Tasklist.FORM + " #crew").fill("Crew 7");
        page.locator(Tasklist.FORM + " button[data-minutes='60']").click();
        assertThat(page.locator(Tasklist.FORM + " [data-field=estimatedRestorationAt] output"))
                .containsText("Tehran time");
        page.locator(Tasklist.FORM + " .picker-open").click();
        seat.see(".picker-dialog td[tabindex='0']").picture("english-dispatch");
        hold(seat, "body");
        page.keyboard().press("Escape");
        page.locator(".form-actions button[ng-click='complete()']").click();
        seat.see(Tasklist.FORM + " #cause").picture("english-restore");
        hold(seat, "body");
        page.locator(".form-actions button[ng-click='complete()']").click();
        assertThat(page.locator(Tasklist.FORM + " #cause-error")).containsText("Please choose");
        hold(seat, "body");
    }

    @Test
    void theDialoguesAreInEnglish() {
        Seat seat = english("manager", "tasklist");
        Page page = seat.page();
        for (String button : List.of("Look up a request", "Crews", "Prepared texts", "Alarms")) {
            page.locator("button.roshan-bar", new Page.LocatorOptions().setHasText(button))
                    .click();
            seat.see("dialog[open]")
                    .picture("english-"
                            + button.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
            hold(seat, "dialog[open]");
            page.locator("dialog[open] .close-dialogue").click();
        }
    }

    @Test
    void theStartFormIsInEnglish() {
        Seat seat = english("phone-121", "tasklist");
        Page page = seat.page();
        new Tasklist(seat).firstPage();
        assertThat(page.locator(Tasklist.START_FORM)).hasAttribute("dir", "ltr");
        assertThat(page.locator(".modal-title")).containsText("Request to restore supply");
        hold(seat.picture("english-start"), ".modal");
        page.locator(".modal-content button[ng-click='startProcessInstance()']").click();
        assertThat(page.locator("#request-mobile-error")).not().isEmpty();
        hold(seat, ".modal");
    }

    /** What is ours within Cockpit; around it stand Camunda's own pages. */
    @Test
    void theFiguresOfAManagerAreInEnglish() {
        plannedOutageDataIsFresh();
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"SPARKING\"}"
                        .formatted(place(3).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        String outage = awaitOutage(code);
        Seat seat = english("manager", "cockpit");
        Page page = seat.page();
        seat.see(".roshan-board .plots figure").see(".roshan-board tr [data-figure]");
        assertThat(page.locator(".roshan-board")).hasAttribute("dir", "ltr");
        assertThat(page.locator(".roshan-board .told")).containsText("Tehran time");
        assertThat(page.locator(".roshan-board .urgent time").first()).hasAttribute("title", TEHRAN);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/browser/english-cockpit.png")));
        hold(seat, ".roshan-board", TYPED_OF_FIGURES);
        page.locator(".roshan-board .search input").fill(code);
        page.keyboard().press("Enter");
        seat.see(".roshan-page table.story tbody tr").picture("english-story");
        assertThat(page.locator(".roshan-page .facts")).containsText("Tehran time");
        assertThat(page.locator(".roshan-page .facts")).containsText(outage);
        hold(seat, ".roshan-page", TYPED_OF_FIGURES);
        page.locator(".roshan-page a[href^='#/process-instance/']").first().click();
        page.getByText("Progress", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        seat.see(".roshan-tab table.story tbody tr").picture("english-instance");
        hold(seat, ".roshan-tab", TYPED_OF_FIGURES);
        seat.see("/processes", "a[href*='/process-definition/']");
        page.locator("a[href*='/process-definition/']").first().click();
        seat.see(".roshan-heat-legend").picture("english-heat");
        hold(seat, ".roshan-heat-legend", TYPED_OF_FIGURES);
    }
}
