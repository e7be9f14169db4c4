package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import ir.roshan.testing.OnH2;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Persian looks like once it is drawn: numbers, codes and signs stand where a reader looks for them. */
@OnH2
class PersianScreenBrowserTest extends InBrowser {
    /** Where the first letter of a part of a text is drawn: pixels from the left. */
    private static final String DRAWN_AT = """
            ([element, part]) => {
              const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
              for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
                const at = node.data.indexOf(part);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect().left;
              }
              throw new Error(`no ${part} in ${element.textContent}`);
            }
            """;

    @Test
    void aPlotWritesTheDayBeforeItsMonth() {
        Seat seat = anyPageOfOurs();
        Object places = seat.page().evaluate("""
                async () => {
                  const {hoursPlot} = await import('/assets/cockpit/plots.js');
                  const begins = Date.parse('2026-11-26T00:00:00+03:30');
                  const hours = [...Array(48).keys()].map((n) => ({begins: new Date(begins + n * 3600000).toISOString(), requests: n, restorations: 1}));
                  // As Cockpit has every drawing.
                  document.body.innerHTML = '<div dir="ltr" lang="fa"></div>';
                  document.body.firstChild.append(hoursPlot(hours));
                  return [...document.querySelectorAll('svg text')].filter((text) => text.textContent.includes('آذر')).map((text) => {
                    const at = (letter) => text.getExtentOfChar(text.textContent.indexOf(letter)).x;
                    return at(/[۰-۹]/.exec(text.textContent)[0]) - at('آ');
                  });
                }
                """);
        seat.picture("persian-plot");
        assertThat((List<?>) places)
                .hasSize(2)
                .allSatisfy(x -> assertThat(((Number) x).doubleValue()).isPositive());
    }

    @Test
    void aCodeInLatinLettersKeepsItsDigits() {
        Object shown = anyPageOfOurs()
                .page()
                .evaluate("async () => (await import('/assets/spans.js'))"
                        + ".digits('پست T-32503، 14:30، بند A3.3، 1405-000001، 2.5')");
        assertThat(shown).isEqualTo("پست T-32503، ۱۴:۳۰، بند A3.3، ۱۴۰۵-۰۰۰۰۰۱، ۲.۵");
    }

    @Test
    void theArrowsOfTheCalendarPointOutwards() {
        Seat seat = anyPageOfOurs();
        seat.page().evaluate("""
                async () => {
                  document.body.innerHTML = '<form class="roshan" dir="rtl"><input type="text" dir="ltr"></form>';
                  const {picker} = await import('/forms/lib/picker.js');
                  picker(document.querySelector('input'), {label: 'زمان وصل برق'}).open();
                }
                """);
        seat.see("[role=dialog]").picture("persian-picker");
        Object arrows = seat.page().evaluate("""
                () => [...document.querySelectorAll('.picker-step')]
                    .sort((one, other) => other.getBoundingClientRect().left - one.getBoundingClientRect().left)
                    .map((button) => {
                      const shown = button.lastElementChild || button;
                      return `${button.title} ${shown.textContent} ${getComputedStyle(shown).direction}`;
                    })
                """);
        assertThat(arrows).isEqualTo(List.of("ماه پیش › ltr", "ماه بعد ‹ ltr"));
    }

    /** As in the field, which goes from left to right: what is typed first stands on the left. */
    @Test
    void theExampleOfAMomentStandsAsTheFieldShowsIt() {
        Seat seat = seat("dispatcher-1", "tasklist");
        for (String form : List.of("SubmitRequest", "DispatchCrew", "RestoreSupply", "ReviseEstimate")) {
            seat.page().evaluate("""
                    async (form) => {
                      const answer = await fetch(`/forms/${form}.html`);
                      const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
                      const hint = [...made.querySelectorAll('.hint')].find((one) => one.textContent.includes('۱۴:۳۰'));
                      hint.id = 'hint-looked-at';
                      document.body.replaceChildren(hint);
                    }
                    """, form);
            Locator hint = seat.page().locator("#hint-looked-at");
            assertThat(drawnAt(hint, "۱۴۰۵")).as(form).isLessThan(drawnAt(hint, "۱۴:۳۰"));
        }
        seat.picture("persian-hint");
    }

    @Test
    void theListOfOutagesNamesAFeederAndTheTimeOfTheList() {
        Place place = place(1);
        reported(place);
        Seat seat = seat();
        seat.page().navigate("/#outages");
        Locator list = seat.page().locator("#part-outages [data-part=list]");
        list.locator("li").first().waitFor();
        seat.picture("persian-outages");
        assertThat(list.textContent())
                .contains("فیدر" + place.feeder(), "مدیریت برق منطقهٔ ۱", "آخرین به‌روزرسانی: ")
                .doesNotContain("محدوده", "وضعیت در");
    }

    @Test
    void aCardWithoutAPlaceInTheNetworkHasTheAddressThatWasReported() {
        String code = post("/api/v1/requests")
                .json("{\"address\": \"قم، خیابان ناشناس، پلاک ۴\", \"district\": 1, \"mobile\": \"09121234567\"}")
                .send(201)
                .at("/trackingCode");
        awaitOutage(code);
        Seat seat = seat("dispatcher-1", "tasklist");
        Locator place = seat.page()
                .locator(
                        ".roshan-card .place", new com.microsoft.playwright.Page.LocatorOptions().setHasText("ناشناس"));
        place.first().waitFor();
        seat.picture("persian-card");
        assertThat(place.first().innerText()).isEqualTo("قم، خیابان ناشناس، پلاک ۴");
    }

    @Test
    void theRingLeavesTheNameOfTheChosenTaskToRead() {
        reported(place(1));
        Seat seat = seat("dispatcher-1", "tasklist");
        new Tasklist(seat).openFirst();
        Locator name = seat.page().locator(".tasks-list .task h4 a").first();
        name.focus();
        seat.picture("persian-focus");
        assertThat(name.evaluate("a => parseFloat(getComputedStyle(a).outlineOffset)"))
                .isEqualTo(2);
    }

    @Test
    void whatSomebodyDidIsToldAsADeed() {
        reported(place(1));
        Seat seat = seat("dispatcher-1", "tasklist");
        new Tasklist(seat).openFirst().claim().openHistory();
        seat.picture("persian-history");
        assertThat(seat.page().locator(".task-card .tab-content").innerText())
                .contains("برعهده گرفتن")
                .doesNotContain("برعهده می‌گیرم");
    }

    /** Saturday is the first day of the week. */
    @Test
    void nobodyIsWishedAGoodWeekendOnSaturday() {
        // What a page was still asking for.
        expectComplaint("status of 401");
        for (String app : List.of("tasklist", "cockpit", "welcome")) {
            Seat seat = seat("manager", app);
            seat.page().clock().setFixedTime("2026-11-28T12:00:00+03:30");
            seat.page().evaluate("angular.element(document.body).injector().get('AuthenticationService').logout()");
            Locator notice =
                    seat.page().locator("[notifications-panel] .message").first();
            notice.waitFor();
            assertThat(notice.innerText()).as(app).contains("روز خوش").doesNotContain("آخر هفته");
            seat.picture("persian-logout-" + app);
        }
    }

    @Test
    void theHeadsOfAdminReadFromTheRight() {
        Seat seat = seat("admin", "admin").see("/authorization?resource=0", ".section-content h3");
        seat.picture("persian-authorizations");
        assertThat(seat.page().locator(".section-content h3").first().innerText())
                .isEqualTo("مجوزها: برنامه");
    }

    @Test
    void anIdKeepsItsBeginning() {
        reported(place(1));
        Seat seat = seat("manager", "cockpit").see("/processes", "a[href*='process-definition/OutageProcess']");
        seat.page()
                .locator("a[href*='process-definition/OutageProcess']")
                .first()
                .click();
        seat.see("a[href*='process-instance/']")
                .page()
                .locator("a[href*='process-instance/']")
                .first()
                .click();
        seat.see(".process-information dd").see("svg .djs-shape").picture("persian-ids");
        Object cut = seat.page().evaluate("""
                () => {
                  const ids = [...document.querySelectorAll('.process-information dd')].filter((dd) => /^\\s*[0-9a-f]{8}-[0-9a-f]{4}-/.test(dd.textContent));
                  return ids.map((dd) => {
                    const nodes = document.createTreeWalker(dd, NodeFilter.SHOW_TEXT);
                    let node = nodes.nextNode();
                    while (!/\\S/.test(node.data)) node = nodes.nextNode();
                    const range = document.createRange();
                    range.setStart(node, node.data.search(/\\S/));
                    range.setEnd(node, node.data.search(/\\S/) + 1);
                    return range.getBoundingClientRect().left - dd.getBoundingClientRect().left;
                  });
                }
                """);
        assertThat((List<?>) cut)
                .isNotEmpty()
                .allSatisfy(left -> assertThat(((Number) left).doubleValue()).isGreaterThanOrEqualTo(-1));
    }

    private String reported(Place place) {
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09121234567\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode"));
    }

    private Seat anyPageOfOurs() {
        Seat seat = seat();
        seat.ours();
        return seat;
    }

    private static double drawnAt(Locator element, String part) {
        Object drawn = element.evaluate("(element, part) => (" + DRAWN_AT + ")([element, part])", part);
        return ((Number) drawn).doubleValue();
    }
}
