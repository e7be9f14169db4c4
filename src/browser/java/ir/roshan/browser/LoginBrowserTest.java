package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import ir.roshan.testing.OnH2;
import org.junit.jupiter.api.Test;

/** Whoever stands before the login knows why, and what was wrong. */
@OnH2
class LoginBrowserTest extends InBrowser {
    private static final String LOGIN = "/camunda/api/admin/auth/user/default/login/";

    private Page page;

    private Page login(String app) {
        page = seat().page();
        page.navigate("/camunda/app/" + app + "/default/");
        assertThat(name()).isFocused();
        return page;
    }

    private Locator name() {
        return page.getByLabel("نام کاربری");
    }

    private Locator password() {
        return page.getByLabel("گذرواژه");
    }

    private Locator wrong() {
        return page.locator("form [role=alert]");
    }

    private void attempt(String account, String password) {
        name().fill(account);
        password().fill(password);
        page.locator("form [type=submit]").click();
    }

    private Seat seatOfPage() {
        return new Seat(page);
    }

    @Test
    void aWrongPasswordLeavesTheNameAndTellsNothingOfTheAccount() {
        expectComplaint("401");
        login("tasklist");
        seatOfPage().picture("login").assertAccessible(".form-signin").assertPersian(".form-signin");
        attempt("dispatcher-3", "Nadorost-1405");
        assertThat(wrong()).containsText("نام کاربری یا گذرواژه درست نیست");
        assertThat(name()).hasValue("dispatcher-3");
        assertThat(password()).isEmpty();
        assertThat(password()).isFocused();
        seatOfPage().picture("login-wrong").assertAccessible(".form-signin");
        String said = wrong().innerText();
        attempt("nobody-at-all", "Nadorost-1405");
        assertThat(password()).isEmpty();
        assertThat(wrong()).hasText(said);
        password().fill(PASSWORD);
        name().fill("dispatcher-3");
        page.locator("form [type=submit]").click();
        assertThat(page.locator(".tasks-list")).isVisible();
    }

    @Test
    void whoHasToWaitIsToldUntilWhen() {
        expectComplaint("429");
        login("cockpit");
        page.route(
                "**" + LOGIN + "*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(429)
                        .setContentType("application/json")
                        .setHeaders(java.util.Map.of("Retry-After", "600"))
                        .setBody("{}")));
        attempt("manager", "Nadorost-1405");
        assertThat(wrong()).containsText("به وقت تهران");
        assertThat(wrong().innerText()).containsPattern("تا ساعت [۰-۹]{2}:[۰-۹]{2}");
    }

    @Test
    void aServerThatDoesNotAnswerIsNoWrongPassword() {
        expectComplaint("login");
        login("admin");
        page.route("**" + LOGIN + "*", Route::abort);
        attempt("admin", PASSWORD);
        assertThat(wrong()).containsText("سامانه پاسخ نداد");
        assertThat(name()).hasValue("admin");
    }

    /** The page asks every few seconds, so that it is said at once and not when somebody presses something. */
    @Test
    void aSessionThatEndsSaysWhy() {
        expectComplaint("401");
        Seat seat = seat("dispatcher-2", "tasklist");
        page = seat.page();
        seat.see(".roshan-alarms");
        identityService.deleteMembership("dispatcher-2", "district-2");
        try {
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.STATUS)
                            .filter(new Locator.FilterOptions().setHasText("حساب شما تغییر کرد")))
                    .isVisible();
            assertThat(name()).hasValue("dispatcher-2");
            assertThat(password()).isFocused();
            seat.picture("login-ended").assertAccessible(".form-signin");
        } finally {
            identityService.createMembership("dispatcher-2", "district-2");
        }
    }
}
