package ir.roshan.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a page of Tasklist tells of itself by a clock that nobody shifts: when its title, its strip and its counts have changed, and
 * how long a list takes from the click until its cards stand there. The computer's own clock goes by the company's, as it does at a desk.
 */
record NightWatch(Tasklist tasklist) {
    /** Before anything of the page runs. @param shift of the company's clock, in milliseconds */
    private static final String BEFORE_ALL = """
            if (location.protocol.startsWith('http')) {
              const theirs = Date;
              let shift = Number(sessionStorage.getItem('night-shift') ?? %d);
              window.Date = new Proxy(theirs, {
                construct: (date, given, made) => Reflect.construct(date, given.length ? given : [theirs.now() + shift], made),
                apply: () => new theirs(theirs.now() + shift).toString(),
                get: (date, name) => (name === 'now' ? () => theirs.now() + shift : Reflect.get(date, name)),
              });
              window.nightPasses = (millis) => {
                shift += millis;
                sessionStorage.setItem('night-shift', String(shift));
              };
              window.nightSeen = [];
              const text = (selector) => document.querySelector(selector)?.textContent ?? '';
              let last = '';
              setInterval(() => {
                const strip = document.querySelector('.roshan-strip:not([hidden])');
                const seen = {
                  title: document.title,
                  kind: strip?.dataset.kind ?? '',
                  strip: strip?.textContent ?? '',
                  alarms: text('.roshan-alarms .count'),
                  aloud: text('.roshan-heard[role=alert]'),
                };
                const now = JSON.stringify(seen);
                if (now === last) return;
                last = now;
                window.nightSeen.push({at: theirs.now(), ...seen});
              }, 50);
              const lists = [];
              const open = XMLHttpRequest.prototype.open;
              XMLHttpRequest.prototype.open = function (method, address, ...more) {
                if (/\\/filter\\/[^/]+\\/list/.test(address)) {
                  const begun = performance.now();
                  this.addEventListener('load', () => {
                    if (this.status === 200) lists.push({begun, cards: (JSON.parse(this.responseText)._embedded?.task ?? []).length});
                  });
                }
                return open.call(this, method, address, ...more);
              };
              const frame = () => new Promise(requestAnimationFrame);
              window.nightOpening = async () => {
                const begun = await new Promise((heard) =>
                  window.addEventListener('click', () => heard(performance.now()), {capture: true, once: true}));
                while (performance.now() - begun < 30_000) {
                  await frame();
                  const answered = lists.filter((list) => list.begun >= begun).at(-1);
                  const cards = [...document.querySelectorAll('.tasks-list li.task')];
                  const stand = cards.every((card) => card.querySelector('.roshan-card .place'));
                  if (answered && cards.length === answered.cards && stand) {
                    await frame();
                    return performance.now() - begun;
                  }
                }
                return 30_000;
              };
            }
            """;

    private static final Pattern COUNTED = Pattern.compile("^\\(([۰-۹]+)\\) ");

    /** What the page showed, from a moment on until the next. @param at in milliseconds since 1970, as the machine's clock is */
    private record Shown(long at, String title, String kind, String strip, String alarms, String aloud) {
        static Shown of(Map<?, ?> seen) {
            return new Shown(
                    ((Number) seen.get("at")).longValue(),
                    (String) seen.get("title"),
                    (String) seen.get("kind"),
                    (String) seen.get("strip"),
                    (String) seen.get("alarms"),
                    (String) seen.get("aloud"));
        }

        /** By the window's title, the strip, the bar's count, and to whoever hears the page. */
        boolean tellsOf(String outage) {
            var counted = COUNTED.matcher(title);
            return counted.find()
                    && counted.group(1).equals(alarms)
                    && kind.equals("emergency")
                    && strip.contains(outage)
                    && aloud.contains(outage);
        }
    }

    static NightWatch before(InBrowser.Seat seat, Duration shift) {
        seat.page().addInitScript(BEFORE_ALL.formatted(shift.toMillis()));
        return new NightWatch(new Tasklist(seat));
    }

    private Page page() {
        return tasklist.page();
    }

    void passes(Duration time) {
        page().evaluate("millis => window.nightPasses(millis)", (double) time.toMillis());
    }

    /** Milliseconds from the click on a list until all of its cards stand there, filled. */
    double opens(String list) {
        page().evaluate("() => { window.nightOpened = window.nightOpening(); }");
        tasklist.list(list);
        return ((Number) page().evaluate("() => window.nightOpened")).doubleValue();
    }

    /** When the page first told of an emergency, in milliseconds since 1970; empty while it does not. */
    OptionalLong toldOf(String outage) {
        String shown = Tasklist.persian(outage);
        return seen().filter(its -> its.tellsOf(shown)).mapToLong(Shown::at).findFirst();
    }

    /** When its strip first named it no more after it had. */
    OptionalLong doneWith(String outage) {
        String shown = Tasklist.persian(outage);
        return seen().dropWhile(its -> !its.strip().contains(shown))
                .filter(its -> !its.strip().contains(shown))
                .mapToLong(Shown::at)
                .findFirst();
    }

    private java.util.stream.Stream<Shown> seen() {
        return ((List<?>) page().evaluate("() => window.nightSeen")).stream().map(seen -> Shown.of((Map<?, ?>) seen));
    }

    /** The page lies behind another one from now on, or before it again: the browser gives it less. */
    void hides(boolean hidden) {
        page().evaluate("""
                hidden => {
                  for (const [name, value] of [['hidden', hidden], ['visibilityState', hidden ? 'hidden' : 'visible']])
                    Object.defineProperty(document, name, {configurable: true, get: () => value});
                  document.dispatchEvent(new Event('visibilitychange'));
                }
                """, hidden);
    }

    /** How many stand beside each list, by its name. */
    Map<?, ?> counters() {
        page().waitForSelector(
                        ".task-filters .counter",
                        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.VISIBLE));
        return (Map<?, ?>) page().evaluate("""
                () => Object.fromEntries([...document.querySelectorAll('.task-filters .task-filter')].map((list) => [
                  list.querySelector('h4 a').firstChild.data.trim(),
                  (list.querySelector('.counter')?.textContent ?? '').replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0).trim()]))
                """);
    }
}
