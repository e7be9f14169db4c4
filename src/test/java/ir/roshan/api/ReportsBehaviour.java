package ir.roshan.api;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.request.TrackingCode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WatchedFigures;
import ir.roshan.testing.WebAppSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.task.Task;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What managers learn of how the agreement is kept: figures, what is behind them, plots, stories, opinions.
 *
 * <p>Long because its cases count the same requests and outages in many ways, and to make them takes longer than to count
 * them.
 */
class ReportsBehaviour extends RoshanServer {
    private static final String REPORTS = "/api/v1/operations/reports/";

    private static final String MONTHLY = REPORTS + "monthly/{month}";

    /** A district that no other test reports from, so that its figures are this test's. */
    private static final int DISTRICT = 47;

    private String report(Place place) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"09351239876\"}".formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
    }

    /** A fault that was found, estimated ten minutes too early, and mended after so many minutes. */
    private String mended(Place place, int minutes) {
        String code = report(place);
        String outage = awaitOutage(code);
        work(place, outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        work(
                place,
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ " + place.billId(),
                        "estimatedRestorationAt",
                        clock.instant().plus(Duration.ofMinutes(minutes - 10)).toString()));
        clock.shift(Duration.ofMinutes(minutes));
        work(
                place,
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
        awaitState(code, "ANNOUNCED");
        return code;
    }

    /** As a dispatcher of the place's district, which may be one that no account is of. */
    private void work(Place place, String outage, String task, Map<String, Object> entered) {
        await().atMost(PATIENCE).until(() -> task(outage, task) != null);
        identityService.setAuthentication("somebody", List.of("dispatchers", "district-" + place.district()));
        try {
            taskService.complete(task(outage, task).getId(), entered);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private Task task(String outage, String task) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .taskDefinitionKey(task)
                .singleResult();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service-level",
                "service-level/requests",
                "service-level/interruptions",
                "major-event-days",
                "dashboard",
                "hours",
                "restore-times",
                "months",
                "element-times",
                "estimates",
                "feedback",
                "search",
                "timelines/requests/{trackingCode}",
                "timelines/outages/{number}",
            })
    void reportsAreOpenToManagersAlone(String report) {
        Object[] subject = report.contains("{") ? new Object[] {"000000000098"} : new Object[0];
        for (String other : List.of("dispatcher-1", "website", "phone-121", "nobody")) {
            get(REPORTS + report, subject).as(other).send(403);
        }
        get(REPORTS + report, subject).send(401);
        assertThat(get(REPORTS + report, subject).as("manager").sendAnyhow().status())
                .isIn(200, 400, 404);
    }

    @Test
    void cockpitsSessionOpensTheDashboardAndADispatchersDoesNot() {
        assertThat(WebAppSession.of(port(), "cockpit", "manager")
                        .get(REPORTS + "dashboard")
                        .status())
                .isEqualTo(200);
        assertThat(WebAppSession.of(port(), "tasklist", "dispatcher-1")
                        .get(REPORTS + "dashboard")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOutageThatWasMendedIsInEveryFigureAndBehindIt() {
        Instant from = clock.instant();
        Place place = place(DISTRICT);
        String code = mended(place, 90);
        Instant to = clock.instant().plusSeconds(1);

        JsonNode figures = district(get(REPORTS + "service-level")
                .as("manager")
                .with("from", from)
                .with("to", to)
                .send(200)
                .json());
        int served = figures.path("servicePointsServed").asInt();
        assertThat(figures.path("submitted").asInt()).isEqualTo(1);
        assertThat(figures.path("withinAgreement").asInt()).isEqualTo(1);
        assertThat(figures.path("saifi").asDouble()).isEqualTo(1.0 / served);
        assertThat(figures.path("caidi").asDouble()).isBetween(89.0, 91.0);
        assertThat(figures.path("plannedSaidi").asDouble()).isZero();

        Call.Answer behind = rows("service-level/interruptions", from, to).send(200);
        assertThat(behind.json().path("count").asInt()).isEqualTo(1);
        assertThat(behind.json().path("servicePoints").asInt()).isEqualTo(1);
        assertThat(behind.json().path("servicePointMinutes").asDouble() / served)
                .isEqualTo(figures.path("saidi").asDouble());
        String outage = behind.at("/parts/0/number");
        Call.Answer requests = rows("service-level/requests", from, to)
                .with("figure", "withinAgreement")
                .send(200);
        assertThat(requests.at("/requests/0/trackingCode")).isEqualTo(code);
        assertThat(requests.at("/requests/0/outage")).isEqualTo(outage);
        assertThat(requests.at("/value")).isEqualTo("1");
        assertThat(requests.body()).doesNotContain("09351239876");
        assertThat(rows("service-level/requests", from, to)
                        .with("figure", "breached")
                        .send(200)
                        .at("/value"))
                .isEqualTo("0");

        Call.Answer estimates = get(REPORTS + "estimates")
                .as("manager")
                .with("from", from)
                .with("to", to)
                .with("district", DISTRICT)
                .send(200);
        assertThat(estimates.at("/total/outages")).isEqualTo("1");
        assertThat(estimates.at("/total/changed")).isEqualTo("0");
        assertThat(estimates.json().at("/total/firstLateMinutes").asDouble()).isBetween(9.0, 11.5);
        assertThat(estimates.at("/crews/0/crew")).isEqualTo("اکیپ " + place.billId());

        JsonNode month = get(REPORTS + "months")
                .as("manager")
                .with("months", 2)
                .send(200)
                .json()
                .path("months");
        assertThat(month).hasSize(2);
        assertThat(month.path(1).path("month").asText())
                .isEqualTo(SolarHijriMonth.of(LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN))
                        .toString());
        assertThat(within(month.path(0)) + within(month.path(1))).isPositive();

        JsonNode hours = get(REPORTS + "hours")
                .as("manager")
                .with("from", from)
                .with("to", to)
                .with("district", DISTRICT)
                .send(200)
                .json()
                .path("hours");
        assertThat(sum(hours, "requests")).isEqualTo(1);
        assertThat(sum(hours, "restorations")).isEqualTo(1);

        JsonNode normal = get(REPORTS + "restore-times")
                .as("manager")
                .with("from", from)
                .with("to", to)
                .with("district", DISTRICT)
                .send(200)
                .json()
                .at("/priorities/0");
        assertThat(normal.path("targetMinutes").asInt()).isEqualTo(240);
        assertThat(normal.path("counts").path(3).asInt()
                        + normal.path("counts").path(2).asInt())
                .isEqualTo(1);
        assertThat(normal.path("withinAgreement").asInt()).isEqualTo(1);
    }

    private static int within(JsonNode month) {
        return StreamSupport.stream(month.path("districts").spliterator(), false)
                .filter(d -> d.path("district").asInt() == DISTRICT)
                .mapToInt(d -> d.at("/compliance/withinAgreement").asInt())
                .sum();
    }

    private static int sum(JsonNode rows, String member) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToInt(row -> row.path(member).asInt())
                .sum();
    }

    private static JsonNode district(JsonNode report) {
        return StreamSupport.stream(report.path("districts").spliterator(), false)
                .filter(d -> d.path("district").asInt() == DISTRICT)
                .findFirst()
                .orElseThrow();
    }

    private Call rows(String report, Instant from, Instant to) {
        return get(REPORTS + report)
                .as("manager")
                .with("from", from)
                .with("to", to)
                .with("district", DISTRICT);
    }

    @Test
    void theStoryOfAnEndedRequestIsFoundByAnyOfItsNumbers() {
        Place place = place(2);
        String code = mended(place, 30);
        clock.shift(Duration.ofHours(3));
        awaitState(code, "CLOSED");
        long looks = count("audit_entry WHERE deed = 'REQUEST_SHOWN' AND subject = '" + code + "'");

        Call.Answer byBill =
                get(REPORTS + "search").as("manager").with("q", place.billId()).send(200);
        String outage = byBill.at("/outages/0/number");
        assertThat(byBill.at("/requests/0/trackingCode")).isEqualTo(code);
        assertThat(byBill.at("/requests/0/state")).isEqualTo("CLOSED");
        for (String typed : List.of(code, SolarHijri.persianDigits(code), outage, SolarHijri.persianDigits(outage))) {
            Call.Answer found =
                    get(REPORTS + "search").as("manager").with("q", typed).send(200);
            assertThat(found.at("/requests/0/trackingCode")).as(typed).isEqualTo(code);
            assertThat(found.at("/outages/0/number")).as(typed).isEqualTo(outage);
        }
        for (String nothing : List.of("خیابان", "000000000098", "1405-999999", "%", "' OR 1=1 --")) {
            JsonNode found = get(REPORTS + "search")
                    .as("manager")
                    .with("q", nothing)
                    .send(200)
                    .json();
            assertThat(found.path("requests")).as(nothing).isEmpty();
            assertThat(found.path("outages")).as(nothing).isEmpty();
        }

        Call.Answer story = get(REPORTS + "timelines/requests/{trackingCode}", code)
                .as("manager")
                .send(200);
        assertThat(story.json().path("entries").findValuesAsText("step"))
                .contains(
                        "REGISTERED",
                        "JOINED_OUTAGE",
                        "VERIFIED",
                        "CREW_DISPATCHED",
                        "RESTORED",
                        "ANNOUNCED",
                        "CLOSED");
        assertThat(story.json().path("entries").findValuesAsText("subject"))
                .contains(code, outage, "REGISTERED", "RESULT");
        assertThat(story.json().path("entries").findValuesAsText("by")).contains("somebody");
        // There is no such account.
        assertThat(story.json().path("entries").findValuesAsText("byName")).isEmpty();
        assertThat(story.json().path("entries"))
                .allSatisfy(e -> assertThat(e.path("clause").asText()).matches("A[1-7]\\.[0-9]"));
        assertThat(story.body()).doesNotContain("09351239876");
        assertThat(count("audit_entry WHERE deed = 'REQUEST_SHOWN' AND subject = '" + code + "'"))
                .isEqualTo(looks + 1);
        assertThat(get(REPORTS + "timelines/outages/{number}", outage)
                        .as("manager")
                        .send(200)
                        .json()
                        .path("entries")
                        .findValuesAsText("step"))
                .startsWith("SUSPECTED")
                .endsWith("RESOLVED");
        get(REPORTS + "timelines/requests/{trackingCode}", "000000000098")
                .as("manager")
                .send(404);
        get(REPORTS + "timelines/outages/{number}", "1405-999999").as("manager").send(404);
        assertThat(get(REPORTS + "search").as("manager").send(400).at("/errors/0/code"))
                .isEqualTo("required");
    }

    @Test
    void theDashboardTellsWhatIsOpenAndWhatIsLate() {
        int late = open().path("late").asInt();
        Place place = place(48);
        String code = post("/api/v1/requests")
                .json(
                        "{\"billId\": \"%s\", \"mobile\": \"09351239876\", \"hazard\": \"WIRE_DOWN\", \"lifeSupport\": true}"
                                .formatted(place.billId()))
                .send(201)
                .at("/trackingCode");
        JsonNode begun = get(REPORTS + "dashboard").as("manager").send(200).json();
        assertThat(begun.at("/open/checking").asInt())
                .isPositive()
                .isEqualTo(StreamSupport.stream(begun.path("districts").spliterator(), false)
                        .mapToInt(district -> district.at("/open/checking").asInt())
                        .sum());
        assertThat(district48().path("checking").asInt()).isEqualTo(1);
        awaitOutage(code);
        clock.shift(Duration.ofMinutes(75));
        assertThat(district48().path("soonLate").asInt()).isEqualTo(1);
        clock.shift(Duration.ofMinutes(75));
        assertThat(district48().path("late").asInt()).isEqualTo(1);
        assertThat(district48().path("soonLate").asInt()).isZero();
        JsonNode dashboard = get(REPORTS + "dashboard").as("manager").send(200).json();
        assertThat(dashboard.at("/open/late").asInt()).isGreaterThan(late);
        assertThat(dashboard.path("urgentOutages")).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        assertThat(dashboard.path("urgentOutages").path(0).path("hazard").asText())
                .isNotEqualTo("NONE");
        assertThat(dashboard.path("urgentOutages").path(0).path("workflowId").asText())
                .isNotEmpty();
        assertThat(dashboard.path("plannedOutageData").findValuesAsText("source"))
                .containsExactly("COMPANY_LIST", "NATIONAL_SERVICE");
        assertThat(dashboard.path("failedJobs").isInt()).isTrue();
    }

    @Test
    void planningDataThatHasGrownOldIsToldSo() {
        plannedOutageDataIsFresh();
        assertThat(companyList().path("fresh").booleanValue()).isTrue();
        // Another test may have loaded a list in days to come.
        Instant arrived = Instant.parse(companyList().path("lastArrivedAt").asText());
        clock.shift(Duration.between(
                clock.instant(), arrived.plus(Duration.ofHours(24)).minusSeconds(60)));
        assertThat(companyList().path("fresh").booleanValue()).isTrue();
        clock.shift(Duration.ofMinutes(2));
        assertThat(companyList().path("fresh").booleanValue()).isFalse();
    }

    private JsonNode companyList() {
        return get(REPORTS + "dashboard").as("manager").send(200).json().at("/plannedOutageData/0");
    }

    private JsonNode open() {
        return get(REPORTS + "dashboard").as("manager").send(200).json().path("open");
    }

    private JsonNode district48() {
        return StreamSupport.stream(
                        get(REPORTS + "dashboard")
                                .as("manager")
                                .send(200)
                                .json()
                                .path("districts")
                                .spliterator(),
                        false)
                .filter(d -> d.path("district").asInt() == 48)
                .findFirst()
                .orElseThrow()
                .path("open");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-19T20:00:00Z, IN_FORCE, 61",
        "2027-01-20T20:40:00Z, ENDS_SOON, 59",
        "2027-03-20T12:00:00Z, ENDS_SOON, 1",
        "2027-03-20T20:28:00Z, ENDS_SOON, 1",
        "2027-03-20T20:30:00Z, EXPIRED, 0",
        "2026-03-20T12:00:00Z, NOT_YET, 366"
    })
    void managersAreWarnedBeforeTheAgreementEnds(Instant at, String validity, int remaining) {
        clock.shift(Duration.between(clock.instant(), at));
        Call.Answer dashboard = get(REPORTS + "dashboard").as("manager").send(200);
        assertThat(dashboard.at("/agreement/validity")).isEqualTo(validity);
        assertThat(dashboard.json().at("/agreement/daysRemaining").asInt()).isEqualTo(remaining);
    }

    @Test
    void opinionsAreCountedAndReadingThemIsWrittenDown() {
        Instant from = clock.instant();
        String code = mended(place(49), 20);
        call("PUT", "/api/v1/requests/{trackingCode}/feedback", code)
                .json("{\"mobileLast4\": \"9876\", \"rating\": 2, \"comment\": \"=HYPERLINK(دیر آمدند)\"}")
                .send(204);
        long looks = count("audit_entry WHERE deed = 'COMMENTS_SHOWN'");
        Call.Answer opinions = get(REPORTS + "feedback")
                .as("manager")
                .with("from", from)
                .with("district", 49)
                .with("highest", 2)
                .with("commented", true)
                .send(200);
        assertThat(opinions.at("/count")).isEqualTo("1");
        assertThat(opinions.at("/mean")).isEqualTo("2.0");
        assertThat(opinions.at("/distribution/1")).isEqualTo("1");
        assertThat(opinions.at("/opinions/0/comment")).isEqualTo("=HYPERLINK(دیر آمدند)");
        assertThat(count("audit_entry WHERE deed = 'COMMENTS_SHOWN'")).isEqualTo(looks + 1);
        assertThat(get(REPORTS + "feedback")
                        .as("manager")
                        .with("from", from)
                        .with("district", 49)
                        .with("highest", 1)
                        .send(200)
                        .at("/found"))
                .isEqualTo("0");
        assertThat(get(REPORTS + "dashboard")
                        .as("manager")
                        .send(200)
                        .json()
                        .path("lowRatings")
                        .findValuesAsText("trackingCode"))
                .contains(code);
    }

    @Test
    void theHeatKnowsTheElementsOfTheModel() {
        Instant from = clock.instant().minusSeconds(60);
        mended(place(3), 15);
        mended(place(3), 35);
        for (Map.Entry<String, String> asked : Map.of(
                        "RestorationRequestProcess", "Task_RegisterRequest", "OutageProcess", "Task_VerifyOutage")
                .entrySet()) {
            Call.Answer heat = get(REPORTS + "element-times")
                    .as("manager")
                    .with("process", asked.getKey())
                    .with("from", from)
                    .send(200);
            assertThat(heat.json().path("elements").findValuesAsText("element")).contains(asked.getValue());
            assertThat(heat.json().path("elements"))
                    .allSatisfy(e -> assertThat(e.path("count").asInt()).isPositive());
        }
        JsonNode restore = StreamSupport.stream(
                        get(REPORTS + "element-times")
                                .as("manager")
                                .with("process", "OutageProcess")
                                .with("from", from)
                                .send(200)
                                .json()
                                .path("elements")
                                .spliterator(),
                        false)
                .filter(e -> e.path("element").asText().equals("Task_RestoreSupply"))
                .findFirst()
                .orElseThrow();
        assertThat(restore.path("totalHours").asDouble()
                        * 3600
                        / restore.path("count").asInt())
                .isCloseTo(restore.path("meanSeconds").asDouble(), org.assertj.core.api.Assertions.within(0.01));
        assertThat(restore.path("totalHours").asDouble()).isGreaterThan(0.2);
        List<Long> stayed = jdbc.sql("""
                        SELECT DURATION_ FROM ACT_HI_ACTINST
                         WHERE ACT_ID_ = 'Task_RestoreSupply' AND START_TIME_ >= :from AND START_TIME_ < :to AND END_TIME_ IS NOT NULL
                         ORDER BY DURATION_
                        """)
                .param("from", java.sql.Timestamp.from(from))
                .param("to", java.sql.Timestamp.from(clock.instant()))
                .query(Long.class)
                .list();
        assertThat(restore.path("count").asInt()).isEqualTo(stayed.size());
        assertThat(restore.path("medianSeconds").asDouble()).isEqualTo(stayed.get((stayed.size() - 1) / 2) / 1000.0);
    }

    /** What the dashboard for Grafana and the rules for alerts ask for, Prometheus is told. */
    @Test
    void everyFigureThatIsWatchedIsScraped() {
        mended(place(45), 20);
        Set<String> watched = WatchedFigures.ofEverybody();
        assertThat(watched)
                .contains(
                        "roshan_requests_registered_total",
                        "roshan_requests_announced_total",
                        "roshan_restore_seconds_bucket",
                        "roshan_requests_open",
                        "roshan_outages_open",
                        "roshan_outages_oldest_unverified_seconds",
                        "roshan_jobs_due",
                        "roshan_jobs_failed");
        // A deadline that passes is an hour's work for another test; its counter comes with the first.
        watched.remove("roshan_requests_breached_total");
        String[] scraped = new String[1];
        await().atMost(PATIENCE).untilAsserted(() -> {
            scraped[0] = get("/actuator/prometheus")
                    .as("admin")
                    .accept("text/plain")
                    .send(200)
                    .body();
            assertThat(watched).allSatisfy(name -> assertThat(scraped[0]).containsPattern("(?m)^" + name + "[{ ]"));
        });
        assertThat(scraped[0])
                .containsPattern("roshan_requests_registered_total\\{[^}]*channel=\"WEBSITE\",district=\"45\"\\} 1\\.0")
                .containsPattern("roshan_requests_announced_total\\{[^}]*district=\"45\",outcome=\"RESTORED\"\\} 1\\.0")
                .containsPattern("roshan_restore_seconds_bucket\\{[^}]*le=\"1800\\.0\"")
                .contains("roshan_requests_open{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/requests", "/interruptions", "/feedback"})
    void theMonthlyReportIsOpenToManagersAlone(String part) {
        for (String other : List.of("dispatcher-1", "website", "nobody")) {
            get(MONTHLY + part, "1405-08").as(other).accept("*/*").send(403);
        }
        get(MONTHLY + part, "1405-08").accept("*/*").send(401);
        assertThat(get(MONTHLY + part, "1405-13")
                        .as("manager")
                        .accept("*/*")
                        .inEnglish()
                        .send(400)
                        .at("/errors/0/field"))
                .isEqualTo("month");
    }

    @Test
    void theMonthComesAsAPageAndAsRowsThatNoSpreadsheetTakesForFormulas() throws Exception {
        // A month of its own, two years on, in which no other test has reported anything.
        clock.shift(Duration.ofDays(740));
        String month = SolarHijriMonth.of(LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN))
                .toString();
        String code = mended(place(46), 20);
        call("PUT", "/api/v1/requests/{trackingCode}/feedback", code)
                .json("{\"mobileLast4\": \"9876\", \"rating\": 1, \"comment\": \"=1+1 <script>alert(1)</script>\"}")
                .send(204);

        Call.Answer page = get(MONTHLY, month).as("manager").accept("text/html").send(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("SAIDI", "اکیپ").doesNotContain("09351239876", "null", "%s");
        Document read = Jsoup.parse(page.body());
        assertThat(read.select("html[lang=fa][dir=rtl]")).hasSize(1);
        assertThat(read.select("td").eachText()).anyMatch(cell -> cell.contains("<script>alert"));
        assertThat(read.select("script, style, [style]")).isEmpty();
        assertThat(read.select("svg[role=img][aria-label]")).hasSizeGreaterThan(2);
        assertThat(get("/assets/monthly-report.css").send(200).header("Content-Type"))
                .startsWith("text/css");

        Call.Answer csv = get(MONTHLY + "/feedback", month)
                .as("manager")
                .accept("text/csv")
                .send(200);
        assertThat(csv.body()).startsWith("\uFEFFکد رهگیری,").contains(",'=1+1 <script>");
        assertThat(csv.header("Content-Disposition")).contains("roshan-feedback-" + month + ".csv");
        String requests = get(MONTHLY + "/requests", month)
                .as("manager")
                .accept("text/csv")
                .send(200)
                .body();
        assertThat(requests.lines()
                        .filter(line -> line.startsWith(TrackingCode.parse(code).shown() + ",")))
                .singleElement(as(STRING))
                .contains("سایت شرکت", "نتیجه اعلام شده است", "خاموشی برطرف شد")
                .doesNotContainPattern("[A-Z]|[0-9]{12}|\\.[0-9]{2}");
        String interruptions = get(MONTHLY + "/interruptions", month)
                .as("manager")
                .accept("text/csv")
                .send(200)
                .body();
        assertThat(interruptions.lines().filter(line -> line.startsWith("بی‌برنامه,")))
                .hasSize(1);

        for (String part : List.of("/feedback", "/requests", "/interruptions")) {
            Call.Answer xlsx = get(MONTHLY + part, month)
                    .as("manager")
                    .accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                    .send(200);
            assertThat(xlsx.body()).as("a ZIP archive").startsWith("PK");
        }
    }

    /** The neighbours with which a month is compared may lie outside the calendar. */
    @ParameterizedTest
    @CsvSource({"1206-01, 1", "1206-02, 2", "1206-12, 12", "1207-01, 12", "1211-01, 12", "1497-12, 12"})
    void theFirstAndLastMonthsOfTheCalendarAreAnswered(String month, int plotted) {
        assertThat(get(MONTHLY, month)
                        .as("manager")
                        .accept("text/html")
                        .send(200)
                        .body())
                .contains("گزارش");
        JsonNode months = get(REPORTS + "months")
                .as("manager")
                .with("last", month)
                .send(200)
                .json()
                .path("months");
        assertThat(months).hasSize(plotted);
        assertThat(months.path(plotted - 1).path("month").asText()).isEqualTo(month);
    }

    @ParameterizedTest
    @CsvSource({
        "service-level/requests, figure, compliance, unknown-value",
        "service-level/requests, limit, 1001, range",
        "service-level/requests, offset, -1, range",
        "service-level/requests, district, 100, range",
        "service-level/interruptions, kind, planned, unknown-value",
        "major-event-days, year, 1299, range",
        "major-event-days, year, x, range",
        "hours, from, yesterday, format",
        "hours, from, 2020-01-01T00:00:00Z, range",
        "hours, to, 2020-01-01T00:00:00, format",
        "months, months, 25, range",
        "months, last, 1405-13, format",
        "element-times, process, OtherProcess, unknown-value",
        "feedback, highest, 6, range",
        "feedback, commented, yes, unknown-value"
    })
    void whatCannotBeAskedIsNamed(String report, String field, String typed, String code) {
        Call call = get(REPORTS + report).as("manager").inEnglish().with(field, typed);
        if (report.startsWith("service-level")) {
            call = call.with("from", "2026-11-01T00:00:00Z").with("to", "2026-11-02T00:00:00Z");
        }
        Call.Answer refused = call.send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertNothingInternal(refused);
    }
}
