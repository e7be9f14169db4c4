package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever answers a subscriber finds by the number that the subscriber gives (A3.1, A3.3, A3.5). */
class LookUpBehaviour extends RoshanServer {
    private static final String LOOK_UP = "/api/v1/operations/look-up";
    private static final AtomicInteger SUBSCRIBERS = new AtomicInteger();

    private static String mobile() {
        return "0935%07d".formatted(SUBSCRIBERS.incrementAndGet());
    }

    private String report(Place place, String mobile) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    private Call.Answer lookUp(String account, String by, String value) {
        return post(LOOK_UP)
                .as(account)
                .json("{\"%s\": \"%s\"}".formatted(by, value))
                .send(200);
    }

    private static List<String> codes(Call.Answer found) {
        return found.json().path("requests").findValuesAsText("trackingCode");
    }

    @Test
    void aBillIdTellsThePlaceAndTheOutageThatIsOpenThere() {
        Place place = place(1);
        JsonNode before = lookUp("phone-121", "billId", place.billId()).json();
        assertThat(before.at("/place/known").asBoolean()).isTrue();
        assertThat(before.at("/place/district").asInt()).isEqualTo(1);
        assertThat(before.at("/place/status").has("outage")).isFalse();
        assertThat(before.path("place").has("outage")).isFalse();
        assertThat(before.path("requests")).isEmpty();

        String code = report(place, mobile());
        String outage = awaitOutage(code);

        Call.Answer found = lookUp("phone-121", "billId", place.billId());
        assertThat(found.at("/place/status/outage/number")).isEqualTo(outage);
        assertThat(found.at("/place/outage/number")).isEqualTo(outage);
        assertThat(codes(found)).containsExactly(code);
        assertThat(found.at("/requests/0/state")).isEqualTo("CHECKING");
    }

    @Test
    void aPlannedOutageIsToldBeforeAnythingIsSubmitted() {
        Place place = place(1);
        importPlannedOutages(plannedOutage("look-up-1", -30, 60, place.billId()))
                .send(200);

        Call.Answer found = lookUp("counter-office", "billId", place.billId());

        assertThat(found.at("/place/plannedOutageCheck")).isEqualTo("PLANNED");
        assertThat(found.at("/place/plannedOutage/endsAt")).isEqualTo(found.at("/place/status/plan/until"));
        assertThat(found.at("/place/status/plan/knowledge")).isEqualTo("PLANNED");
        assertThat(found.at("/place/status/plan/until")).isNotEmpty();
    }

    /** Whoever phones hears what the page would have told them: planned, known, or neither. */
    @Test
    void aCallerIsToldWhatEverybodyIsTold() {
        plannedOutageDataIsFresh();
        Place planned = place(1);
        importPlannedOutages(plannedOutage("look-up-2", -30, 60, planned.billId()))
                .send(200);
        Place dark = place(1);
        awaitOutage(report(dark, mobile()));
        for (Place place : List.of(planned, dark, place(2))) {
            JsonNode told = post("/api/v1/place-status")
                    .json("{\"billId\": \"%s\"}".formatted(place.billId()))
                    .send(200)
                    .json();
            assertThat(lookUp("phone-121", "billId", place.billId()).json().at("/place/status"))
                    .isEqualTo(told);
        }
    }

    @Test
    void aBillIdOfNobodyIsSaidToBeUnknown() {
        Call.Answer found = lookUp("phone-121", "billId", unknownBillId());
        assertThat(found.at("/place/known")).isEqualTo("false");
        assertThat(found.json().path("place").has("status")).isFalse();
        assertThat(found.json().path("requests")).isEmpty();
    }

    @Test
    void aMobileNumberTellsTheNewestFirstAndWhereTheyLive() {
        String mobile = mobile();
        String first = report(place(1), mobile);
        Place second = place(2);
        String newest = report(second, mobile);

        Call.Answer desk = lookUp("phone-121", "mobile", "+98" + mobile.substring(1));
        assertThat(codes(desk)).containsExactly(newest, first);
        assertThat(desk.at("/place/billId")).isEqualTo(second.billId());

        Call.Answer dispatcher = lookUp("dispatcher-1", "mobile", mobile);
        assertThat(codes(dispatcher)).containsExactly(first);
        assertThat(dispatcher.at("/elsewhere")).isEqualTo("1");
        assertThat(codes(lookUp("manager", "mobile", mobile))).hasSize(2);
    }

    /** An address in the network data is where somebody lives, whether they have reported or not. */
    @Test
    void anAddressIsToldToTheDesksAndToItsOwnDistrict() {
        Place place = place(2);
        importServicePoints("%s,2,%s,%s,%s,قم، کوچهٔ آرام ۷,,,"
                        .formatted(place.billId(), place.substation(), place.feeder(), place.transformer()))
                .send(200);
        for (String account : List.of("phone-121", "manager", "dispatcher-2")) {
            assertThat(lookUp(account, "billId", place.billId()).at("/place/address"))
                    .isEqualTo("قم، کوچهٔ آرام 7");
        }
        Call.Answer other = lookUp("dispatcher-1", "billId", place.billId());
        assertThat(other.at("/place/district")).isEqualTo("2");
        assertThat(other.body()).doesNotContain("آرام");
    }

    @Test
    void whoDidSomethingIsToldByNameToo() {
        String code = post("/api/v1/requests")
                .as("phone-121")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(1).billId(), mobile()))
                .send(201)
                .at("/trackingCode");
        Call.Answer dossier = get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-1")
                .send(200);
        assertThat(dossier.at("/timeline/0/by")).isEqualTo("phone-121");
        assertThat(dossier.at("/timeline/0/byName")).isEqualTo("phone-121 Test");
        Call.Answer story = get("/api/v1/operations/reports/timelines/requests/{trackingCode}", code)
                .as("manager")
                .send(200);
        assertThat(story.at("/entries/0/byName")).isEqualTo("phone-121 Test");
    }

    @Test
    void aTrackingCodeLeadsToItsTimelineAndMessages() {
        String mobile = mobile();
        String code = report(place(1), mobile);
        awaitOutage(code);
        assertThat(codes(lookUp("dispatcher-1", "trackingCode", code))).containsExactly(code);
        Call.Answer other = lookUp("dispatcher-2", "trackingCode", code);
        assertThat(codes(other)).isEmpty();
        assertThat(other.json().has("place")).isFalse();
        assertThat(other.at("/elsewhere")).isEqualTo("1");

        JsonNode dossier = get("/api/v1/operations/requests/{trackingCode}", code)
                .as("dispatcher-1")
                .send(200)
                .json();
        assertThat(dossier.path("timeline").findValuesAsText("step"))
                .startsWith("REGISTERED")
                .contains("JOINED_OUTAGE");
        assertThat(dossier.path("messages").findValuesAsText("kind")).contains("REGISTERED");
        assertThat(dossier.at("/messages/0/text").asText()).isNotEmpty();
        get("/api/v1/operations/requests/{trackingCode}", code).as("phone-121").send(200);
        get("/api/v1/operations/requests/{trackingCode}", code).as("website").send(403);
    }

    @Test
    void everyLookIsWrittenDownWithoutTheNumber() {
        String mobile = mobile();
        String code = report(place(1), mobile);
        lookUp("dispatcher-1", "mobile", mobile);
        assertThat(count("audit_entry WHERE deed = 'LOOKED_UP' AND account = 'dispatcher-1' AND note = '" + code + "'"))
                .isEqualTo(1);
        assertThat(count("audit_entry WHERE subject LIKE '%" + mobile.substring(1) + "%' OR note LIKE '%"
                        + mobile.substring(1) + "%'"))
                .isZero();
    }

    /** The website and the app are programs on the open net. */
    @ParameterizedTest
    @ValueSource(strings = {"website", "mobile-app"})
    void programsLookNobodyUp(String account) {
        post(LOOK_UP).as(account).json("{\"mobile\": \"09121234567\"}").send(403);
    }

    @Test
    void nobodyLooksUpWithoutAnAccount() {
        post(LOOK_UP).json("{\"mobile\": \"09121234567\"}").send(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | trackingCode | required",
                "{\"billId\": \"104426\", \"mobile\": \"09121234567\"} | trackingCode | required",
                "{\"billId\": \"9100074409151\"} | billId | check-digit",
                "{\"mobile\": \"12\"} | mobile | format",
                "{\"name\": \"x\"} | name | unknown-member"
            })
    void whatIsWrongIsNamed(String body, String field, String code) {
        Call.Answer refused = post(LOOK_UP).as("phone-121").json(body).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }
}
