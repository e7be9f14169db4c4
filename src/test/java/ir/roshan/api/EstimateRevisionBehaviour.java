package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The crew says three hours more while the promise still stands: it is entered at once, and who waits hears of it once (A3.4, A3.5). */
class EstimateRevisionBehaviour extends RoshanServer {
    private static final String ESTIMATE = "/api/v1/operations/outages/{number}/estimate";
    private static final String MESSAGE = "/api/v1/operations/outages/{number}/estimate-message";
    private static final String REVISE = "Task_ReviseEstimate";

    private String code;
    private String outage;

    @BeforeEach
    void anOutageIsReported() {
        theDayIsYoung();
        code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(1).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        outage = awaitOutage(code);
    }

    private void crewSent(int minutes) {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        complete(
                "dispatcher-1",
                outage,
                "Task_DispatchCrew",
                Map.of(
                        "crew",
                        "اکیپ ۱",
                        "estimatedRestorationAt",
                        minutesFromNow(minutes).toString()));
    }

    private Call revise(Instant estimate) {
        return post(ESTIMATE, outage).as("dispatcher-1").json("{\"estimatedRestorationAt\": \"" + estimate + "\"}");
    }

    private List<Instant> timers() {
        return jdbc.sql("""
                        SELECT j.DUEDATE_ FROM ACT_RU_JOB j JOIN ACT_RU_EXECUTION e ON e.PROC_INST_ID_ = j.PROCESS_INSTANCE_ID_
                         WHERE e.BUSINESS_KEY_ = :outage AND j.TYPE_ = 'timer'
                        """).param("outage", outage).query(Timestamp.class).list().stream()
                .map(Timestamp::toInstant)
                .toList();
    }

    private long open(String task) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(outage)
                .taskDefinitionKey(task)
                .count();
    }

    private List<String> told() {
        return jdbc.sql("""
                        SELECT m.kind FROM subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.estimate_at IS NOT NULL AND m.state <> 'SUPERSEDED'
                         ORDER BY m.owed_no
                        """).param("code", code).query(String.class).list();
    }

    private void heard() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("""
                        SELECT count(*) FROM subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id
                         WHERE r.tracking_code = :code AND m.estimate_at IS NOT NULL AND m.state = 'OWED' AND m.last_tried_at IS NULL
                        """).param("code", code).query(Long.class).single() == 0);
    }

    @Test
    void threeHoursMoreAreToldOnceAndTheWorkflowWaitsForThem() {
        crewSent(60);
        heard();
        Instant later = minutesFromNow(240);

        Call.Answer after = revise(later).send(200);

        assertThat(Instant.parse(after.at("/estimatedRestorationAt"))).isEqualTo(later);
        assertThat(timers()).containsExactly(later);
        assertThat(open("Task_RestoreSupply")).isEqualTo(1);
        assertThat(open(REVISE)).isZero();
        revise(later).send(200);
        assertThat(told()).containsExactly("CREW_DISPATCHED", "ESTIMATE_CHANGED");
        assertThat(Instant.parse(track(code).at("/outage/estimatedRestorationAt")))
                .isEqualTo(later);
        assertThat(count("outage_event e JOIN outage o ON o.outage_id = e.outage_id WHERE o.outage_no = '" + outage
                        + "' AND e.step = 'ESTIMATE_REVISED' AND e.by_whom = 'dispatcher-1'"))
                .as("the same once more is no other")
                .isEqualTo(1);
        assertThat(count("audit_entry WHERE deed = 'ESTIMATE_REVISED' AND account = 'dispatcher-1' AND subject = '"
                        + outage + "'"))
                .isPositive();
    }

    @Test
    void aFewMinutesAreSeenAndSendNothing() {
        crewSent(60);
        heard();
        assertThat(preview(69)).isEqualTo("false");
        revise(minutesFromNow(69)).send(200);
        assertThat(told()).containsExactly("CREW_DISPATCHED");
        assertThat(Instant.parse(track(code).at("/outage/estimatedRestorationAt")))
                .isEqualTo(minutesFromNow(69));
        assertThat(preview(75)).as("held against what they have heard").isEqualTo("true");
    }

    private String preview(int minutes) {
        return get(MESSAGE, outage)
                .with("estimatedRestorationAt", minutesFromNow(minutes))
                .as("dispatcher-1")
                .send(200)
                .at("/told");
    }

    @Test
    void whatATaskAsksForIsAnsweredByItAndAskedAgainWhenThatHasPassed() {
        crewSent(60);
        clock.shift(Duration.ofMinutes(61));
        await().atMost(PATIENCE).until(() -> open(REVISE) == 1);
        Instant later = minutesFromNow(120);

        revise(later).send(200);

        assertThat(open(REVISE)).isZero();
        assertThat(timers()).containsExactly(later);
        Instant earlier = minutesFromNow(30);
        revise(earlier).send(200);
        assertThat(timers()).containsExactly(earlier);
        clock.shift(Duration.ofMinutes(31));
        await().atMost(PATIENCE).until(() -> open(REVISE) == 1);
        complete(
                "dispatcher-1",
                outage,
                REVISE,
                Map.of("estimatedRestorationAt", minutesFromNow(60).toString()));
        assertThat(count("outage_estimate e JOIN outage o ON o.outage_id = e.outage_id WHERE o.outage_no = '" + outage
                        + "'"))
                .isEqualTo(4);
    }

    @Test
    void whereThereIsNoEstimateYetThereIsNoneToChange() {
        assertThat(revise(minutesFromNow(60)).send(409).at("/type")).isEqualTo("/problems/crew-not-sent");
        crewSent(60);
        assertThat(revise(minutesFromNow(-1)).send(400).at("/errors/0/code")).isEqualTo("in-past");
        assertThat(post(ESTIMATE, outage)
                        .as("dispatcher-1")
                        .json("{}")
                        .send(400)
                        .at("/errors/0/code"))
                .isEqualTo("required");
        String body = "{\"estimatedRestorationAt\": \"" + minutesFromNow(90) + "\"}";
        post(ESTIMATE, outage).as("dispatcher-2").json(body).send(403);
        post(ESTIMATE, outage).as("manager").json(body).send(403);
        post(ESTIMATE, "1405-999999").as("dispatcher-1").json(body).send(404);
        complete(
                "dispatcher-1",
                outage,
                "Task_RestoreSupply",
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
        assertThat(revise(minutesFromNow(90)).send(409).at("/type")).isEqualTo("/problems/outage-closed");
    }
}
