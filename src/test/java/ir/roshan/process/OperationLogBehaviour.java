package ir.roshan.process;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import org.junit.jupiter.api.Test;

/** What the engine writes into its log of operations: the deeds of people, and nothing that no cleaning would ever take. */
class OperationLogBehaviour extends RoshanServer {
    private static final String WITHOUT_PROCESS = "ACT_HI_OP_LOG WHERE ROOT_PROC_INST_ID_ IS NULL";

    private WebAppSession session(String app, String account) {
        return WebAppSession.of(port(), app, account);
    }

    private void inTasklist(String account, String outage, String task, String variables) {
        String id = awaitTask(outage, task);
        WebAppSession dispatcher = session("tasklist", account);
        assertThat(dispatcher
                        .send("POST", ENGINE + "/task/" + id + "/claim", "{\"userId\": \"" + account + "\"}")
                        .status())
                .isEqualTo(204);
        WebAppSession.Answer done = dispatcher.send(
                "POST", ENGINE + "/task/" + id + "/complete", "{\"variables\": " + variables.replace('\'', '"') + "}");
        assertThat(done.status()).as(done.body()).isEqualTo(204);
    }

    @Test
    void aRequestAndItsOutageLeaveNothingThatNoCleaningTakes() {
        Place place = place(1);
        session("tasklist", "phone-121");
        session("tasklist", "dispatcher-1");
        long before = count(WITHOUT_PROCESS);
        WebAppSession.Answer started = session("tasklist", "phone-121")
                .send("POST", ENGINE + "/process-definition/key/RestorationRequestProcess/start", """
                        {"variables": {"billId": {"value": "%s"}, "mobile": {"value": "09121234567"}}}
                        """.formatted(
                                place.billId()));
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String code = jdbc.sql("SELECT tracking_code FROM restoration_request WHERE bill_id = :billId")
                .param("billId", place.billId())
                .query(String.class)
                .single();
        String outage = awaitOutage(code);
        inTasklist("dispatcher-1", outage, "Task_VerifyOutage", "{'finding': {'value': 'NETWORK_FAULT'}}");
        inTasklist(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                "{'crew': {'value': 'اکیپ ۳'}, 'estimatedRestorationAt': {'value': '%s'}}"
                        .formatted(minutesFromNow(60)));
        inTasklist(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                "{'cause': {'value': 'EQUIPMENT_FAILURE'}, 'restoredAt': {'value': '%s'}}".formatted(clock.instant()));
        awaitState(code, "ANNOUNCED");
        assertThat(count(WITHOUT_PROCESS)).isEqualTo(before);
        assertThat(count("ACT_HI_OP_LOG WHERE USER_ID_ = 'dispatcher-1' AND ROOT_PROC_INST_ID_ IS NOT NULL"
                        + " AND OPERATION_TYPE_ = 'Complete'"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void whatAnAdministratorDoesStays() {
        long before = count(WITHOUT_PROCESS + " AND USER_ID_ = 'admin'");
        String group = "group-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        WebAppSession.Answer created = session("admin", "admin")
                .send("POST", ENGINE + "/group/create", "{\"id\": \"%s\", \"name\": \"x\"}".formatted(group));
        assertThat(created.status()).as(created.body()).isEqualTo(204);
        assertThat(count(WITHOUT_PROCESS + " AND USER_ID_ = 'admin'")).isGreaterThan(before);
    }

    private String awaitTask(String outage, String task) {
        String[] found = new String[1];
        await().atMost(PATIENCE).until(() -> {
            var open = taskService
                    .createTaskQuery()
                    .processInstanceBusinessKey(outage)
                    .taskDefinitionKey(task)
                    .singleResult();
            found[0] = open == null ? null : open.getId();
            return open != null;
        });
        return found[0];
    }
}
