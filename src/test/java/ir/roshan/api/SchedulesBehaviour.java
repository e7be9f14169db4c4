package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Rounds;
import ir.roshan.text.BillId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Many feeders, on each of which reports, findings, crews, restorations, withdrawals, objections and grouping by
 * hand follow one another as chance has it, several feeders at once and with the job executor at work in between. Whatever
 * the order: no request is lost, doubled or left hanging, and the engine's tokens and our tables agree.
 *
 * <p>Leaves many timers behind, which would all be due once another test shifts the clock: the application ends with it.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class SchedulesBehaviour extends RoshanServer {
    private static final int SCHEDULES = Rounds.of(60, 300);
    private static final int DEEDS = 24;
    private static final int TRANSFORMERS = 4;
    private static final int POINTS = 4;
    private static final int AT_ONCE = 6;
    private static final long SEED = 1405;
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";
    private static final String LAST_4 = "{\"mobileLast4\": \"4567\"}";
    private static final Duration AT_MOST = Duration.ofMinutes(8);

    /** Thousands of calls, which are not all of one address. */
    @Override
    protected Call call(String method, String path, Object... variables) {
        return super.call(method, path, variables).from(newAddress());
    }

    @Test
    void whateverTheOrderNothingIsLostDoubledOrLeftHanging() throws Exception {
        List<Schedule> schedules = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            schedules.add(new Schedule(i, rows));
        }
        importServicePoints(rows.toArray(String[]::new)).send(200);
        ExecutorService hands = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> done : hands.invokeAll(schedules.stream()
                    .map(s -> (java.util.concurrent.Callable<Void>) () -> {
                        s.play();
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        } finally {
            hands.shutdownNow();
        }
        await().atMost(AT_MOST).pollInterval(Duration.ofMillis(250)).until(() -> waitingJobs() == 0);

        assertThat(count("restoration_request r WHERE " + OURS)).isGreaterThan(SCHEDULES);
        assertThat(stepsTaken()).as("every deed was done somewhere").contains(EVERY_DEED);
        assertNone("an open request stands in no open outage, or in several", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state = 'CHECKING'
                   AND 1 <> (SELECT count(*) FROM outage_membership m JOIN outage o ON o.outage_id = m.outage_id
                              WHERE m.current_request_id = r.request_id AND o.closed_at IS NULL)
                """);
        assertNone("a request that was answered or withdrawn still stands in an outage", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state IN ('ANNOUNCED', 'CLOSED', 'WITHDRAWN')
                   AND EXISTS (SELECT 1 FROM outage_membership m WHERE m.current_request_id = r.request_id)
                """);
        assertNone("an announced request has no result, or several that count", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state = 'ANNOUNCED'
                   AND 1 <> (SELECT count(*) FROM request_result res
                              WHERE res.request_id = r.request_id AND res.objected_at IS NULL)
                """);
        assertNone("an open request's token waits elsewhere than for its outage", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state = 'CHECKING'
                   AND 1 <> (SELECT count(*) FROM ACT_RU_EXECUTION e
                              WHERE e.PROC_INST_ID_ = r.workflow_id AND e.ACT_ID_ = 'Gateway_OutageGuard')
                """);
        assertNone("an announced request's token does not wait for an objection", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state = 'ANNOUNCED'
                   AND 1 <> (SELECT count(*) FROM ACT_RU_EXECUTION e
                              WHERE e.PROC_INST_ID_ = r.workflow_id AND e.ACT_ID_ = 'Gateway_Objection')
                """);
        assertNone("a withdrawn request's process goes on", """
                SELECT r.tracking_code FROM restoration_request r WHERE %s AND r.state = 'WITHDRAWN'
                   AND EXISTS (SELECT 1 FROM ACT_RU_EXECUTION e WHERE e.PROC_INST_ID_ = r.workflow_id)
                """);
        assertNone("an open outage has neither a request nor a reason", """
                SELECT o.outage_no FROM outage o WHERE o.feeder_code LIKE 'SCHED-%%' AND o.state = 'SUSPECTED'
                   AND o.closed_at IS NULL AND o.hazard = 'NONE'
                   AND NOT EXISTS (SELECT 1 FROM outage_membership m
                                    WHERE m.outage_id = o.outage_id AND m.current_request_id IS NOT NULL)
                """);
        assertNone("an open outage has no task, several, or the wrong one", """
                SELECT o.outage_no FROM outage o WHERE o.feeder_code LIKE 'SCHED-%%' AND o.closed_at IS NULL
                   AND 1 <> (SELECT count(*) FROM ACT_RU_TASK t WHERE t.PROC_INST_ID_ = o.workflow_id
                                AND t.TASK_DEF_KEY_ = CASE o.state WHEN 'SUSPECTED' THEN 'Task_VerifyOutage'
                                                                   WHEN 'CONFIRMED' THEN 'Task_DispatchCrew'
                                                                   ELSE 'Task_RestoreSupply' END)
                """);
        assertNone("a closed outage's process goes on", """
                SELECT o.outage_no FROM outage o WHERE o.feeder_code LIKE 'SCHED-%%' AND o.closed_at IS NOT NULL
                   AND EXISTS (SELECT 1 FROM ACT_RU_EXECUTION e WHERE e.PROC_INST_ID_ = o.workflow_id)
                """);
        assertThat(count("ACT_RU_JOB WHERE RETRIES_ = 0")).isZero();
    }

    private static final String[] EVERY_DEED = {
        "SUSPECTED",
        "VERIFIED",
        "CREW_DISPATCHED",
        "RESTORED",
        "PARTLY_RESTORED",
        "ABSORBED",
        "TOOK_IN",
        "MOVED",
        "SPLIT_OFF",
        "REQUEST_MOVED",
        "WIDENING_UNDONE",
        "ABANDONED"
    };
    private static final String OURS =
            "EXISTS (SELECT 1 FROM service_point p WHERE p.bill_id = r.bill_id AND p.transformer_code LIKE 'SCHED-%')";

    private List<String> stepsTaken() {
        return jdbc.sql("""
                        SELECT DISTINCT e.step FROM outage_event e JOIN outage o ON o.outage_id = e.outage_id
                         WHERE o.feeder_code LIKE 'SCHED-%'
                        """).query(String.class).list();
    }

    private void assertNone(String what, String sql) {
        List<String> found = jdbc.sql(sql.contains("%s") ? sql.formatted(OURS) : sql.formatted())
                .query(String.class)
                .list();
        assertThat(found).as(what).isEmpty();
    }

    /** Jobs that are due and will run by themselves; timers of waits lie hours ahead. */
    private long waitingJobs() {
        return jdbc.sql("""
                        SELECT count(*) FROM ACT_RU_JOB j
                         WHERE j.RETRIES_ > 0 AND j.HANDLER_TYPE_ <> 'history-cleanup' AND j.HANDLER_TYPE_ <> 'batch-monitor-job'
                           AND (j.DUEDATE_ IS NULL OR j.DUEDATE_ <= :soon)
                        """)
                .param("soon", java.sql.Timestamp.from(clock.instant().plusSeconds(120)))
                .query(Long.class)
                .single();
    }

    /** What happens on one feeder. */
    private final class Schedule {
        private final Random chance;
        private final boolean beginsWithAWidening;
        private final boolean beginsWithASplit;
        private final String feeder;
        private final List<String> billIds = new ArrayList<>();
        private final List<String> elements = new ArrayList<>();
        /** What may come back before the rest of its outage: each transformer, and a service point of each. */
        private final List<String> parts = new ArrayList<>();

        private final List<String> codes = new ArrayList<>();

        Schedule(int number, List<String> rows) {
            chance = new Random(SEED + number);
            beginsWithAWidening = number % 10 == 0;
            beginsWithASplit = number % 10 == 5;
            feeder = "SCHED-F" + number;
            elements.add(feeder);
            for (int t = 0; t < TRANSFORMERS; t++) {
                String transformer = "SCHED-T" + number + "-" + t;
                elements.add(transformer);
                parts.add(transformer);
                for (int p = 0; p < POINTS; p++) {
                    String billId =
                            BillId.of(1_000_000 + number * 100 + t * 10 + p, 44).value();
                    billIds.add(billId);
                    if (p == 0) {
                        parts.add(billId);
                    }
                    rows.add("%s,1,SCHED-S,%s,%s,,,,".formatted(billId, feeder, transformer));
                }
            }
        }

        void play() {
            if (beginsWithAWidening) {
                widen();
                undoAWidening();
            }
            if (beginsWithASplit) {
                widen();
                openOutages().forEach(open -> split(open.getKey()));
            }
            for (int deed = 0; deed < DEEDS; deed++) {
                int dice = chance.nextInt(100);
                if (dice < 45 || codes.isEmpty()) {
                    report();
                } else if (dice < 75) {
                    work();
                } else if (dice < 82) {
                    change("/withdrawal");
                } else if (dice < 89) {
                    change("/still-out");
                } else {
                    group();
                }
            }
        }

        private <T> T any(List<T> list) {
            return list.get(chance.nextInt(list.size()));
        }

        /** What chance alone brings about too seldom, the less the slower the machine: two outages, and one that takes both in. */
        private void widen() {
            report(billIds.get(0), "NONE");
            report(billIds.get(POINTS), "NONE");
            await().atMost(AT_MOST).until(() -> openOutages().size() == 2);
            noFailure(post(OUTAGE + "/placement", openOutages().get(0).getKey())
                    .as("dispatcher-1")
                    .json("{\"networkElement\": \"%s\"}".formatted(feeder))
                    .sendAnyhow());
        }

        private void undoAWidening() {
            untilOneIsTaken(openOutages().stream().map(o -> post(OUTAGE + "/undo-widening", o.getKey())));
        }

        private void report() {
            String hazard = chance.nextInt(10) == 0 ? "SPARKING" : "NONE";
            report(any(billIds), hazard);
        }

        private void report(String billId, String hazard) {
            codes.add(post("/api/v1/requests")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\", \"hazard\": \"%s\"}"
                            .formatted(billId, anotherMobile(), hazard))
                    .send(201)
                    .at("/trackingCode"));
        }

        /** Somebody completes a task of the feeder; a refusal, or that somebody else was faster, is part of the game. */
        private void work() {
            List<Map.Entry<String, String>> open = openOutages();
            if (open.isEmpty()) {
                return;
            }
            Map.Entry<String, String> outage = any(open);
            Task task = taskService.createTaskQuery().processInstanceId(outage.getValue()).list().stream()
                    .findFirst()
                    .orElse(null);
            if (task == null) {
                return;
            }
            Map<String, Object> entered = switch (task.getTaskDefinitionKey()) {
                case "Task_VerifyOutage" ->
                    chance.nextInt(4) == 0
                            ? Map.of("finding", "NETWORK_FAULT", "networkElement", any(elements))
                            : Map.of("finding", chance.nextInt(4) == 0 ? "SUPPLY_ON" : "NETWORK_FAULT");
                case "Task_DispatchCrew" ->
                    Map.of(
                            "crew",
                            "گروه",
                            "estimatedRestorationAt",
                            clock.instant().plusSeconds(7_200).toString());
                default -> Map.of("cause", "TREE", "restoredAt", clock.instant().toString());
            };
            identityService.setAuthentication("dispatcher-1", List.of("dispatchers", "district-1"));
            try {
                taskService.complete(task.getId(), entered);
            } catch (ProcessEngineException | ConcurrencyFailureException somebodyElseWasFaster) {
                assertThat(somebodyElseWasFaster).isNotNull();
            } finally {
                identityService.clearAuthentication();
            }
        }

        private void change(String deed) {
            noFailure(post("/api/v1/requests/{code}" + deed, any(codes))
                    .json(LAST_4)
                    .sendAnyhow());
        }

        private void group() {
            List<Map.Entry<String, String>> open = openOutages();
            if (open.isEmpty()) {
                return;
            }
            String outage = any(open).getKey();
            switch (chance.nextInt(5)) {
                case 0 ->
                    noFailure(post(OUTAGE + "/placement", outage)
                            .as("dispatcher-1")
                            .json("{\"networkElement\": \"%s\"}".formatted(any(elements)))
                            .sendAnyhow());
                case 1 -> undoAWidening();
                case 2 -> {
                    String now = clock.instant().toString();
                    untilOneIsTaken(open.stream()
                            .flatMap(o -> parts.stream()
                                    .map(part -> post(OUTAGE + "/partial-restoration", o.getKey())
                                            .json("{\"networkElements\": [\"%s\"], \"restoredAt\": \"%s\"}"
                                                    .formatted(part, now)))));
                }
                case 3 -> split(outage);
                default ->
                    noFailure(post("/api/v1/operations/requests/{code}/move", any(codes))
                            .as("dispatcher-1")
                            .json("{\"outage\": \"%s\"}".formatted(outage))
                            .sendAnyhow());
            }
        }

        private void split(String outage) {
            JsonNode requests =
                    get(OUTAGE, outage).as("dispatcher-1").send(200).json().at("/attachedRequests");
            if (!requests.isEmpty()) {
                noFailure(post(OUTAGE + "/split", outage)
                        .as("dispatcher-1")
                        .json("{\"requests\": [\"%s\"]}"
                                .formatted(requests.get(0).at("/trackingCode").textValue()))
                        .sendAnyhow());
            }
        }

        /** What few outages allow would come about too seldom if chance chose the outage as well. */
        private void untilOneIsTaken(Stream<Call> deeds) {
            deeds.map(deed -> deed.as("dispatcher-1").sendAnyhow())
                    .peek(this::noFailure)
                    .anyMatch(answer -> answer.status() == 200);
        }

        private void noFailure(Call.Answer answer) {
            assertThat(answer.status()).as(answer.body()).isLessThan(500);
        }

        /** Number and workflow. */
        private List<Map.Entry<String, String>> openOutages() {
            return jdbc.sql(
                            "SELECT outage_no, workflow_id FROM outage WHERE feeder_code = :feeder AND closed_at IS NULL"
                                    + " ORDER BY outage_id")
                    .param("feeder", feeder)
                    .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
                    .list();
        }
    }
}
