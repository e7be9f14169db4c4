package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import ir.roshan.testing.OnH2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody phones 121: what is known is said first, and what they want is done for them. */
@OnH2
class DeskBrowserTest extends InBrowser {
    private static final String FORM = ".modal-content form.roshan";

    @BeforeEach
    void thePlanIsKnown() {
        plannedOutageDataIsFresh();
    }

    private String report(Place place, String mobile) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    /** Planned, known, neither: in the words of the page, before anything is sent. */
    @Test
    void theCallerHearsWhatIsKnownWhileTheirBillIdIsTyped() {
        Place planned = place(1);
        importPlannedOutages(plannedOutage("desk-1", -30, 60, planned.billId())).send(200);
        Place dark = place(1);
        String outage = awaitOutage(report(dark, anotherMobile()));
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).startForm();
        Locator billId = desk.page().locator("#request-bill-id");
        Locator said = desk.page().locator("[data-part=caller]");

        billId.pressSequentially(planned.billId());
        assertThat(said).containsText("خاموشی با برنامه دارد");
        desk.seat().picture("desk-planned").assertPersian(FORM, "T", "F", "S").assertAccessible(FORM);

        billId.fill(dark.billId());
        assertThat(said).containsText("از این خاموشی خبر داریم");
        assertThat(said).containsText("هنوز معلوم نیست برق چه زمانی وصل می‌شود");
        assertThat(said).containsText(Tasklist.persian(outage));
        assertThat(said).not().containsText("خاموشی با برنامه دارد");
        desk.seat().picture("desk-known").assertAccessible(FORM);

        billId.fill(place(2).billId());
        assertThat(said).containsText("هنوز کسی خاموشی آن را خبر نداده است");

        billId.fill("");
        assertThat(said).isEmpty();
    }

    /** By the server's own rule: whoever types is not told of half a number, whoever goes on is. */
    @Test
    void whatIsWrongWithANumberIsToldBeforeAnythingIsSent() {
        expectComplaint("/api/v1/operations/look-up");
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).startForm();
        Locator billId = desk.page().locator("#request-bill-id");
        Locator mobile = desk.page().locator("#request-mobile");
        Locator ofBillId = desk.page().locator("#request-bill-id-error");
        Locator ofMobile = desk.page().locator("#request-mobile-error");

        billId.pressSequentially("12345678");
        desk.page().waitForResponse("**/look-up", () -> {});
        assertThat(ofBillId).isEmpty();
        mobile.focus();
        assertThat(ofBillId).hasText("«شناسهٔ قبض» درست نیست؛ احتمالاً یک رقم اشتباه است.");
        assertThat(billId).hasAttribute("aria-invalid", "true");
        billId.fill("1234567890123");
        assertThat(ofBillId).hasText("«شناسهٔ قبض» درست نیست؛ احتمالاً یک رقم اشتباه است.");

        mobile.pressSequentially("0912");
        assertThat(ofMobile).isEmpty();
        billId.focus();
        assertThat(ofMobile).hasText("«شمارهٔ همراه تماس‌گیرنده» درست وارد نشده است.");
        desk.seat().picture("desk-faults").assertAccessible(FORM);
        mobile.pressSequentially("1234567");
        assertThat(ofMobile).isEmpty();
    }
}
