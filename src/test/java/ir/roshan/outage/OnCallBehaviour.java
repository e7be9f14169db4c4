package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RoshanServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** An emergency that nobody takes wakes somebody: once, and nobody any more as soon as it is taken. */
@TestPropertySource(
        properties = {"roshan.on-call.3=09121110001,09121110002 00:00-00:00", "roshan.notification.poll=PT1H"})
class OnCallBehaviour extends RoshanServer {
    @Autowired
    private OnCall onCall;

    private String outage;

    @BeforeEach
    void anEmergencyThatNobodyHasTaken() {
        outage = report(3, "WIRE_DOWN");
    }

    private String report(int district, String hazard) {
        Place place = place(district);
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(place.billId(), anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode"));
    }

    private void isToBeVerifiedByNow(String number) {
        jdbc.sql("UPDATE outage SET verify_by = detected_at WHERE outage_no = :number")
                .param("number", number)
                .update();
    }

    private record Told(String recipient, String state, String text) {}

    private List<Told> told(String number) {
        return jdbc.sql("""
                        SELECT m.recipient, m.state, m.text FROM subscriber_message m JOIN outage o ON o.outage_id = m.outage_id
                         WHERE o.outage_no = :number AND m.kind = 'ON_CALL' ORDER BY m.recipient
                        """).param("number", number).query(Told.class).list();
    }

    private void take(String number) {
        taskService.claim(
                taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId(),
                "dispatcher-3");
    }

    @Test
    void whoeverIsOnCallIsToldOnceAfterTheTimeToVerify() {
        onCall.look();
        assertThat(told(outage)).isEmpty();
        isToBeVerifiedByNow(outage);
        onCall.look();
        onCall.look();
        assertThat(told(outage)).extracting(Told::recipient).containsExactly("09121110001", "09121110002");
        assertThat(told(outage).get(0).text().replace("\u200E", ""))
                .startsWith("اضطراری بی‌پاسخ: خاموشی " + outage + "، مدیریت ۳")
                .contains("خطر: سیم پاره یا افتاده")
                .contains("کسی آن را برعهده نگرفته است");
    }

    @Test
    void nobodyIsToldOfWhatSomebodyHasTaken() {
        take(outage);
        isToBeVerifiedByNow(outage);
        onCall.look();
        assertThat(told(outage)).isEmpty();
    }

    @Test
    void whatHasNotBeenSentIsCalledOffWhenSomebodyTakesIt() {
        isToBeVerifiedByNow(outage);
        onCall.look();
        // As where the provider does not answer.
        jdbc.sql("UPDATE subscriber_message SET state = 'OWED', sent_at = NULL, delivered_at = NULL, settled_at = NULL"
                        + " WHERE kind = 'ON_CALL' AND recipient LIKE '0912111000%'")
                .update();
        onCall.look();
        assertThat(told(outage)).extracting(Told::state).containsOnly("OWED");
        take(outage);
        onCall.look();
        assertThat(told(outage)).hasSize(2).extracting(Told::state).containsOnly("SUPERSEDED");
    }

    @Test
    void neitherAnOrdinaryOutageNorADistrictWithoutAnybodyOnCallTellsAnybody() {
        String ordinary = report(3, "NONE");
        String elsewhere = report(2, "WIRE_DOWN");
        isToBeVerifiedByNow(ordinary);
        isToBeVerifiedByNow(elsewhere);
        onCall.look();
        assertThat(told(ordinary)).isEmpty();
        assertThat(told(elsewhere)).isEmpty();
    }
}
