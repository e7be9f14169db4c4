package ir.roshan.api;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The outbox, for managers: what was owed and what became of it, without anybody's number until it is opened (A3.5). */
class MessagesBehaviour extends RoshanServer {
    private static final String MESSAGES = "/api/v1/operations/messages";
    private static final String MESSAGE = "/api/v1/operations/messages/{id}";
    private static final String ANNOUNCEMENTS = "/api/v1/operations/announcements";
    private static final String ANNOUNCEMENT = "/api/v1/operations/outages/{number}/announcement";
    private static final String MOBILE = "09351112233";

    @Autowired
    private MeterRegistry meters;

    @Test
    void theOutboxIsOpenToManagersAndAdministratorsAlone() {
        String id = onlyMessage(report(place())).at("/messages/0/id");
        for (String address : List.of(MESSAGES, ANNOUNCEMENTS)) {
            get(address).send(401);
            for (String other : List.of("dispatcher-1", "website", "nobody"))
                get(address).as(other).send(403);
            get(address).as("manager").send(200);
            get(address).as("admin").send(200);
        }
        for (String other : List.of("dispatcher-1", "website", "nobody")) {
            get(MESSAGE, id).as(other).send(403);
            get(ANNOUNCEMENT, "1405-000001").as(other).send(403);
        }
        get(MESSAGE, id).send(401);
        get(ANNOUNCEMENT, "1405-000001").send(401);
        assertThat(opened(id)).isZero();
    }

    @Test
    void theSessionOfCockpitOpensItToo() {
        WebAppSession manager = WebAppSession.of(port(), "cockpit", "manager");
        assertThat(manager.get(MESSAGES).status()).isEqualTo(200);
        assertThat(manager.get("/outbox").body()).contains("dir=\"rtl\"");
        assertThat(WebAppSession.of(port(), "tasklist", "dispatcher-1")
                        .get(MESSAGES)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void numbersAreMaskedUntilAMessageIsOpenedAndTheOpeningIsWrittenDown() {
        String code = report(place());
        Call.Answer list = onlyMessage(code);
        assertThat(list.at("/messages/0/to")).isEqualTo("0935***2233");
        assertThat(list.at("/messages/0/trackingCode")).isEqualTo(code);
        assertThat(list.at("/messages/0/kind")).isEqualTo("REGISTERED");
        assertThat(list.body()).doesNotContain(MOBILE, "\"text\"");
        String id = list.at("/messages/0/id");
        assertThat(opened(id)).isZero();

        Call.Answer message = get(MESSAGE, id).as("manager").send(200);
        assertThat(message.at("/to")).isEqualTo(MOBILE);
        assertThat(message.at("/text")).isNotBlank();
        assertThat(message.at("/trackingCode")).isEqualTo(code);
        assertThat(opened(id)).isEqualTo(1);
        get(MESSAGE, id).as("admin").send(200);
        assertThat(count("audit_entry WHERE deed = 'MESSAGE_SHOWN' AND account = 'admin' AND subject = '" + id + "'"))
                .isEqualTo(1);
        assertThat(opened(id)).isEqualTo(2);

        assertThat(get(MESSAGE, "' OR 1=1 --").as("manager").send(404).at("/type"))
                .isEqualTo("/problems/unknown-message");
        assertThat(count("audit_entry WHERE deed = 'MESSAGE_SHOWN' AND subject LIKE '%OR%'"))
                .isZero();
    }

    @Test
    void messagesAreFoundByStateKindAndPeriod() {
        long request = requestOf(report(place()));
        Instant begin = Instant.parse("2020-03-01T00:00:00Z");
        owe(request, "LATE", "OWED", begin);
        owe(request, "LATE", "FAILED", begin.plusSeconds(60));
        owe(request, "PLANNED", "ACCEPTED", begin.plusSeconds(120));
        owe(request, "PLANNED", "ACCEPTED", begin.plusSeconds(180));

        Call.Answer all = march2020("", "").send(200);
        assertThat(all.at("/total")).isEqualTo("4");
        assertThat(all.json().path("messages").findValuesAsText("kind"))
                .containsExactly("PLANNED", "PLANNED", "LATE", "LATE");
        assertThat(all.at("/states/ACCEPTED")).isEqualTo("2");
        assertThat(all.at("/states/EXPIRED")).isEqualTo("0");

        Call.Answer failed = march2020("FAILED", "").send(200);
        assertThat(failed.at("/total")).isEqualTo("1");
        assertThat(failed.at("/messages/0/lastError")).isEqualTo("timeout");
        assertThat(failed.at("/states/OWED")).isEqualTo("1");
        assertThat(march2020("", "PLANNED").send(200).at("/total")).isEqualTo("2");
        assertThat(march2020("OWED", "PLANNED").send(200).at("/total")).isEqualTo("0");
        assertThat(get(MESSAGES)
                        .as("manager")
                        .with("from", begin.plusSeconds(60))
                        .with("to", begin.plusSeconds(180))
                        .send(200)
                        .at("/total"))
                .isEqualTo("2");
        jdbc.sql("DELETE FROM subscriber_message WHERE created_at < :end")
                .param("end", Instant.parse("2020-04-01T00:00:00Z").atOffset(UTC))
                .update();
    }

    @Test
    void aLongListComesInPiecesOfWhichNoneIsMissing() {
        long request = requestOf(report(place()));
        Instant begin = Instant.parse("2019-03-01T00:00:00Z");
        for (int i = 0; i < 60; i++) owe(request, "RESULT", "DELIVERED", begin.plusSeconds(i));
        Call first = get(MESSAGES).as("manager").with("from", begin).with("to", begin.plusSeconds(3600));
        Call second = get(MESSAGES)
                .as("manager")
                .with("from", begin)
                .with("to", begin.plusSeconds(3600))
                .with("offset", 50);
        List<String> ids = first.send(200).json().path("messages").findValuesAsText("id");
        assertThat(ids).hasSize(50);
        Call.Answer rest = second.send(200);
        assertThat(rest.at("/total")).isEqualTo("60");
        assertThat(rest.json().path("messages").findValuesAsText("id"))
                .hasSize(10)
                .doesNotContainAnyElementsOf(ids);
        jdbc.sql("DELETE FROM subscriber_message WHERE created_at < :end")
                .param("end", Instant.parse("2019-04-01T00:00:00Z").atOffset(UTC))
                .update();
    }

    @Test
    void aTrackingCodeIsFoundAsItIsWrittenAndWithoutAPeriod() {
        String code = report(place());
        String shown = code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
        assertThat(get(MESSAGES)
                        .as("manager")
                        .with("trackingCode", persian(shown))
                        .send(200)
                        .at("/messages/0/trackingCode"))
                .isEqualTo(code);
        Call.Answer unknown =
                get(MESSAGES).as("manager").with("trackingCode", "000000000098").send(200);
        assertThat(unknown.at("/total")).isEqualTo("0");
        assertThat(unknown.at("/states/OWED")).isEqualTo("0");
        assertThat(get(MESSAGES)
                        .as("manager")
                        .with("trackingCode", "1")
                        .send(400)
                        .at("/type"))
                .isEqualTo("/problems/malformed-tracking-code");
    }

    @ParameterizedTest
    @CsvSource({
        "state, owed, unknown-value",
        "state, SENT, unknown-value",
        "kind, result, unknown-value",
        "from, 2026-01-01, format",
        "to, yesterday, format",
        "from, 2999-01-01T00:00:00Z, range",
        "offset, -1, range",
        "offset, 9999999, range"
    })
    void whatCannotBeLookedForIsNamed(String parameter, String value, String code) {
        Call.Answer answer = get(MESSAGES).as("manager").with(parameter, value).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo(parameter);
        assertThat(answer.at("/errors/0/code")).isEqualTo(code);
        assertNothingInternal(answer);
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsNone() {
        assertThat(get(MESSAGES)
                        .as("manager")
                        .with("from", "2026-11-23T00:00:00Z")
                        .with("to", "2026-11-22T00:00:00Z")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo("order");
    }

    @Test
    void aRequestsFileTellsItsMessagesWithTheirTimes() {
        String code = report(place());
        awaitSettled(code);
        Call.Answer file = get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-1")
                .send(200);
        assertThat(file.json().path("messages")).hasSize(1);
        assertThat(file.at("/messages/0/kind")).isEqualTo("REGISTERED");
        assertThat(file.at("/messages/0/state")).isEqualTo("DELIVERED");
        assertThat(file.at("/messages/0/text")).isNotBlank();
        assertThat(Instant.parse(file.at("/messages/0/owedAt")))
                .isBeforeOrEqualTo(Instant.parse(file.at("/messages/0/acceptedAt")));
        assertThat(file.json().path("messages").get(0).has("heldUntil")).isFalse();
    }

    /** Whoever is told to phone needs to know of which place to speak, also where only a bill id was given. */
    @Test
    void aRequestsFileTellsThePlaceOfABillId() {
        Place place = place();
        String code = report(place);
        importServicePoints("%s,1,%s,%s,%s,قم، خیابان صفائیه ۴,,,"
                        .formatted(place.billId(), place.substation(), place.feeder(), place.transformer()))
                .send(200);
        assertThat(get("/api/v1/operations/requests/{trackingCode}", code)
                        .as("dispatcher-1")
                        .send(200)
                        .at("/address"))
                .isEqualTo("قم، خیابان صفائیه 4");
    }

    @Test
    void theProgressOfAnAnnouncementIsCountedByItsResults() {
        Place place = place();
        String one = report(place);
        String outage = awaitOutage(one);
        String two = report(place, anotherMobile());
        String three = report(place, anotherMobile());
        assertThat(awaitOutage(two)).isEqualTo(outage);
        assertThat(awaitOutage(three)).isEqualTo(outage);
        Call.Answer before = get(ANNOUNCEMENT, outage).as("manager").send(200);
        assertThat(before.at("/requests")).isEqualTo("3");
        assertThat(before.at("/notOwedYet")).isEqualTo("3");
        assertThat(before.json().has("answeredAt")).isFalse();

        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        for (String code : List.of(one, two, three)) {
            awaitState(code, "ANNOUNCED");
            awaitSettled(code);
        }
        Call.Answer after = get(ANNOUNCEMENT, persian(outage)).as("manager").send(200);
        assertThat(after.at("/told")).isEqualTo("3");
        assertThat(after.at("/delivered")).isEqualTo("3");
        assertThat(after.at("/notOwedYet")).isEqualTo("0");

        // What a gateway that fails would have left behind.
        settle(two, "FAILED");
        settle(three, "HANDED_TO_PERSON");
        Call.Answer failing = get(ANNOUNCEMENT, outage).as("manager").send(200);
        assertThat(failing.at("/told")).isEqualTo("1");
        assertThat(failing.at("/failed")).isEqualTo("1");
        assertThat(failing.at("/handedToPerson")).isEqualTo("1");
        assertThat(failing.at("/called")).isEqualTo("0");
        jdbc.sql("UPDATE request_result SET called_at = announced_at WHERE request_id = :id")
                .param("id", requestOf(three))
                .update();
        assertThat(get(ANNOUNCEMENT, outage).as("manager").send(200).at("/told"))
                .isEqualTo("2");

        assertThat(get(ANNOUNCEMENTS).as("manager").send(200).json().path("announcements"))
                .anySatisfy(announcement -> {
                    assertThat(announcement.path("outage").asText()).isEqualTo(outage);
                    assertThat(announcement.path("requests").asInt()).isEqualTo(3);
                });
        get(ANNOUNCEMENT, "1405-999999").as("manager").send(404);
    }

    /** The first outage keeps its result, and the second one owes its own. */
    @Test
    void anObjectionTakesNoResultAwayAndLendsNone() {
        String code = report(place());
        String first = awaitOutage(code);
        complete("dispatcher-1", first, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        awaitSettled(code);
        post("/api/v1/requests/{trackingCode}/still-out", code)
                .json("{\"mobileLast4\": \"2233\"}")
                .send(202);
        String second = awaitStatus(
                        code,
                        answer -> !answer.at("/outage/number").isEmpty()
                                && !answer.at("/outage/number").equals(first))
                .at("/outage/number");
        assertThat(get(ANNOUNCEMENT, first).as("manager").send(200).at("/told")).isEqualTo("1");
        Call.Answer after = get(ANNOUNCEMENT, second).as("manager").send(200);
        assertThat(after.at("/requests")).isEqualTo("1");
        assertThat(after.at("/notOwedYet")).isEqualTo("1");

        complete("dispatcher-1", second, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        awaitSettled(code);
        for (String outage : List.of(first, second)) {
            Call.Answer figures = get(ANNOUNCEMENT, outage).as("manager").send(200);
            assertThat(figures.at("/told")).as(outage).isEqualTo("1");
            assertThat(figures.at("/notOwedYet")).as(outage).isEqualTo("0");
        }
    }

    @Test
    void figuresAreKeptAndTheGatewaysHealthIsToldToAnAdministrator() {
        awaitSettled(report(place()));
        assertThat(meters.get("roshan.messages.sent").counter().count()).isPositive();
        assertThat(meters.get("roshan.messages.owed").gauge().value()).isNotNegative();
        assertThat(meters.get("roshan.messages.oldest.due.age").gauge().value()).isNotNegative();
        Call.Answer health = get("/actuator/health").as("admin").sendUnchecked();
        assertThat(health.at("/components/smsGateway/status")).isEqualTo("UP");
        assertThat(health.at("/components/smsGateway/details/profile")).isEqualTo("none");
        assertThat(get("/actuator/health/readiness").as("admin").sendUnchecked().body())
                .doesNotContain("smsGateway");
        assertThat(get("/actuator/health").sendUnchecked().body()).doesNotContain("smsGateway");
    }

    private String report(Place place) {
        return report(place, MOBILE);
    }

    private String report(Place place, String mobile) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    private Call.Answer onlyMessage(String code) {
        Call.Answer list =
                get(MESSAGES).as("manager").with("trackingCode", code).send(200);
        assertThat(list.at("/total")).isEqualTo("1");
        return list;
    }

    private Call march2020(String state, String kind) {
        Call call = get(MESSAGES)
                .as("manager")
                .with("from", "2020-03-01T00:00:00+00:00")
                .with("to", "2020-04-01T00:00:00Z");
        if (!state.isEmpty()) call.with("state", state);
        return kind.isEmpty() ? call : call.with("kind", kind);
    }

    private void awaitSettled(String code) {
        await().atMost(PATIENCE)
                .until(() ->
                        count("subscriber_message WHERE request_id = " + requestOf(code) + " AND state = 'OWED'") == 0);
    }

    private void settle(String code, String state) {
        jdbc.sql("""
                        UPDATE subscriber_message SET state = :state, delivered_at = NULL
                         WHERE request_id = :id AND kind = 'RESULT'
                        """).param("state", state).param("id", requestOf(code)).update();
    }

    /** A message as a sender of long ago has left it; one that is owed is due in a hundred years. */
    private void owe(long request, String kind, String state, Instant at) {
        boolean owed = state.equals("OWED");
        String id = UUID.randomUUID().toString();
        jdbc.sql("""
                        INSERT INTO subscriber_message (message_id, dedupe_key, request_id, kind, recipient, language, text,
                            state, emergency, due_at, expires_at, attempts, last_error, created_at, sent_at, settled_at)
                        VALUES (:id, :id, :request, :kind, '09351112233', 'fa', 'x', :state, FALSE, :dueAt, :expiresAt, 1,
                            :error, :at, :sentAt, :settledAt)
                        """)
                .param("id", id)
                .param("request", request)
                .param("kind", kind)
                .param("state", state)
                .param("dueAt", (owed ? Instant.parse("2120-01-01T00:00:00Z") : at).atOffset(UTC))
                .param("expiresAt", Instant.parse("2121-01-01T00:00:00Z").atOffset(UTC))
                .param("error", state.equals("FAILED") ? "timeout" : null)
                .param("at", at.atOffset(UTC))
                .param("sentAt", List.of("ACCEPTED", "DELIVERED").contains(state) ? at.atOffset(UTC) : null)
                .param("settledAt", owed ? null : at.atOffset(UTC))
                .update();
    }

    private long opened(String id) {
        return count("audit_entry WHERE deed = 'MESSAGE_SHOWN' AND subject = '" + id + "'");
    }

    private static String persian(String digits) {
        StringBuilder persian = new StringBuilder();
        for (char c : digits.toCharArray()) persian.append(c >= '0' && c <= '9' ? (char) (c - '0' + '۰') : c);
        return persian.toString();
    }
}
