package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.Elsewhere;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Trips;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A report stands in its outage when its code is answered, unless its place is taken or something is wrong there; no job is done here. */
@Import(Trips.class)
@DirtiesContext
class AttachedAtOnceBehaviour extends RoshanServer {
    @Autowired
    private ManagementService managementService;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Trips trips;

    private Place place;

    @BeforeEach
    void nobodyDoesJobs() {
        engine.getJobExecutor().shutdown();
        plannedOutageDataIsFresh();
        place = place();
    }

    @AfterEach
    void theyAreDoneAgain() {
        engine.getJobExecutor().start();
    }

    private Call.Answer report() {
        return report(anotherMobile());
    }

    private Call.Answer report(String mobile) {
        return post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), mobile))
                .send(201);
    }

    private List<Job> jobs(Call.Answer report) {
        return managementService
                .createJobQuery()
                .processInstanceId(ofRequest(code(report), "workflow_id"))
                .activityId("Task_AttachToOutage")
                .list();
    }

    private static String code(Call.Answer report) {
        return report.at("/trackingCode");
    }

    private String outageOf(Call.Answer report) {
        return track(report.at("/trackingCode")).json().at("/outage/number").asText("none");
    }

    /** Nothing but its job is left to do. */
    private void assertWaits(Call.Answer report) {
        assertThat(jobs(report)).hasSize(1);
        assertThat(outageOf(report)).isEqualTo("none");
        assertThat(count("subscriber_message WHERE kind = 'REGISTERED' AND request_id = " + requestOf(code(report))))
                .isEqualTo(1);
        managementService.executeJob(jobs(report).get(0).getId());
        assertThat(outageOf(report)).isNotEqualTo("none");
    }

    @Test
    void itStandsInItsOutageWhenItIsAnswered() {
        Call.Answer begins = report();
        Call.Answer joins = report();
        assertThat(outageOf(begins)).isNotEqualTo("none").isEqualTo(outageOf(joins));
        assertThat(jobs(begins)).isEmpty();
        assertThat(jobs(joins)).isEmpty();
        assertThat(jdbc.sql("SELECT step FROM request_event WHERE request_id = :id ORDER BY event_id")
                        .param("id", requestOf(code(joins)))
                        .query(String.class)
                        .list())
                .containsExactly("REGISTERED", "NOT_PLANNED", "JOINED_OUTAGE");
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(outageOf(joins))
                        .list())
                .hasSize(1);
        // What is answered is what was registered, whether a job or the report itself has led on from there.
        assertThat(joins.json().has("outage")).isFalse();
        assertThat(joins.at("/state")).isEqualTo("CHECKING");
    }

    /** Whoever waited for the place in vain would be taken back and written anew. */
    @Test
    void whoFindsTheirPlaceTakenWaitsForNobody() {
        List<Call.Answer> late = new ArrayList<>();
        Trips.Count count = trips.everybody(() -> late.add(Elsewhere.atWork(dataSource, this::report)));
        assertThat(count.asked().entrySet().stream()
                        .filter(asked -> asked.getKey().contains("INSERT INTO restoration_request"))
                        .mapToInt(Map.Entry::getValue)
                        .sum())
                .as(count.toString())
                .isEqualTo(1);
        assertWaits(late.get(0));
    }

    /** As long as a dispatcher's deed may take; on H2 ten seconds are waited, as for anything. */
    @Test
    void whoFindsTheOutageHeldWaitsForASecond() {
        String outage = outageOf(report());
        Call.Answer late = Elsewhere.holding(
                dataSource, "SELECT outage_id FROM outage WHERE outage_no = '" + outage + "' FOR UPDATE", this::report);
        assertWaits(late);
        assertThat(outageOf(late)).isEqualTo(outage);
    }

    /** A place whose outages cannot be written: nothing that could happen, and only meant to make it stumble. */
    @Test
    void whateverIsWrongWithTheOutageNoReportIsLost() {
        String mobile = anotherMobile();
        Supplier<Call.Answer> report = () -> report(mobile);
        jdbc.sql("ALTER TABLE outage ADD CONSTRAINT broken CHECK (feeder_code <> '" + place.feeder() + "')")
                .update();
        Call.Answer registered;
        try {
            registered = report.get();
            assertThat(jobs(registered)).hasSize(1);
        } finally {
            jdbc.sql("ALTER TABLE outage DROP CONSTRAINT broken").update();
        }
        assertThat(count("restoration_request WHERE mobile = '" + mobile + "'")).isEqualTo(1);
        assertWaits(registered);
    }

    @Test
    void whatAManagerHoldsIsHeld() {
        String definition = managementService
                .createJobDefinitionQuery()
                .activityIdIn("Task_AttachToOutage")
                .singleResult()
                .getId();
        managementService.suspendJobDefinitionById(definition);
        Call.Answer held;
        try {
            held = report();
            assertThat(jobs(held)).singleElement().matches(Job::isSuspended);
        } finally {
            managementService.activateJobDefinitionById(definition, true);
        }
        assertWaits(held);
    }
}
