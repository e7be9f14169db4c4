package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whom a dispatcher sends knows by SMS where to go, what is dangerous there, and whom to call (A3.4). */
class CrewMessagesBehaviour extends RoshanServer {
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";
    private static final String MESSAGES = "/api/v1/operations/messages";
    private static final String MOBILE = "09351112233";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.incrementAndGet();
    private final String crew = "اکیپ پیامک " + number;
    private final String crewMobile = "0912%07d".formatted(4_000_000 + number);
    private final String transformer = "CM-" + number + "-T";
    private final String feeder = "CM-" + number + "-F";
    private final List<String> billIds = new ArrayList<>();

    /** Four subscribers of one transformer, and a crew of their district with a number. */
    private void placeAndCrew() {
        List<String> rows = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            billIds.add(BillId.of(400_000 + number * 10 + p, 44).value());
            rows.add("%s,1,CM-%d-S,%s,%s,\"قم، کوچه %d\",34.6401,50.8764,"
                    .formatted(billIds.get(p), number, feeder, transformer, 10 + p));
        }
        importServicePoints(rows.toArray(String[]::new)).send(200);
        put("/api/v1/operations/crews")
                .as("manager")
                .csv("name,district,mobile\n%s,1,%s\n%s,2,09120000009".formatted(crew, crewMobile, crew))
                .send(200);
    }

    private String report(int p, String hazard) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                        .formatted(billIds.get(p), MOBILE, hazard))
                .send(201)
                .at("/trackingCode");
    }

    private String dispatched(String code, String crew) {
        String outage = awaitOutage(code);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        dispatch(outage, crew);
        return outage;
    }

    private void dispatch(String outage, String crew) {
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        crew,
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
    }

    private Call.Answer dossier(String outage) {
        return get(OUTAGE, outage).as("dispatcher-1").send(200);
    }

    /** What was sent to crews of the outage, the newest first, with text. */
    private List<JsonNode> orders(String outage) {
        List<JsonNode> orders = new ArrayList<>();
        for (JsonNode listed : get(MESSAGES)
                .with("kind", "CREW_ORDER")
                .as("manager")
                .send(200)
                .json()
                .path("messages")) {
            if (listed.path("outage").asText().equals(outage))
                orders.add(get(MESSAGES + "/{id}", listed.path("id").asText())
                        .as("manager")
                        .send(200)
                        .json());
        }
        return orders;
    }

    private static String text(JsonNode order) {
        return order.path("text").asText().replace("\u200E", "");
    }

    @Test
    void theCrewOfOneSubscriberIsToldTheAddressAndWhomToCall() {
        placeAndCrew();
        String code = report(0, "NONE");
        String outage = dispatched(code, crew);

        assertThat(orders(outage)).singleElement().satisfies(order -> {
            assertThat(order.path("to").asText()).isEqualTo(crewMobile);
            assertThat(order.has("trackingCode")).isFalse();
            assertThat(text(order)).isEqualTo("""
                            دستور رفع خاموشی %s
                            نشانی: قم، کوچه ۱۰
                            پست توزیع: %s
                            تلفن مشترک: %s
                            https://www.openstreetmap.org/?mlat=34.64010&mlon=50.87640&zoom=17""".formatted(outage, transformer, MOBILE));
        });
        Call.Answer dossier = dossier(outage);
        assertThat(dossier.at("/crewMobile")).isEqualTo(crewMobile);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(dossier(outage).at("/crewMessage/state")).isEqualTo("DELIVERED"));
        assertThat(dossier(outage).at("/crewMessage/gateway"))
                .as("the form says that nothing goes out")
                .isEqualTo("none");
        assertThat(get("/api/v1/operations/requests/{code}", code)
                        .as("manager")
                        .send(200)
                        .json()
                        .path("messages")
                        .findValuesAsText("kind"))
                .as("what the subscriber is told")
                .contains("CREW_DISPATCHED")
                .doesNotContain("CREW_ORDER");
        assertThat(get("/api/v1/operations/reports/timelines/outages/{number}", outage)
                        .as("manager")
                        .send(200)
                        .json()
                        .toString())
                .contains("CREW_ORDER");
    }

    @Test
    void aCrewThatIsNotInTheTableIsPhoned() {
        placeAndCrew();
        String outage = dispatched(report(0, "NONE"), "اکیپ مهمان " + number);

        assertThat(orders(outage)).isEmpty();
        assertThat(dossier(outage).json().has("crewMessage")).isFalse();
        assertThat(dossier(outage).json().has("crewMobile")).isFalse();
    }

    @Test
    void ofManySubscribersNobodysAddressIsToldUnlessThereIsDanger() {
        placeAndCrew();
        for (int p = 0; p < 3; p++) report(p, "NONE");
        String last = report(3, "NONE");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dossier(awaitOutage(last)).at("/element/code"))
                        .isEqualTo(transformer));
        String outage = dispatched(last, crew);

        assertThat(orders(outage))
                .singleElement()
                .satisfies(order -> assertThat(text(order)).isEqualTo("""
                        دستور رفع خاموشی %s
                        محل: پست توزیع %s
                        گزارش‌ها: ۴
                        https://www.openstreetmap.org/?mlat=34.64010&mlon=50.87640&zoom=17""".formatted(outage, transformer)));

        String warned = report(1, "WIRE_DOWN");
        assertThat(awaitOutage(warned)).isEqualTo(outage);
        assertThat(orders(outage))
                .hasSize(2)
                .first()
                .satisfies(order -> assertThat(text(order))
                        .contains("محل: پست توزیع " + transformer)
                        .contains("خطر: سیم پاره یا افتاده\nنشانی: قم، کوچه ۱۱\n")
                        .contains("تلفن مشترک: " + MOBILE)
                        .contains("گزارش‌ها: ۵"));

        assertThat(awaitOutage(report(2, "WIRE_DOWN"))).isEqualTo(outage);
        assertThat(orders(outage)).as("the danger is known").hasSize(2);

        assertThat(awaitOutage(report(3, "SPARKING"))).isEqualTo(outage);
        assertThat(orders(outage))
                .as("another danger")
                .hasSize(3)
                .first()
                .satisfies(order -> assertThat(text(order)).contains("خطر: جرقه\nنشانی: قم، کوچه ۱۳\n"));
    }

    @Test
    void ofSeveralSubscribersTheOneIsNamedAtWhoseHouseTheFaultIs() {
        placeAndCrew();
        for (int p = 0; p < 2; p++) report(p, "NONE");
        String last = report(2, "NONE");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dossier(awaitOutage(last)).at("/element/code"))
                        .isEqualTo(transformer));
        String outage = awaitOutage(last);
        complete(
                "dispatcher-1",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "networkElement", billIds.get(1)));
        dispatch(outage, crew);

        assertThat(orders(outage))
                .singleElement()
                .satisfies(order -> assertThat(text(order))
                        .contains("نشانی: قم، کوچه ۱۱\n", MOBILE)
                        .doesNotContain("کوچه ۱۰"));
    }

    @Test
    void aDangerIsWhereItWasReportedAlsoIfTheReportWasWithdrawn() {
        placeAndCrew();
        String code = post("/api/v1/requests")
                .json("{\"address\": \"قم، میدان %d\", \"district\": 1, \"mobile\": \"%s\", \"hazard\": \"WIRE_DOWN\"}"
                        .formatted(number, MOBILE))
                .send(201)
                .at("/trackingCode");
        String outage = awaitOutage(code);
        post("/api/v1/requests/{code}/withdrawal", code)
                .json("{\"mobileLast4\": \"2233\"}")
                .send(200);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        dispatch(outage, crew);

        assertThat(orders(outage))
                .singleElement()
                .satisfies(order -> assertThat(text(order))
                        .startsWith("دستور رفع خاموشی " + outage + "\nخطر: سیم پاره یا افتاده\nنشانی: قم، میدان "));
    }

    /** Whoever reports and withdraws in turn sends a crew no message each time. */
    @Test
    void aDangerThatWasTakenBackIsNotTheFirstOfItsKindAgain() {
        placeAndCrew();
        String outage = dispatched(report(0, "NONE"), crew);
        for (String hazard : List.of("WIRE_DOWN", "SPARKING", "WIRE_DOWN", "SPARKING", "WIRE_DOWN")) {
            String code = post("/api/v1/requests")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                            .formatted(billIds.get(0), anotherMobile(), hazard))
                    .send(201)
                    .at("/trackingCode");
            assertThat(awaitOutage(code)).isEqualTo(outage);
            post("/api/v1/requests/{code}/withdrawal", code)
                    .json("{\"mobileLast4\": \"4567\"}")
                    .send(200);
        }
        assertThat(orders(outage)).as("the order, and each danger once").hasSize(3);
    }

    @Test
    void whereNoAddressIsKnownTheTransformerIsTold() {
        placeAndCrew();
        importServicePoints("%s,1,CM-%d-S,%s,%s,,,,".formatted(billIds.get(0), number, feeder, transformer))
                .send(200);
        String outage = dispatched(report(0, "NONE"), crew);

        assertThat(orders(outage))
                .singleElement()
                .satisfies(order -> assertThat(text(order))
                        .contains(
                                "محل: شناسهٔ قبض " + billIds.get(0),
                                "پست توزیع: " + transformer,
                                "تلفن مشترک: " + MOBILE));
    }

    @Test
    void whoeverIsOnTheRoadStaysSentWhenTheOutageMovesToAnotherDistrict() {
        placeAndCrew();
        importServicePoints("%s,2,CM-%d-S2,%s-2,%s-2,,,,"
                        .formatted(BillId.of(400_009 + number * 10, 44).value(), number, feeder, transformer))
                .send(200);
        String outage = dispatched(report(0, "NONE"), crew);
        post(OUTAGE + "/placement", outage)
                .as("admin")
                .json("{\"networkElement\": \"" + feeder + "-2\"}")
                .send(200);

        assertThat(orders(outage))
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.path("to").asText()).isEqualTo(crewMobile));
        assertThat(text(orders(outage).get(0))).contains(feeder + "-2");
        assertThat(get(OUTAGE, outage).as("dispatcher-2").send(200).at("/crewMobile"))
                .isEqualTo(crewMobile);
    }

    @Test
    void aDangerThatIsBroughtOrTakenAwayIsTold() {
        placeAndCrew();
        String outage = dispatched(report(0, "NONE"), crew);
        String danger = post("/api/v1/requests")
                .json(
                        "{\"address\": \"قم، میدان %d\", \"district\": 1, \"mobile\": \"09352224455\", \"hazard\": \"SPARKING\"}"
                                .formatted(number))
                .send(201)
                .at("/trackingCode");
        String other = awaitOutage(danger);
        move(danger, outage);

        assertThat(orders(outage))
                .hasSize(2)
                .first()
                .satisfies(order -> assertThat(text(order)).contains("خطر: جرقه\nنشانی: قم، میدان ", "09352224455"));

        String again = post("/api/v1/requests")
                .json("{\"address\": \"قم، خیابان %d\", \"district\": 1, \"mobile\": \"09352224456\"}"
                        .formatted(number))
                .send(201)
                .at("/trackingCode");
        move(danger, awaitOutage(again));
        assertThat(orders(outage))
                .hasSize(3)
                .first()
                .satisfies(order -> assertThat(text(order))
                        .contains("نشانی: قم، کوچه ۱۰\n", MOBILE)
                        .doesNotContain("خطر", "09352224455"));
        assertThat(other).isNotEqualTo(outage);
    }

    private void move(String code, String outage) {
        post("/api/v1/operations/requests/{code}/move", code)
                .as("dispatcher-1")
                .json("{\"outage\": \"" + outage + "\"}")
                .send(200);
    }

    @Test
    void aCrewUnderWayIsToldThatTheFaultIsElsewhere() {
        placeAndCrew();
        String outage = dispatched(report(0, "NONE"), crew);
        post(OUTAGE + "/placement", outage)
                .as("dispatcher-1")
                .json("{\"networkElement\": \"" + feeder + "\"}")
                .send(200);

        assertThat(orders(outage))
                .hasSize(2)
                .first()
                .satisfies(order ->
                        assertThat(text(order)).contains("محل: فیدر " + feeder).doesNotContain("نشانی", MOBILE));
    }

    @Test
    void theTextIsErasedWithTheSubscribersRequest() {
        placeAndCrew();
        String code = report(0, "NONE");
        String outage = dispatched(code, crew);
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
        awaitState(code, "ANNOUNCED");
        clock.shift(java.time.Duration.ofHours(3));
        awaitState(code, "CLOSED");
        call("DELETE", "/api/v1/operations/requests/{code}/personal-data", code)
                .as("admin")
                .send(204);

        assertThat(orders(outage))
                .singleElement()
                .satisfies(order -> assertThat(text(order)).isEqualTo("—"));
    }
}
