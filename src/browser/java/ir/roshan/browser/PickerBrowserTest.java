package ir.roshan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.OnH2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Solar Hijri calendar of the forms, by keyboard alone. */
@OnH2
class PickerBrowserTest extends InBrowser {
    private Seat seat;

    @BeforeEach
    void aMomentIsAskedFor() {
        seat = seat();
        // Any page of ours that lets its own scripts in.
        seat.ours();
        seat.page().evaluate("""
                async () => {
                  document.body.innerHTML = '<form class="roshan"><input id="moment" type="text" dir="ltr"></form>';
                  const {picker} = await import('/forms/lib/picker.js');
                  const {read} = await import('/assets/solar.js');
                  const input = document.querySelector('#moment');
                  window.heard = [];
                  input.addEventListener('input', () => window.heard.push(read(input.value, false)));
                  picker(input, {label: 'زمان وصل برق', earliest: () => read('1403/12/28 00:00', false)});
                }
                """);
        type("۱۴۰۳/۱۲/۲۹ ۱۰:۲۰");
    }

    @Test
    void theKeyboardLeadsOverTheLeapDayIntoTheNewYear() {
        press("Alt+ArrowDown");
        assertThat(focused()).isEqualTo("چهارشنبه ۲۹ اسفند ۱۴۰۳");
        press("ArrowLeft");
        assertThat(focused()).isEqualTo("پنجشنبه ۳۰ اسفند ۱۴۰۳");
        press("ArrowLeft");
        assertThat(focused()).isEqualTo("جمعه ۱ فروردین ۱۴۰۴");
        press("PageUp");
        press("End");
        assertThat(focused()).isEqualTo("جمعه ۳ اسفند ۱۴۰۳");
        press("Shift+PageDown");
        press("Home");
        assertThat(focused()).isEqualTo("شنبه ۲ اسفند ۱۴۰۴");
        press("ArrowDown");
        press("Enter");
        assertThat(value()).isEqualTo("۱۴۰۴/۱۲/۰۹ ۱۰:۲۰");
        assertThat(seat.page().evaluate("new Date(window.heard.at(-1)).toISOString()"))
                .isEqualTo("2026-02-28T06:50:00.000Z");
        assertThat(seat.page().locator("[role=dialog]").count()).isZero();
        assertThat(focused()).isEqualTo("تقویم: زمان وصل برق");
    }

    @Test
    void escapeLeavesWhatWasTyped() {
        press("Alt+ArrowDown");
        press("ArrowLeft");
        press("Space");
        assertThat(value()).isEqualTo("۱۴۰۳/۱۲/۳۰ ۱۰:۲۰");
        seat.page().locator("[role=dialog] select").first().selectOption("7");
        assertThat(value()).isEqualTo("۱۴۰۳/۱۲/۳۰ ۰۷:۲۰");
        seat.picture("picker").assertPersian("[role=dialog]");
        press("Escape");
        assertThat(value()).isEqualTo("۱۴۰۳/۱۲/۲۹ ۱۰:۲۰");
    }

    @Test
    void whatIsTooEarlyCannotBePicked() {
        press("Alt+ArrowDown");
        press("ArrowRight");
        press("ArrowRight");
        assertThat(seat.page().locator("[role=gridcell]:focus").getAttribute("aria-disabled"))
                .isEqualTo("true");
        press("Enter");
        assertThat(value()).isEqualTo("۱۴۰۳/۱۲/۲۹ ۱۰:۲۰");
    }

    private void type(String text) {
        seat.page().locator("#moment").fill(text);
    }

    private void press(String key) {
        seat.page().keyboard().press(key);
    }

    private String value() {
        return seat.page().locator("#moment").inputValue();
    }

    private Object focused() {
        return seat.page().evaluate("document.activeElement.getAttribute('aria-label')");
    }
}
