package ir.roshan.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.RoshanApplication;
import ir.roshan.demo.SmallNetwork.Place;
import ir.roshan.network.Network;
import ir.roshan.security.Accounts;
import ir.roshan.text.BillId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo as a visitor finds it: started, stopped, and started a second time on the same database file. */
@ExtendWith(OutputCaptureExtension.class)
class DemoTest {
    private static final List<String> TABLES = List.of(
            "service_point",
            "network_element",
            "planned_outage",
            "restoration_request",
            "request_event",
            "outage",
            "ACT_ID_USER",
            "ACT_RE_PROCDEF");

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext context;
    private static Map<String, Long> rowsOfFirstStart;
    private static String consoleOfFirstStart;
    private static Instant began;
    private static Instant laidOut;

    @BeforeAll
    static void startTwice(CapturedOutput console) {
        began = Clock.systemUTC().instant();
        try (ConfigurableApplicationContext first = start()) {
            laidOut = Clock.systemUTC().instant();
            rowsOfFirstStart = rows(first);
            consoleOfFirstStart = console.toString();
        }
        context = start();
    }

    @AfterAll
    static void stop() {
        if (context != null) context.close();
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(RoshanApplication.class)
                .profiles("demo")
                .run("--server.port=0", "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("roshan"));
    }

    @Test
    void secondStartLaysNothingOut() {
        assertThat(rows(context)).isEqualTo(rowsOfFirstStart);
    }

    @Test
    void networkIsLikeQomInSmall() {
        Network network = context.getBean(Network.class);
        assertThat(network.countServicePoints()).isEqualTo(2_000);
        assertThat(network.servicePointsPerDistrict()).containsOnlyKeys(1, 2, 3, 4);
        assertThat(column("SELECT bill_id FROM service_point"))
                .hasSize(2_000)
                .allSatisfy(
                        billId -> assertThat(new BillId(billId).companyCode()).isEqualTo(44));
        assertThat(column("SELECT DISTINCT kind FROM network_element"))
                .containsExactlyInAnyOrder("SUBSTATION", "FEEDER", "TRANSFORMER");
        assertThat(column("SELECT DISTINCT critical FROM service_point WHERE critical IS NOT NULL"))
                .containsExactlyInAnyOrder("hospital", "life_support", "water", "telecom", "public_safety");
    }

    @Test
    void codesTellWhereTheyBelong() {
        Place place = new Place(2, 3, 4, 5);
        assertThat(place.substationCode()).isEqualTo("S-21");
        assertThat(place.feederCode()).isEqualTo("F-213");
        assertThat(place.transformerCode()).isEqualTo("T-21304");
        assertThat(context.getBean(Network.class).pathOf(place.billId()))
                .extracting(element -> element.code())
                .containsExactly(place.billId().value(), "T-21304", "F-213", "S-21");
    }

    @Test
    void everyStateOccurs() {
        Map<String, Integer> states = new TreeMap<>();
        for (String code : column("SELECT tracking_code FROM restoration_request"))
            states.merge(get("/api/v1/requests/" + code).path("state").asText(), 1, Integer::sum);
        assertThat(states)
                .isEqualTo(Map.of(
                        "CHECKING", 6,
                        "IN_PLANNED_OUTAGE", 4,
                        "RESTORING", 8,
                        "ANNOUNCED", 3,
                        "CLOSED", 5,
                        "WITHDRAWN", 1));
    }

    @Test
    void deadlinesWereBrokenAndResultsObjectedToAndRated() {
        JsonNode report = getAs(
                "manager",
                "/api/v1/operations/reports/service-level?from=" + began.minus(Duration.ofHours(8)) + "&to="
                        + laidOut.plusSeconds(60));
        JsonNode total = report.path("total");
        assertThat(total.path("breached").asInt()).as("%s", report).isEqualTo(2);
        assertThat(total.path("stillOut").asInt()).isEqualTo(1);
        assertThat(total.path("feedbackCount").asInt()).isEqualTo(5);
        assertThat(total.path("withinAgreement").asInt()).isPositive();
    }

    /** The objection window, the planned end and the deadline have passed by the clock, and not by somebody's update. */
    @Test
    void everythingHappenedAtItsOwnTime() {
        assertThat(jdbc().sql("SELECT at FROM request_event ORDER BY at")
                        .query((row, n) ->
                                row.getObject("at", OffsetDateTime.class).toInstant())
                        .list())
                .allSatisfy(at -> assertThat(at).isBetween(began.minus(Duration.ofHours(7)), laidOut));
        assertThat(jdbc().sql("""
                                SELECT r.closed_at, res.announced_at
                                  FROM restoration_request r JOIN request_result res ON res.request_id = r.request_id
                                 WHERE r.closed_at IS NOT NULL
                                """)
                        .query((row, n) -> Duration.between(
                                row.getObject("announced_at", OffsetDateTime.class),
                                row.getObject("closed_at", OffsetDateTime.class)))
                        .list())
                .hasSize(5)
                .allSatisfy(window -> assertThat(window)
                        .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusSeconds(30)));
        assertThat(Duration.between(
                        Clock.systemUTC().instant(),
                        context.getBean(Clock.class).instant()))
                .as("by hours, while the past was played")
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void everyDispatcherAndTheManagerHasSomethingToDo() {
        TaskService tasks = context.getBean(TaskService.class);
        for (int district = 1; district <= 4; district++)
            assertThat(tasks.createTaskQuery()
                            .taskCandidateGroup("district-" + district)
                            .includeAssignedTasks()
                            .count())
                    .as("district %d", district)
                    .isPositive();
        assertThat(tasks.createTaskQuery().taskCandidateGroup("managers").count())
                .isEqualTo(1);
        assertThat(tasks.createTaskQuery().taskAssignee("dispatcher-3").count()).isEqualTo(1);
    }

    @Test
    void nothingWentWrongInTheEngine() {
        assertThat(context.getBean(ManagementService.class)
                        .createJobQuery()
                        .withException()
                        .count())
                .isZero();
        assertThat(column("SELECT state FROM subscriber_message"))
                .isNotEmpty()
                .doesNotContain("FAILED", "EXPIRED", "HANDED_TO_PERSON");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, camunda-admin",
        "manager, managers",
        "dispatcher-1, dispatchers district-1",
        "dispatcher-2, dispatchers district-2",
        "dispatcher-3, dispatchers district-3",
        "dispatcher-4, dispatchers district-4",
        "website, channels",
        "mobile-app, channels",
        "phone-121, channels",
        "counter-office, channels",
        "in-person, channels",
    })
    void accountsLogIn(String account, String groups) {
        Accounts accounts = context.getBean(Accounts.class);
        assertThat(accounts.authenticate(account, "Roshan-demo-1405"))
                .get()
                .extracting(ArrayList::new)
                .asInstanceOf(list(String.class))
                .containsExactlyInAnyOrder(groups.split(" "));
        assertThat(status(account, "Roshan-demo-1405")).isEqualTo(HttpStatus.OK);
    }

    @Test
    void plannedOutagesAreAroundNow() {
        for (Place place : List.of(
                PlannedOutagesAroundNow.UNDER_WAY_AT_TRANSFORMER,
                PlannedOutagesAroundNow.UNDER_WAY_AT_FEEDER,
                PlannedOutagesAroundNow.UNDER_WAY_AT_SERVICE_POINT)) {
            JsonNode answer = plannedOutagesOf(place);
            assertThat(answer.path("knowledge").asText()).as("%s", place).isEqualTo("PLANNED");
            assertThat(answer.path("plannedOutages")).isNotEmpty();
        }
        String now = Instant.now().toString();
        assertThat(get("/api/v1/planned-outages?billId="
                                + PlannedOutagesAroundNow.OVER.billId().value() + "&from=" + now + "&to=" + now)
                        .path("knowledge")
                        .asText())
                .isEqualTo("NOT_PLANNED");
        assertThat(column("SELECT outage_number FROM planned_outage WHERE element_kind = 'NONE'"))
                .isNotEmpty();
        assertThat(jdbc().sql("SELECT max(starts_at) AS latest FROM planned_outage")
                        .query((row, n) ->
                                row.getObject("latest", OffsetDateTime.class).toInstant())
                        .single())
                .isAfter(laidOut.plus(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "روشن · Roshan is ready",
                "/camunda/app/tasklist/   dispatcher-1 … dispatcher-4",
                "Roshan-demo-1405",
                "CLOSED",
                "RESTORING, late"
            })
    void consoleSaysWhereToGoAndAsWhom(String said) {
        assertThat(consoleOfFirstStart).contains(said);
    }

    private static Map<String, Long> rows(ConfigurableApplicationContext running) {
        JdbcClient jdbc = running.getBean(JdbcClient.class);
        Map<String, Long> rows = new TreeMap<>();
        TABLES.forEach(table -> rows.put(
                table,
                jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single()));
        return rows;
    }

    private static JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    private static List<String> column(String sql) {
        return jdbc().sql(sql).query(String.class).list();
    }

    private static JsonNode plannedOutagesOf(Place place) {
        return get("/api/v1/planned-outages?billId=" + place.billId().value());
    }

    private static JsonNode get(String path) {
        return new TestRestTemplate().getForObject(url(path), JsonNode.class);
    }

    private static JsonNode getAs(String account, String path) {
        return new TestRestTemplate(account, People.PASSWORD).getForObject(url(path), JsonNode.class);
    }

    private static HttpStatusCode status(String account, String password) {
        return new TestRestTemplate(account, password)
                .getForEntity(url("/api/v1/agreement"), String.class)
                .getStatusCode();
    }

    private static String url(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return "http://localhost:" + port + path;
    }
}
