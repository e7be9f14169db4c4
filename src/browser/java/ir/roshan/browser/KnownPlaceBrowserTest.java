package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import ir.roshan.testing.OnH2;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody in the dark is told on our page before they report, and the plan by the name of their street (A3.3). */
@OnH2
class KnownPlaceBrowserTest extends InBrowser {
    @BeforeEach
    void theDayIsYoungAndNothingIsPlanned() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
    }

    private static Locator known(Page page) {
        return page.locator("[data-part=known]");
    }

    private Page opened(String address) {
        Page page = seat().page();
        page.navigate(address);
        return page;
    }

    @Test
    void whatIsKnownOfThePlaceStandsThereAsSoonAsItsBillIdDoes() {
        Place planned = place();
        importPlannedOutages(
                        plannedOutage("now-" + planned.billId(), -30, 60, planned.feeder()),
                        plannedOutage("then-" + planned.billId(), 60, 120, planned.transformer()))
                .send(200);
        plannedOutageDataIsFresh();
        Page page = opened("/");
        Locator billId = page.locator("#bill-id");
        billId.fill(planned.billId());
        assertThat(known(page)).containsText("خاموشی با برنامه دارد");
        new Seat(page).picture("known-planned");
        billId.fill(planned.billId().substring(0, 5));
        assertThat(known(page)).isEmpty();

        Place out = place(2);
        billId.fill(persian(out.billId()));
        assertThat(known(page)).containsText("هنوز کسی خاموشی آن را خبر نداده است");
        page.locator("#mobile").fill(anotherMobile());
        page.locator("[data-part=report-form] button[type=submit]").click();
        assertThat(page.locator("#part-follow [data-part=status]")).isVisible();
        String code = page.evaluate("location.hash").toString().replaceAll("[^0-9]", "");
        awaitOutage(code);

        page.navigate("/#report");
        page.locator("#bill-id").fill(out.billId());
        assertThat(known(page)).containsText("از این خاموشی خبر داریم");
        assertThat(known(page)).containsText("نتیجه به شما پیامک شود");
        new Seat(page).picture("known-outage");
        page.locator("input[name=place][value=address]").check();
        assertThat(known(page)).isHidden();
        page.locator("input[name=place][value=bill]").check();
        page.locator("[data-part=other-language]").click();
        assertThat(known(page)).containsText("We know of this outage");
    }

    @Test
    void aStreetIsEnoughForThePlanAndItsAddressCanBeSentOn() {
        String row = "%s,%s,%s,,%s,مدیریت بار,";
        importPlannedOutages(
                        row.formatted("k-1", minutesFromNow(60), minutesFromNow(120), "خیابان سروستان از میدان تا پل"),
                        row.formatted("k-2", minutesFromNow(180), minutesFromNow(240), "شهرک سروستان"))
                .send(200);
        Page page = opened("/#planned");
        page.locator("#planned-place").fill("سروستان");
        page.locator("[data-part=planned-form] button[type=submit]").click();
        Locator found = page.locator("#part-planned [data-part=found]");
        assertThat(found.locator(".cards > li")).hasCount(2);
        assertThat(found.locator(".choices a")).hasCount(2);
        new Seat(page).picture("planned-by-street");
        found.locator(".choices a")
                .filter(new Locator.FilterOptions().setHasText("شهرک"))
                .click();
        assertThat(found.locator(".cards > li")).hasCount(1);
        assertThat(found.locator(".cards > li")).containsText("شهرک سروستان");
        assertThat(page).hasURL(Pattern.compile("#planned/"));

        Page sentOn = opened(page.url().substring(page.url().indexOf("/#")));
        assertThat(sentOn.locator("#part-planned .cards > li")).hasCount(1);
        sentOn.locator("#planned-place").fill("ناکجا");
        sentOn.locator("[data-part=planned-form] button[type=submit]").click();
        assertThat(sentOn.locator("#part-planned [data-part=found]"))
                .containsText("در برنامه محلی با این واژه‌ها نیست");
        sentOn.locator("#planned-place").fill("");
        sentOn.locator("[data-part=planned-form] button[type=submit]").click();
        assertThat(sentOn.locator("#planned-bill-id-error")).not().isEmpty();
    }

    private static String persian(String digits) {
        StringBuilder persian = new StringBuilder();
        digits.chars().forEach(digit -> persian.append((char) (digit - '0' + '۰')));
        return persian.toString();
    }
}
