package ir.roshan.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What subscribers write by SMS, from the gateway's call to the answer (A3.1). */
class InboundSmsBehaviour extends RoshanServer {
    private static final String DOOR = "/api/v1/inbound-sms/{secret}";

    @Autowired
    private InboundErasure erasure;

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private void handIn(String id, String from, String text) {
        get(DOOR, INBOUND_SECRET)
                .with("from", from)
                .with("to", "10004346")
                .with("message", text)
                .with("messageid", id)
                .send(200);
    }

    /** @return what has become of the latest of that number, once that is known */
    private String write(String from, String text) {
        handIn(id(), from, text);
        return await().atMost(PATIENCE).until(() -> latest(from), outcome -> !outcome.equals("WAITING"));
    }

    private String latest(String sender) {
        return jdbc.sql("SELECT outcome FROM inbound_sms WHERE sender = :sender ORDER BY inbound_id DESC LIMIT 1")
                .param("sender", sender)
                .query(String.class)
                .single();
    }

    private List<String> textsTo(String mobile) {
        return jdbc.sql("SELECT text FROM subscriber_message WHERE recipient = :mobile ORDER BY owed_no")
                .param("mobile", mobile)
                .query(String.class)
                .list();
    }

    private List<Map<String, Object>> requestsOf(String mobile) {
        return jdbc.sql(
                        "SELECT request_id, tracking_code, channel, registered_by FROM restoration_request WHERE mobile = :mobile")
                .param("mobile", mobile)
                .query()
                .listOfRows();
    }

    private static String shown(String code) {
        return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
    }

    @Test
    void aBillIdRegistersOnceAndTheCodeIsAnsweredAtOnce() {
        String bill = place().billId();
        String mobile = anotherMobile();
        assertThat(write(mobile, bill)).isEqualTo("REGISTERED");
        Map<String, Object> request = requestsOf(mobile).get(0);
        String code = request.get("tracking_code").toString();
        assertThat(request.get("channel")).isEqualTo("PHONE_121");
        assertThat(request.get("registered_by")).isEqualTo("sms");
        assertThat(track(code).at("/trackingCode")).isEqualTo(code);
        // What is owed as the first message, once the request is checked, is this answer.
        awaitState(code, "CHECKING");
        awaitOutage(code);
        assertThat(textsTo(mobile)).hasSize(1).first().asString().contains("ثبت شد", shown(code), "توزیع برق");
        assertThat(write(mobile, "برق ندارم " + bill)).isEqualTo("ALREADY");
        assertThat(requestsOf(mobile)).hasSize(1);
        assertThat(textsTo(mobile)).hasSize(2).last().asString().contains("پیش‌تر ثبت شده", shown(code));
    }

    @Test
    void theSameMessageThatComesAgainIsTakenOnce() {
        String bill = place().billId();
        String mobile = anotherMobile();
        String id = id();
        for (String from :
                List.of(mobile, "+98" + mobile.substring(1), "0098" + mobile.substring(1), mobile.substring(1)))
            handIn(id, from, bill);
        await().atMost(PATIENCE).until(() -> latest(mobile).equals("REGISTERED"));
        assertThat(count("inbound_sms WHERE sender = '" + mobile + "'")).isEqualTo(1);
        assertThat(textsTo(mobile)).hasSize(1);
    }

    @Test
    void whereARequestStandsIsToldToItsNumberAloneAndWrittenDown() {
        String mobile = anotherMobile();
        write(mobile, place().billId());
        String code = requestsOf(mobile).get(0).get("tracking_code").toString();
        assertThat(write(mobile, "پیگیری " + shown(code))).isEqualTo("STATE");
        assertThat(write(mobile, "وضعیت")).isEqualTo("STATE");
        assertThat(textsTo(mobile))
                .as("the same is told once an hour")
                .hasSize(2)
                .last()
                .asString()
                .contains(shown(code), "در حال بررسی خاموشی", "مهلت رفع");
        assertThat(count("audit_entry WHERE deed = 'ANSWERED_BY_SMS' AND account = 'sms' AND subject = '" + code + "'"))
                .isEqualTo(1);
        String stranger = anotherMobile();
        assertThat(write(stranger, code)).isEqualTo("UNKNOWN_CODE");
        assertThat(textsTo(stranger))
                .hasSize(1)
                .first()
                .asString()
                .contains("پیدا نشد")
                .doesNotContain(shown(code));
        assertThat(write(stranger, "000000000098".equals(code) ? "000000000195" : "000000000098"))
                .as("one that nobody bears is as another's, and told once a day")
                .isEqualTo("UNKNOWN_CODE");
        assertThat(textsTo(stranger)).hasSize(1);
    }

    @Test
    void whatTheNetworkLacksIsNoReportAndIsAnsweredOnceADay() {
        String mobile = anotherMobile();
        assertThat(write(mobile, unknownBillId())).isEqualTo("UNKNOWN_BILL");
        assertThat(write(mobile, unknownBillId())).isEqualTo("UNKNOWN_BILL");
        assertThat(write(mobile, "1092030204421")).isEqualTo("UNKNOWN_BILL");
        assertThat(requestsOf(mobile)).isEmpty();
        assertThat(textsTo(mobile)).hasSize(1).first().asString().contains("شناسهٔ قبض", "۱۲۱");
    }

    @Test
    void anythingElseIsHelpedOnceADayAndEndsEveryLoop() {
        String mobile = anotherMobile();
        for (int i = 0; i < 3; i++)
            assertThat(write(
                            mobile,
                            i == 0
                                    ? "<script>alert(1)</script> {{1+1}} ${x} سلام"
                                    : textsTo(mobile).get(0)))
                    .isEqualTo("HELP");
        assertThat(textsTo(mobile)).hasSize(1).first().asString().contains("شناسهٔ قبض");
        assertThat(write(mobile, "لغو")).isEqualTo("STOPPED");
        assertThat(write(mobile, "11")).isEqualTo("STOPPED");
        assertThat(textsTo(mobile)).hasSize(2);
        String english = anotherMobile();
        assertThat(write(english, "hello")).isEqualTo("HELP");
        assertThat(textsTo(english)).first().asString().contains("To report an outage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IRANCELL", "3000505", "02537171121", "10004346"})
    void servicesMachinesAndOurOwnLineGetNoAnswer(String sender) {
        long before = count("subscriber_message");
        assertThat(write(sender, "1092030204420")).isEqualTo("NO_MOBILE");
        assertThat(count("subscriber_message WHERE recipient = '" + sender + "'"))
                .isZero();
        assertThat(count("subscriber_message")).isEqualTo(before);
    }

    @Test
    void oneNumberIsWorkedOnTenTimesAnHourAndRegistersFiveTimesADay() {
        String mobile = anotherMobile();
        for (int i = 0; i < 5; i++) assertThat(write(mobile, place().billId())).isEqualTo("REGISTERED");
        assertThat(write(mobile, place().billId())).isEqualTo("TOO_MANY");
        for (int i = 0; i < 4; i++) write(mobile, "پیگیری");
        int answered = textsTo(mobile).size();
        assertThat(write(mobile, "پیگیری")).isEqualTo("TOO_MANY");
        assertThat(requestsOf(mobile)).hasSize(5);
        assertThat(textsTo(mobile)).as("told once a day").hasSize(answered);
        assertThat(textsTo(mobile))
                .filteredOn(text -> text.contains("پیام‌های زیادی"))
                .hasSize(1);
    }

    @Test
    void theDoorIsThereForWhoKnowsTheSecret() {
        String mobile = anotherMobile();
        get(DOOR, "another-secret-of-somebody")
                .with("from", mobile)
                .with("message", "x")
                .with("messageid", "1")
                .send(404);
        get(DOOR, INBOUND_SECRET).with("from", mobile).send(400);
        assertThat(get(DOOR, INBOUND_SECRET).send(400).body())
                .contains("from", "message", "messageid")
                .doesNotContain(INBOUND_SECRET);
        call("HEAD", DOOR + "?from=" + mobile + "&message=x&messageid=" + id(), INBOUND_SECRET)
                .sendUnchecked();
        assertThat(count("inbound_sms WHERE sender = '" + mobile + "'")).isZero();
        post(DOOR, INBOUND_SECRET)
                .with("from", mobile)
                .with("messageid", id())
                .with("message", "سلام\u202E " + "ا".repeat(1100))
                .send(200);
        await().atMost(PATIENCE).until(() -> latest(mobile).equals("HELP"));
        assertThat(jdbc.sql("SELECT text FROM inbound_sms WHERE sender = :sender")
                        .param("sender", mobile)
                        .query(String.class)
                        .single())
                .hasSize(1000)
                .startsWith("سلام ا");
    }

    @Test
    void managersSeeWhatHasComeAndHowTheAnswersFared() {
        assertThat(write(anotherMobile(), "یک متن")).isEqualTo("HELP");
        Call.Answer report =
                get("/api/v1/operations/reports/messages").as("manager").send(200);
        assertThat(report.json().path("inbound").path("HELP").asInt()).isPositive();
        assertThat(report.json().path("all").path("delivered").asInt()).isPositive();
        assertThat(report.json().path("carriers").path(0).path("carrier").asText())
                .isEqualTo("none");
        get("/api/v1/operations/reports/messages").as("dispatcher-1").send(403);
        get("/api/v1/operations/reports/messages")
                .with("from", "yesterday")
                .as("manager")
                .send(400);
    }

    @Test
    void numberAndTextGoAfterAMonthAndTheFigureStays() {
        String mobile = anotherMobile();
        write(mobile, "یک متن شخصی");
        jdbc.sql("UPDATE inbound_sms SET received_at = :then WHERE sender = :sender")
                .param(
                        "then",
                        clock.instant().minus(java.time.Duration.ofDays(31)).atOffset(java.time.ZoneOffset.UTC))
                .param("sender", mobile)
                .update();
        long all = count("inbound_sms");
        erasure.eraseOld();
        assertThat(count("inbound_sms WHERE sender = '" + mobile + "'")).isZero();
        assertThat(count("inbound_sms WHERE text LIKE '%شخصی%'")).isZero();
        assertThat(textsTo(mobile)).isEmpty();
        assertThat(count("inbound_sms")).isEqualTo(all);
    }
}
