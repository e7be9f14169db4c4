package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.outage.OutageErasure;
import ir.roshan.request.Erasure;
import ir.roshan.testing.DatabaseSearch;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Where a subscriber's data is, where it is not, and how it goes. Marked values go the whole way, and everything is searched. */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyBehaviour extends RoshanServer {
    private static final String WITHDRAWAL = "/api/v1/requests/{trackingCode}/withdrawal";
    private static final String ERASURE = "/api/v1/operations/requests/{trackingCode}/personal-data";

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Erasure erasure;

    @Autowired
    private OutageErasure outageErasure;

    @Autowired
    private RepositoryService repositoryService;

    @Autowired
    private FormService formService;

    /** What a subscriber and a dispatcher write, each with a word that is nowhere else. */
    private record Marked(
            String mobile, String address, String description, String note, String objection, String comment) {
        static Marked anew() {
            String n = Long.toString(System.nanoTime());
            return new Marked(
                    "0935" + n.substring(n.length() - 7),
                    "نشانی‌محرمانه" + n,
                    "شرح‌محرمانه" + n,
                    "یادداشت‌محرمانه" + n,
                    "اعتراض‌محرمانه" + n,
                    "نظرمحرمانه" + n);
        }

        List<String> all() {
            return List.of(mobile, address, description, note, objection, comment);
        }
    }

    private String report(Marked marked) {
        return post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"address\": \"%s\", \"mobile\": \"%s\", \"description\": \"%s\"}"
                        .formatted(unknownBillId(), marked.address, marked.mobile, marked.description))
                .send(201)
                .at("/trackingCode");
    }

    private static String proof(Marked marked, String more) {
        return "{\"mobileLast4\": \"%s\"%s}".formatted(marked.mobile.substring(7), more);
    }

    /** From the report by way of a dispatcher, an objection and another repair to the end. */
    private String wholeWay(Marked marked) {
        String code = report(marked);
        restored(code, marked);
        awaitState(code, "ANNOUNCED");
        post("/api/v1/requests/{trackingCode}/still-out", code)
                .json(proof(marked, ", \"note\": \"" + marked.objection + "\""))
                .send(202);
        restored(code, marked);
        awaitState(code, "ANNOUNCED");
        put("/api/v1/requests/{trackingCode}/feedback", code)
                .json(proof(marked, ", \"rating\": 2, \"comment\": \"" + marked.comment + "\""))
                .send(204);
        clock.shift(Duration.ofHours(3));
        awaitState(code, "CLOSED");
        return code;
    }

    private void restored(String code, Marked marked) {
        String outage = awaitStatus(
                        code,
                        a -> a.at("/outage/state").equals("SUSPECTED")
                                && !a.at("/outage/number").isEmpty())
                .at("/outage/number");
        complete(
                "dispatcher-1",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "verificationNote", marked.note));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۱",
                        "estimatedRestorationAt",
                        clock.instant().plusSeconds(3600).toString()));
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString(), "restorationNote", marked.note));
    }

    private List<String> tablesWith(List<String> words) throws SQLException {
        return DatabaseSearch.tablesWith(dataSource, words);
    }

    @Test
    void personalDataIsInOurTablesAloneAndGoesByOneCall(CapturedOutput log) throws SQLException {
        Marked marked = Marked.anew();
        String code = wholeWay(marked);
        get("/api/v1/operations/requests/{trackingCode}", code).as("manager").send(200);
        WebAppSession.of(port(), "tasklist", "dispatcher-1").get(WebAppSession.ENGINE + "/task?maxResults=50");
        await().atMost(PATIENCE)
                .until(() -> count("subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                                + " WHERE m.state = 'OWED' AND r.tracking_code = '" + code + "'")
                        == 0);
        assertThat(tablesWith(marked.all()))
                .containsExactly(
                        "outage_event", "request_event", "request_result", "restoration_request", "subscriber_message");
        assertThat(log.getAll()).doesNotContain(marked.all());
        assertThat(get("/actuator/prometheus").as("admin").send(200).body())
                .contains("http_server_requests")
                .doesNotContain(marked.all())
                .doesNotContain(code);

        call("DELETE", ERASURE, code).as("admin").send(204);
        call("DELETE", ERASURE, code).as("admin").send(204);
        assertThat(tablesWith(marked.all())).isEmpty();
        assertThat(count("restoration_request WHERE bill_id IS NULL AND tracking_code = '" + code + "'"))
                .isEqualTo(1);
        var after = track(code);
        assertThat(after.at("/state")).isEqualTo("CLOSED");
        assertThat(after.at("/result/outcome")).isEqualTo("RESTORED");
        put("/api/v1/requests/{trackingCode}/feedback", code)
                .json("{\"mobileLast4\": \"0000\", \"rating\": 5}")
                .send(403);
        assertThat(count("audit_entry WHERE deed = 'PERSONAL_DATA_ERASED' AND account = 'admin' AND subject = '" + code
                        + "'"))
                .isEqualTo(2);
        get("/api/v1/operations/requests/{trackingCode}", code).as("manager").send(200);
    }

    /** The element of an outage that stood at one subscriber's alone is their bill id. */
    @Test
    void theBillIdGoesFromItsOutageTooAndTheFiguresStay() throws SQLException {
        Marked marked = Marked.anew();
        Place home = place();
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(home.billId(), marked.mobile))
                .send(201)
                .at("/trackingCode");
        String outage = awaitOutage(code);
        restored(code, marked);
        awaitState(code, "ANNOUNCED");
        clock.shift(Duration.ofHours(3));
        awaitState(code, "CLOSED");
        String at = "/api/v1/operations/outages/" + outage;
        assertThat(get(at).as("admin").send(200).at("/element/code")).isEqualTo(home.billId());
        assertThat(tablesWith(List.of(home.billId()))).contains("outage", "restoration_request");
        String figures = figures();
        assertThat(figures).contains("\"saifi\"");

        call("DELETE", ERASURE, code).as("admin").send(204);
        assertThat(tablesWith(List.of(home.billId()))).containsExactly("service_point");
        assertThat(get(at).as("admin").send(200).at("/element/code")).isEqualTo(home.transformer());
        assertThat(figures()).isEqualTo(figures);

        // As the version before has left it, or an outage that ends after its request was erased.
        jdbc.sql("UPDATE outage SET element_code = :billId WHERE outage_no = :number")
                .param("billId", home.billId())
                .param("number", outage)
                .update();
        outageErasure.eraseWhatEndedLater();
        assertThat(tablesWith(List.of(home.billId()))).containsExactly("service_point");
        assertThat(figures()).isEqualTo(figures);

        // A part that was restored before the rest: while the outage is open, whoever reports from there is not out
        // with it.
        jdbc.sql("""
                        INSERT INTO outage_restoration_step (outage_id, element_kind, element_code, restored_at, service_points)
                        SELECT outage_id, 'SERVICE_POINT', :billId, restored_at, 1 FROM outage WHERE outage_no = :number
                        """).param("billId", home.billId()).param("number", outage).update();
        String ended = "UPDATE outage SET closed_at = %s WHERE outage_no = :number";
        jdbc.sql(ended.formatted("NULL")).param("number", outage).update();
        outageErasure.eraseWhatEndedLater();
        assertThat(tablesWith(List.of(home.billId()))).containsExactly("outage_restoration_step", "service_point");
        jdbc.sql(ended.formatted("restored_at")).param("number", outage).update();
        outageErasure.eraseWhatEndedLater();
        assertThat(tablesWith(List.of(home.billId()))).containsExactly("service_point");
    }

    private String figures() {
        return get("/api/v1/operations/reports/service-level")
                .as("manager")
                .with("from", clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS))
                .with("to", clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS))
                .send(200)
                .json()
                .path("districts")
                .toString();
    }

    /** What the engine held while a workflow ran is gone when that has ended, and would not be found then. */
    @Test
    void theEngineHoldsNoneOfItWhileTheWorkflowsRun() throws SQLException {
        Marked marked = Marked.anew();
        String outage = awaitOutage(report(marked));
        assertThat(tablesWith(marked.all())).containsExactly("restoration_request", "subscriber_message");
        complete(
                "dispatcher-1",
                outage,
                "Task_VerifyOutage",
                Map.of("finding", "NETWORK_FAULT", "verificationNote", marked.note));
        assertThat(tablesWith(marked.all()))
                .containsExactly("outage_event", "restoration_request", "subscriber_message");

        Marked caller = Marked.anew();
        submitStartForm(Map.of("address", caller.address, "mobile", caller.mobile, "description", caller.description));
        assertThat(tablesWith(caller.all())).containsExactly("restoration_request", "subscriber_message");
    }

    /** As Tasklist does it, but in this application: the web apps' own address may lead to another one of the same JVM. */
    private void submitStartForm(Map<String, Object> entered) {
        String definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey("RestorationRequestProcess")
                .latestVersion()
                .singleResult()
                .getId();
        identityService.setAuthentication("phone-121", List.of("channels"));
        try {
            formService.submitStartForm(definition, entered);
        } finally {
            identityService.clearAuthentication();
        }
    }

    @Test
    void whatIsStillOpenIsNotErasedAndNobodyElseErases() {
        Marked marked = Marked.anew();
        String code = report(marked);
        assertThat(call("DELETE", ERASURE, code).as("admin").send(409).at("/type"))
                .isEqualTo("/problems/request-still-open");
        post(WITHDRAWAL, code).json(proof(marked, "")).send(200);
        call("DELETE", ERASURE, code).send(401);
        for (String account : List.of("manager", "dispatcher-1", "website"))
            call("DELETE", ERASURE, code).as(account).send(403);
        assertThat(get("/api/v1/operations/requests/{trackingCode}", code)
                        .as("manager")
                        .send(200)
                        .at("/mobile"))
                .isEqualTo(marked.mobile);
    }

    @Test
    void itGoesByItselfTwoYearsAfterTheEnd() throws SQLException {
        Marked marked = Marked.anew();
        String code = report(marked);
        post(WITHDRAWAL, code).json(proof(marked, "")).send(200);
        awaitState(code, "WITHDRAWN");
        clock.shift(Duration.ofDays(729));
        erasure.eraseOld();
        assertThat(tablesWith(marked.all())).contains("restoration_request");
        clock.shift(Duration.ofDays(3));
        erasure.eraseOld();
        assertThat(tablesWith(marked.all())).isEmpty();
    }
}
