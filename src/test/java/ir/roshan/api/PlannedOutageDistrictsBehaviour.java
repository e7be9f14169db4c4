package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dispatcher announces, changes and takes back planned outages of their own districts, and nobody else's (A3.3). */
class PlannedOutageDistrictsBehaviour extends RoshanServer {
    private static final String PLANNED = "/api/v1/operations/planned-outages";
    private static final String HEADER = "number,starts_at,ends_at,element,area,reason,cancelled";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String number = "D-" + NUMBERS.incrementAndGet();

    @BeforeEach
    void aDispatcherOfTwoDistricts() {
        account("dispatcher-1-2", List.of("dispatchers", "district-1", "district-2"));
        account("dispatcher-of-none", List.of("dispatchers"));
    }

    private Call.Answer announce(String account, String... rows) {
        return list(account, HEADER, rows);
    }

    private Call.Answer list(String account, String header, String... rows) {
        return put(PLANNED)
                .as(account)
                .inEnglish()
                .csv(header + "\n" + String.join("\n", rows))
                .send(200);
    }

    private String row(String element) {
        return plannedOutage(number, 60, 120, element);
    }

    private String words(String area) {
        return "%s,%s,%s,,%s,,".formatted(number, minutesFromNow(-10), minutesFromNow(120), area);
    }

    private static void assertTaken(Call.Answer answer, int rows) {
        assertThat(answer.at("/accepted")).as(answer.body()).isEqualTo(Integer.toString(rows));
        assertThat(answer.at("/refused")).as(answer.body()).isEqualTo("0");
    }

    private static void assertAnothers(Call.Answer answer, String field) {
        assertThat(answer.at("/accepted")).as(answer.body()).isEqualTo("0");
        assertThat(answer.json().path("problems").findValuesAsText("code"))
                .as(answer.body())
                .containsExactly("other-district");
        assertThat(answer.at("/problems/0/message")).startsWith(field).contains("another district");
    }

    /** Everything that is known under the test's number, so that nothing can have changed unseen. */
    private List<String> known() {
        return jdbc.sql("""
                        SELECT element_code, starts_at, ends_at, area, reason, cancelled, district
                          FROM planned_outage WHERE outage_number = :number ORDER BY planned_outage_id
                        """)
                .param("number", number)
                .query((row, n) -> row.getString("element_code") + " " + row.getObject("starts_at") + " "
                        + row.getObject("ends_at") + " " + row.getString("area") + " " + row.getString("reason") + " "
                        + row.getBoolean("cancelled") + " " + row.getObject("district"))
                .list();
    }

    @Test
    void anotherDistrictsPlaceIsRefusedAtEveryLevelAndOnesOwnIsTaken() {
        Place own = place(1);
        Place others = place(2);
        for (String element : List.of(
                others.billId(), others.transformer(), others.feeder(), others.substation(), "0" + others.billId()))
            assertAnothers(announce("dispatcher-1", row(element)), "element");
        assertThat(known()).isEmpty();

        Call.Answer mixed = announce("dispatcher-1", row(own.feeder()), row(others.feeder()), row(own.billId()));
        assertThat(mixed.at("/accepted")).isEqualTo("2");
        assertThat(mixed.at("/problems/0/line")).isEqualTo("3");
        assertThat(mixed.at("/problems/0/code")).isEqualTo("other-district");
        assertThat(known()).hasSize(2);
        assertTaken(announce("dispatcher-2", "2-" + row(others.feeder())), 1);
        assertTaken(announce("admin", row(own.transformer()), row(others.transformer())), 2);
        assertTaken(announce("dispatcher-1-2", row(own.substation()), row(others.substation())), 2);
        assertAnothers(announce("dispatcher-of-none", row(own.billId())), "element");
        assertAnothers(announce("dispatcher-of-none", words("خیابان ارم")), "element");
    }

    @Test
    void theReasonIsThereInPersian() {
        Call.Answer answer = put(PLANNED)
                .as("dispatcher-1")
                .csv(HEADER + "\n" + row(place(2).feeder()))
                .send(200);
        assertThat(answer.at("/problems/0/message")).startsWith("element از مدیریت دیگری است");
    }

    @Test
    void whatFeedsSeveralDistrictsIsNoneOfThemsAlone() {
        Place first = place(1);
        Place second = place(1);
        // The feeder of the first gets a transformer whose one service point is another district's: most are of
        // district 1.
        String guest = unknownBillId();
        importServicePoints(
                        "%s,2,%s,%s,%s-x,,,,".formatted(guest, first.substation(), first.feeder(), first.transformer()))
                .send(200);
        for (String dispatcher : List.of("dispatcher-1", "dispatcher-2", "dispatcher-3")) {
            assertAnothers(announce(dispatcher, row(first.feeder())), "element");
            assertAnothers(announce(dispatcher, row(first.substation())), "element");
        }
        assertTaken(announce("dispatcher-1", row(first.transformer()), row(second.feeder())), 2);
        assertTaken(announce("dispatcher-2", "2-" + row(first.transformer() + "-x"), "2-" + row(guest)), 2);
        assertTaken(announce("dispatcher-1-2", row(first.feeder()), row(first.substation())), 2);
    }

    @Test
    void aPlaceIsNotTakenBeforeTheNetworkKnowsWhoseItIs() {
        String billId = unknownBillId();
        assertAnothers(announce("dispatcher-1", row(billId)), "element");
        assertThat(announce("dispatcher-1", row("F-nowhere-" + number)).at("/problems/0/code"))
                .isEqualTo("unknown-element");
        assertTaken(announce("admin", row(billId)), 1);
        List<String> before = known();
        assertAnothers(announce("dispatcher-1", row(billId) + "true"), "element");
        assertThat(known()).isEqualTo(before);
        importServicePoints("%s,2,S-%s,F-%s,T-%s,,,,".formatted(billId, number, number, number))
                .send(200);
        assertAnothers(announce("dispatcher-1", row(billId) + "true"), "element");
        assertTaken(announce("dispatcher-2", row(billId) + "true"), 1);
    }

    @Test
    void anothersOutageIsNeitherMovedNorChangedNorCancelled() {
        Place own = place(1);
        Place others = place(2);
        announce("dispatcher-2", row(others.feeder()));
        List<String> before = known();
        String later = plannedOutage(number, 90, 240, others.feeder());
        assertAnothers(announce("dispatcher-1", row(others.feeder()) + "true"), "element");
        assertAnothers(announce("dispatcher-1", later), "element");
        // Onto one's own place, or into words of one's own: the old place is another's.
        assertAnothers(announce("dispatcher-1", row(own.feeder())), "number");
        assertAnothers(announce("dispatcher-1", row(own.feeder()) + "true"), "number");
        assertAnothers(announce("dispatcher-1", plannedOutage(number, 300, 360, own.billId())), "number");
        assertAnothers(announce("dispatcher-1", words("خیابان ارم")), "number");
        assertThat(known()).isEqualTo(before);
        assertTaken(announce("dispatcher-2", row(others.feeder()) + "true"), 1);
        assertThat(known()).hasSize(1).first().asString().contains(" true ");
    }

    @Test
    void aNumberOfSeveralDistrictsIsEachOnesForItsOwnPart() {
        Place own = place(1);
        Place others = place(2);
        announce("admin", row(own.feeder()), row(others.feeder()));
        assertTaken(announce("dispatcher-1", plannedOutage(number, 90, 240, own.feeder())), 1);
        assertTaken(announce("dispatcher-2", row(others.feeder()) + "true"), 1);
        assertTaken(announce("dispatcher-1", plannedOutage(number, 90, 240, own.billId())), 1);
        assertThat(known()).hasSize(3);
    }

    @Test
    void aNumberWhoseOutageIsHistoryMayComeAgainElsewhere() {
        Place own = place(1);
        announce("admin", plannedOutage(number, -300, -200, place(2).feeder()));
        assertTaken(announce("dispatcher-1", row(own.feeder())), 1);
        // Rows without a number get one of their own by time and words, which two districts may well share.
        String unnumbered = row(own.feeder()).replaceFirst("^[^,]*", "");
        assertTaken(announce("dispatcher-1", unnumbered), 1);
        assertTaken(announce("dispatcher-3", row(place(3).feeder()).replaceFirst("^[^,]*", "")), 1);
    }

    @Test
    void aPlaceInWordsIsItsDistrictsOwn() {
        String words = words("بلوار امین");
        assertTaken(announce("dispatcher-1", words), 1);
        List<String> before = known();
        for (String stranger : List.of("dispatcher-2", "dispatcher-4")) {
            assertAnothers(announce(stranger, words), "number");
            assertAnothers(announce(stranger, words + "true"), "number");
            assertAnothers(announce(stranger, words("کوی دیگر")), "number");
            assertAnothers(
                    announce(stranger, "%s,%s,%s,,کوی,,true".formatted(number, minutesFromNow(30), minutesFromNow(99))),
                    "number");
        }
        assertThat(known()).isEqualTo(before);
        assertTaken(announce("dispatcher-1", words + "true"), 1);
        assertTaken(announce("dispatcher-1-2", words), 1);
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void wordsOfTheWholeCompanyAreNoDispatchersToChange() {
        String words = words("بلوار امین");
        announce("admin", words);
        List<String> before = known();
        assertAnothers(announce("dispatcher-1", words + "true"), "number");
        assertAnothers(announce("dispatcher-1", words("کوی دیگر").replace(",,,", ",,x,")), "number");
        assertThat(known()).isEqualTo(before);
        // Whoever knows which of their elements it is says so, and takes nothing away by that.
        assertTaken(announce("dispatcher-1", row(place(1).feeder())), 1);
        assertThat(known()).hasSize(2).containsAll(before);
    }

    @Test
    void anUnnumberedTextIsNotCancelledByWhoeverCanRepeatIt() {
        String unnumbered = words("میدان " + number).replaceFirst("^[^,]*", "");
        assertTaken(announce("dispatcher-1", unnumbered), 1);
        assertAnothers(announce("dispatcher-4", unnumbered + "true"), "number");
        assertThat(count("planned_outage WHERE area = 'میدان " + number + "' AND cancelled"))
                .isZero();
    }

    @Test
    void theDistrictOfWordsCanBeNamed() {
        String header = HEADER + ",district";
        assertAnothers(list("dispatcher-1", header, words("الف") + ",2"), "district");
        assertAnothers(list("dispatcher-1", header, row(place(1).feeder()) + ",2"), "district");
        Call.Answer whose = announce("dispatcher-1-2", words("الف"));
        assertThat(whose.at("/problems/0/code")).isEqualTo("required");
        assertThat(whose.at("/problems/0/message")).isEqualTo("Please fill in “district”.");
        assertTaken(list("dispatcher-1-2", header, words("الف") + ",۲"), 1);
        assertAnothers(announce("dispatcher-1", words("الف") + "true"), "number");
        assertTaken(announce("dispatcher-2", words("الف") + "true"), 1);
        assertTaken(list("admin", HEADER + ",مدیریت", words("الف") + ",مدیریت ۳"), 1);
        assertThat(known()).hasSize(1).first().asString().endsWith(" 3");
        assertThat(list("admin", header, words("الف") + ",0").at("/problems/0/code"))
                .isEqualTo("range");
        assertThat(list("admin", header, words("الف") + ",north").at("/problems/0/code"))
                .isEqualTo("format");
    }

    @Test
    void anAnswerOfTheNationalServiceIsAboutOnesOwnPlaceToo() {
        Place own = place(1);
        Place others = place(2);
        String rows = """
                [{"outage_number": "%s", "outage_date": "1405/09/10", "outage_start_time": "09:00",
                  "outage_stop_time": "11:00", "outage_address": "خیابان %s"}]
                """.formatted(number, number);
        for (String billId : List.of(others.billId(), unknownBillId()))
            assertAnothers(national("dispatcher-1", billId, rows), "This row");
        assertTaken(national("dispatcher-2", others.billId(), rows), 1);
        // The service gives one number to an outage wherever it is felt.
        assertTaken(national("dispatcher-1", own.billId(), rows), 1);
        List<String> before = known();
        assertAnothers(national("dispatcher-1", others.billId(), rows.replace("11:00", "12:00")), "This row");
        assertThat(known()).isEqualTo(before).hasSize(2);

        assertTaken(national("dispatcher-1", null, rows), 1);
        assertAnothers(national("dispatcher-2", null, rows), "This row");
        Call.Answer whose = national("dispatcher-1-2", null, rows.replace(number, number + "-2"));
        assertThat(whose.at("/problems/0/code")).isEqualTo("required");
        assertThat(whose.at("/problems/0/message")).isEqualTo("Please fill in “billId”.");
        assertTaken(national("admin", others.billId(), rows.replace("11:00", "12:00")), 1);
    }

    private Call.Answer national(String account, String billId, String rows) {
        Call call = put(PLANNED).as(account).inEnglish().json(rows);
        return (billId == null ? call : call.with("billId", billId)).send(200);
    }

    /** In districts of its own, and later than whatever another test has loaded. */
    @Test
    void aDispatchersListMakesTheirDistrictsCurrentAndNoOthers() {
        Place own = place(71);
        Place others = place(72);
        dispatcher("dispatcher-71", List.of(71));
        List<Integer> all = jdbc.sql("SELECT DISTINCT district FROM network_element")
                .query(Integer.class)
                .list();
        dispatcher("dispatcher-of-all", all);
        everythingIsOld();
        String row = plannedOutage(number, 0, 1, own.feeder());
        try {
            assertThat(knowledge(own)).isEqualTo("UNKNOWN");
            assertThat(companyListIsFresh()).isFalse();
            assertAnothers(announce("dispatcher-71", row.replace(own.feeder(), others.feeder())), "element");
            assertThat(knowledge(own)).as("nothing was taken").isEqualTo("UNKNOWN");
            assertTaken(announce("dispatcher-71", row), 1);
            assertThat(knowledge(own)).isEqualTo("NOT_PLANNED");
            assertThat(knowledge(others)).isEqualTo("UNKNOWN");
            assertThat(companyListIsFresh()).isFalse();
            assertTaken(announce("dispatcher-of-all", row), 1);
            assertThat(knowledge(others)).isEqualTo("NOT_PLANNED");
            assertThat(companyListIsFresh()).isTrue();
        } finally {
            jdbc.sql("DELETE FROM plan_coverage WHERE scope <> ''").update();
        }
    }

    private void everythingIsOld() {
        Instant latest = jdbc.sql("SELECT max(arrived_at) FROM plan_coverage")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant)
                .filter(clock.instant()::isBefore)
                .orElse(clock.instant());
        clock.shift(Duration.between(clock.instant(), latest).plusHours(25));
        theDayIsYoung();
    }

    private void dispatcher(String name, List<Integer> districts) {
        List<String> groups = new ArrayList<>(List.of("dispatchers"));
        for (int district : districts) {
            String group = "district-" + district;
            if (identityService.createGroupQuery().groupId(group).count() == 0)
                identityService.saveGroup(identityService.newGroup(group));
            groups.add(group);
        }
        account(name, groups);
    }

    private boolean companyListIsFresh() {
        return get("/api/v1/operations/reports/dashboard")
                .as("manager")
                .send(200)
                .json()
                .at("/plannedOutageData/0/fresh")
                .booleanValue();
    }

    private String knowledge(Place place) {
        return get("/api/v1/planned-outages")
                .with("billId", place.billId())
                .with("from", minutesFromNow(2))
                .with("to", minutesFromNow(3))
                .send(200)
                .at("/knowledge");
    }

    @Test
    void aPlaceInWordsIsAPossibleReasonInItsOwnDistrict() {
        String street = "خیابان " + number;
        String outageHere = outageAt(place(1), street);
        String outageThere = outageAt(place(2), street);
        assertTaken(announce("dispatcher-1", words(street)), 1);
        assertThat(reasons(outageHere)).contains(number);
        assertThat(reasons(outageThere)).doesNotContain(number);
        announce("admin", words(street).replaceFirst("^[^,]*", number + "-all"));
        assertThat(reasons(outageThere)).contains(number + "-all");
    }

    private List<String> reasons(String outage) {
        return get("/api/v1/operations/outages/{number}", outage)
                .as("manager")
                .send(200)
                .json()
                .path("possiblePlannedOutages")
                .findValuesAsText("number");
    }

    private String outageAt(Place place, String street) {
        plannedOutageDataIsFresh();
        return awaitOutage(post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09120000000\", \"address\": \"%s، پلاک ۲\"}"
                        .formatted(place.billId(), street))
                .send(201)
                .at("/trackingCode"));
    }
}
