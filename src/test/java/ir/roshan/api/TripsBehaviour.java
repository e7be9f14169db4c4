package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Trips;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * How often each deed goes to the database and back, at most: a budget for each (docs/adr/0028). Jobs are done here one by one,
 * so that what is counted is the deed's own. Whoever exceeds a budget is shown every statement; whoever gets by with less
 * lowers it.
 */
@Import(Trips.class)
@DirtiesContext
class TripsBehaviour extends RoshanServer {
    private static final int REPORT = 21;
    private static final int KEY = 3;
    private static final int BEGINNING = 45;
    private static final int JOINING = 24;
    private static final int VERIFYING = 40;
    private static final int DISPATCHING = 48;
    private static final int RESTORING = 36;
    private static final int TRACKING = 11;
    private static final int OUTAGES = 6;

    private static final Logger LOG = LoggerFactory.getLogger(TripsBehaviour.class);

    @Autowired
    private Trips trips;

    @Autowired
    private ManagementService managementService;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    /** What is remembered for seconds is remembered, and every class is loaded. */
    @BeforeEach
    void itHasBegunToWork() {
        engine.getJobExecutor().shutdown();
        plannedOutageDataIsFresh();
        Place place = place();
        attach(report(place));
        attach(report(place));
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
        Place place = place();
        Call report = reporting(place.billId());
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
        String code = report(place);
        attach(code);
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

    @Test
    void whatIsLookedAt() {
        Place place = place();
        String code = report(place);
        attach(code);
        track(code);
        assertWithin(TRACKING, "tracking", trips.answering(() -> track(code)));
        assertWithin(
                OUTAGES,
                "the public's outages",
                trips.answering(() -> get("/api/v1/outages").send(200)));
    }
}
