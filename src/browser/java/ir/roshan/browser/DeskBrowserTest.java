package ir.roshan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import ir.roshan.testing.OnH2;
import java.util.List;
import java.util.Map;
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
        // Of half a bill id, where the keys come slowly.
        expectComplaint("/api/v1/operations/look-up");
        Place planned = place(1);
        importPlannedOutages(plannedOutage("desk-1", -30, 60, planned.billId())).send(200);
        Place dark = place(1);
        String outage = awaitOutage(report(dark, anotherMobile()));
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
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
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
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

    /** By the number that they phone from; what is done is done under the desk's own name. */
    @Test
    void aRequestIsFoundAndWithdrawnForTheCallerByKeysAlone() {
        expectComplaint("/withdrawal");
        String mobile = anotherMobile();
        String code = report(place(1), mobile);
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        Locator beside = desk.page().locator(FORM + " [data-part=inquiry]");
        Locator number = desk.page().locator("#request-look-up-number");

        number.focus();
        type(desk, mobile);
        press(desk, "Enter");
        assertThat(beside).containsText(Tasklist.persian(code.substring(8)));
        assertThat(beside).containsText("در حال بررسی");
        desk.seat().picture("desk-request").assertPersian(FORM, "T", "F", "S").assertAccessible(FORM);

        Locator withdrawal = beside.locator("[data-deed=withdrawal]");
        assertThat(beside.locator("[data-deed]")).hasCount(4);
        withdrawal.locator("summary").focus();
        press(desk, "Enter");
        withdrawal.locator("button").focus();
        press(desk, "Enter");
        assertThat(beside.locator("[data-field=mobileLast4] .error"))
                .hasText("«چهار رقم آخر همراه تماس‌گیرنده» را وارد کنید.");
        // The field has the focus.
        type(desk, mobile.endsWith("0000") ? "1111" : "0000");
        withdrawal.locator("button").focus();
        press(desk, "Enter");
        Locator refused = withdrawal.locator(".strip");
        assertThat(refused).containsText("چهار رقم واردشده درست نیست");
        assertThat(desk.page().locator(".modal-footer").boundingBox().y)
                .as("what stays at the foot of the page does not lie over it")
                .isGreaterThan(refused.boundingBox().y + refused.boundingBox().height);
        desk.seat().picture("desk-withdrawal-refused").assertAccessible(FORM);

        beside.locator("[data-field=mobileLast4] input").fill(Tasklist.persian(mobile.substring(7)));
        withdrawal.locator("button").focus();
        press(desk, "Enter");
        assertThat(beside).containsText("انصراف ثبت شد.");
        assertThat(beside.locator("[role=status]")).isFocused();
        assertThat(beside).containsText("انصراف مشترک");
        assertThat(beside.locator("[data-deed]")).hasCount(0);
        desk.seat().picture("desk-withdrawn").assertAccessible(FORM);
        awaitState(code, "WITHDRAWN");
        assertThat(done(code)).containsExactly("phone-121 withdrawal");
    }

    /** What was reported before is a link beside the number, and leads to what can be done about it. */
    @Test
    void whoIsStillInTheDarkIsHeardFromTheListOfTheirEarlierRequests() {
        String mobile = anotherMobile();
        String code = report(place(1), mobile);
        complete("dispatcher-1", awaitOutage(code), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        Tasklist desk = new Tasklist(seat("counter-office", "tasklist")).firstPage();
        Locator beside = desk.page().locator(FORM + " [data-part=inquiry]");

        desk.page().locator("#request-mobile").fill(mobile);
        Locator link = desk.page().locator("[data-part=caller] .prior button");
        assertThat(link).hasCount(1);
        link.focus();
        press(desk, "Enter");
        assertThat(beside.locator("[data-deed]")).hasCount(3);
        assertThat(beside.locator(".found > li > button")).isFocused();

        beside.locator("[data-field=mobileLast4] input").fill(mobile.substring(7));
        Locator feedback = beside.locator("[data-deed=feedback]");
        feedback.locator("summary").click();
        desk.seat().picture("desk-opinion").assertPersian(FORM, "T", "F", "S").assertAccessible(FORM);
        feedback.locator("select").selectOption("2");
        feedback.locator("button").click();
        assertThat(beside).containsText("نظر ثبت شد.");

        beside.locator("[data-field=mobileLast4] input").fill(mobile.substring(7));
        Locator stillOut = beside.locator("[data-deed=still-out]");
        stillOut.locator("summary").click();
        stillOut.locator("textarea").fill("هنوز تاریک است");
        stillOut.locator("button").click();
        assertThat(beside).containsText("ثبت شد و دوباره بررسی می‌شود.");
        awaitState(code, "CHECKING");
        assertThat(done(code)).containsExactly("counter-office feedback", "counter-office still-out");
    }

    @Test
    void whoSeesADangerByNowAndHasSomethingToAddIsHeardByTheDesk() {
        String mobile = anotherMobile();
        String code = report(place(1), mobile);
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        Locator beside = desk.page().locator(FORM + " [data-part=inquiry]");
        desk.page().locator("#request-look-up-number").fill(code);
        press(desk, "Enter");

        Locator danger = beside.locator("[data-deed=danger]");
        danger.locator("summary").click();
        danger.locator("select").selectOption("WIRE_DOWN");
        assertThat(danger).containsText("به تماس‌گیرنده بگویید");
        beside.locator("[data-field=mobileLast4] input").fill(mobile.substring(7));
        desk.seat()
                .picture("desk-danger-by-now")
                .assertPersian(FORM, "T", "F", "S")
                .assertAccessible(FORM);
        danger.locator("button").click();
        assertThat(beside).containsText("خطر ثبت شد و درخواست در اولویت است.");

        Locator remark = beside.locator("[data-deed=remark]");
        remark.locator("summary").click();
        remark.locator("button").click();
        assertThat(remark.locator(".error")).containsText("را وارد کنید");
        remark.locator("textarea").fill("سگ در حیاط است");
        beside.locator("[data-field=mobileLast4] input").fill(mobile.substring(7));
        remark.locator("button").click();
        assertThat(beside).containsText("توضیح ثبت شد.");
        assertThat(done(code)).containsExactly("phone-121 danger", "phone-121 remark");
    }

    @Test
    void whatToDoInADangerIsSaidTheMomentItIsTicked() {
        Tasklist desk = new Tasklist(seat("phone-121", "tasklist")).firstPage();
        Locator advice = desk.page().locator("[data-part=advice]");
        assertThat(advice).isEmpty();
        desk.page().locator("input[name=request-hazard][value=ELECTRIC_SHOCK]").check();
        assertThat(advice).containsText("اورژانس ۱۱۵");
        desk.page().locator("input[name=request-hazard][value=FIRE_OR_SMOKE]").check();
        assertThat(advice).containsText("آتش‌نشانی ۱۲۵");
        assertThat(advice.locator("[role=alert]")).hasCount(1);
        desk.seat().picture("desk-danger").assertAccessible(FORM);
        desk.page().locator("input[name=request-hazard][value=NONE]").check();
        assertThat(advice).isEmpty();
    }

    /** Whoever has tasks sees their list; whoever answers telephones closes the form, and it stays closed. */
    @Test
    void theFormIsTheFirstPageOfTheDesksAlone() {
        Tasklist desk = new Tasklist(seat("in-person", "tasklist")).firstPage();
        assertThat(desk.page().locator("#request-bill-id")).isFocused();
        desk.page().locator(".modal-content button[ng-click='$dismiss()']").click();
        assertThat(desk.page().locator(".modal-content")).hasCount(0);
        desk.startForm();
        Tasklist dispatcher = new Tasklist(seat("dispatcher-1", "tasklist"));
        dispatcher.seat().see(".roshan-bar");
        dispatcher.page().getByText("اکیپ‌ها").first().waitFor();
        // By now a form would have come.
        dispatcher.page().waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(dispatcher.page().locator(".modal-content")).hasCount(0);
        assertThat(dispatcher.page().url()).doesNotContain("processStart");
    }

    /** What the audit log has about the request, as an auditor reads it. */
    private List<String> done(String code) {
        return jdbc.sql("""
                        SELECT account || ' ' || note FROM audit_entry
                         WHERE deed = 'DONE_FOR_SUBSCRIBER' AND subject = :code ORDER BY entry_id
                        """).param("code", code).query(String.class).list();
    }

    private static void type(Tasklist desk, String text) {
        desk.page().keyboard().type(text);
    }

    private static void press(Tasklist desk, String key) {
        desk.page().keyboard().press(key);
    }
}
