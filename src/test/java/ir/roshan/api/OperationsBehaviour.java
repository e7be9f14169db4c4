package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imports, the request for the person who works on it, and the report: for dispatchers, managers and administrators.
 *
 * <p>Long because its cases are one day of the people who work here, over one server with one set of imports.
 */
class OperationsBehaviour extends RoshanServer {
    private static final String SERVICE_POINTS = "/api/v1/operations/service-points";
    private static final String PLANNED = "/api/v1/operations/planned-outages";
    private static final String SHOW = "/api/v1/operations/requests/{trackingCode}";
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";
    private static final String REPORT = "/api/v1/operations/reports/service-level";
    private static final String HEADER =
            "bill_id,district,substation,feeder,transformer,address,latitude,longitude,critical\n";

    private String report(String billId, String mobile) {
        return post("/api/v1/requests")
                .json("""
                        {"billId": "%s", "mobile": "%s", "address": "قم، کوچهٔ آرام ۷"}
                        """.formatted(billId, mobile))
                .send(201)
                .at("/trackingCode");
    }

    private long audited(String deed, String subject) {
        return count("audit_entry WHERE deed = '" + deed + "'"
                + (subject == null ? "" : " AND subject = '" + subject + "'"));
    }

    @Test
    void theDoorsOfOperationsAreShutToWhomTheyDoNotConcern() {
        for (String nobody : List.of("website", "nobody")) {
            put(SERVICE_POINTS).as(nobody).csv(HEADER).send(403);
            put(PLANNED).as(nobody).csv("number\n").send(403);
            put(PLANNED).as(nobody).json("[]").send(403);
            get(SHOW, "000000000098").as(nobody).send(403);
            get(REPORT).as(nobody).send(403);
        }
        put(SERVICE_POINTS).csv(HEADER).send(401);
        put(PLANNED).csv("number\n").send(401);
        put(PLANNED).json("[]").send(401);
        get(SHOW, "000000000098").send(401);
        get(REPORT).send(401);
        put(SERVICE_POINTS).as("dispatcher-1").csv(HEADER).send(403);
        put(SERVICE_POINTS).as("manager").csv(HEADER).send(403);
        put(PLANNED).as("manager").csv("number\n").send(403);
        get(REPORT).as("dispatcher-1").send(403);
        assertThat(get(REPORT).as("website").inEnglish().send(403).at("/title"))
                .isEqualTo("This is not open to your account");
    }

    @Test
    void servicePointsAreLoadedAndEachWrongRowIsNamed() {
        Place place = place();
        long before = audited("SERVICE_POINTS_IMPORTED", null);
        Call.Answer answer = put(SERVICE_POINTS)
                .as("admin")
                .inEnglish()
                .csv("\uFEFF" + HEADER.replace("\n", "\r\n") + place.row() + "\r\n"
                        + "2234322344613,1,S,F,T,,,,\r\n"
                        + "2050327604613,1,S,F,T,,,,\r\n"
                        + ",1,S,F,T,,,,\r\n"
                        + unknownBillId() + ",100,S,F,T,,,,\r\n"
                        + unknownBillId() + ",1,S,F,,,,,\r\n"
                        + unknownBillId() + ",1,S,F,T,,,,church\r\n"
                        + unknownBillId() + ",1,S,F,T,,51.4,34.6,\r\n"
                        + unknownBillId() + ",1,S,F,T,a\u0000b,,,\r\n"
                        + unknownBillId() + ",1,S,F,T,قم, کوچه, پلاک, دوازده, واحد\r\n"
                        + unknownBillId() + ",1,S,F,T,\"unclosed,,,\r\n"
                        + place.row() + "\r\n"
                        + unknownBillId() + ",1," + place.transformer() + ",F-x,T-x,,,,\r\n")
                .send(200);

        assertThat(answer.at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/refused")).isEqualTo("12");
        assertThat(answer.json().path("problems").findValuesAsText("code"))
                .containsExactly(
                        "check-digit",
                        "service-type",
                        "required",
                        "range",
                        "required",
                        "unknown-value",
                        "range",
                        "characters",
                        "columns",
                        "quotes",
                        "duplicate",
                        "element-conflict");
        assertThat(answer.json().path("problems").findValuesAsText("line"))
                .containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14");
        assertThat(answer.json().path("problems").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).contains(" ").doesNotContain("{0}"));
        assertThat(audited("SERVICE_POINTS_IMPORTED", null)).isEqualTo(before + 1);
    }

    @Test
    void aPersianFileIsReadAndAnsweredInPersian() {
        String billId = unknownBillId();
        Call.Answer answer = put(SERVICE_POINTS)
                .as("admin")
                .csv("شناسه قبض,مدیریت,پست فوق توزیع,فیدر,پست توزیع\n" + billId + ",۲,پ-۱,ف-۱,ت-۱\n" + billId
                        + ",۱,پ-۱,ف-۱,ت-۱\n")
                .send(200);
        assertThat(answer.at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/problems/0/message")).contains("bill_id").containsPattern("[\\u0600-\\u06FF]");
        assertThat(get("/api/v1/planned-outages")
                        .with("billId", billId)
                        .send(200)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | The file is empty",
                "x,y,z | none of the known column names",
                "bill_id,district | The column substation is missing",
                "bill_id,bill_id,district,substation,feeder,transformer | The column bill_id is there twice",
            })
    void aFileThatIsNoTableOfOursIsRefusedAsAWhole(String header, String detail) {
        Call.Answer answer =
                put(SERVICE_POINTS).as("admin").inEnglish().csv(header).send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/unreadable-table");
        assertThat(answer.at("/detail")).contains(detail);
        assertThat(put(SERVICE_POINTS).as("admin").csv(header).send(400).at("/detail"))
                .containsPattern("[\\u0600-\\u06FF]");
    }

    @Test
    void bytesThatAreNoUtf8SpoilTheirOwnRow() {
        byte[] good = (HEADER + place().row() + "\n").getBytes(UTF_8);
        byte[] bad = (unknownBillId() + ",1,S-9,F-9,T-9,?,,,\n").getBytes(UTF_8);
        for (int i = 0; i < bad.length; i++) if (bad[i] == '?') bad[i] = (byte) 0xFF;
        byte[] all = new byte[good.length + bad.length];
        System.arraycopy(good, 0, all, 0, good.length);
        System.arraycopy(bad, 0, all, good.length, bad.length);
        Call.Answer answer =
                put(SERVICE_POINTS).as("admin").body("text/csv", all).send(200);
        assertThat(answer.at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/problems/0/code")).isEqualTo("characters");
    }

    @Test
    void aLargeFileIsTakenInChunks() {
        Place place = place();
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 3_000; i++) csv.append(place.row()).append('\n');
        Call.Answer answer = put(SERVICE_POINTS)
                .as("admin")
                .chunked("text/csv; charset=utf-8", csv.toString().getBytes(UTF_8))
                .send(200);
        assertThat(answer.at("/accepted")).isEqualTo("1");
        assertThat(answer.at("/refused")).isEqualTo("2999");
        assertThat(answer.json().path("problems")).hasSize(1_000);
    }

    @Test
    void anotherMediaTypeIsNoImport() {
        put(SERVICE_POINTS).as("admin").json("[]").send(415);
        put(PLANNED).as("admin").body("text/plain", HEADER.getBytes(UTF_8)).send(415);
        put(SERVICE_POINTS).as("admin").accept("text/html").csv(HEADER).send(406);
    }

    @Test
    void plannedOutagesAreLoadedAndEachWrongRowIsNamed() {
        Place place = place();
        long before = audited("PLANNED_OUTAGES_IMPORTED", null);
        Call.Answer answer = put(PLANNED)
                .as("dispatcher-1")
                .inEnglish()
                .csv("number,starts_at,ends_at,element,area,reason,cancelled\n"
                        + "1,1405/09/02 14:30,1405/09/02 16:30," + place.feeder() + ",,,\n"
                        + "2,۱۴۰۵/۰۹/۰۳ ۱۴:۳۰,۱۴۰۵/۰۹/۰۳ ۲۴:۰۰," + place.billId() + ",,,\n"
                        + "3,2026-11-23T08:00:00+03:30,2026-11-23T10:00:00+03:30,,بلوار امین,,\n"
                        + "4,2026-11-23T08:00:00,2026-11-23T10:00:00+03:30,,بلوار امین,,\n"
                        + "5,1404/12/30 08:00,1404/12/30 10:00,,بلوار امین,,\n"
                        + "6,1405/09/02 25:00,1405/09/02 26:00,,بلوار امین,,\n"
                        + "7,1405/09/02 14:30,1405/09/02 14:30,,بلوار امین,,\n"
                        + "8,1405/09/02 14:30,1405/09/02 13:30,,بلوار امین,,\n"
                        + "9,1405/09/02 14:30,1405/09/02 16:30,NO-SUCH-FEEDER,,,\n"
                        + "10,soon,later,,بلوار امین,,\n"
                        + "11,1405/09/02 14:30,1405/09/02 16:30,,,,\n"
                        + "12,1405/09/02 14:30,***," + place.feeder() + ",,,\n"
                        + "13,1405/09/02 14:30,1405/09/02 16:30,,بلوار امین,,perhaps\n")
                .send(200);
        assertThat(answer.at("/accepted")).isEqualTo("3");
        assertThat(answer.json().path("problems").findValuesAsText("code"))
                .containsExactly(
                        "offset",
                        "impossible-day",
                        "time",
                        "empty-interval",
                        "end-before-start",
                        "unknown-element",
                        "date",
                        "required",
                        "required",
                        "unknown-value");
        assertThat(answer.json().path("problems").findValuesAsText("message"))
                .allSatisfy(message -> assertThat(message).contains(" ").doesNotContain("{0}"));
        assertThat(audited("PLANNED_OUTAGES_IMPORTED", null)).isEqualTo(before + 1);
    }

    @Test
    void thePublicListIsUnderstood() {
        Call.Answer answer = put(PLANNED)
                .as("admin")
                .csv("\uFEFFتاریخ,از ساعت,تا ساعت,نوع خاموشی,آدرس\r\n"
                        + "1405/09/02,09:00,11:00,بابرنامه,\"بلوار امین، کوچهٔ ۱۲\"\r\n"
                        + "1405/09/02,10:35,***,بی برنامه,جادهٔ قدیم\r\n")
                .send(200);
        assertThat(answer.at("/accepted")).isEqualTo("2");
    }

    /** Each trap of the national service's answers, in one; of a year ago, where no window in words of another test could be of this place. */
    @Test
    void theNationalServicesRowsAreTakenForTheBillIdThatWasAsked() {
        Place place = place();
        String row = """
                {"outage_date": "%s", "outage_start_time": "%s", "outage_stop_time": "%s", "outage_number": %s,
                 "reason_outage": "تعميرات شبكه", "outage_address": "%s", "address": null, "is_planned": %s,
                 "reg_date": "", "registrar": "", "outage_time": "", "city": 0, "tracking_code": 0}
                """;
        String rows = String.join(
                ",",
                row.formatted("1404/09/10", "09:00", "11:00", "218775", "", "false"),
                row.formatted("1404/09/10", "13:00", "15:00", "218775", "", "true"),
                row.formatted("1404/09/10", "13:00", "15:00", "218775", "", "true"),
                row.formatted("۱۴۰۴/۰۹/۱۱", "۱۶:۰", "24:00", "\"۹۲۲۳۳۷۲۰۳۶۸۵۴۷۷۵۸۰۸\"", "كوي يك", "true"),
                row.formatted("1404/09/12", "15:00:00", "02:00", "9223372036854775808", "x", "true"),
                row.formatted("1404/09/12", "25:00", "26:00", "1", "x", "true"),
                row.formatted("1404/09/12", "10:00", "10:00", "2", "x", "true"),
                row.formatted("1404/12/30", "10:00", "11:00", "3", "x", "true"),
                "\"not a row\"");
        String bare = "[" + rows + "]";

        Call.Answer first = put(PLANNED)
                .as("admin")
                .with("billId", place.billId())
                .json(bare)
                .send(200);
        Call.Answer again = put(PLANNED)
                .as("admin")
                .with("billId", place.billId())
                .inEnglish()
                .json("{\"TimeStamp\": \"x\", \"status\": 200, \"message\": \"1\", \"error\": null, \"data\": " + bare
                        + "}")
                .send(200);

        assertThat(first.at("/accepted")).isEqualTo("5");
        assertThat(again.at("/accepted")).isEqualTo("5");
        assertThat(again.json().path("problems").findValuesAsText("code"))
                .containsExactly("time", "empty-interval", "impossible-day", "format");
        assertThat(again.json().path("problems").findValuesAsText("line")).containsExactly("6", "7", "8", "9");
        assertThat(again.at("/problems/3/message")).startsWith("This row is not an object");

        Call.Answer found = get("/api/v1/planned-outages")
                .with("billId", place.billId())
                .with("from", "2025-11-30T00:00:00Z")
                .with("to", "2025-12-10T00:00:00Z")
                .send(200);
        // The unplanned one of a list of planned outages is no answer to "is it planned?".
        assertThat(found.json().findValuesAsText("startsAt"))
                .containsExactly("2025-12-01T09:30:00Z", "2025-12-02T12:30:00Z", "2025-12-03T11:30:00Z");
        assertThat(found.json().findValuesAsText("endsAt"))
                .containsExactly("2025-12-01T11:30:00Z", "2025-12-02T20:30:00Z", "2025-12-03T22:30:00Z");
        assertThat(found.json().findValuesAsText("number"))
                .containsExactly("218775", "9223372036854775808", "9223372036854775808");
        assertThat(found.at("/plannedOutages/0/reason")).isEqualTo("تعمیرات شبکه");
        assertThat(found.at("/plannedOutages/1/area")).isEqualTo("کوی یک");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 500})
    void aRefusalOfTheNationalServiceIsNoEmptyList(int status) {
        Call.Answer answer = put(PLANNED)
                .as("admin")
                .with("billId", place().billId())
                .inEnglish()
                .json("{\"status\": " + status + ", \"data\": null, \"error\": \"x\"}")
                .send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/national-service-refused");
        assertThat(answer.at("/detail")).contains(Integer.toString(status));
    }

    @Test
    void anEmptyListOfTheNationalServiceMakesNothingCurrent() {
        Place place = place();
        clock.shift(Duration.ofDays(60));
        for (String empty : List.of("[]", "{\"status\": 200, \"data\": []}", "{\"status\": 200, \"data\": null}")) {
            Call.Answer answer = put(PLANNED)
                    .as("admin")
                    .with("billId", place.billId())
                    .json(empty)
                    .send(200);
            assertThat(answer.at("/accepted")).isEqualTo("0");
        }
        assertThat(get("/api/v1/planned-outages")
                        .with("billId", place.billId())
                        .send(200)
                        .at("/knowledge"))
                .isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | unreadable-table",
                "{\"rows\": []} | unreadable-table",
                "7 | unreadable-table",
                "\"x\" | unreadable-table",
                "null | unreadable-table",
                "[ | malformed-json",
                "`` | malformed-json",
                "{\"data\": [], \"data\": []} | malformed-json",
                "{\"data\": 7} | unreadable-table"
            })
    void whatIsNoAnswerOfTheNationalServiceIsRefused(String body, String type) {
        Call.Answer answer = put(PLANNED).as("admin").inEnglish().json(body).send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/" + type);
        if (type.equals("unreadable-table")) assertThat(answer.at("/detail")).contains("JSON");
        assertNothingInternal(answer);
    }

    @Test
    void aFaultyBillIdOfAnImportIsNamed() {
        Call.Answer answer = put(PLANNED)
                .as("admin")
                .with("billId", "2234322344613")
                .json("[]")
                .send(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("billId");
    }

    @Test
    void theRequestIsShownToItsOwnDistrictAndTheLookIsWrittenDown() {
        String code = report(place(2).billId(), "09351112233");

        Call.Answer shown = get(SHOW, code).as("dispatcher-2").send(200);
        assertThat(shown.at("/mobile")).isEqualTo("09351112233");
        assertThat(shown.at("/address")).isEqualTo("قم، کوچهٔ آرام 7");
        assertThat(shown.at("/trackingCode")).isEqualTo(code);
        assertThat(shown.json().path("steps")).hasSize(5);
        assertThat(audited("REQUEST_SHOWN", code)).isEqualTo(1);

        Call.Answer refused = get(SHOW, code).as("dispatcher-1").send(403);
        assertThat(refused.at("/type")).isEqualTo("/problems/other-district");
        assertThat(refused.body()).doesNotContain("09351112233", "آرام");
        assertThat(audited("REQUEST_SHOWN", code)).isEqualTo(1);

        get(SHOW, code).as("manager").send(200);
        get(SHOW, code).as("admin").send(200);
        assertThat(audited("REQUEST_SHOWN", code)).isEqualTo(3);
        get(SHOW, "000000000098").as("manager").send(404);
        get(SHOW, "1").as("manager").send(400);
    }

    @Test
    void anOutageIsShownWithItsReportsToItsOwnDistrictAlone() {
        Place place = place(2);
        String code = report(place.billId(), "09351112244");
        String outage = awaitOutage(code);
        importPlannedOutages(plannedOutage("text-" + place.billId(), -30, 60, ""))
                .send(200);

        Call.Answer shown = get(OUTAGE, outage).as("dispatcher-2").send(200);
        assertThat(shown.at("/number")).isEqualTo(outage);
        assertThat(shown.at("/element/code")).isEqualTo(place.billId());
        assertThat(shown.json().path("path").findValuesAsText("code"))
                .containsExactly(place.billId(), place.transformer(), place.feeder(), place.substation());
        assertThat(shown.at("/attachedRequests/0/trackingCode")).isEqualTo(code);
        assertThat(shown.at("/attachedRequests/0/mobile")).isEqualTo("09351112244");
        assertThat(shown.json().path("plannedOutagesOfDistrict").findValuesAsText("number"))
                .contains("text-" + place.billId());
        assertThat(shown.json().path("timeline").findValuesAsText("step")).containsExactly("SUSPECTED");
        assertThat(audited("OUTAGE_SHOWN", outage)).isEqualTo(1);

        Call.Answer refused = get(OUTAGE, outage).as("dispatcher-1").send(403);
        assertThat(refused.at("/type")).isEqualTo("/problems/other-district");
        assertThat(refused.body()).doesNotContain("09351112244");
        assertThat(audited("OUTAGE_SHOWN", outage)).isEqualTo(1);

        String persian = outage.chars()
                .mapToObj(c -> Character.toString(c >= '0' && c <= '9' ? (char) (c - '0' + '۰') : (char) c))
                .collect(java.util.stream.Collectors.joining());
        assertThat(get(OUTAGE, persian)
                        .as("manager")
                        .with("offset", 1)
                        .send(200)
                        .json()
                        .path("attachedRequests"))
                .isEmpty();
    }

    @Test
    void theMostUrgentReportsAreShownFirstAndForeignBillsAreMarked() {
        Place place = place(2);
        String plain = report(place.billId(), "09351110001");
        String outage = awaitOutage(plain);
        complete(
                "dispatcher-2",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "networkElement", place.transformer()));
        String foreignBill = BillId.of(12_345, 7).value();
        importServicePoints("%s,2,%s,%s,%s,قم، بلوار امین ۴,34.64,50.88,"
                        .formatted(foreignBill, place.substation(), place.feeder(), place.transformer()))
                .send(200);
        String dangerous = post("/api/v1/requests")
                .json("""
                        {"billId": "%s", "mobile": "09351110002", "hazard": "WIRE_DOWN", "description": "سیم افتاده"}
                        """.formatted(foreignBill))
                .send(201)
                .at("/trackingCode");
        assertThat(awaitOutage(dangerous)).isEqualTo(outage);

        Call.Answer shown = get(OUTAGE, outage).as("dispatcher-2").send(200);
        assertThat(shown.json().path("attachedRequests").findValuesAsText("trackingCode"))
                .containsExactly(dangerous, plain);
        assertThat(shown.at("/attachedRequests/0/otherCompany")).isEqualTo("true");
        assertThat(shown.at("/attachedRequests/0/address")).isEqualTo("قم، بلوار امین 4");
        assertThat(shown.at("/attachedRequests/0/latitude")).isEqualTo("34.64");
        assertThat(shown.at("/attachedRequests/1/otherCompany")).isEqualTo("false");
        assertThat(shown.at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(shown.at("/finding")).isEqualTo("NETWORK_FAULT");
        assertThat(shown.at("/element/code")).isEqualTo(place.transformer());
        assertThat(get(OUTAGE, outage)
                        .as("dispatcher-2")
                        .with("offset", 1)
                        .send(200)
                        .json()
                        .path("attachedRequests")
                        .findValuesAsText("trackingCode"))
                .containsExactly(plain);
    }

    /** A manager decides about a delay also when the outage has its result already: the reports stay with it. */
    @Test
    void aResolvedOutageKeepsItsReports() {
        String code = report(place(2).billId(), "09351110003");
        String outage = awaitOutage(code);
        complete("dispatcher-2", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        awaitState(code, "ANNOUNCED");
        Call.Answer shown = get(OUTAGE, outage).as("manager").send(200);
        assertThat(shown.json().path("attachedRequests").findValuesAsText("trackingCode"))
                .containsExactly(code);
    }

    @Test
    void anOutageThatIsNoneIsNotShown() {
        assertThat(get(OUTAGE, "1405-999999").as("manager").send(404).at("/type"))
                .isEqualTo("/problems/unknown-outage");
        assertNothingInternal(get(OUTAGE, "' OR 1=1 --").as("manager").send(404));
        get(OUTAGE, "1405-999999").send(401);
        get(OUTAGE, "1405-999999").as("website").send(403);
        for (String offset : List.of("-1", "x", "", "1.5", "9999999")) {
            assertThat(get(OUTAGE, "1405-999999")
                            .as("manager")
                            .with("offset", offset)
                            .send(400)
                            .at("/errors/0/field"))
                    .isEqualTo("offset");
        }
    }

    @Test
    void theReportCountsThePeriod() {
        Instant before = clock.instant();
        report(place(4).billId(), "09121234567");
        Call.Answer json = get(REPORT)
                .as("manager")
                .with("from", before)
                .with("to", clock.instant().plusSeconds(1))
                .send(200);
        assertThat(json.json().at("/total/submitted").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(json.json().at("/total").has("compliance")).isFalse();
        assertThat(json.json().path("districts")).anySatisfy(district -> {
            assertThat(district.path("district").asInt()).isEqualTo(4);
            assertThat(district.path("submitted").asInt()).isEqualTo(1);
            assertThat(district.path("servicePointsServed").asInt()).isPositive();
        });
        assertThat(get(REPORT)
                        .as("admin")
                        .with("from", "2020-01-01T00:00:00Z")
                        .with("to", "2020-01-01T00:00:00Z")
                        .send(200)
                        .at("/total/submitted"))
                .isEqualTo("0");
    }

    @Test
    void theReportComesAsATableOnRequest() {
        report(place(4).billId(), "09121234567");
        Call.Answer csv = get(REPORT)
                .as("manager")
                .accept("text/csv")
                .with("from", clock.instant().minusSeconds(60))
                .with("to", clock.instant().plusSeconds(60))
                .send(200);
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0)).startsWith("district,submitted,announced");
        assertThat(lines.get(lines.size() - 1)).startsWith("total,");
        assertThat(lines).anyMatch(line -> line.startsWith("4,"));
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);

        for (String either : List.of("*/*", "application/json, text/csv", "text/csv;q=0.5, application/json")) {
            assertThat(get(REPORT)
                            .as("manager")
                            .accept(either)
                            .with("from", "2020-01-01T00:00:00Z")
                            .with("to", "2020-01-02T00:00:00Z")
                            .send(200)
                            .header("Content-Type"))
                    .as(either)
                    .startsWith("application/json");
        }
        get(REPORT).as("manager").accept("text/html").send(406);
        get(REPORT).as("manager").accept("text/csv").send(400);
    }

    @Test
    void theReportNeedsItsPeriod() {
        assertThat(get(REPORT).as("manager").send(400).json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("from", "to");
        Map<String, String> wrong =
                Map.of("2026-01-01", "format", "2026-01-01T00:00:00", "format", "+999999999-12-31T00:00:00Z", "range");
        wrong.forEach((moment, code) -> assertThat(get(REPORT)
                        .as("manager")
                        .with("from", moment)
                        .with("to", "2026-11-23T00:00:00Z")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo(code));
        assertThat(get(REPORT)
                        .as("manager")
                        .with("from", "2026-11-23T00:00:00Z")
                        .with("to", "2026-11-22T00:00:00Z")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo("order");
    }

    /** How Excel saves under «CSV» with Iran's setting, «Unicode Text», and «CSV UTF-8». */
    @ParameterizedTest
    @CsvSource({
        "windows-1256, '', ;, windows-1256",
        "windows-1256, ;charset=windows-1256, ',', windows-1256",
        "UTF-16LE, '', TAB, UTF-16LE",
        "UTF-16BE, '', ;, UTF-16BE",
        "UTF-8, '', ;, UTF-8",
        "UTF-8, ;charset=utf-8, TAB, UTF-8",
    })
    void aClerksFileIsReadAsTheSpreadsheetSavedIt(String saved, String declared, String named, String encoding) {
        String separator = named.equals("TAB") ? "\t" : named;
        String text = (saved.startsWith("UTF") ? "\uFEFF" : "")
                + "sep=" + separator + "\r\n"
                + "خاموشي هاي بابرنامه شهر قم,,,,\r\n".replace(",", separator)
                + "تاريخ خاموشي,ساعت شروع خاموشي,ساعت پايان خاموشي,آدرس,شماره\r\n".replace(",", separator)
                + "1405/09/02,09:00,11:00,بلوار امين,E-1\r\n".replace(",", separator);
        Call.Answer answer = put(PLANNED)
                .as("admin")
                .body("text/csv" + declared, text.getBytes(Charset.forName(saved)))
                .send(200);
        assertThat(answer.at("/accepted")).as(answer.body()).isEqualTo("1");
        assertThat(answer.at("/separator")).isEqualTo(separator);
        assertThat(answer.at("/encoding")).isEqualTo(encoding);
    }

    @Test
    void aFileThatFitsTwoWaysIsRefused() {
        Call.Answer answer = put(PLANNED)
                .as("admin")
                .inEnglish()
                .csv("number,x;area\n1,2;3\n")
                .send(400);
        assertThat(answer.at("/type")).isEqualTo("/problems/unreadable-table");
        assertThat(answer.at("/detail")).contains("two ways").doesNotContain("{0}");
        assertThat(put(PLANNED)
                        .as("admin")
                        .inEnglish()
                        .body("text/csv;charset=ISO-8859-1", "number,date\n".getBytes(UTF_8))
                        .send(400)
                        .at("/detail"))
                .contains("ISO-8859-1");
    }

    @Test
    void theNationalServicesNamesAreHeadersToo() {
        assertThat(put(PLANNED)
                        .as("admin")
                        .csv(
                                "outage_number,outage_date,outage_time,outage_start_time,outage_stop_time,is_planned,address,outage_address\n"
                                        + "1,1405/09/02,08:00,09:00,11:00,true,a,b\n2,1405/09/02,08:00,09:00,11:00,0,a,b\n")
                        .send(200)
                        .at("/accepted"))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202A", "\u202D", "\u2068", "\u061C", "\u2060", "\u00AD", "\uFE0D", "\u200E"})
    void marksThatNobodySeesAreNoPartOfANumber(String mark) {
        Place place = place();
        String body = "{\"billId\": \"%s\", \"mobile\": \"%s\"}"
                .formatted(
                        mark + String.join(mark, place.billId().split("")),
                        mark + "+98 912" + mark + " 111 2233" + mark);
        Call.Answer registered =
                call("POST", "/api/v1/requests").as("phone-121").json(body).send(201);
        get("/api/v1/requests/{trackingCode}", mark + registered.at("/trackingCode") + mark)
                .send(200);
        assertThat(call("POST", "/api/v1/requests")
                        .as("phone-121")
                        .json("{\"address\": \"قم\u202E بلوار امین\", \"mobile\": \"09121112233\"}")
                        .send(400)
                        .at("/errors/0/field"))
                .isEqualTo("address");
    }
}
