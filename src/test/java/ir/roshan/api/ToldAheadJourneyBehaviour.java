package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.StubGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** From the subscription to what the gateway is given: two places, a plan, its change and one window called off. */
@TestPropertySource(
        properties = {
            "roshan.sms.profile=generic",
            "roshan.notification.quiet-from=00:00",
            "roshan.notification.quiet-to=00:00",
            "roshan.subscription.poll=PT0.1S",
            "roshan.web.public-address=https://outages.example.ir"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class ToldAheadJourneyBehaviour extends RoshanServer {
    private static final StubGateway GATEWAY = new StubGateway();
    private static final String SUBSCRIPTIONS = "/api/v1/my/subscriptions";
    private static final Pattern CODE = Pattern.compile("#([0-9]{6})$");
    private static final Pattern STOP = Pattern.compile("https://outages\\.example\\.ir/s/([A-Za-z0-9_-]+)");

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add("roshan.sms.url", () -> GATEWAY.url().toString());
    }

    private static List<String> got(String mobile) {
        return GATEWAY.accepted().values().stream()
                .filter(text ->
                        text.startsWith(mobile + ": ") && !CODE.matcher(text).find())
                .toList();
    }

    private String cookie(String mobile) {
        post("/api/v1/my/codes")
                .from(newAddress())
                .json("{\"mobile\": \"%s\"}".formatted(mobile))
                .send(202);
        List<String> codes = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            GATEWAY.accepted().values().stream()
                    .filter(text -> text.startsWith(mobile))
                    .map(CODE::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> codes.add(found.group(1)));
            return !codes.isEmpty();
        });
        return post("/api/v1/my/session")
                .from(newAddress())
                .json("{\"mobile\": \"%s\", \"code\": \"%s\"}".formatted(mobile, codes.get(0)))
                .send(200)
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
    }

    private Instant tomorrow(int hour) {
        return SolarHijri.moment(
                LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN).plusDays(1), hour * 60);
    }

    private void awaitTold(String mobile, int messages) {
        await().atMost(PATIENCE).until(() -> got(mobile).size() >= messages);
    }

    @Test
    void twoPlacesAPlanItsChangeAndWhatWasCalledOffAreEachToldOnceAndToNobodyElse() {
        String mobile = "09391110001";
        String neighbour = "09391110002";
        Place home = place();
        Place work = place();
        String mine = cookie(mobile);
        get(SUBSCRIPTIONS).send(401);
        String homeAddress = post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"خانه\", \"billId\": \"%s\", \"eveningAt\": \"00:00\"}".formatted(home.billId()))
                .send(201)
                .header("Location");
        post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"محل کار\", \"billId\": \"%s\", \"eveningAt\": \"00:00\", \"minutesBefore\": 0}"
                        .formatted(work.billId()))
                .send(201);
        Call.Answer again = post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"Other\", \"billId\": \"%s\"}".formatted(home.billId()))
                .send(200);
        assertThat(again.at("/name")).isEqualTo("خانه");
        String theirs = cookie(neighbour);
        post(SUBSCRIPTIONS)
                .header("Cookie", theirs)
                .json("{\"name\": \"مغازه\", \"billId\": \"%s\", \"eveningAt\": \"00:00\"}".formatted(place().billId()))
                .send(201);

        String one = plannedOutage("A-" + home.billId(), tomorrow(9), tomorrow(11), home.transformer());
        String two = plannedOutage("B-" + work.billId(), tomorrow(13), tomorrow(15), work.transformer());
        importPlannedOutages(one, two).send(200);
        awaitTold(mobile, 1);
        assertThat(got(mobile).get(0)).contains("خانه: ۰۹:۰۰ تا ۱۱:۰۰", "محل کار: ۱۳:۰۰ تا ۱۵:۰۰");
        importPlannedOutages(one, two).send(200);
        importPlannedOutages(plannedOutage("A-" + home.billId(), tomorrow(9), tomorrow(12), home.transformer()), two)
                .send(200);
        awaitTold(mobile, 2);
        importPlannedOutages(two + "true").send(200);
        awaitTold(mobile, 3);
        quietFor(Duration.ofSeconds(2));
        assertThat(got(mobile))
                .hasSize(3)
                .anyMatch(text -> text.contains("خانه: ۰۹:۰۰ تا ۱۲:۰۰ (به جای ۰۹:۰۰ تا ۱۱:۰۰)"))
                .anyMatch(text -> text.contains("لغو خاموشی با برنامه") && text.contains("محل کار: ۱۳:۰۰ تا ۱۵:۰۰"));
        assertThat(got(neighbour)).isEmpty();

        put(homeAddress).header("Cookie", theirs).json("{\"name\": \"x\"}").send(404);
        Call.Answer changed = put(homeAddress)
                .header("Cookie", mine)
                .json("{\"name\": \"Home\", \"minutesBefore\": 30, \"eveningAt\": null}")
                .send(200);
        assertThat(changed.at("/name") + changed.at("/minutesBefore") + changed.at("/eveningAt"))
                .isEqualTo("Home30");
        assertThat(changed.at("/next/0/startsAt")).isEqualTo(tomorrow(9).toString());

        Matcher link = STOP.matcher(got(mobile).get(0));
        assertThat(link.find()).isTrue();
        String stop = "/api/v1/stops/" + link.group(1);
        assertThat(get(stop).send(200).body()).contains("Home", "محل کار").doesNotContain(home.billId(), mobile);
        assertThat(post(stop).json("{\"only\": null}").send(200).at("/stopped")).isEqualTo("2");
        get(stop).send(404);
        assertThat(get(SUBSCRIPTIONS).header("Cookie", mine).send(200).body()).isEqualTo("{\"subscriptions\":[]}");
        assertThat(count("subscriber_message WHERE recipient = '" + mobile + "'"))
                .isZero();
    }

    /** Long enough for what would be told twice to have come. */
    private static void quietFor(Duration time) {
        int before = GATEWAY.accepted().size();
        await().during(time).atMost(PATIENCE).until(() -> GATEWAY.accepted().size() == before);
    }

    @Test
    void whatCannotBeMeantIsRefusedByField() {
        String mine = cookie("09391110003");
        String bill = place().billId();
        for (String wrong : List.of(
                "{\"billId\": \"%s\"}",
                "{\"name\": \"evil.ir\", \"billId\": \"%s\"}",
                "{\"name\": \"0123456789012345678901234567890\", \"billId\": \"%s\"}",
                "{\"name\": \"Home\"}",
                "{\"name\": \"Home\", \"billId\": \"%s\", \"placeIds\": [1]}",
                "{\"name\": \"Home\", \"placeIds\": []}",
                "{\"name\": \"Home\", \"billId\": \"%s\", \"eveningAt\": \"25:00\"}",
                "{\"name\": \"Home\", \"billId\": \"%s\", \"minutesBefore\": 5}",
                "{\"name\": \"Home\", \"billId\": \"%s\", \"eveningAt\": null}"))
            assertThat(post(SUBSCRIPTIONS)
                            .header("Cookie", mine)
                            .json(wrong.formatted(bill))
                            .send(400)
                            .at("/errors/0/field"))
                    .as(wrong)
                    .isNotEmpty();
        post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"Home\", \"billId\": \"%s\"}".formatted(unknownBillId()))
                .send(404);
        post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"Home\", \"placeIds\": [987654321]}")
                .send(404);
        get("/api/v1/stops/abc").send(404);
    }

    /** Not with the first of two: that one may have been another's report. */
    @Test
    void withTheLastRequestThatIsErasedForANumberEndsWhatItIsToldAhead() {
        String mobile = "09391110005";
        String mine = cookie(mobile);
        post(SUBSCRIPTIONS)
                .header("Cookie", mine)
                .json("{\"name\": \"Home\", \"billId\": \"%s\"}".formatted(place().billId()))
                .send(201);
        String first = withdrawn(mobile);
        String second = withdrawn(mobile);
        erase(first);
        assertThat(count("plan_subscriber WHERE mobile = '" + mobile + "'")).isEqualTo(1);
        erase(second);
        assertThat(count("plan_subscriber WHERE mobile = '" + mobile + "'")).isZero();
    }

    private String withdrawn(String mobile) {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place().billId(), mobile))
                .send(201)
                .at("/trackingCode");
        post("/api/v1/requests/" + code + "/withdrawal")
                .json("{\"mobileLast4\": \"%s\"}".formatted(mobile.substring(7)))
                .send(200);
        return code;
    }

    private void erase(String code) {
        call("DELETE", "/api/v1/operations/requests/" + code + "/personal-data")
                .as("admin")
                .send(204);
    }

    @Test
    void theDeskStopsAllForWhoeverIsOnTheTelephoneAndIsWrittenDown() {
        String mobile = "09391110004";
        Place home = place();
        post(SUBSCRIPTIONS)
                .header("Cookie", cookie(mobile))
                .json("{\"name\": \"Home\", \"billId\": \"%s\"}".formatted(home.billId()))
                .send(201);
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(home.billId(), mobile))
                .send(201)
                .at("/trackingCode");
        String stop = "/api/v1/requests/" + code + "/plan-stop";
        post(stop).as("phone-121").json("{\"mobileLast4\": \"9999\"}").send(403);
        assertThat(post(stop)
                        .as("phone-121")
                        .json("{\"mobileLast4\": \"0004\"}")
                        .send(200)
                        .at("/stopped"))
                .isEqualTo("1");
        assertThat(post(stop)
                        .as("phone-121")
                        .json("{\"mobileLast4\": \"0004\"}")
                        .send(200)
                        .at("/stopped"))
                .isEqualTo("0");
        assertThat(
                        count(
                                "audit_entry WHERE deed = 'DONE_FOR_SUBSCRIBER' AND note = 'plan-stop' AND account = 'phone-121'"))
                .isEqualTo(2);
        assertThat(count("plan_subscriber WHERE mobile = '" + mobile + "'")).isZero();
    }
}
