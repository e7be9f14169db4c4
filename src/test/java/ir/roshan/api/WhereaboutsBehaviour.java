package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import ir.roshan.text.BillId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report of an address may say where its telephone is (A3.1). */
class WhereaboutsBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.incrementAndGet();

    private Call report(String more) {
        return post(REQUESTS)
                .from(newAddress())
                .json("{\"address\": \"قم، کوچهٔ بی‌نام %d، پلاک ۷\", \"mobile\": \"09121234567\"%s}"
                        .formatted(number, more));
    }

    private static String at(double latitude, double longitude) {
        return ", \"latitude\": %s, \"longitude\": %s".formatted(latitude, longitude);
    }

    private int district(String code) {
        return jdbc.sql("SELECT district FROM restoration_request WHERE tracking_code = :code")
                .param("code", code)
                .query(Integer.class)
                .single();
    }

    @Test
    void theDistrictIsThatOfTheNearestPlaceAndTheMapShowsTheTelephone() {
        double latitude = 33 + number * 0.1;
        importServicePoints(
                        "%s,3,W-%d-S,W-%d-F,W-%d-T,\"قم، کوچهٔ نزدیک\",%s,50.5"
                                .formatted(
                                        BillId.of(500_000 + number * 10, 44).value(), number, number, number, latitude),
                        "%s,2,W-%d-S,W-%d-F,W-%d-T,\"قم، کوچهٔ دورتر\",%s,50.5"
                                .formatted(
                                        BillId.of(500_001 + number * 10, 44).value(),
                                        number,
                                        number,
                                        number,
                                        latitude + 0.003))
                .send(200);
        Call.Answer answer = report(at(latitude + 0.001, 50.5)).send(201);
        String code = answer.at("/trackingCode");
        assertThat(district(code)).isEqualTo(3);
        assertThat(answer.body()).doesNotContain("50.5", "نزدیک", "latitude");
        JsonNode shown = get("/api/v1/operations/outages/{number}", awaitOutage(code))
                .as("manager")
                .send(200)
                .json()
                .at("/attachedRequests/0");
        assertThat(shown.path("latitude").asDouble()).isEqualTo(latitude + 0.001);
        assertThat(shown.path("mapLink").asText()).contains("50.50000");
        assertThat(shown.path("address").asText()).contains("بی‌نام");

        assertThat(district(report(at(latitude + 0.001, 50.5) + ", \"district\": 4")
                        .send(201)
                        .at("/trackingCode")))
                .as("whoever names one is believed")
                .isEqualTo(4);
    }

    @Test
    void farFromEverythingTheDistrictIsThatOfAnyOtherAddress() {
        int usual = district(report("").send(201).at("/trackingCode"));
        assertThat(district(post(REQUESTS)
                        .from(newAddress())
                        .json("{\"address\": \"کویر %d\", \"mobile\": \"09127654567\"%s}"
                                .formatted(number, at(30.1, 60.2)))
                        .send(201)
                        .at("/trackingCode")))
                .isEqualTo(usual);
    }

    @Test
    void theCrewIsSentToTheTelephoneWhereTheNetworkDoesNotKnowThePlace() {
        String crew = "اکیپ نشانی " + number;
        String code = report(at(30.2, 60.3)).send(201).at("/trackingCode");
        put("/api/v1/operations/crews")
                .as("manager")
                .csv("name,district,mobile\n%s,%d,09125550199".formatted(crew, district(code)))
                .send(200);
        String outage = awaitOutage(code);
        complete("dispatcher-" + district(code), outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-" + district(code),
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        crew,
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
        JsonNode messages = get("/api/v1/operations/messages")
                .with("kind", "CREW_ORDER")
                .as("manager")
                .send(200)
                .json()
                .path("messages");
        String id = StreamSupport.stream(messages.spliterator(), false)
                .filter(each -> each.path("outage").asText().equals(outage))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        assertThat(get("/api/v1/operations/messages/{id}", id)
                        .as("manager")
                        .send(200)
                        .at("/text"))
                .contains("mlat=30.20000&mlon=60.30000", "بی‌نام");
    }

    @Test
    void itGoesWithTheRest() {
        String code = report(at(34.64123, 50.87654)).send(201).at("/trackingCode");
        assertThat(count("restoration_request WHERE latitude IS NOT NULL AND tracking_code = '" + code + "'"))
                .isEqualTo(1);
        post(REQUESTS + "/{trackingCode}/withdrawal", code)
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        assertThat(count("restoration_request WHERE latitude IS NOT NULL AND tracking_code = '" + code + "'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"latitude\": 34.6 | longitude | required",
                "\"longitude\": 50.9 | latitude | required",
                "\"latitude\": 50.9, \"longitude\": 50.9 | latitude | range",
                "\"latitude\": 34.6, \"longitude\": 34.6 | longitude | range",
                "\"latitude\": 1e999, \"longitude\": 50.9 | latitude | range",
                "\"latitude\": \"34.6\", \"longitude\": 50.9 | latitude | type",
                "\"latitude\": null, \"longitude\": 50.9 | latitude | type"
            })
    void aFaultyPlaceNamesItsField(String members, String field, String code) {
        Call.Answer answer = report(", " + members).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        assertThat(answer.at("/errors/0/code")).isEqualTo(code);
    }

    /** Somebody at a desk is not where the outage is. */
    @Test
    void atADeskItIsNoFieldOfTheForm() {
        WebAppSession.Answer refused = WebAppSession.of(port(), "tasklist", "phone-121")
                .send(
                        "POST",
                        WebAppSession.ENGINE + "/process-definition/key/RestorationRequestProcess/submit-form",
                        "{\"variables\": {\"address\": {\"value\": \"قم، خیابان ارم\"}, \"mobile\": {\"value\": \"09121234567\"},"
                                + " \"latitude\": {\"value\": 34.6, \"type\": \"Double\"},"
                                + " \"longitude\": {\"value\": 50.9, \"type\": \"Double\"}}}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    }
}
