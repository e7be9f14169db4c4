package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.request.Channel;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anyone may know: planned outages, open outages, the agreement (A3.3, A4.3, A6.1). */
class InformationBehaviour extends RoshanServer {
    private static final String PLANNED = "/api/v1/planned-outages";
    private static final String OUTAGES = "/api/v1/outages";
    private static final String AGREEMENT = "/api/v1/agreement";

    @Test
    void aPlannedOutageIsFoundFromEveryElementAboveThePlace() {
        for (String level : List.of("feeder", "transformer", "substation", "service point")) {
            Place place = place();
            String element = switch (level) {
                case "feeder" -> place.feeder();
                case "transformer" -> place.transformer();
                case "substation" -> place.substation();
                default -> place.billId();
            };
            importPlannedOutages(plannedOutage("n-" + place.billId(), -10, 50, element))
                    .send(200);

            Call.Answer answer = get(PLANNED).with("billId", place.billId()).send(200);

            assertThat(answer.at("/knowledge")).isEqualTo("PLANNED");
            assertThat(answer.json().path("plannedOutages")).hasSize(1);
            assertThat(answer.at("/plannedOutages/0/number")).isEqualTo("n-" + place.billId());
            assertThat(answer.at("/plannedOutages/0/startsAt"))
                    .isEqualTo(minutesFromNow(-10).toString());
            assertThat(answer.at("/plannedOutages/0/reason")).isEqualTo("تعمیرات شبکه");
            assertThat(Instant.parse(answer.at("/asOf"))).isBeforeOrEqualTo(clock.instant());
        }
    }

    @Test
    void sevenDaysAreLookedAtUnlessOthersAreAskedFor() {
        Place place = place();
        importPlannedOutages(
                        plannedOutage("soon-" + place.billId(), 60, 120, place.feeder()),
                        plannedOutage("later-" + place.billId(), 8 * 24 * 60, 8 * 24 * 60 + 60, place.feeder()))
                .send(200);
        Call.Answer week = get(PLANNED).with("billId", place.billId()).send(200);
        assertThat(week.json().path("plannedOutages").findValuesAsText("number"))
                .containsExactly("soon-" + place.billId());

        Call.Answer asked = get(PLANNED)
                .with("billId", place.billId())
                .with("from", minutesFromNow(7 * 24 * 60))
                .with("to", minutesFromNow(9 * 24 * 60))
                .send(200);
        assertThat(asked.json().path("plannedOutages").findValuesAsText("number"))
                .containsExactly("later-" + place.billId());
    }

    @Test
    void dataThatIsTooOldNeverSaysNotPlanned() {
        Place place = place();
        plannedOutageDataIsFresh();
        assertThat(get(PLANNED).with("billId", place.billId()).send(200).at("/knowledge"))
                .isEqualTo("NOT_PLANNED");
        // Other tests have moved the clock and imported then; a month is beyond all of them.
        clock.shift(Duration.ofDays(30));
        assertThat(get(PLANNED).with("billId", place.billId()).send(200).at("/knowledge"))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void aBillIdIsReadAsPeopleTypeIt() {
        Place place = place();
        String persian = place.billId()
                .chars()
                .mapToObj(c -> Character.toString((char) (c - '0' + '۰')))
                .collect(java.util.stream.Collectors.joining());
        get(PLANNED).with("billId", persian).send(200);
        get(PLANNED).with("billId", " 00" + place.billId() + " ").send(200);
        get(PLANNED)
                .with("billId", place.billId())
                .with("from", "2026-11-23T08:00:00+03:30")
                .send(200);
    }

    @Test
    void aPlusSignThatWasNotEncodedIsUnderstood() {
        Place place = place();
        // As a browser's address line leaves it: the plus stands for a blank.
        Call.Answer answer = get(PLANNED + "?billId=" + place.billId()
                        + "&from=2026-11-23T08:00:00+03:30&to=2026-12-23T08:00:00Z")
                .send(200);
        assertThat(answer.json().has("knowledge")).isTrue();
    }

    @Test
    void aPlaceThatTheNetworkDataDoesNotHaveIsNotFound() {
        assertThat(get(PLANNED).with("billId", unknownBillId()).send(404).at("/type"))
                .isEqualTo("/problems/unknown-service-point");
    }

    @ParameterizedTest
    @CsvSource({
        "billId, '', format",
        "billId, 1234567804424, check-digit",
        "billId, 2050327604613, service-type",
        "billId, 12345, format",
        "from, yesterday, format",
        "from, '', format",
        "from, 2026-11-23T08:00:00, format",
        "from, 1405/09/02 14:30, format",
        "from, 1405-09-02T14:30:00Z, range",
        "from, +999999999-01-01T00:00:00Z, range",
        "from, -999999999-01-01T00:00:00Z, range",
        "to, 2026-02-30T08:00:00Z, format",
        "to, 2000-01-01T00:00:00Z, order"
    })
    void aFaultyParameterIsNamed(String parameter, String value, String code) {
        Call call = get(PLANNED).with(parameter, value);
        Call.Answer answer = (parameter.equals("billId") ? call : call.with("billId", "1234567804423")).send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo(parameter);
        assertThat(answer.at("/errors/0/code")).isEqualTo(code);
        assertNothingInternal(answer);
    }

    @Test
    void everyFaultIsNamedAndAParameterIsGivenOnce() {
        Call.Answer answer =
                get(PLANNED).with("from", "never").with("district", "first").send(400);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("district", "from");
        get(PLANNED + "?billId=104426&billId=104426").send(400);
    }

    @Test
    void whatIsAboutNobodyIsKeptForSecondsAndSentAgainWhenItHasChanged() {
        Place place = place(95);
        report(place);
        Call.Answer first = get(OUTAGES).with("district", 95).send(200);
        assertThat(first.header("Cache-Control")).isEqualTo("max-age=5, public");
        String tag = first.header("ETag");
        assertThat(tag).startsWith("W/\"");
        Call.Answer same =
                get(OUTAGES).with("district", 95).header("If-None-Match", tag).send(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        report(place(95));
        assertThat(get(OUTAGES)
                        .with("district", 95)
                        .header("If-None-Match", tag)
                        .send(200)
                        .header("ETag"))
                .isNotEqualTo(tag);
        for (String other : List.of("?district=95", "?place=%D8%B4%D9%87%D8%B1", ""))
            assertThat(get(PLANNED + other).send(200).header("ETag")).as(other).startsWith("W/\"");
        Call.Answer somebodys = get(PLANNED).with("billId", place.billId()).send(200);
        assertThat(somebodys.header("ETag")).isEmpty();
        assertThat(somebodys.header("Cache-Control")).contains("no-store");
    }

    @Test
    void anyPageMayShowWhatIsAboutNobodyAndNothingElse() {
        String page = "https://map.example";
        for (String open : List.of(OUTAGES, OUTAGES + "?district=1", PLANNED, PLANNED + "?district=1"))
            assertThat(get(open).header("Origin", page).send(200).header("Access-Control-Allow-Origin"))
                    .as(open)
                    .isEqualTo("*");
        for (String shut : List.of(PLANNED + "?billId=" + place().billId(), PLANNED + "?%62illId=" + place().billId()))
            assertThat(get(shut).header("Origin", page).send(200).header("Access-Control-Allow-Origin"))
                    .as(shut)
                    .isEmpty();
    }

    private void report(Place place) {
        awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
    }

    @Test
    void openOutagesAreListedWithoutAnybodysData() {
        Place place = place(2);
        String code = post("/api/v1/requests")
                .json("""
                        {"billId": "%s", "mobile": "09121234567", "address": "کوچهٔ پنهان"}
                        """.formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
        String outage = awaitOutage(code);

        Call.Answer all = get(OUTAGES).send(200);
        Call.Answer ofDistrict = get(OUTAGES).with("district", "۲").send(200);

        assertThat(all.json().findValuesAsText("number")).contains(outage);
        assertThat(ofDistrict.json().findValuesAsText("number")).contains(outage);
        assertThat(get(OUTAGES).with("district", 3).send(200).json().findValuesAsText("number"))
                .doesNotContain(outage);
        assertThat(ofDistrict.json().findValuesAsText("district")).isNotEmpty().containsOnly("2");
        assertThat(all.body()).doesNotContain("09121234567", "پنهان", place.billId(), code);
        List<Instant> detected = new ArrayList<>();
        all.json().findValuesAsText("detectedAt").forEach(moment -> detected.add(Instant.parse(moment)));
        assertThat(detected).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        all.json().path("outages").forEach(one -> {
            if (!one.path("number").asText().equals(outage)) return;
            assertThat(one.path("state").asText()).isEqualTo("SUSPECTED");
            assertThat(one.path("requests").asInt()).isEqualTo(1);
            assertThat(one.path("servicePointsAffected").asInt()).isEqualTo(1);
        });

        complete("dispatcher-2", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(OUTAGES).send(200).json().findValuesAsText("number"))
                        .doesNotContain(outage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "-1", "x", "", "1.5", "1 OR 1=1", "999999999999"})
    void aDistrictThatIsNoneIsRefused(String district) {
        assertThat(get(OUTAGES).with("district", district).send(400).at("/errors/0/field"))
                .isEqualTo("district");
    }

    @Test
    void theAgreementIsPublishedInBothLanguages() {
        Call.Answer persian = get(AGREEMENT).send(200);
        Call.Answer english = get(AGREEMENT).inEnglish().send(200);

        assertThat(persian.at("/title")).contains("توافقنامهٔ سطح خدمت");
        assertThat(english.at("/title")).contains("Service level agreement");
        assertThat(persian.at("/company")).isEqualTo("شرکت توزیع نیروی برق استان قم");
        assertThat(persian.at("/validUntil")).isEqualTo("2027-03-20");
        assertThat(persian.json().path("steps")).hasSize(5);
        assertThat(english.json().path("channels")).hasSameSizeAs(Channel.values());
        assertThat(persian.json().path("channels")).hasSameSizeAs(Channel.values());
        assertThat(english.json().path("targets").findValuesAsText("restoreWithin"))
                .containsExactly("PT4H", "PT3H", "PT2H");
        assertThat(persian.at("/inForce")).isEqualTo("true");
    }

    @Test
    void anExpiredAgreementIsSaidToBeExpiredAndStillServes() {
        clock.shift(Duration.ofDays(365 * 5));
        assertThat(get(AGREEMENT).send(200).at("/inForce")).isEqualTo("false");
        post("/api/v1/requests")
                .json("{\"billId\": \"" + unknownBillId() + "\", \"mobile\": \"09121234567\"}")
                .send(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Service",
                "en-GB,fa;q=0.5 | Service",
                "fa-IR | توافقنامهٔ",
                "fa,en | توافقنامهٔ",
                "de,en;q=0.1 | Service",
                "de | توافقنامهٔ",
                "* | توافقنامهٔ",
                ";;; | توافقنامهٔ",
                "en;q=abc | توافقنامهٔ"
            })
    void theLanguageIsTheCallers(String accepted, String firstWord) {
        assertThat(get(AGREEMENT).header("Accept-Language", accepted).send(200).at("/title"))
                .startsWith(firstWord);
    }
}
