package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.OnH2;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody in the dark is told on our page before they report, and the plan by the name of their street (A3.3). */
@OnH2
class KnownPlaceBrowserTest extends InBrowser {
    @BeforeEach
    void theDayIsYoungAndNothingIsPlanned() {
        theDayIsYoung();
        // Of the other tests; the page's tomorrow may be the day to which they have shifted the clock.
        jdbc.sql("UPDATE planned_outage SET cancelled = TRUE").update();
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

    @Test
    void thePlanOfAPlaceGoesIntoTheCalendarOfATelephone() {
        Place home = place(1);
        importPlannedOutages(plannedOutage("cal-" + home.billId(), 60, 120, home.feeder()))
                .send(200);
        Page page = opened("/#planned");
        page.locator("#planned-bill-id").fill(home.billId());
        page.locator("[data-part=planned-form] button[type=submit]").click();
        Locator calendar = page.locator(".calendar");
        calendar.locator("button").click();
        assertThat(calendar.locator("a"))
                .hasAttribute("href", Pattern.compile("^webcal://.*/api/v1/calendars/.{27}\\.ics$"));
        new Seat(page)
                .picture("planned-calendar")
                .assertPersian("#part-planned")
                .assertAccessible("body");
        String address = calendar.locator("bdi").textContent().replaceAll("^https?://[^/]*", "");
        org.assertj.core.api.Assertions.assertThat(get(address).send(200).body())
                .contains("SUMMARY:خاموشی با برنامهٔ برق");
        page.setViewportSize(360, 740);
        calendar.scrollIntoViewIfNeeded();
        new Seat(page).picture("planned-calendar-telephone");
        org.assertj.core.api.Assertions.assertThat(
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("the address is broken where the telephone ends")
                .isEqualTo(true);
        calendar.locator("button").click();
        assertThat(calendar).containsText("دیگر به‌روز نمی‌شود");
        get(address).send(404);
    }

    /** Nobody has to know what a feeder is (A3.3): by street, by the company's name, or by one's own bill id. */
    @Test
    void theOpenOutagesAreFoundByStreetAndByBillId() {
        Place[] homes = {place(3), place(3)};
        String[] streets = {"خیابان ارغوان", "بلوار نیلوفر"};
        String[] numbers = new String[2];
        for (int i = 0; i < homes.length; i++) {
            Place home = homes[i];
            String[] rows = new String[5];
            for (int house = 0; house < rows.length; house++) {
                rows[house] = "%s,3,%s,%s,%s,\"قم، %s، کوچهٔ ۱، پلاک %d\",,,"
                        .formatted(
                                house == 0 ? home.billId() : unknownBillId(),
                                home.substation(),
                                home.feeder(),
                                home.transformer(),
                                streets[i],
                                house + 1);
            }
            importServicePoints(rows).send(200);
            numbers[i] = awaitOutage(post("/api/v1/requests")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(home.billId(), anotherMobile()))
                    .send(201)
                    .at("/trackingCode"));
        }
        post("/api/v1/operations/outages/{number}/placement", numbers[1])
                .as("dispatcher-3")
                .json("{\"networkElement\": \"%s\"}".formatted(homes[1].feeder()))
                .send(200);
        put("/api/v1/operations/element-names")
                .as("admin")
                .csv("element,name\n" + homes[1].feeder() + ",شهرک نیلوفر\n")
                .send(200);

        Page page = opened("/#outages");
        page.setViewportSize(360, 740);
        Locator section = page.locator("#part-outages");
        Locator lines = section.locator(".lines > li");
        Locator mine = page.locator("#outages-mine");
        mine.fill("ارغوان");
        assertThat(lines).hasCount(1);
        assertThat(lines).containsText("خیابان ارغوان");
        new Seat(page).picture("outages-by-street");
        mine.fill("شهرك نیلوفر");
        assertThat(lines).hasCount(1);
        lines.locator("summary").click();
        assertThat(lines).containsText("شهرک نیلوفر، بلوار نیلوفر");
        assertThat(lines).containsText(SolarHijri.persianDigits(numbers[1]));
        new Seat(page).picture("outages-by-name").assertPersian("#part-outages").assertAccessible("body");
        org.assertj.core.api.Assertions.assertThat(
                        page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no line is wider than the telephone")
                .isEqualTo(true);
        mine.fill(persian(homes[0].billId()));
        assertThat(section.locator("[data-part=asked]")).containsText("از این خاموشی خبر داریم");
        assertThat(lines).hasCount(1);
        assertThat(lines).containsText("خیابان ارغوان");
        mine.fill(place(3).billId());
        assertThat(section.locator("[data-part=asked]")).containsText("هنوز کسی خاموشی آن را خبر نداده است");
        assertThat(lines).hasCount(0);
        mine.fill(SolarHijri.persianDigits(numbers[0]));
        assertThat(lines).hasCount(1);
        assertThat(lines).containsText("خیابان ارغوان");
        mine.fill("ناکجا");
        assertThat(section.locator("[data-part=list]")).containsText("در این فهرست خاموشی‌ای با این نام نیست");
        page.locator("[data-part=other-language]").click();
        assertThat(section.locator("[data-part=list]")).containsText("No outage of this list has that name");
    }

    /** As the company publishes it: by hours, with its places; of one district where somebody wishes, and on paper. */
    @Test
    void thePlanOfADayIsReadByItsHours() {
        Place fed = place(2);
        LocalDate tomorrow =
                LocalDate.ofInstant(Instant.now(), SolarHijri.TEHRAN).plusDays(1);
        String row = "%s,%s,%s,%s,%s,,%d,%s";
        put("/api/v1/operations/planned-outages")
                .as("admin")
                .csv(String.join(
                        "\n",
                        "number,starts_at,ends_at,element,area,reason,district,probable",
                        row.formatted("d-1", at(tomorrow, 9), at(tomorrow, 11), "", "بلوار الغدیر", 1, "بله"),
                        row.formatted("d-2", at(tomorrow, 9), at(tomorrow, 11), "", "خیابان دورشهر", 2, "بله"),
                        row.formatted("d-3", at(tomorrow, 22), at(tomorrow, 24), "", "پردیسان", 2, "خیر"),
                        row.formatted("d-4", at(tomorrow, 22), at(tomorrow, 24), fed.feeder(), "", 2, "خیر")))
                .send(200);
        Page page = opened("/#planned");
        Locator day = page.locator("[data-part=day]");
        assertThat(day).isEmpty();
        page.locator("[data-part=tomorrow]").click();
        assertThat(day.locator(".cards > li")).hasCount(2);
        assertThat(day.locator("h4").first()).hasText("۰۹:۰۰ تا ۱۱:۰۰ (احتمالی)");
        assertThat(day.locator(".cards > li").first()).containsText("بلوار الغدیر");
        assertThat(day.locator(".cards > li").first()).containsText("خیابان دورشهر");
        assertThat(day.locator("h4").last()).hasText("۲۲:۰۰ تا ۲۴:۰۰");
        assertThat(day.locator(".cards > li").last()).containsText("۱ محل که در برنامه نامی ندارد");
        assertThat(page.locator("[data-part=tomorrow]")).hasAttribute("aria-pressed", "true");
        new Seat(page).picture("planned-day").assertPersian("#part-planned");

        page.locator("[data-part=day-district]").selectOption("1");
        assertThat(day.locator(".cards > li")).hasCount(1);
        assertThat(day.locator("h3")).containsText("مدیریت برق منطقهٔ ۱");
        assertThat(page).hasURL(Pattern.compile("#planned//tomorrow/1$"));

        Page sentOn = opened(page.url().substring(page.url().indexOf("/#")));
        assertThat(sentOn.locator("[data-part=day-district]")).hasValue("1");
        assertThat(sentOn.locator("[data-part=day] .cards > li")).hasCount(1);
        sentOn.locator("[data-part=other-language]").click();
        assertThat(sentOn.locator("[data-part=day] h4")).hasText("09:00 to 11:00 (Probable)");
        sentOn.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(sentOn.locator("[data-part=day-district]")).isHidden();
        assertThat(sentOn.locator("[data-part=day] h3")).isVisible();
        new Seat(sentOn).picture("planned-day-printed");

        page.setViewportSize(360, 740);
        page.locator("[data-part=today]").click();
        page.locator("[data-part=day-district]").selectOption("4");
        assertThat(day.locator(".notice.good")).containsText("اعلام نشده است");
        new Seat(page).picture("planned-day-none");
    }

    private static Instant at(LocalDate day, int hour) {
        return SolarHijri.moment(day, hour * 60);
    }

    private static String persian(String digits) {
        StringBuilder persian = new StringBuilder();
        digits.chars().forEach(digit -> persian.append((char) (digit - '0' + '۰')));
        return persian.toString();
    }
}
