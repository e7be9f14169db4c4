package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The requests of one outage are announced together, and what is the matter with one of them is that one's alone (A3.5). */
class AnnouncedTogetherBehaviour extends SeveralOfOnePlace {
    private static final String ANNOUNCING = "Task_AnnounceResult";

    @Autowired
    private ManagementService managementService;

    @Autowired
    private RuntimeService runtimeService;

    private List<Job> announcing(String code) {
        return managementService
                .createJobQuery()
                .processInstanceId(ofRequest(code, "workflow_id"))
                .activityId(ANNOUNCING)
                .list();
    }

    private void assertToldOnce() {
        for (String code : codes) {
            assertThat(count("subscriber_message WHERE kind = 'RESULT' AND request_id = "
                            + ofRequest(code, "request_id")))
                    .isEqualTo(1);
            assertThat(count(
                            "request_event WHERE step = 'ANNOUNCED' AND request_id = " + ofRequest(code, "request_id")))
                    .isEqualTo(1);
        }
    }

    /** Its result's number is taken: nothing that could happen, and only meant to make it stumble. */
    @Test
    void oneThatStumblesHoldsUpNobodyAndShows() {
        String stumbling = codes.get(1);
        String row = ofRequest(stumbling, "request_id");
        jdbc.sql("""
                        INSERT INTO request_result (request_id, result_no, outcome, announced_at, objected_at)
                        VALUES (:id, 2, 'RESTORED', :at, :at)
                        """)
                .param("id", Long.valueOf(row))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        supplyIsOn();
        awaitState(codes.get(0), "ANNOUNCED");
        awaitState(codes.get(2), "ANNOUNCED");
        await().atMost(PATIENCE)
                .until(() -> announcing(stumbling).stream().anyMatch(job -> job.getExceptionMessage() != null));
        assertThat(ofRequest(stumbling, "state")).isEqualTo("CHECKING");
        assertThat(count("subscriber_message WHERE kind = 'RESULT' AND request_id = " + row))
                .isZero();

        jdbc.sql("DELETE FROM request_result WHERE request_id = " + row).update();
        managementService.executeJob(announcing(stumbling).get(0).getId());
        awaitState(stumbling, "ANNOUNCED");
        assertToldOnce();
    }

    @Test
    void whatAManagerHoldsWaitsWhereItIsHeld() {
        String definition = managementService
                .createJobDefinitionQuery()
                .activityIdIn(ANNOUNCING)
                .singleResult()
                .getId();
        managementService.suspendJobDefinitionById(definition);
        try {
            supplyIsOn();
            await().atMost(PATIENCE)
                    .until(() -> codes.stream()
                            .allMatch(code -> announcing(code).stream().anyMatch(Job::isSuspended)));
            codes.forEach(code -> assertThat(ofRequest(code, "state")).isEqualTo("CHECKING"));
        } finally {
            managementService.activateJobDefinitionById(definition, true);
        }
        codes.forEach(code -> awaitState(code, "ANNOUNCED"));
        assertToldOnce();
    }

    private List<Job> failed(String workflow) {
        return managementService
                .createJobQuery()
                .processInstanceId(workflow)
                .noRetriesLeft()
                .list();
    }

    /** It was passed over before, and then nobody ever told its subscriber. */
    @Test
    void oneWhoseInstanceIsHeldHearsWhenItGoesOn() {
        String held = ofRequest(codes.get(2), "workflow_id");
        runtimeService.suspendProcessInstanceById(held);
        supplyIsOn();
        awaitState(codes.get(0), "ANNOUNCED");
        awaitState(codes.get(1), "ANNOUNCED");
        await().atMost(PATIENCE).until(() -> failed(held).size() == 1);
        assertThat(ofRequest(codes.get(2), "state")).isEqualTo("CHECKING");
        runtimeService.activateProcessInstanceById(held);
        managementService.setJobRetries(failed(held).get(0).getId(), 1);
        awaitState(codes.get(2), "ANNOUNCED");
        assertToldOnce();
    }
}
