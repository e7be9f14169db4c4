package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan by what people know of their place: its street, its district, or nothing but the day (A3.3). */
class PlanForPeopleBehaviour extends RoshanServer {
    private static final String PLAN = "/api/v1/planned-outages";
    private static final String STATUS = "/api/v1/place-status";
    private static final AtomicInteger WORDS = new AtomicInteger();

    @BeforeEach
    void thePlanIsKnownAndNamesNobody() {
        theDayIsYoung();
        plannedOutageDataIsFresh();
    }

    /** A word that no other test's place has. */
    private static String word() {
        return "گلزار"
                + Integer.toString(WORDS.incrementAndGet())
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) ('ا' + 6 + digit - '0')))
                        .collect(Collectors.joining());
    }

    private String inWords(String number, int from, int to, String area, String district) {
        return "%s,%s,%s,,%s,,%s".formatted(number, minutesFromNow(from), minutesFromNow(to), area, district);
    }

    private void announce(String... rows) {
        put("/api/v1/operations/planned-outages")
                .as("admin")
                .with("partial", "true")
                .csv("number,starts_at,ends_at,element,area,reason,district\n" + String.join("\n", rows))
                .send(200);
    }

    private void tie(String words, String... elements) {
        Call.Answer found = get("/api/v1/operations/planned-places")
                .as("admin")
                .with("q", words)
                .send(200);
        for (var place : found.json().get("places")) {
            if (place.get("text").asText().equals(words)) {
                put("/api/v1/operations/planned-places/{id}", place.get("id").asText())
                        .as("admin")
                        .json("{\"elements\": [%s]}"
                                .formatted(List.of(elements).stream()
                                        .map(code -> '"' + code + '"')
                                        .collect(Collectors.joining(","))))
                        .send(200);
                return;
            }
        }
        throw new AssertionError(words + " is no place of the plan: " + found.body());
    }

    private Call.Answer ofPlace(String words) {
        return get(PLAN).with("place", words).send(200);
    }

    private static List<String> numbers(Call.Answer answer) {
        return answer.json().get("plannedOutages").findValuesAsText("number");
    }

    @Test
    void whoLooksBeforeThePlanIsThereHearsByWhenItUsuallyIs() {
        LocalDate ahead = LocalDate.now(SolarHijri.TEHRAN).plusDays(40); // nothing that is announced here speaks of it
        for (int before = 1; before < 9; before++) {
            LocalDate day = ahead.minusDays(before);
            jdbc.sql("INSERT INTO plan_first_publication (scope, plan_day, published_at) VALUES ('', :day, :at)")
                    .param("day", day)
                    .param(
                            "at",
                            SolarHijri.moment(day.minusDays(1), 20 * 60 + 30).atOffset(ZoneOffset.UTC))
                    .update();
        }
        var answer = get(PLAN)
                .with("district", "77")
                .with("from", SolarHijri.moment(ahead, 0).toString())
                .with("to", SolarHijri.moment(ahead.plusDays(1), 0).toString())
                .send(200)
                .json();
        assertThat(answer.get("reason").asText()).isEqualTo("NOT_PUBLISHED_YET");
        assertThat(Instant.parse(answer.get("usuallyBy").asText()))
                .isEqualTo(SolarHijri.moment(ahead.minusDays(1), 20 * 60 + 30));
    }

    @Test
    void everyPlaceThatHasTheWordsIsAnsweredAndNoneThatOnlyBeginsSo() {
        String word = word();
        String street = "خیابان " + word + " از میدان تا پل";
        String town = "شهرک " + word;
        announce(
                inWords(word + "-1", 30, 90, street, ""),
                inWords(word + "-2", 60, 120, town, ""),
                inWords(word + "-3", 60, 120, word + "ان غربی", ""));
        Call.Answer both = ofPlace(word);
        assertThat(numbers(both)).containsExactly(word + "-1", word + "-2");
        assertThat(both.json().get("plannedOutages").findValuesAsText("place")).containsExactly(street, town);
        assertThat(both.json().get("places"))
                .extracting(place -> place.asText())
                .containsExactlyInAnyOrder(street, town);
        assertThat(both.at("/knowledge")).isEqualTo("PLANNED");
        assertThat(numbers(ofPlace(word + " شهرک"))).containsExactly(word + "-2");
        assertThat(numbers(ofPlace("  ميدان، " + word + " (خیابان)"))).containsExactly(word + "-1");
        assertThat(numbers(ofPlace(word.substring(1)))).isEmpty();
        assertThat(numbers(get(PLAN)
                        .with("place", word)
                        .with("from", minutesFromNow(95))
                        .with("to", minutesFromNow(100))
                        .send(200)))
                .containsExactly(word + "-2");
    }

    @Test
    void aPlaceThatIsTiedIsOffWithWhatFeedsItAndWithItsParts() {
        Place place = place();
        String word = word();
        announce(inWords(word + "-1", 30, 90, "کوی " + word, ""));
        tie("کوی " + word, place.feeder());
        announce(
                inWords(word + "-1", 30, 90, "کوی " + word, ""),
                plannedOutage(word + "-2", 200, 230, place.substation()),
                plannedOutage(word + "-3", 300, 330, place.transformer()),
                plannedOutage(word + "-4", 400, 430, place.billId()),
                plannedOutage(word + "-5", 500, 530, place().feeder()));
        Call.Answer answer = ofPlace(word);
        assertThat(numbers(answer)).containsExactly(word + "-1", word + "-2", word + "-3", word + "-4");
        assertThat(answer.json().get("plannedOutages").findValuesAsText("place"))
                .containsOnly("کوی " + word)
                .hasSize(4);
    }

    @Test
    void theAreaOfAnElementsWindowIsFoundAsWell() {
        String word = word();
        announce("%s,%s,%s,%s,بلوار %s شمالی,,"
                .formatted(word, minutesFromNow(30), minutesFromNow(90), place().feeder(), word));
        Call.Answer answer = ofPlace("شمالی " + word);
        assertThat(numbers(answer)).containsExactly(word);
        assertThat(answer.json().at("/plannedOutages/0").has("place")).isFalse();
        assertThat(numbers(ofPlace(word + " جنوبی"))).isEmpty();
    }

    @Test
    void notPlannedIsSaidOfWordsOnlyWhereTheyAreTied() {
        Place place = place();
        String word = word();
        announce(inWords(word, -300, -200, "کوی " + word, ""));
        Call.Answer untied = ofPlace(word);
        assertThat(untied.at("/knowledge")).isEqualTo("UNKNOWN");
        assertThat(untied.at("/reason")).isEqualTo("PLACE_NOT_IN_NETWORK");
        Call.Answer notYet = get(PLAN)
                .with("place", word)
                .with("from", minutesFromNow(20 * 24 * 60))
                .send(200);
        assertThat(notYet.at("/reason")).isEqualTo("NOT_PUBLISHED_YET");
        tie("کوی " + word, place.feeder());
        assertThat(ofPlace(word).at("/knowledge")).isEqualTo("NOT_PLANNED");
        assertThat(post(STATUS)
                        .json("{\"place\": \"%s\"}".formatted(word))
                        .send(200)
                        .at("/plan/knowledge"))
                .isEqualTo("NOT_PLANNED");
        Call.Answer nobodys = ofPlace(word());
        assertThat(nobodys.at("/reason")).isEqualTo("PLACE_NOT_IN_NETWORK");
        assertThat(nobodys.json().get("places")).isEmpty();
    }

    @Test
    void aDistrictHasWhatReachesAnyOfItsServicePoints() {
        Place there = place(91);
        Place elsewhere = place(92);
        // Most of a feeder lies in one district, and a part of it in another.
        Place shared = place(92);
        importServicePoints(
                        shared.row(),
                        place(92).row().replaceFirst(",.*", "")
                                + ",92,%s,%s,%s,,,,"
                                        .formatted(shared.substation(), shared.feeder(), shared.transformer()),
                        "%s,91,%s,%s,%s-91,,,,"
                                .formatted(unknownBillId(), shared.substation(), shared.feeder(), shared.transformer()))
                .send(200);
        String word = word();
        announce(
                plannedOutage(word + "-1", 30, 60, there.feeder()),
                plannedOutage(word + "-2", 40, 60, there.billId()),
                plannedOutage(word + "-3", 50, 60, shared.feeder()),
                plannedOutage(word + "-4", 50, 60, shared.transformer()),
                plannedOutage(word + "-5", 50, 60, elsewhere.substation()),
                inWords(word + "-6", 55, 60, "کوی " + word, "91"),
                inWords(word + "-7", 55, 60, "کوچهٔ " + word, "92"),
                inWords(word + "-8", 56, 60, "میدان " + word, ""));
        Call.Answer answer = get(PLAN).with("district", 91).send(200);
        assertThat(numbers(answer)).containsExactly(word + "-1", word + "-2", word + "-3", word + "-6");
        assertThat(answer.json().get("namedInWords").findValuesAsText("number")).containsExactly(word + "-8");
        assertThat(answer.at("/knowledge")).isEqualTo("PLANNED");
        assertThat(numbers(get(PLAN).with("district", "۹۱").send(200))).hasSize(4);
        tie("کوچهٔ " + word, there.transformer());
        assertThat(numbers(get(PLAN).with("district", 91).send(200))).contains(word + "-7");
        assertThat(get(PLAN)
                        .with("district", 93)
                        .with("to", minutesFromNow(10))
                        .send(200)
                        .at("/knowledge"))
                .isEqualTo("NOT_PLANNED");
    }

    @Test
    void withoutAnyNameItIsTheWholeDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN);
        Instant begin = SolarHijri.moment(today, 0);
        String word = word();
        Instant noon = begin.plus(Duration.ofHours(12));
        Instant tomorrow = begin.plus(Duration.ofHours(36));
        announce(
                plannedOutage(word + "-1", noon, noon.plusSeconds(60), place(1).feeder()),
                plannedOutage(word + "-2", noon, noon.plusSeconds(60), place(4).feeder()),
                plannedOutage(word + "-3", tomorrow, tomorrow.plusSeconds(60), place(4).feeder()));
        assertThat(numbers(get(PLAN).send(200)))
                .contains(word + "-1", word + "-2")
                .doesNotContain(word + "-3");
        assertThat(numbers(
                        get(PLAN).with("from", begin.plus(Duration.ofDays(1))).send(200)))
                .contains(word + "-3")
                .doesNotContain(word + "-1");
        assertThat(get(PLAN)
                        .with("from", minutesFromNow(40 * 24 * 60))
                        .send(200)
                        .at("/reason"))
                .isEqualTo("NOT_PUBLISHED_YET");
    }

    @Test
    void aPlacesStatusIsSaidWhereItHoldsForAllThatHaveTheWords() {
        String word = word();
        Instant end = minutesFromNow(90);
        announce(
                inWords(word + "-1", -30, 60, "کوی " + word, ""),
                inWords(word + "-2", 60, 90, "کوی " + word, ""),
                inWords(word + "-3", 300, 330, "میدان " + word, ""));
        Call.Answer one =
                post(STATUS).json("{\"place\": \"کوی %s\"}".formatted(word)).send(200);
        assertThat(one.at("/plan/knowledge")).isEqualTo("PLANNED");
        assertThat(one.at("/plan/until")).isEqualTo(end.toString());
        Call.Answer both =
                post(STATUS).json("{\"place\": \"%s\"}".formatted(word)).send(200);
        assertThat(both.at("/plan/knowledge")).isEqualTo("UNKNOWN");
        assertThat(both.at("/plan/reason")).isEqualTo("NAMED_IN_WORDS");
        assertThat(both.at("/plan/until")).isEmpty();
        assertThat(both.json().at("/plan/next").findValuesAsText("place"))
                .containsExactly("کوی " + word, "کوی " + word, "میدان " + word);
        assertThat(both.json().get("places")).hasSize(2);
    }

    @Test
    void aTiedPlaceIsToldOfTheOutageThatAReportWouldJoin() {
        Place place = place(3);
        String word = word();
        announce(inWords(word, 600, 660, "کوی " + word, ""));
        String outage = awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode"));
        String body = "{\"place\": \"%s\"}".formatted(word);
        assertThat(post(STATUS).json(body).send(200).json().has("outage")).isFalse();
        // One house has reported so far; of the others below the transformer nothing is known.
        tie("کوی " + word, place.transformer());
        assertThat(post(STATUS).json(body).send(200).json().has("outage")).isFalse();
        tie("کوی " + word, place.billId());
        assertThat(post(STATUS).json(body).send(200).at("/outage/number")).isEqualTo(outage);
        tie("کوی " + word, place.billId(), place().feeder());
        assertThat(post(STATUS).json(body).send(200).json().has("outage")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "billId=1234567804423&place=شهر | place | not-together",
                "billId=1234567804423&district=1 | district | not-together",
                "place=شهر&district=1 | district | not-together",
                "place= | place | required",
                "place=%20%20 | place | required",
                "place=… | place | format",
                "place=%25_ | place | format",
                "district=0 | district | range",
                "district=100 | district | range",
                "district=x | district | range",
                "district=1&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:01Z | to | range",
                "billId=1234567804423&from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z | to | range",
                "place=شهر&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | to | order",
                "from=yesterday | from | format"
            })
    void aFaultyQuestionIsRefused(String query, String field, String code) {
        Call call = get(PLAN);
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            call = call.with(pair[0], pair[1].replace("%20", " ").replace("%25", "%"));
        }
        Call.Answer refused = call.send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertNothingInternal(refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"place\": \"\"} | place | required",
                "{\"place\": 7} | place | type",
                "{\"place\": \"!\"} | place | format",
                "{\"place\": \"شهر\", \"billId\": \"1234567804423\"} | place | not-together"
            })
    void aFaultyPlaceIsRefused(String body, String field, String code) {
        Call.Answer refused = post(STATUS).json(body).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }
}
