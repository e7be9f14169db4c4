package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.calendar.InstantColumn;
import ir.roshan.request.TrackingCode;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** An emergency that nobody takes wakes somebody: once, and nobody any more as soon as it is taken. */
@TestPropertySource(
        properties = {"roshan.on-call.3=09121110001,09121110002 00:00-00:00", "roshan.notification.poll=PT1H"})
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class OnCallBehaviour extends RoshanServer {
    @Autowired
    private OnCall onCall;

    @Autowired
    private TransactionTemplate transaction;

    private String outage;

    @BeforeEach
    void anEmergencyThatNobodyHasTaken() {
        // Whatever another test has left waits for nobody, and whoever is on call has slept for hours.
        jdbc.sql("UPDATE outage SET on_call_at = detected_at WHERE on_call_at IS NULL")
                .update();
        jdbc.sql("UPDATE danger_in_plan SET on_call_at = named_at WHERE on_call_at IS NULL")
                .update();
        timePasses(Duration.ofHours(2));
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

    private void timePasses(Duration time) {
        jdbc.sql("SELECT message_id, created_at FROM subscriber_message WHERE kind = 'ON_CALL'")
                .query((row, n) -> Map.entry(row.getString(1), InstantColumn.instant(row, "created_at")))
                .list()
                .forEach(one -> jdbc.sql("UPDATE subscriber_message SET created_at = :then WHERE message_id = :id")
                        .param("then", one.getValue().minus(time).atOffset(ZoneOffset.UTC))
                        .param("id", one.getKey())
                        .update());
    }

    private String anotherThatNobodyHasTaken() {
        String another = report(3, "FIRE_OR_SMOKE");
        isToBeVerifiedByNow(another);
        return another;
    }

    private record Told(String recipient, String state, String text) {}

    private List<Told> told(String number) {
        return jdbc.sql("""
                        SELECT m.recipient, m.state, m.text FROM subscriber_message m JOIN outage o ON o.outage_id = m.outage_id
                         WHERE o.outage_no = :number AND m.kind = 'ON_CALL' ORDER BY m.recipient
                        """).param("number", number).query(Told.class).list();
    }

    /** As where the provider does not answer. */
    private void unsent() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(told(outage)).extracting(Told::state).containsOnly("DELIVERED"));
        jdbc.sql("UPDATE subscriber_message SET state = 'OWED', sent_at = NULL, delivered_at = NULL, settled_at = NULL"
                        + " WHERE kind = 'ON_CALL' AND recipient LIKE '0912111000%'")
                .update();
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

    /** Reports of dangers in strangers' names, each with another bill id. */
    @Test
    void oneMessageTellsOfAllThatWaitAndNobodyIsWokenAgainForTenMinutesOrMoreThanFourTimesAnHour() {
        isToBeVerifiedByNow(outage);
        List<String> others = List.of(anotherThatNobodyHasTaken(), anotherThatNobodyHasTaken());
        onCall.look();
        onCall.look();
        assertThat(told(outage)).hasSize(2).allMatch(one -> one.text().contains("و ۲ خاموشی اضطراری دیگر"));
        assertThat(others).allMatch(other -> told(other).isEmpty());
        for (int i = 2; i <= 4; i++) {
            String later = anotherThatNobodyHasTaken();
            onCall.look();
            assertThat(told(later)).isEmpty();
            timePasses(Duration.ofMinutes(11));
            onCall.look();
            assertThat(told(later)).hasSize(2).noneMatch(one -> one.text().contains("دیگر"));
        }
        String fifth = anotherThatNobodyHasTaken();
        timePasses(Duration.ofMinutes(11));
        onCall.look();
        assertThat(told(fifth)).isEmpty();
        timePasses(Duration.ofMinutes(20));
        onCall.look();
        assertThat(told(fifth)).hasSize(2);
        assertThat(jdbc.sql("SELECT count(*) FROM subscriber_message WHERE dedupe_key LIKE 'on-call:%0912111%'")
                        .query(Integer.class)
                        .single())
                .as("no number stands in a key")
                .isZero();
    }

    @Test
    void theOthersOfAMessageThatIsCalledOffAreToldOf() {
        isToBeVerifiedByNow(outage);
        String other = anotherThatNobodyHasTaken();
        onCall.look();
        unsent();
        take(outage);
        onCall.look();
        onCall.look();
        assertThat(told(outage)).hasSize(2).extracting(Told::state).containsOnly("SUPERSEDED");
        assertThat(told(other)).hasSize(2);
    }

    @Test
    void oneThatStumblesKeepsNoOtherWaiting() {
        isToBeVerifiedByNow(outage);
        // Without a number none can be told of.
        long id = jdbc.sql("SELECT outage_id FROM outage WHERE outage_no = :number")
                .param("number", outage)
                .query(Long.class)
                .single();
        String other = anotherThatNobodyHasTaken();
        number(id, null);
        try {
            onCall.look();
        } finally {
            number(id, outage);
        }
        assertThat(told(outage)).isEmpty();
        assertThat(told(other)).hasSize(2);
    }

    private void number(long id, String number) {
        jdbc.sql("UPDATE outage SET outage_no = CAST(:number AS varchar(20)) WHERE outage_id = :id")
                .param("number", number)
                .param("id", id)
                .update();
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
        unsent();
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

    // Dangers at places that are off on plan: no outage is there that somebody could take

    private String inPlan(int district, String hazard) {
        Place place = place(district);
        importPlannedOutages(plannedOutage("OC-" + place.billId(), -30, 60, place.feeder()))
                .send(200);
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(place.billId(), anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
        awaitState(code, "IN_PLANNED_OUTAGE");
        return code;
    }

    private void nobodyHasSeenToItInTime(String code) {
        jdbc.sql(
                        "UPDATE danger_in_plan SET verify_by = named_at WHERE request_id = (SELECT request_id FROM restoration_request"
                                + " WHERE tracking_code = :code)")
                .param("code", code)
                .update();
    }

    private List<Told> toldOfDanger(String code) {
        return jdbc.sql("""
                        SELECT m.recipient, m.state, m.text FROM subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.kind = 'ON_CALL' ORDER BY m.recipient
                        """).param("code", code).query(Told.class).list();
    }

    private String transformerOf(String code) {
        return jdbc.sql("""
                        SELECT p.transformer_code FROM service_point p JOIN restoration_request r ON r.bill_id = p.bill_id
                         WHERE r.tracking_code = :code
                        """).param("code", code).query(String.class).single();
    }

    private void handled(String code) {
        post("/api/v1/operations/requests/{trackingCode}/danger-handled", code)
                .as("dispatcher-3")
                .send(204);
    }

    @Test
    void ofADangerAtAPlaceThatIsOffOnPlanTheyAreToldOnceAndNotWhereSomebodyHasSeenToIt() {
        String code = inPlan(3, "SPARKING");
        onCall.look();
        assertThat(toldOfDanger(code)).isEmpty();
        nobodyHasSeenToItInTime(code);
        onCall.look();
        timePasses(Duration.ofMinutes(11));
        onCall.look();
        assertThat(toldOfDanger(code))
                .hasSize(2)
                .extracting(Told::recipient)
                .containsExactly("09121110001", "09121110002");
        assertThat(toldOfDanger(code).get(0).text().replace("\u200E", ""))
                .startsWith("خطر بی‌پاسخ: جرقه")
                .contains("\nخاموشی با برنامه، مدیریت ۳\n", "\nپست توزیع: " + transformerOf(code) + "\n")
                .contains("\nکد: " + new TrackingCode(code).shown() + "\nمهلت رسیدگی: ");
        assertThat(get("/api/v1/operations/requests/{trackingCode}", code)
                        .as("dispatcher-3")
                        .send(200)
                        .at("/dangersInPlan/0/onCallAt"))
                .isNotEmpty();
        String seenTo = inPlan(3, "WIRE_DOWN");
        handled(seenTo);
        nobodyHasSeenToItInTime(seenTo);
        String elsewhere = inPlan(2, "WIRE_DOWN");
        nobodyHasSeenToItInTime(elsewhere);
        timePasses(Duration.ofMinutes(11));
        onCall.look();
        assertThat(toldOfDanger(seenTo)).isEmpty();
        assertThat(toldOfDanger(elsewhere)).isEmpty();
    }

    @Test
    void oneMessageTellsOfOutagesAndDangersTogetherAndWhatIsSeenToIsCalledOff() {
        isToBeVerifiedByNow(outage);
        String danger = inPlan(3, "WIRE_DOWN");
        nobodyHasSeenToItInTime(danger);
        onCall.look();
        assertThat(told(outage)).hasSize(2).allMatch(one -> one.text().contains("و ۱ خاموشی اضطراری دیگر"));
        assertThat(toldOfDanger(danger)).isEmpty();
        unsent();
        take(outage);
        onCall.look();
        onCall.look();
        assertThat(told(outage)).extracting(Told::state).containsOnly("SUPERSEDED");
        assertThat(toldOfDanger(danger))
                .as("the one that was to tell of both was not sent")
                .hasSize(2);
        unsentOfDangers();
        handled(danger);
        onCall.look();
        assertThat(toldOfDanger(danger)).extracting(Told::state).containsOnly("SUPERSEDED");
    }

    /** The SMS of the first still waits to be sent when somebody sees to a second one of the same request. */
    @Test
    void whatIsSeenToCallsOffNoMessageOfAnotherDangerAndWhatIsNamedAgainIsToldAgain() {
        String code = inPlan(3, "WIRE_DOWN");
        nobodyHasSeenToItInTime(code);
        onCall.look();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(toldOfDanger(code))
                        .hasSize(2)
                        .extracting(Told::state)
                        .containsOnly("DELIVERED"));
        unsentOfDangers();
        names(code, "SPARKING");
        jdbc.sql("UPDATE danger_in_plan SET handled_at = named_at, handled_by = 'dispatcher-3', on_call_at = named_at"
                        + " WHERE hazard = 'SPARKING' AND handled_at IS NULL")
                .update();
        onCall.look();
        assertThat(toldOfDanger(code)).extracting(Told::state).containsOnly("OWED");

        handled(code);
        onCall.look();
        assertThat(toldOfDanger(code)).extracting(Told::state).containsOnly("SUPERSEDED");
        names(code, "WIRE_DOWN");
        nobodyHasSeenToItInTime(code);
        onCall.look();
        assertThat(toldOfDanger(code))
                .extracting(Told::state)
                .hasSize(4)
                .filteredOn("SUPERSEDED"::equals)
                .hasSize(2);
    }

    private void names(String code, String hazard) {
        post("/api/v1/requests/{trackingCode}/danger", code)
                .json("{\"mobileLast4\": \"4567\", \"hazard\": \"%s\"}".formatted(hazard))
                .send(200);
    }

    private void unsentOfDangers() {
        jdbc.sql("UPDATE subscriber_message SET state = 'OWED', sent_at = NULL, delivered_at = NULL, settled_at = NULL"
                        + " WHERE kind = 'ON_CALL' AND request_id IS NOT NULL AND state <> 'SUPERSEDED'")
                .update();
    }

    /** Another node tells of an emergency of its own, and with it of all that wait, at the instant in which this one looks. */
    @Test
    void whatAnotherNodeTellsOfAtThisMomentNobodyHearsTwice() throws Exception {
        String code = inPlan(3, "SPARKING");
        nobodyHasSeenToItInTime(code);
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<Void> node = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(status -> {
            jdbc.sql("UPDATE danger_in_plan SET on_call_at = named_at WHERE on_call_at IS NULL")
                    .update();
            written.countDown();
            takesAWhile();
        }));
        written.await();
        onCall.look();
        node.join();
        assertThat(toldOfDanger(code)).isEmpty();
    }

    private static void takesAWhile() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
