package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.RunsDatabase;
import ir.roshan.testing.Trips;
import ir.roshan.text.BillId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.annotation.DirtiesContext;

/**
 * How often each deed goes to the database and back, at most: a budget for each (docs/adr/0028). Jobs are done here one by one,
 * so that what is counted is the deed's own. Whoever exceeds a budget is shown every statement; whoever gets by with less
 * lowers it.
 */
@Import(Trips.class)
@DirtiesContext
class TripsBehaviour extends RoshanServer {
    private static final int REPORT = budget(19, 9);
    private static final int KEY = 3;
    private static final int BEGINNING = budget(44, 18);
    private static final int JOINING = budget(23, 9);
    private static final int VERIFYING = budget(40, 25);
    private static final int DISPATCHING = budget(49, 34);
    private static final int RESTORING = budget(36, 26);
    private static final int ANNOUNCING = budget(38, 38);
    private static final int TRACKING = 10;
    private static final int OUTAGES = 6;
    private static final int MAP = 3;

    private static final Logger LOG = LoggerFactory.getLogger(TripsBehaviour.class);

    @Autowired
    private Trips trips;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    /** H2 works within our process, where nothing is a trip: several statements in one text are PostgreSQL's alone. */
    private static int budget(int h2, int postgres) {
        return RunsDatabase.current() == RunsDatabase.H2 ? h2 : postgres;
    }

    /** What is remembered for seconds is remembered, and every class is loaded. */
    @BeforeEach
    void itHasBegunToWork() {
        engine.getJobExecutor().shutdown();
        plannedOutageDataIsFresh();
        Place place = place();
        standing(place);
        standing(place);
        reporting(place.billId())
                .header("Idempotency-Key", "warm-" + System.nanoTime())
                .send(201);
    }

    private Call reporting(String billId) {
        return post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(billId, anotherMobile()));
    }

    private String report(Place place) {
        return reporting(place.billId()).send(201).at("/trackingCode");
    }

    private Job job(String code, String activity) {
        String workflow = jdbc.sql("SELECT workflow_id FROM restoration_request WHERE tracking_code = :code")
                .param("code", code)
                .query(String.class)
                .single();
        List<Job> jobs = managementService
                .createJobQuery()
                .processInstanceId(workflow)
                .activityId(activity)
                .list();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    /** A report that stands in its outage. */
    private String standing(Place place) {
        String code = report(place);
        attach(code);
        return code;
    }

    private Trips.Count attach(String code) {
        String job = job(code, "Task_AttachToOutage").getId();
        return trips.here(() -> {
            managementService.executeJob(job);
            return code;
        });
    }

    private Trips.Count completing(String outage, String task, Map<String, Object> entered) {
        return trips.here(() -> {
            complete("dispatcher-1", outage, task, entered);
            return outage;
        });
    }

    private static void assertWithin(int budget, String deed, Trips.Count count) {
        LOG.info("{}: {} trips, {} statements", deed, count.trips(), count.statements());
        assertThat(count.trips())
                .as("%s may go to the database %d times: %s", deed, budget, count)
                .isBetween(1, budget);
    }

    @Test
    void aReport() {
        Call report = reporting(place().billId());
        assertWithin(REPORT, "a report with an account", trips.answering(() -> report.send(201)));
    }

    @Test
    void aReportWithAKey() {
        Call report = reporting(place().billId()).header("Idempotency-Key", "trips-" + System.nanoTime());
        assertWithin(REPORT + KEY, "a report with a key", trips.answering(() -> report.send(201)));
    }

    @Test
    void attachingAReport() {
        Place place = place();
        assertWithin(BEGINNING, "a report begins an outage", attach(report(place)));
        assertWithin(JOINING, "a report joins an outage", attach(report(place)));
    }

    @Test
    void whatADispatcherDoes() {
        Place place = place();
        String code = standing(place);
        String outage = awaitOutage(code);
        assertWithin(
                VERIFYING, "verifying", completing(outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT")));
        assertWithin(
                DISPATCHING,
                "giving it to a crew",
                completing(
                        outage,
                        "Task_DispatchCrew",
                        Map.of("crew", "اکیپ ۳", "estimatedRestorationAt", Date.from(minutesFromNow(60)))));
        assertWithin(
                RESTORING,
                "restoring",
                completing(
                        outage,
                        "Task_RestoreSupply",
                        Map.of("cause", "EQUIPMENT_FAILURE", "restoredAt", Date.from(clock.instant()))));
    }

    /** Of an outage with so many requests; the job that wakes and announces them all. */
    private Trips.Count announcing(int requests) {
        whatIsDueIsDone(true);
        Place place = place();
        String outage = null;
        for (int i = 0; i < requests; i++) {
            String code = standing(place);
            outage = outage == null ? awaitOutage(code) : outage;
        }
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        String portion = whatIsDueIsDone(false).orElseThrow();
        Trips.Count count = trips.here(() -> {
            managementService.executeJob(portion);
            return portion;
        });
        assertThat(count("""
                        restoration_request r JOIN outage_membership m ON m.request_id = r.request_id
                          JOIN outage o ON o.outage_id = m.outage_id
                         WHERE r.state = 'ANNOUNCED' AND o.outage_no = '%s'
                        """.formatted(outage))).as("announced by %s", count).isEqualTo(requests);
        return count;
    }

    /** @return a portion, where portions are left alone */
    private Optional<String> whatIsDueIsDone(boolean portionsToo) {
        for (int round = 0; round < 10; round++) {
            for (Job job :
                    managementService.createJobQuery().messages().executable().list()) {
                if (!portionsToo && Batch.TYPE_CORRELATE_MESSAGE.equals(kind(job))) return Optional.of(job.getId());
                managementService.executeJob(job.getId());
            }
        }
        return Optional.empty();
    }

    private String kind(Job job) {
        return managementService
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getJobType();
    }

    /** However many they are: nothing is asked or written for each of them (docs/adr/0012). */
    @Test
    void aPortionOfAnOutageIsAnnouncedAsOne() {
        announcing(2); // what is read once has been
        assertWithin(ANNOUNCING, "announcing three together", announcing(3));
        assertWithin(ANNOUNCING, "announcing thirty together", announcing(30));
    }

    @Test
    void whatIsLookedAt() {
        Place place = place();
        String code = standing(place);
        track(code);
        assertWithin(TRACKING, "tracking", trips.answering(() -> track(code)));
        // The network that the place came with is drawn by then.
        await().atMost(PATIENCE)
                .until(() -> trips.answering(() -> get("/api/v1/map/outages").send(200))
                                .trips()
                        == 0);
        clock.shift(OpenOutagesAnswer.KEPT_FOR);
        assertRemembered(OUTAGES, "/api/v1/outages");
        assertRemembered(MAP, "/api/v1/map/outages");
    }

    /** Twelve times as many outages, of one of them ten times as many reports, and of one place and one number: no more trips. */
    @Test
    void noListAsksOnceForEachOfItsRows() {
        Place place = place();
        String code = standing(place);
        String outage = track(code).at("/outage/number");
        String mobile = "09390004567";
        attach(registered(place(), mobile));
        Map<String, Supplier<Call>> looks = new LinkedHashMap<>();
        looks.put("tracking", () -> get("/api/v1/requests/{trackingCode}", code));
        looks.put(
                "task cards",
                () -> get("/api/v1/operations/tasks?id=" + String.join("&id=", tasks()))
                        .as("dispatcher-1"));
        looks.put("look-up by bill id", () -> lookUp("billId", place.billId()));
        looks.put("look-up by number", () -> lookUp("mobile", mobile));
        looks.put("place", () -> post("/api/v1/place-status").json("{\"billId\": \"%s\"}".formatted(place.billId())));
        looks.put(
                "outage",
                () -> get("/api/v1/operations/outages/{number}", outage).as("dispatcher-1"));
        looks.put("crews", () -> get("/api/v1/operations/crews").as("dispatcher-1"));
        looks.put("announcements", () -> get("/api/v1/operations/announcements").as("manager"));
        for (String report : List.of("dashboard", "hours", "restore-times", "months", "search?q=" + place.billId()))
            looks.put(report, () -> get("/api/v1/operations/reports/" + report).as("manager"));
        looks.put(
                "timeline",
                () -> get("/api/v1/operations/reports/timelines/outages/{number}", outage)
                        .as("manager"));

        Map<String, Integer> few = trips(looks);
        for (int i = 0; i < 11; i++) {
            standing(place);
            attach(registered(place(), mobile));
        }
        assertThat(tasks()).hasSizeGreaterThan(11);
        assertThat(trips(looks)).isEqualTo(few);
    }

    private Map<String, Integer> trips(Map<String, Supplier<Call>> looks) {
        Map<String, Integer> trips = new LinkedHashMap<>();
        looks.forEach((name, look) -> {
            look.get().send(200); // what is written down once has been, and who calls is known
            Call call = look.get();
            Trips.Count count = this.trips.answering(() -> call.send(200));
            LOG.info("{}: {}", name, count);
            trips.put(name, count.trips());
        });
        return trips;
    }

    private List<String> tasks() {
        return taskService.createTaskQuery().taskCandidateGroup("district-1").list().stream()
                .map(Task::getId)
                .toList();
    }

    private Call lookUp(String by, String what) {
        return post("/api/v1/operations/look-up").as("dispatcher-1").json("{\"%s\": \"%s\"}".formatted(by, what));
    }

    private String registered(Place place, String mobile) {
        return post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201)
                .at("/trackingCode");
    }

    /** Put together once for everybody, and anew when anything has changed that it is read from. */
    private void assertRemembered(int budget, String path) {
        assertWithin(budget, path, trips.answering(() -> get(path).send(200)));
        assertThat(trips.answering(() -> get(path).send(200)).trips())
                .as("%s, asked again at once", path)
                .isZero();
    }

    /** What this node itself has changed is in the next answer, however lately somebody was answered. */
    @Test
    void nobodyMissesWhatTheyDidThemselves() {
        Place place = place();
        String outages = "/api/v1/outages";
        get(outages).send(200);
        String code = standing(place);
        String outage = track(code).at("/outage/number");
        assertThat(get(outages).send(200).body()).contains(outage);
        assertThat(get(outages).with("district", "99").send(200).body()).doesNotContain(outage);
        Supplier<JsonNode> ours = () -> StreamSupport.stream(
                        get(outages).send(200).json().path("outages").spliterator(), false)
                .filter(one -> one.path("number").asText().equals(outage))
                .findFirst()
                .orElseThrow();
        assertThat(ours.get().path("requests").asInt()).isEqualTo(1);
        standing(place);
        assertThat(ours.get().path("requests").asInt()).isEqualTo(2);
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        assertThat(ours.get().path("state").asText()).isEqualTo("CONFIRMED");
        String tag = get(outages).send(200).header("ETag");
        get(outages).header("If-None-Match", tag).send(304);
        // An import counts like a deed.
        importServicePoints(IntStream.range(0, 5)
                        .mapToObj(house -> "%s,1,%s,%s,%s,خیابان ارم پلاک %d,,,"
                                .formatted(
                                        house == 0
                                                ? place.billId()
                                                : BillId.of(70_000 + house, 44).value(),
                                        place.substation(),
                                        place.feeder(),
                                        place.transformer(),
                                        house))
                        .toArray(String[]::new))
                .send(200);
        assertThat(ours.get().path("places").toString()).contains("خیابان ارم");
        tag = get(outages).send(200).header("ETag");
        // What another node changes; here, what is written past this application.
        changedElsewhere("UPDATE outage SET area = 'elsewhere' WHERE outage_no = '" + outage + "'");
        assertThat(ours.get().path("area").asText()).isNotEqualTo("elsewhere");
        clock.shift(OpenOutagesAnswer.KEPT_FOR);
        assertThat(ours.get().path("area").asText()).isEqualTo("elsewhere");
        get(outages).header("If-None-Match", tag).send(200);
    }

    /** Past this application, which sees nothing of it. */
    private void changedElsewhere(String sql) {
        try (Connection past = dataSource.unwrap(HikariDataSource.class).getConnection()) {
            JdbcClient.create(new SingleConnectionDataSource(past, true))
                    .sql(sql)
                    .update();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
