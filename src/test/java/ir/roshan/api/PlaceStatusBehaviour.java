package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody in the dark is told before they report (A3.3). */
class PlaceStatusBehaviour extends RoshanServer {
    private static final String STATUS = "/api/v1/place-status";

    private Call ask(String billId) {
        return post(STATUS).json("{\"billId\": \"%s\"}".formatted(billId));
    }

    @Test
    void windowsInARowHaveOneEndAndAreAllShown() {
        plannedOutageDataIsFresh();
        for (int gap : List.of(0, -10)) {
            Place place = place();
            Instant end = minutesFromNow(120);
            importPlannedOutages(
                            plannedOutage(
                                    "a-" + place.billId(), minutesFromNow(-30), minutesFromNow(30), place.feeder()),
                            plannedOutage("b-" + place.billId(), minutesFromNow(30 + gap), end, place.transformer()),
                            plannedOutage(
                                    "c-" + place.billId(), minutesFromNow(900), minutesFromNow(960), place.billId()))
                    .send(200);
            Call.Answer answer = ask(place.billId()).send(200);
            assertThat(answer.at("/plan/knowledge")).isEqualTo("PLANNED");
            assertThat(answer.at("/plan/until")).isEqualTo(end.toString());
            assertThat(answer.at("/plan/probable")).isEqualTo("false");
            assertThat(answer.json().at("/plan/next").findValuesAsText("number"))
                    .containsExactly("a-" + place.billId(), "b-" + place.billId(), "c-" + place.billId());
            assertThat(answer.json().has("outage")).isFalse();
            assertThat(answer.at("/asOf")).isNotEmpty();
        }
    }

    @Test
    void whatIsAheadIsNotNowAndWhatIsCalledOffIsNotThere() {
        plannedOutageDataIsFresh();
        Place place = place();
        importPlannedOutages(
                        plannedOutage("ahead-" + place.billId(), 600, 660, place.feeder()),
                        plannedOutage("off-" + place.billId(), -10, 60, place.feeder()))
                .send(200);
        assertThat(ask(place.billId()).send(200).at("/plan/knowledge")).isEqualTo("PLANNED");
        importPlannedOutages(plannedOutage("off-" + place.billId(), -10, 60, place.feeder()) + "true")
                .send(200);
        plannedOutageDataIsFresh();
        Call.Answer answer = ask(place.billId()).send(200);
        assertThat(answer.at("/plan/knowledge")).isEqualTo("NOT_PLANNED");
        assertThat(answer.at("/plan/until")).isEmpty();
        assertThat(answer.at("/plan/probable")).isEmpty();
        assertThat(answer.json().at("/plan/next").findValuesAsText("number"))
                .containsExactly("ahead-" + place.billId());
        assertThat(answer.at("/coveredUntil")).isNotEmpty();
    }

    @Test
    void anOpenOutageIsToldWithoutAnybodysData() {
        plannedOutageDataIsFresh();
        Place place = place(2);
        String mobile = anotherMobile();
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"address\": \"کوچهٔ پنهان\"}"
                        .formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
        String outage = awaitOutage(code);
        Call.Answer answer = ask(place.billId()).send(200);
        assertThat(answer.at("/outage/number")).isEqualTo(outage);
        assertThat(answer.at("/outage/state")).isEqualTo("SUSPECTED");
        assertThat(answer.at("/outage/requests")).isEqualTo("1");
        assertThat(answer.at("/outage/startedAt")).isNotEmpty();
        assertThat(answer.body()).doesNotContain(mobile, "پنهان", place.billId(), code);
    }

    @Test
    void billIdsThatTheNetworkDoesNotHaveAreNotFoundAndCounted() {
        String known = place().billId();
        for (int i = 0; i < 10; i++) {
            assertThat(ask(unknownBillId()).send(404).at("/type")).isEqualTo("/problems/unknown-service-point");
        }
        ask(known).send(429);
        get("/api/v1/planned-outages").with("billId", known).send(429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | billId | required",
                "{\"billId\": 1234567804423} | billId | type",
                "{\"billId\": null} | billId | type",
                "{\"billId\": \"\"} | billId | format",
                "{\"billId\": \"1234567804424\"} | billId | check-digit",
                "{\"billId\": \"1234567804423\", \"mobile\": \"09121234567\"} | mobile | unknown-member"
            })
    void aFaultyQuestionIsRefused(String body, String field, String code) {
        Call.Answer refused = post(STATUS).json(body).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertNothingInternal(refused);
    }
}
