package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import ir.roshan.testing.RoshanServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole application in front of a real browser, Debian's Chromium. Whatever a page complains of fails the test: an
 * error on its console, an exception of its scripts, an answer of 500 or more. Where there is no Chromium the tests are
 * skipped and say so.
 *
 * <p>Playwright's objects belong to one thread: a test works with several people by turns. What is to happen at the same
 * moment is begun with {@link Seat#begin} in each page, and awaited afterwards.
 *
 * <p>Each class begins in an empty house: what others have left would stand in its lists before its own. And never two at once,
 * since the web apps of all applications in one JVM ask the same engine.
 */
@ExtendWith(OneChromium.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
@TestPropertySource(
        properties = {
            // As in the demo: a browser keeps no Secure cookie of plain HTTP.
            "camunda.bpm.webapp.csrf.enable-secure-cookie=false",
            "camunda.bpm.webapp.session-cookie.enable-secure-cookie=false",
            "camunda.bpm.webapp.header-security.hsts-disabled=true"
        })
abstract class InBrowser extends RoshanServer {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final Path PICTURES = Path.of("target/browser");

    private static final String WORDS_SEEN = """
            selector => {
              const TOLD = ['title', 'placeholder', 'alt', 'abbr', 'label', 'aria-label', 'aria-description',
                  'aria-roledescription', 'aria-valuetext', 'uib-tooltip', 'uib-popover', 'tooltip-text'];
              const words = [];
              const take = text => words.push(...(text || '').split(/[\\s«»()،؛:|/,]+/).filter(Boolean));
              for (const root of document.querySelectorAll(selector))
                for (const element of [root, ...root.querySelectorAll('*')]) {
                  if (!element.checkVisibility({visibilityProperty: true})) continue;
                  if (['SCRIPT', 'STYLE', 'CODE', 'PRE'].includes(element.tagName) || element.closest('bdi')) continue;
                  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) take(node.data);
                  for (const name of TOLD) take(element.getAttribute(name));
                  if (element.matches('input:is([type=button], [type=submit])')) take(element.value);
                }
              return words;
            }
            """;

    private final List<Seat> seats = new ArrayList<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> expected = new LinkedHashSet<>();

    @AfterEach
    void nothingWasAmiss(TestInfo test) {
        String name = getClass().getSimpleName() + "-"
                + test.getTestMethod().orElseThrow().getName();
        for (int i = 0; i < seats.size(); i++) seats.get(i).picture(name + "-" + (i + 1));
        // Whatever a page still has to say arrives with the next exchange.
        seats.forEach(seat -> seat.page().evaluate("1"));
        seats.forEach(seat -> seat.page().context().close());
        List<String> unexpected = complaints.stream()
                .filter(complaint -> expected.stream().noneMatch(complaint::contains))
                .toList();
        assertThat(unexpected).as("what the pages complained of").isEmpty();
    }

    /** A complaint that contains this is part of the test, and only of this one. */
    protected void expectComplaint(String part) {
        expected.add(part);
    }

    /** A person in front of a screen, in a browser of their own: Persian, in Tehran, 1366×768. */
    protected Seat seat() {
        return seat("fa-IR");
    }

    protected Seat seat(String locale) {
        return seat(new Browser.NewContextOptions()
                .setLocale(locale)
                .setViewportSize(1366, 768)
                // What a service worker asks for, a test could not answer in its place.
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setBaseURL("http://127.0.0.1:" + port()));
    }

    protected Seat seat(Browser.NewContextOptions options) {
        BrowserContext context = OneChromium.browser().newContext(options.setTimezoneId("Asia/Tehran"));
        context.setDefaultTimeout(PATIENCE.toMillis());
        Page page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> complaints.add("exception in " + page.url() + ": " + error));
        page.onResponse(response -> {
            if (response.status() >= 500) complaints.add(response.status() + " " + response.url());
        });
        Seat seat = new Seat(page);
        seats.add(seat);
        return seat;
    }

    /** Somebody who has logged in to one of the web apps, and sees its first page. */
    protected Seat seat(String account, String app) {
        return seat().logIn(account, app);
    }

    private void hear(ConsoleMessage message) {
        if (!message.type().equals("error")) return;
        // Whether somebody is logged in already, the web apps find out by asking; 404 is the answer that nobody is.
        if (message.text().startsWith("Failed to load resource")
                && message.location().matches(".*/api/admin/auth/user/default(:.*)?")) return;
        complaints.add("console: " + message.text() + " (" + message.location() + ")");
    }

    /** What a person does and sees in their browser. */
    protected record Seat(Page page) {
        /** Opens one of the web apps, and fills its login. */
        Seat logIn(String account, String app) {
            page.navigate("/camunda/app/" + app + "/default/");
            Locator name = page.locator("input[ng-model=username]");
            Locator password = page.locator("input[ng-model=password]");
            // The page takes the focus to its first field when it is ready, and with it what is being typed elsewhere.
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                name.fill(account);
                password.fill(PASSWORD);
                return name.inputValue().equals(account)
                        && password.inputValue().equals(PASSWORD);
            });
            page.locator("form [type=submit]").click();
            name.waitFor(hidden());
            return this;
        }

        /** Opens our page, for a test that puts something else in its place: all its scripts have run. */
        Seat ours() {
            page.navigate("/index.html");
            PlaywrightAssertions.assertThat(page.locator("[data-part=company]"))
                    .not()
                    .isEmpty();
            return this;
        }

        /** Opens an address of ours without waiting for it: other people's pages load at the same moment. */
        void begin(String path) {
            page.evaluate("path => { setTimeout(() => { location.href = path; }, 0); }", path);
        }

        /** Goes to a view of the web app that is open, and waits until the element is seen. */
        Seat see(String view, String selector) {
            page.navigate(page.url().replaceFirst("#.*", "") + "#" + view);
            return see(selector);
        }

        Seat see(String selector) {
            page.locator(selector).first().waitFor();
            return this;
        }

        /**
         * Holds what is seen inside {@code selector} to Persian: texts, tooltips, names for those who hear the page. Allowed in
         * Latin letters are words with a digit, a hyphen or an underscore, which are codes, and those named; an expression such
         * as {@code task.assignee} is none.
         */
        Seat assertPersian(String selector, String... allowed) {
            List<?> words = (List<?>) page.evaluate(WORDS_SEEN, selector);
            assertThat(words).as("texts in " + selector).isNotEmpty();
            List<?> foreign = words.stream()
                    .filter(word -> String.valueOf(word).matches("[A-Za-z*]{2,}([.][A-Za-z]+)*"))
                    .filter(word -> !List.of(allowed).contains(word))
                    .toList();
            assertThat(foreign)
                    .as("not Persian, in %s at %s", selector, page.url())
                    .isEmpty();
            return this;
        }

        /** As far as axe-core can tell (WCAG 2.2, A and AA). @param selector of the part that is looked at */
        Seat assertAccessible(String selector) {
            List<String> violations = new AxeBuilder(page)
                    .setLegacyMode(true).include(List.of(selector)).withTags(WCAG).analyze().getViolations().stream()
                            .flatMap(rule -> rule.getNodes().stream()
                                    .map(node -> "%s (%s) at %s: %s"
                                            .formatted(
                                                    rule.getId(),
                                                    rule.getImpact(),
                                                    node.getTarget(),
                                                    node.getFailureSummary())))
                            .toList();
            assertThat(violations)
                    .as("what axe-core finds in %s at %s", selector, page.url())
                    .isEmpty();
            return this;
        }

        /** Leaves a picture in {@code target/browser}, for people. */
        Seat picture(String name) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
            return this;
        }

        private static Locator.WaitForOptions hidden() {
            return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
        }
    }
}
