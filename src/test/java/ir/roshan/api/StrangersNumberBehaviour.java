package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.StubGateway;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Whoever names a stranger's number in their reports: few messages reach it, by real HTTP to a gateway, and nobody rings it up. */
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.notification.quiet-to=22:00",
            "roshan.notification.retry-from=PT0.5S",
            "roshan.notification.retry-to=PT1S",
            "roshan.limits.messages-per-number-hour=4",
            "roshan.limits.messages-per-number-day=12"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class StrangersNumberBehaviour extends RoshanServer {
    private static final StubGateway GATEWAY = new StubGateway();
    private static final AtomicInteger STRANGERS = new AtomicInteger();
    private static final String REQUESTS = "/api/v1/requests";
    private static final List<String> HAZARDS =
            List.of("NONE", "WIRE_DOWN", "SPARKING", "FIRE_OR_SMOKE", "ELECTRIC_SHOCK");
    private static final String[] ACCOUNTS = {"website", "mobile-app", "phone-121", "counter-office", "in-person", null
    };

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("roshan.sms.url", () -> GATEWAY.url().toString());
    }

    private final String stranger = "0919%07d".formatted(STRANGERS.incrementAndGet());

    @Test
    void fortyReportsInOnesNameCostFourMessagesAnHour() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 40; i++) codes.add(report(i));
        awaitNothingOwed();
        assertThat(reached()).isBetween(3L, 4L);

        assertThat(codes)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(track(code).at("/steps/1/state")).isEqualTo("DONE"));
        Call.Answer held = messages("HELD");
        assertThat(held.json().at("/messages")).isNotEmpty().allSatisfy(message -> {
            assertThat(message.path("lastError").asText()).isEqualTo("number-limit");
            assertThat(message.path("attempts").asInt()).isZero();
        });
        assertThat(Integer.parseInt(held.at("/states/HELD"))).isGreaterThanOrEqualTo(36);
        String figures = get("/actuator/prometheus").as("admin").send(200).body();
        double counted = figures.lines()
                .filter(line -> line.startsWith("roshan_messages_held_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertThat(counted).isGreaterThanOrEqualTo(36);
    }

    @Test
    void reportingAndWithdrawingInTurnCostsNoMore() {
        String billId = unknownBillId();
        for (int round = 0; round < 10; round++) {
            String code = submitted(null, "{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId, stranger));
            post(REQUESTS + "/{trackingCode}/withdrawal", code)
                    .json("{\"mobileLast4\": \"%s\"}".formatted(stranger.substring(7)))
                    .send(200);
        }
        awaitNothingOwed();
        assertThat(reached()).isBetween(3L, 4L);
    }

    @Test
    void throughTasklistItCostsNoMore() {
        WebAppSession desk = WebAppSession.of(port(), "tasklist", "phone-121");
        for (int i = 0; i < 8; i++)
            assertThat(desk.send(
                                    "POST",
                                    WebAppSession.ENGINE
                                            + "/process-definition/key/RestorationRequestProcess/submit-form",
                                    "{\"variables\": {\"billId\": {\"value\": \"%s\"}, \"mobile\": {\"value\": \"%s\"}}}"
                                            .formatted(unknownBillId(), stranger))
                            .status())
                    .isEqualTo(200);
        awaitNothingOwed();
        assertThat(reached()).isBetween(3L, 4L);
    }

    @Test
    void manyAtOnceCostNoMore() {
        List<CompletableFuture<String>> reports = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> report(i)))
                .toList();
        assertThat(reports.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        awaitNothingOwed();
        assertThat(reached()).isBetween(3L, 4L);
    }

    @Test
    void aDayCostsTwelveAtTheMost() {
        for (int hour = 0; hour < 12; hour++) {
            for (int i = 0; i < 6; i++) report(hour * 6 + i);
            awaitNothingOwed();
            clock.shift(Duration.ofMinutes(61));
        }
        assertThat(reached()).isBetween(9L, 12L);
        clock.shift(Duration.ofHours(24));
        long before = reached();
        report(1000);
        await().atMost(PATIENCE).until(() -> reached() > before);
    }

    /** Who has reported once hears of it, although strangers have used up what others may use. */
    @Test
    void theResultIsHeardAllTheSame() {
        plannedOutageDataIsFresh();
        String own = submitted(null, "{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place().billId(), stranger));
        for (int i = 0; i < 20; i++) report(i);
        awaitNothingOwed();
        restore(awaitOutage(own));
        awaitState(own, "ANNOUNCED");
        awaitNothingOwed();
        assertThat(GATEWAY.accepted().values())
                .filteredOn(text -> text.startsWith(stranger))
                .anyMatch(text -> text.contains("برق شما وصل شد") && text.contains(own.substring(0, 4)));
    }

    /** Results that may not be sent are told by their pages, and no telephone rings. */
    @Test
    void nobodyIsPhonedAndTheRequestsEnd() {
        plannedOutageDataIsFresh();
        Place place = place();
        List<String> codes = new ArrayList<>();
        for (String hazard : HAZARDS)
            codes.add(submitted(
                    null,
                    "{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                            .formatted(place.billId(), stranger, hazard)));
        String outage = awaitOutage(codes.get(0));
        codes.forEach(code -> assertThat(awaitOutage(code)).isEqualTo(outage));
        restore(outage);
        codes.forEach(code -> awaitState(code, "ANNOUNCED"));
        awaitNothingOwed();
        assertThat(reached()).isEqualTo(4);
        Call.Answer announcement = get("/api/v1/operations/outages/{number}/announcement", outage)
                .as("manager")
                .send(200);
        assertThat(Integer.parseInt(announcement.at("/held"))).isGreaterThanOrEqualTo(codes.size() - 4);

        clock.shift(Duration.ofHours(2).plusMinutes(1));

        codes.forEach(code -> awaitState(code, "CLOSED"));
        codes.forEach(code -> assertThat(track(code).at("/result/message")).contains("برق شما وصل شد"));
        assertThat(calls(codes)).isZero();
    }

    /** Who has spoken to a person of the company is phoned, once for all that was held back. */
    @Test
    void whoHasPhonedTheCompanyIsPhonedOnce() {
        plannedOutageDataIsFresh();
        Place place = place();
        List<String> codes = new ArrayList<>();
        for (String hazard : HAZARDS)
            codes.add(submitted(
                    "phone-121",
                    "{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                            .formatted(place.billId(), stranger, hazard)));
        String outage = awaitOutage(codes.get(0));
        codes.forEach(code -> assertThat(awaitOutage(code)).isEqualTo(outage));
        restore(outage);
        codes.forEach(code -> awaitState(code, "ANNOUNCED"));
        await().atMost(PATIENCE).until(() -> calls(codes) == 1);
        awaitNothingOwed();
        assertThat(calls(codes)).isEqualTo(1);
        assertThat(reached()).isEqualTo(4);
    }

    private long calls(List<String> codes) {
        return taskService.createTaskQuery().taskDefinitionKey("Task_CallSubscriber").list().stream()
                .filter(task -> codes.contains(taskService.getVariableLocal(task.getId(), "trackingCode")))
                .count();
    }

    private void restore(String outage) {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۳",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
    }

    /** Each another place, another danger, another account or none, with a key or without. */
    private String report(int number) {
        String place = number % 2 == 0
                ? "\"billId\": \"%s\"".formatted(unknownBillId())
                : "\"address\": \"خیابان %s، پلاک %d\"".formatted(UUID.randomUUID(), number);
        return submitted(
                ACCOUNTS[number % ACCOUNTS.length],
                "{%s, \"mobile\": \"%s\", \"hazard\": \"%s\", \"lifeSupport\": %s, \"language\": \"%s\"}"
                        .formatted(
                                place,
                                number % 3 == 0 ? "+98" + stranger.substring(1) : stranger,
                                HAZARDS.get(number % HAZARDS.size()),
                                number % 7 == 0,
                                number % 4 == 0 ? "en" : "fa"));
    }

    private String submitted(String account, String body) {
        Call call = post(REQUESTS).from(newAddress()).json(body);
        if (account != null) call.as(account);
        if (body.length() % 2 == 0)
            call.header("Idempotency-Key", UUID.randomUUID().toString());
        return call.send(201).at("/trackingCode");
    }

    /** How many messages the number has got, as the gateway knows. */
    private long reached() {
        return GATEWAY.accepted().values().stream()
                .filter(text -> text.startsWith(stranger))
                .count();
    }

    private void awaitNothingOwed() {
        await().atMost(PATIENCE)
                .until(() -> count("subscriber_message WHERE state = 'OWED' AND recipient = '" + stranger + "'") == 0);
    }

    private Call.Answer messages(String state) {
        return get("/api/v1/operations/messages")
                .as("manager")
                .with("state", state)
                .send(200);
    }
}
