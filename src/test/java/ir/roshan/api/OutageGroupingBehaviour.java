package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import ir.roshan.text.BillId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which outage stands where, and which requests stand in it, as dispatchers decide by hand (A3.3, A3.4).
 *
 * <p>Long because its cases share the network and the callers that they group, merge, split and move.
 */
class OutageGroupingBehaviour extends RoshanServer {
    private static final String OUTAGE = "/api/v1/operations/outages/{number}";
    private static final String PLACEMENT = OUTAGE + "/placement";
    private static final String UNDO = OUTAGE + "/undo-widening";
    private static final String SPLIT = OUTAGE + "/split";
    private static final String MOVE = "/api/v1/operations/requests/{trackingCode}/move";
    private static final String PART = OUTAGE + "/partial-restoration";
    private static final String STILL_OUT = "/api/v1/requests/{trackingCode}/still-out";
    private static final String VERIFY = "Task_VerifyOutage";
    private static final String DISPATCH = "Task_DispatchCrew";
    private static final String RESTORE = "Task_RestoreSupply";
    private static final Map<String, Object> NETWORK_FAULT = Map.of("finding", "NETWORK_FAULT");
    private static final AtomicInteger GRIDS = new AtomicInteger();

    @Autowired
    private TransactionTemplate transactions;

    /** A feeder of its own with some transformers, and as many service points below each. */
    private final class Grid {
        final String feeder;
        final String substation;
        private final String[][] billIds;

        Grid(int district, int transformers, int servicePoints) {
            int number = GRIDS.incrementAndGet();
            feeder = "GF-" + number;
            substation = "GS-" + number;
            billIds = new String[transformers][servicePoints];
            List<String> rows = new ArrayList<>();
            for (int t = 0; t < transformers; t++) {
                for (int p = 0; p < servicePoints; p++) {
                    billIds[t][p] =
                            BillId.of(500_000 + number * 100 + t * 10 + p, 44).value();
                    rows.add("%s,%d,%s,%s,%s,,,,"
                            .formatted(billIds[t][p], district, substation, feeder, transformer(t)));
                }
            }
            importServicePoints(rows.toArray(String[]::new)).send(200);
        }

        String transformer(int t) {
            return feeder + "-T" + t;
        }

        String billId(int t, int p) {
            return billIds[t][p];
        }

        /** Reports from there, and waits until the report stands in an outage. */
        Report report(int t, int p) {
            return OutageGroupingBehaviour.this.report(billId(t, p), "NONE");
        }
    }

    private record Report(String code, String outage) {}

    private Report report(String billId, String hazard) {
        String code = post("/api/v1/requests")
                .json("""
                        {"billId": "%s", "mobile": "%s", "hazard": "%s"}
                        """.formatted(billId, anotherMobile(), hazard))
                .send(201)
                .at("/trackingCode");
        return new Report(code, awaitOutage(code));
    }

    private Call.Answer dossier(String outage) {
        return get(OUTAGE, outage).as("admin").send(200);
    }

    private Call place(String outage, String element) {
        return place("dispatcher-1", outage, element);
    }

    private Call place(String account, String outage, String element) {
        return post(PLACEMENT, outage).as(account).json("{\"networkElement\": \"" + element + "\"}");
    }

    private Call split(String outage, String element, Report... reports) {
        String codes = Stream.of(reports).map(r -> '"' + r.code() + '"').collect(Collectors.joining(", "));
        return post(SPLIT, outage)
                .as("dispatcher-1")
                .json("{\"requests\": [%s]%s}"
                        .formatted(codes, element == null ? "" : ", \"networkElement\": \"" + element + "\""));
    }

    private Call move(Report report, String outage) {
        return post(MOVE, report.code()).as("dispatcher-1").json("{\"outage\": \"" + outage + "\"}");
    }

    private Call restorePart(String outage, Instant at, String... elements) {
        String codes = Stream.of(elements).map(e -> '"' + e + '"').collect(Collectors.joining(", "));
        return post(PART, outage)
                .as("dispatcher-1")
                .json("{\"networkElements\": [%s], \"restoredAt\": \"%s\"}".formatted(codes, at));
    }

    private void restored(String outage) {
        complete(
                "dispatcher-1",
                outage,
                RESTORE,
                Map.of("cause", "TREE", "restoredAt", clock.instant().toString()));
    }

    private void stillOut(Report report) {
        awaitState(report.code(), "ANNOUNCED");
        // Until the workflow waits for it as well.
        await().atMost(PATIENCE)
                .until(() -> post(STILL_OUT, report.code())
                                .json("{\"mobileLast4\": \"4567\"}")
                                .sendAnyhow()
                                .status()
                        == 202);
    }

    private String outageOf(Report report) {
        return track(report.code()).at("/outage/number");
    }

    private void verified(String outage) {
        complete("dispatcher-1", outage, VERIFY, NETWORK_FAULT);
    }

    private void dispatched(String outage) {
        verified(outage);
        complete(
                "dispatcher-1",
                outage,
                DISPATCH,
                Map.of(
                        "crew",
                        "اکیپ ۳",
                        "estimatedRestorationAt",
                        minutesFromNow(60).toString()));
    }

    private List<Task> tasks(String outage) {
        return taskService.createTaskQuery().processInstanceBusinessKey(outage).list();
    }

    private static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(member).asText())
                .toList();
    }

    private static List<String> codes(Call.Answer dossier) {
        return texts(dossier.json().path("attachedRequests"), "trackingCode");
    }

    private static List<String> steps(Call.Answer dossier) {
        return texts(dossier.json().path("timeline"), "step");
    }

    private long messages(Report report, String kind) {
        return count("subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                + " WHERE m.kind = '" + kind + "' AND r.tracking_code = '" + report.code() + "'");
    }

    private long audited(String deed, String subject) {
        return count("audit_entry WHERE deed = '" + deed + "' AND subject = '" + subject + "'");
    }

    @Test
    void aWiderPlaceTakesInWhatIsSuspectedBelow() {
        Grid grid = new Grid(1, 2, 2);
        Report first = grid.report(0, 0);
        Report second = grid.report(0, 1);
        Report elsewhere = grid.report(1, 0);
        assertThat(second.outage()).isNotEqualTo(first.outage());

        Call.Answer placed = place(first.outage(), grid.transformer(0)).send(200);

        assertThat(placed.at("/number")).isEqualTo(first.outage());
        assertThat(placed.at("/element/code")).isEqualTo(grid.transformer(0));
        assertThat(placed.at("/area")).isEqualTo(grid.feeder);
        assertThat(placed.at("/placedByHand")).isEqualTo("true");
        assertThat(codes(placed)).containsExactlyInAnyOrder(first.code(), second.code());
        assertThat(steps(placed)).contains("MOVED", "TOOK_IN");
        assertThat(placed.json().path("timeline").findValuesAsText("by")).contains("dispatcher-1");
        assertThat(placed.json().path("timeline").findValuesAsText("byName")).contains("dispatcher-1 Test");
        assertThat(tasks(second.outage())).isEmpty();
        assertThat(tasks(first.outage())).hasSize(1);
        Call.Answer absorbed = dossier(second.outage());
        assertThat(absorbed.at("/absorbedInto")).isEqualTo(first.outage());
        assertThat(steps(absorbed)).contains("ABSORBED");
        assertThat(outageOf(second)).isEqualTo(first.outage());
        assertThat(outageOf(elsewhere)).isEqualTo(elsewhere.outage());
        assertThat(audited("OUTAGE_PLACED", first.outage())).isEqualTo(1);
        assertThat(grid.report(0, 1).outage()).isEqualTo(first.outage());
    }

    /** What a dispatcher parts an outage by, and a crew restores one by one. */
    @Test
    void aFeedersPartsAreItsTransformersWithTheirRequests() {
        Grid grid = new Grid(1, 3, 2);
        Report first = grid.report(0, 0);
        place(first.outage(), grid.feeder).send(200);
        Report second = grid.report(1, 0);
        Report third = grid.report(1, 1);

        Call.Answer dossier = dossier(first.outage());

        assertThat(parts(dossier))
                .containsExactly(
                        grid.transformer(0) + ": 1 of 2",
                        grid.transformer(1) + ": 2 of 2",
                        grid.transformer(2) + ": 0 of 2");
        assertThat(texts(dossier.json().path("attachedRequests"), "transformer"))
                .containsExactly(grid.transformer(0), grid.transformer(1), grid.transformer(1));
        assertThat(below(first.outage(), grid.transformer(1), 0)).containsExactly(second.code(), third.code());
        assertThat(below(first.outage(), grid.transformer(1), 1)).containsExactly(third.code());
        assertThat(below(first.outage(), grid.billId(0, 0), 0)).containsExactly(first.code());
        assertThat(below(first.outage(), grid.substation, 0)).hasSize(3);
        assertThat(below(first.outage(), "GF-unheard-of", 0)).isEmpty();
    }

    /** Hundreds of service points may hang on a transformer: those that nobody has reported from are no part of the picture. */
    @Test
    void aTransformersPartsAreTheServicePointsWithRequests() {
        Grid grid = new Grid(1, 1, 3);
        Report first = grid.report(0, 1);
        assertThat(parts(dossier(first.outage()))).isEmpty();

        place(first.outage(), grid.transformer(0)).send(200);

        assertThat(parts(dossier(first.outage()))).containsExactly(grid.billId(0, 1) + ": 1 of 1");
    }

    @Test
    void whatHasBeenThereBeforeIsShown() {
        Grid grid = new Grid(1, 1, 1);
        String first = grid.report(0, 0).outage();
        assertThat(dossier(first).json().path("earlier")).isEmpty();
        dispatched(first);
        restored(first);
        Call.Answer again = dossier(grid.report(0, 0).outage());

        assertThat(again.at("/number")).isNotEqualTo(first);
        assertThat(texts(again.json().path("earlier"), "number")).containsExactly(first);
        assertThat(again.at("/earlier/0/cause")).isEqualTo("TREE");
    }

    @Test
    void aPlaceIsShownOnTheMap() {
        String billId = BillId.of(900_001, 44).value();
        importServicePoints(billId + ",1,S-map,F-map,T-map,,34.65,50.88,").send(200);
        Call.Answer shown = dossier(report(billId, "NONE").outage());
        assertThat(shown.at("/mapLink")).contains("34.65000").contains("50.88000");
        assertThat(shown.at("/attachedRequests/0/mapLink")).contains("34.65000");
        Grid nowhere = new Grid(1, 1, 1);
        assertThat(dossier(nowhere.report(0, 0).outage()).json().has("mapLink")).isFalse();
    }

    @Test
    void theTextOfAnEstimateIsShownBeforeItIsSent() {
        Grid grid = new Grid(1, 1, 1);
        Report report = grid.report(0, 0);
        String estimate = minutesFromNow(60).toString();
        String announcement = OUTAGE + "/estimate-message";
        Call.Answer shown = get(announcement, report.outage())
                .with("estimatedRestorationAt", estimate)
                .as("dispatcher-1")
                .send(200);
        assertThat(shown.at("/kind")).isEqualTo("CREW_DISPATCHED");
        assertThat(count("audit_entry WHERE deed = 'OUTAGE_SHOWN' AND account = 'dispatcher-1' AND subject = '"
                        + report.outage() + "'"))
                .as("a subscriber's code was seen")
                .isEqualTo(1);
        assertThat(messages(report, "CREW_DISPATCHED")).isZero();
        dispatched(report.outage());
        String sent = jdbc.sql(
                        "SELECT m.text FROM subscriber_message m JOIN restoration_request r ON r.request_id = m.request_id"
                                + " WHERE m.kind = 'CREW_DISPATCHED' AND r.tracking_code = :code")
                .param("code", report.code())
                .query(String.class)
                .single();
        assertThat(shown.at("/text")).isEqualTo(sent);
        assertThat(get(announcement, report.outage())
                        .with("estimatedRestorationAt", estimate)
                        .as("dispatcher-1")
                        .send(200)
                        .at("/kind"))
                .isEqualTo("ESTIMATE_CHANGED");
        get(announcement, report.outage())
                .with("estimatedRestorationAt", estimate)
                .as("dispatcher-2")
                .send(403);
        get(announcement, report.outage()).as("dispatcher-1").send(400);
        get(announcement, report.outage())
                .with("estimatedRestorationAt", "tomorrow")
                .as("dispatcher-1")
                .send(400);
    }

    private static List<String> parts(Call.Answer dossier) {
        return StreamSupport.stream(dossier.json().path("parts").spliterator(), false)
                .map(part -> part.at("/element/code").asText() + ": "
                        + part.path("requests").asInt() + " of "
                        + part.path("servicePoints").asInt())
                .toList();
    }

    private List<String> below(String outage, String element, int offset) {
        return codes(get(OUTAGE, outage)
                .with("below", element)
                .with("offset", offset)
                .as("admin")
                .send(200));
    }

    @Test
    void whatIsPlacedByHandIsLeftAloneByTheRules() {
        Grid grid = new Grid(1, 1, 4);
        Report first = grid.report(0, 0);
        Report second = grid.report(0, 1);
        place(first.outage(), grid.billId(0, 0)).send(200);

        assertThat(grid.report(0, 2).outage()).isNotIn(first.outage(), second.outage());
        Report fourth = grid.report(0, 3);

        // Three are left that nobody has placed, and they become one.
        assertThat(dossier(fourth.outage()).at("/element/kind")).isEqualTo("TRANSFORMER");
        assertThat(outageOf(second)).isEqualTo(fourth.outage());
        assertThat(outageOf(first)).isEqualTo(first.outage());
        assertThat(dossier(first.outage()).at("/element/kind")).isEqualTo("SERVICE_POINT");
        // And whoever reports from there again is brought to what the dispatcher knows.
        assertThat(grid.report(0, 0).outage()).isEqualTo(first.outage());
    }

    @Test
    void aNarrowerPlaceKeepsItsRequests() {
        Grid grid = new Grid(1, 1, 3);
        grid.report(0, 0);
        grid.report(0, 1);
        String wide = grid.report(0, 2).outage();
        assertThat(dossier(wide).at("/element/kind")).isEqualTo("TRANSFORMER");

        Call.Answer placed = place(wide, grid.billId(0, 1)).send(200);

        assertThat(placed.at("/element/kind")).isEqualTo("SERVICE_POINT");
        assertThat(codes(placed)).hasSize(3);
        assertThat(grid.report(0, 0).outage()).isNotEqualTo(wide);
        assertThat(grid.report(0, 1).outage()).isEqualTo(wide);
    }

    @Test
    void ofTwoAtOnePlaceTheOneFurtherAlongTakesTheOtherIn() {
        Grid grid = new Grid(1, 2, 1);
        Report suspected = grid.report(0, 0);
        Report known = grid.report(1, 0);
        place(known.outage(), grid.transformer(0)).send(200);
        Report third = grid.report(1, 0);
        dispatched(known.outage());

        Call.Answer placed = place(third.outage(), grid.transformer(0)).send(200);

        assertThat(placed.at("/number")).isEqualTo(known.outage());
        assertThat(codes(placed)).containsExactlyInAnyOrder(suspected.code(), known.code(), third.code());
        assertThat(placed.at("/state")).isEqualTo("CREW_DISPATCHED");
        assertThat(tasks(third.outage())).isEmpty();
        assertThat(tasks(known.outage())).extracting(Task::getTaskDefinitionKey).containsExactly(RESTORE);
        assertThat(messages(third, "ESTIMATE")).isEqualTo(1);
        assertThat(messages(suspected, "CREW_DISPATCHED")).isEqualTo(1);

        restored(known.outage());
        for (Report report : List.of(suspected, known, third)) {
            assertThat(awaitState(report.code(), "ANNOUNCED").at("/result/outcome"))
                    .isEqualTo("RESTORED");
            assertThat(messages(report, "RESULT")).isEqualTo(1);
        }
    }

    @Test
    void ofTwoSuspectedOnesTheOlderTakesTheOtherIn() {
        Grid grid = new Grid(1, 2, 1);
        Report older = grid.report(0, 0);
        Report younger = grid.report(1, 0);
        place(older.outage(), grid.transformer(0)).send(200);

        assertThat(place(younger.outage(), grid.transformer(0)).send(200).at("/number"))
                .isEqualTo(older.outage());
        assertThat(outageOf(younger)).isEqualTo(older.outage());
    }

    @Test
    void twoThatWereVerifiedStayTwo() {
        Grid grid = new Grid(1, 2, 1);
        Report one = grid.report(0, 0);
        Report other = grid.report(1, 0);
        verified(one.outage());
        dispatched(other.outage());

        Call.Answer refused = place(one.outage(), grid.billId(1, 0)).send(400);

        assertThat(refused.at("/errors/0/field")).isEqualTo("networkElement");
        assertThat(refused.at("/errors/0/code")).isEqualTo("element-has-outage");
        assertThat(refused.at("/errors/0/message")).doesNotContain("element-has-outage");
        assertThat(dossier(one.outage()).at("/placedByHand")).isEqualTo("false");
        assertThat(audited("OUTAGE_PLACED", one.outage())).isZero();
    }

    @Test
    void theMostUrgentOfBothIsKept() {
        Grid grid = new Grid(1, 2, 1);
        Report calm = grid.report(0, 0);
        Report danger = report(grid.billId(1, 0), "WIRE_DOWN");
        String restoreBy = dossier(danger.outage()).at("/restoreBy");

        Call.Answer placed = place(calm.outage(), grid.feeder).send(200);

        assertThat(placed.at("/number")).isEqualTo(calm.outage());
        assertThat(placed.at("/priority")).isEqualTo("EMERGENCY");
        assertThat(placed.at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(placed.at("/restoreBy")).isEqualTo(restoreBy);
        assertThat(tasks(calm.outage())).extracting(Task::getPriority).containsExactly(90);
    }

    @Test
    void whileItIsVerifiedAnOutageTakesInWhatIsSuspectedThere() {
        Grid grid = new Grid(1, 2, 1);
        Report older = grid.report(0, 0);
        Report verified = grid.report(1, 0);
        place(older.outage(), grid.feeder).send(200);
        assertThat(outageOf(verified)).isEqualTo(older.outage());
        Grid other = new Grid(1, 1, 1);
        Report moved = other.report(0, 0);

        complete(
                "dispatcher-1",
                moved.outage(),
                VERIFY,
                Map.of("finding", "NETWORK_FAULT", "networkElement", grid.feeder));

        Call.Answer dossier = dossier(moved.outage());
        assertThat(codes(dossier)).containsExactlyInAnyOrder(older.code(), verified.code(), moved.code());
        assertThat(dossier.at("/state")).isEqualTo("CONFIRMED");
        assertThat(tasks(older.outage())).isEmpty();
        assertThat(tasks(moved.outage())).extracting(Task::getTaskDefinitionKey).containsExactly(DISPATCH);
    }

    @Test
    void aVerificationInAnotherDistrictGivesTheWorkToThatOne() {
        Report report = new Grid(1, 1, 1).report(0, 0);
        Grid other = new Grid(2, 1, 1);

        complete(
                "dispatcher-1",
                report.outage(),
                VERIFY,
                Map.of("finding", "NETWORK_FAULT", "networkElement", other.feeder));

        Task next = tasks(report.outage()).get(0);
        assertThat(next.getTaskDefinitionKey()).isEqualTo(DISPATCH);
        assertThat(taskService.getIdentityLinksForTask(next.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("district-2");
    }

    @Test
    void aVerificationAtTheElementOfAVerifiedOutageIsRefused() {
        Grid grid = new Grid(1, 2, 1);
        Report known = grid.report(0, 0);
        verified(known.outage());
        Report suspected = grid.report(1, 0);

        assertThatThrownBy(() -> complete(
                        "dispatcher-1",
                        suspected.outage(),
                        VERIFY,
                        Map.of("finding", "NETWORK_FAULT", "networkElement", grid.billId(0, 0))))
                .hasMessageContaining("element-has-outage");
        assertThat(tasks(suspected.outage()))
                .extracting(Task::getTaskDefinitionKey)
                .containsExactly(VERIFY);
    }

    @Test
    void theTaskGoesOverToTheOtherDistrict() {
        Report report = new Grid(1, 1, 1).report(0, 0);
        Grid other = new Grid(2, 1, 1);
        Task task = tasks(report.outage()).get(0);
        taskService.claim(task.getId(), "dispatcher-1");
        assertThat(place(report.outage(), other.feeder).send(403).at("/type")).isEqualTo("/problems/other-district");
        assertThat(dossier(report.outage()).at("/district")).isEqualTo("1");

        Call.Answer placed = place("admin", report.outage(), other.feeder).send(200);

        assertThat(placed.at("/district")).isEqualTo("2");
        Task handedOver = tasks(report.outage()).get(0);
        assertThat(handedOver.getAssignee()).isNull();
        assertThat(taskService.getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly("district-2");
        assertThat(count("ACT_RU_AUTHORIZATION WHERE RESOURCE_ID_ = '" + task.getId()
                        + "' AND (GROUP_ID_ = 'district-1' OR USER_ID_ = 'dispatcher-1')"))
                .isZero();
        get(OUTAGE, report.outage()).as("dispatcher-1").send(403);
        complete("dispatcher-2", report.outage(), VERIFY, NETWORK_FAULT);
    }

    /** Neither by naming a place of theirs, whatever the finding and whatever names the place, nor by way of what feeds both. */
    @Test
    void whoVerifiesDecidesAboutTheirOwnDistrictAlone() {
        Grid other = new Grid(2, 2, 1);
        Report others = other.report(0, 0);
        Report own = new Grid(1, 1, 1).report(0, 0);
        List<String> places =
                List.of(other.substation, other.feeder, other.transformer(0), other.transformer(1), other.billId(0, 0));
        for (String place : places)
            for (String finding : List.of("SUPPLY_ON", "CUSTOMER_SIDE_FAULT", "PLANNED"))
                assertThatThrownBy(() -> complete(
                                "dispatcher-1",
                                own.outage(),
                                VERIFY,
                                Map.of("finding", finding, "networkElement", place)))
                        .as(place + " " + finding)
                        .hasMessageContaining("networkElement (other-district)");
        assertThatThrownBy(() -> complete(
                        "dispatcher-1",
                        own.outage(),
                        VERIFY,
                        Map.of("finding", "NETWORK_FAULT", "networkElement", other.billId(0, 0))))
                .as("where an outage of theirs stands")
                .hasMessageContaining("networkElement (other-district)");
        assertThat(place(own.outage(), other.substation).send(403).at("/type")).isEqualTo("/problems/other-district");
        for (Report report : List.of(own, others)) {
            assertThat(dossier(report.outage()).at("/state")).isEqualTo("SUSPECTED");
            assertThat(outageOf(report)).isEqualTo(report.outage());
        }
        assertThat(audited("OUTAGE_PLACED", own.outage())).isZero();

        // The fault is really there: the work goes over, and theirs stays theirs.
        complete(
                "dispatcher-1",
                own.outage(),
                VERIFY,
                Map.of("finding", "NETWORK_FAULT", "networkElement", other.feeder));
        assertThat(dossier(own.outage()).at("/district")).isEqualTo("2");
        assertThat(dossier(others.outage()).at("/state")).isEqualTo("SUSPECTED");
        assertThat(outageOf(others)).isEqualTo(others.outage());
        assertThat(audited("OUTAGE_PLACED", own.outage())).isEqualTo(1);
    }

    @Test
    void whatLiesBelowAndIsAnotherDistrictsIsNotTakenIn() {
        Grid grid = new Grid(1, 3, 2);
        String neighbour = BillId.of(400_000 + GRIDS.incrementAndGet(), 44).value();
        importServicePoints("%s,2,%s,%s,%s,,,,".formatted(neighbour, grid.substation, grid.feeder, grid.feeder + "-N"))
                .send(200);
        Report others = report(neighbour, "NONE");
        assertThat(dossier(others.outage()).at("/district")).isEqualTo("2");
        Report placed = grid.report(0, 0);
        place(placed.outage(), grid.feeder).send(200);
        assertThat(outageOf(others)).isEqualTo(others.outage());

        Grid second = new Grid(1, 3, 2);
        String next = BillId.of(400_000 + GRIDS.incrementAndGet(), 44).value();
        importServicePoints("%s,2,%s,%s,%s,,,,".formatted(next, second.substation, second.feeder, second.feeder + "-N"))
                .send(200);
        Report nextDoor = report(next, "NONE");
        Report verified = second.report(0, 0);
        Report sameDistrict = second.report(1, 0);
        complete(
                "dispatcher-1",
                verified.outage(),
                VERIFY,
                Map.of("finding", "SUPPLY_ON", "networkElement", second.feeder));
        assertThat(awaitState(sameDistrict.code(), "ANNOUNCED").at("/result/outcome"))
                .isEqualTo("SUPPLY_FOUND_ON");
        assertThat(dossier(nextDoor.outage()).at("/state")).isEqualTo("SUSPECTED");
        assertThat(outageOf(nextDoor)).isEqualTo(nextDoor.outage());
        assertThat(audited("OUTAGE_PLACED", verified.outage())).isEqualTo(1);
    }

    @Test
    void chosenRequestsGetAnOutageOfTheirOwn() {
        Grid grid = new Grid(1, 2, 2);
        Report first = grid.report(0, 0);
        place(first.outage(), grid.feeder).send(200);
        Report second = grid.report(0, 1);
        Report third = grid.report(1, 0);
        Report fourth = grid.report(1, 1);
        dispatched(first.outage());

        Call.Answer begun = split(first.outage(), null, third, fourth).send(201);

        String outage = begun.at("/number");
        assertThat(begun.header("Location")).isEqualTo("/api/v1/operations/outages/" + outage);
        assertThat(begun.at("/state")).isEqualTo("SUSPECTED");
        assertThat(begun.at("/element/code")).isEqualTo(grid.transformer(1));
        assertThat(begun.at("/placedByHand")).isEqualTo("true");
        assertThat(begun.at("/timeline/0/note")).isEqualTo(first.outage());
        assertThat(codes(begun)).containsExactlyInAnyOrder(third.code(), fourth.code());
        Call.Answer rest = dossier(first.outage());
        assertThat(codes(rest)).containsExactlyInAnyOrder(first.code(), second.code());
        assertThat(steps(rest)).contains("SPLIT_OFF");
        assertThat(tasks(outage)).extracting(Task::getTaskDefinitionKey).containsExactly(VERIFY);
        assertThat(audited("OUTAGE_SPLIT", first.outage())).isEqualTo(1);
        // From now on who reports from there is a matter of the narrower one.
        assertThat(grid.report(1, 0).outage()).isEqualTo(outage);

        restored(first.outage());
        awaitState(first.code(), "ANNOUNCED");
        awaitState(second.code(), "ANNOUNCED");
        assertThat(track(third.code()).at("/state")).isEqualTo("CHECKING");
        complete("dispatcher-1", outage, VERIFY, Map.of("finding", "SUPPLY_ON"));
        assertThat(awaitState(third.code(), "ANNOUNCED").at("/result/outcome")).isEqualTo("SUPPLY_FOUND_ON");
        awaitState(fourth.code(), "ANNOUNCED");
    }

    /** Whoever is left behind is not in danger because somebody was who has left. */
    @Test
    void theDangerGoesAlongWithTheRequestThatReportedIt() {
        Grid grid = new Grid(1, 2, 1);
        Report calm = grid.report(0, 0);
        String calmlyBy = dossier(calm.outage()).at("/restoreBy");
        place(calm.outage(), grid.feeder).send(200);
        Report danger = report(grid.billId(1, 0), "WIRE_DOWN");
        assertThat(dossier(calm.outage()).at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(tasks(calm.outage())).extracting(Task::getPriority).containsExactly(90);

        Call.Answer begun = split(calm.outage(), null, danger).send(201);

        assertThat(begun.at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(begun.at("/priority")).isEqualTo("EMERGENCY");
        Call.Answer rest = dossier(calm.outage());
        assertThat(rest.at("/hazard")).isEqualTo("NONE");
        assertThat(rest.at("/priority")).isEqualTo("NORMAL");
        assertThat(rest.at("/restoreBy")).isEqualTo(calmlyBy);
        assertThat(tasks(calm.outage())).extracting(Task::getPriority).containsExactly(50);
    }

    /** Nobody has looked at it yet, and nobody else may have seen it (A4.2). */
    @Test
    void aDangerThatSomebodyReportedAndWithdrewStaysWithTheOutage() {
        Grid grid = new Grid(1, 2, 1);
        Report calm = grid.report(0, 0);
        place(calm.outage(), grid.feeder).send(200);
        Report withdrawn = report(grid.billId(1, 0), "SPARKING");
        Report other = report(grid.billId(1, 0), "WIRE_DOWN");
        post("/api/v1/requests/{code}/withdrawal", withdrawn.code())
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);

        split(calm.outage(), null, other).send(201);

        Call.Answer rest = dossier(calm.outage());
        assertThat(rest.at("/hazard")).isEqualTo("SPARKING");
        assertThat(rest.at("/priority")).isEqualTo("EMERGENCY");
    }

    @Test
    void whatIsSplitOffJoinsTheOutageThatStandsThere() {
        Grid grid = new Grid(1, 2, 2);
        Report there = grid.report(1, 0);
        dispatched(there.outage());
        Report first = grid.report(0, 0);
        place(first.outage(), grid.transformer(0)).send(200);
        Report second = grid.report(0, 1);

        Call.Answer joined = split(first.outage(), grid.billId(1, 0), second).send(200);

        assertThat(joined.at("/number")).isEqualTo(there.outage());
        assertThat(codes(joined)).containsExactlyInAnyOrder(there.code(), second.code());
        assertThat(messages(second, "ESTIMATE")).isEqualTo(1);
    }

    @Test
    void whatCannotBeSplitOffIsNamed() {
        Grid grid = new Grid(1, 1, 3);
        Report first = grid.report(0, 0);
        Report again = grid.report(0, 0);
        Report foreign = grid.report(0, 1);

        Call.Answer refused = post(SPLIT, first.outage())
                .as("dispatcher-1")
                .json("{\"requests\": [\"%s\", 7, \"12\", \"000000000098\", \"%s\"], \"networkElement\": \"nowhere\"}"
                        .formatted(first.code(), foreign.code()))
                .send(400);
        assertThat(texts(refused.json().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "requests[1]", "requests[2]", "requests[3]", "requests[4]", "networkElement");
        assertThat(texts(refused.json().path("errors"), "code"))
                .containsExactlyInAnyOrder("type", "format", "unknown-request", "other-outage", "unknown-element");
        assertNothingInternal(refused);

        refused = split(first.outage(), grid.feeder, first, again).send(400);
        assertThat(refused.at("/errors/0/code")).isEqualTo("whole-outage");
        refused = split(first.outage(), null, first).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("networkElement");
        assertThat(refused.at("/errors/0/code")).isEqualTo("required");
        refused = split(first.outage(), grid.billId(0, 0), first).send(400);
        assertThat(refused.at("/errors/0/code")).isEqualTo("same-element");
        refused = split(first.outage(), null).send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("requests");
        assertThat(refused.at("/errors/0/code")).isEqualTo("required");
        assertThat(codes(dossier(first.outage()))).hasSize(2);
    }

    @Test
    void aRequestGoesIntoAnotherOutage() {
        Grid grid = new Grid(1, 2, 1);
        Report known = grid.report(0, 0);
        dispatched(known.outage());
        Report danger = report(grid.billId(1, 0), "WIRE_DOWN");

        Call.Answer moved = move(danger, known.outage()).send(200);

        assertThat(moved.at("/number")).isEqualTo(known.outage());
        assertThat(codes(moved)).containsExactly(danger.code(), known.code());
        assertThat(moved.at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(moved.at("/priority")).isEqualTo("EMERGENCY");
        assertThat(steps(moved)).contains("REQUEST_MOVED");
        assertThat(messages(danger, "ESTIMATE")).isEqualTo(1);
        // The danger has gone along, so that nothing is left to look at.
        assertThat(tasks(danger.outage())).isEmpty();
        assertThat(steps(dossier(danger.outage()))).endsWith("REQUEST_MOVED", "ABANDONED");
        assertThat(audited("REQUEST_MOVED", danger.code())).isEqualTo(1);
        assertThat(move(danger, known.outage()).send(200).at("/number")).isEqualTo(known.outage());

        Call.Answer refused = move(danger, "1405-999999").send(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("outage");
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-outage");
        assertThat(move(danger, danger.outage()).send(409).at("/type")).isEqualTo("/problems/outage-closed");
        post(MOVE, "000000000098")
                .as("dispatcher-1")
                .json("{\"outage\": \"x\"}")
                .send(404);
        post(MOVE, "12").as("dispatcher-1").json("{\"outage\": \"x\"}").send(400);
        post(MOVE, danger.code()).as("dispatcher-1").json("{}").send(400);
        post(MOVE, danger.code())
                .as("dispatcher-2")
                .json("{\"outage\": \"" + known.outage() + "\"}")
                .send(403);
        post(MOVE, danger.code())
                .as("manager")
                .json("{\"outage\": \"" + known.outage() + "\"}")
                .send(403);
    }

    @Test
    void aRequestWithItsResultStandsInNoOutage() {
        Grid grid = new Grid(1, 2, 1);
        Report ended = grid.report(0, 0);
        complete("dispatcher-1", ended.outage(), VERIFY, Map.of("finding", "SUPPLY_ON"));
        awaitState(ended.code(), "ANNOUNCED");
        String other = grid.report(1, 0).outage();
        assertThat(move(ended, other).send(409).at("/type")).isEqualTo("/problems/stands-in-no-outage");
    }

    @Test
    void aWrongWideningIsUndoneInOneAction() {
        Grid grid = new Grid(1, 1, 5);
        Report first = grid.report(0, 0);
        Report second = grid.report(0, 1);
        Report third = grid.report(0, 2);
        String wide = third.outage();
        Report joinedLater = grid.report(0, 3);
        Report alsoOfFirst = grid.report(0, 0);
        assertThat(codes(dossier(wide))).hasSize(5);

        Call.Answer undone = post(UNDO, wide).as("dispatcher-1").send(200);

        assertThat(undone.at("/number")).isEqualTo(wide);
        assertThat(codes(undone)).isEmpty();
        assertThat(steps(undone)).endsWith("WIDENING_UNDONE");
        assertThat(tasks(wide)).isEmpty();
        // The third one began the wide outage itself, and so it gets one at its service point now.
        List<String> outages = List.of(outageOf(first), outageOf(second), outageOf(third), outageOf(joinedLater));
        assertThat(outages).doesNotHaveDuplicates().doesNotContain(wide, first.outage(), second.outage());
        assertThat(outageOf(alsoOfFirst)).isEqualTo(outageOf(first));
        for (String outage : outages) {
            assertThat(undone.at("/timeline/" + (undone.json().path("timeline").size() - 1) + "/note"))
                    .contains(outage);
            Call.Answer dossier = dossier(outage);
            assertThat(dossier.at("/state")).isEqualTo("SUSPECTED");
            assertThat(dossier.at("/element/kind")).isEqualTo("SERVICE_POINT");
            assertThat(dossier.at("/placedByHand")).isEqualTo("true");
            assertThat(tasks(outage)).extracting(Task::getTaskDefinitionKey).containsExactly(VERIFY);
        }
        assertThat(audited("WIDENING_UNDONE", wide)).isEqualTo(1);
        // The rules do not do it again.
        assertThat(dossier(grid.report(0, 4).outage()).at("/element/kind")).isEqualTo("SERVICE_POINT");
        assertThat(post(UNDO, wide).as("dispatcher-1").send(409).at("/type")).isEqualTo("/problems/outage-closed");

        complete("dispatcher-1", outageOf(first), VERIFY, Map.of("finding", "SUPPLY_ON"));
        awaitState(first.code(), "ANNOUNCED");
        awaitState(alsoOfFirst.code(), "ANNOUNCED");
        assertThat(track(second.code()).at("/state")).isEqualTo("CHECKING");
    }

    @Test
    void undoingGoesBackOneStep() {
        Grid grid = new Grid(1, 2, 3);
        grid.report(0, 0);
        grid.report(0, 1);
        Report third = grid.report(0, 2);
        Report beside = grid.report(1, 0);
        String transformer = third.outage();
        assertThat(place(beside.outage(), grid.feeder).send(200).at("/number")).isEqualTo(beside.outage());
        Report late = grid.report(0, 1);
        assertThat(late.outage()).isEqualTo(beside.outage());

        post(UNDO, beside.outage()).as("dispatcher-1").send(200);

        Call.Answer again = dossier(outageOf(third));
        assertThat(again.at("/number")).isNotEqualTo(transformer);
        assertThat(again.at("/element/code")).isEqualTo(grid.transformer(0));
        // Below the transformer that has begun again there is no second outage for one place.
        assertThat(codes(again)).hasSize(4).contains(late.code());
        assertThat(dossier(outageOf(beside)).at("/element/code")).isEqualTo(grid.billId(1, 0));
    }

    @Test
    void aDangerThatWasReportedIsLookedAtAlthoughItsReportWasWithdrawn() {
        Grid grid = new Grid(1, 1, 3);
        Report danger = report(grid.billId(0, 0), "WIRE_DOWN");
        grid.report(0, 1);
        String wide = grid.report(0, 2).outage();
        post("/api/v1/requests/{trackingCode}/withdrawal", danger.code())
                .json("{\"mobileLast4\": \"4567\"}")
                .send(200);

        post(UNDO, wide).as("dispatcher-1").send(200);

        String again = grid.report(0, 0).outage();
        assertThat(dossier(again).at("/hazard")).isEqualTo("WIRE_DOWN");
        assertThat(dossier(again).at("/placedByHand")).isEqualTo("true");
    }

    @Test
    void whereNothingWasWidenedNothingIsUndone() {
        Grid grid = new Grid(1, 1, 3);
        String narrow = grid.report(0, 0).outage();
        assertThat(post(UNDO, narrow).as("dispatcher-1").send(409).at("/type")).isEqualTo("/problems/nothing-to-undo");
        grid.report(0, 1);
        String wide = grid.report(0, 2).outage();
        verified(wide);
        assertThat(post(UNDO, wide).as("dispatcher-1").send(409).at("/type")).isEqualTo("/problems/nothing-to-undo");
        post(UNDO, wide).as("dispatcher-2").send(403);
        post(UNDO, wide).as("manager").send(403);
        post(UNDO, "1405-999999").as("dispatcher-1").send(404);
    }

    @Test
    void aPartIsRestoredBeforeTheRest() {
        Grid grid = new Grid(1, 3, 2);
        Report first = grid.report(0, 0);
        place(first.outage(), grid.feeder).send(200);
        Report second = grid.report(0, 1);
        Report third = grid.report(1, 0);
        String outage = first.outage();
        assertThat(restorePart(outage, clock.instant(), grid.transformer(0))
                        .send(409)
                        .at("/type"))
                .isEqualTo("/problems/outage-not-verified");
        dispatched(outage);
        Instant at = clock.instant();

        Call.Answer rest = restorePart(outage, at, grid.transformer(0)).send(200);
        assertThat(rest.at("/parts/0/restoredAt")).isEqualTo(rest.at("/restoredParts/0/restoredAt"));
        assertThat(rest.json().at("/parts/1").has("restoredAt")).isFalse();

        assertThat(rest.at("/state")).isEqualTo("CREW_DISPATCHED");
        assertThat(rest.at("/restoredParts/0/element/code")).isEqualTo(grid.transformer(0));
        assertThat(rest.at("/restoredParts/0/servicePoints")).isEqualTo("2");
        assertThat(steps(rest)).contains("PARTLY_RESTORED");
        assertThat(audited("OUTAGE_PARTLY_RESTORED", outage)).isEqualTo(1);
        for (Report report : List.of(first, second)) {
            Call.Answer status = awaitState(report.code(), "ANNOUNCED");
            assertThat(status.at("/result/outcome")).isEqualTo("RESTORED");
            assertThat(Instant.parse(status.at("/result/restoredAt"))).isEqualTo(at);
            assertThat(status.at("/result/cause")).isEmpty();
            assertThat(status.at("/outage/state")).isEqualTo("RESTORED");
            assertThat(status.at("/outage/estimatedRestorationAt")).isEmpty();
            assertThat(status.at("/steps/3/state")).isEqualTo("DONE");
            assertThat(messages(report, "RESULT")).isEqualTo(1);
        }
        assertThat(track(third.code()).at("/state")).isEqualTo("RESTORING");
        // Who reports from there now reports something new; from elsewhere it is the same.
        Report news = grid.report(0, 0);
        assertThat(news.outage()).isNotEqualTo(outage);
        assertThat(dossier(news.outage()).at("/follows")).isEmpty();
        assertThat(grid.report(1, 1).outage()).isEqualTo(outage);
        assertThat(grid.report(2, 0).outage()).isEqualTo(outage);
        stillOut(second);
        String again = awaitOutage(second.code());
        assertThat(again).isNotIn(outage, news.outage());
        assertThat(dossier(again).at("/follows")).isEqualTo(outage);

        restored(outage);

        assertThat(awaitState(third.code(), "ANNOUNCED").at("/result/cause")).isEqualTo("TREE");
        assertThat(messages(first, "RESULT")).isEqualTo(1);
        assertThat(track(news.code()).at("/state")).isEqualTo("CHECKING");
    }

    @Test
    void theDarkPartOfAnOpenOutageIsNotGroupedIntoIt() {
        Grid grid = new Grid(1, 1, 4);
        Report first = grid.report(0, 3);
        place(first.outage(), grid.transformer(0)).send(200);
        verified(first.outage());
        restorePart(first.outage(), clock.instant(), grid.billId(0, 0), grid.billId(0, 1), grid.billId(0, 2))
                .send(200);

        List<String> outages = new ArrayList<>();
        for (int p = 0; p < 3; p++) outages.add(grid.report(0, p).outage());

        assertThat(outages).doesNotHaveDuplicates().doesNotContain(first.outage());
        assertThat(codes(dossier(first.outage()))).containsExactly(first.code());
    }

    @Test
    void eachServicePointComesBackOnce() {
        Grid grid = new Grid(1, 3, 2);
        Report first = grid.report(0, 0);
        String outage = first.outage();
        place(outage, grid.substation).send(200);
        verified(outage);
        Instant at = clock.instant();
        restorePart(outage, at, grid.transformer(0)).send(200);

        Call.Answer refused = restorePart(
                        outage, minutesFromNow(10), grid.transformer(0), grid.billId(0, 1), grid.substation, "nowhere")
                .send(400);
        assertThat(texts(refused.json().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "networkElements[0]",
                        "networkElements[1]",
                        "networkElements[2]",
                        "networkElements[3]",
                        "restoredAt");
        assertThat(texts(refused.json().path("errors"), "code"))
                .containsExactlyInAnyOrder(
                        "already-restored", "already-restored", "not-below", "unknown-element", "in-future");
        assertNothingInternal(refused);

        Call.Answer rest =
                restorePart(outage, at, grid.transformer(1), grid.feeder).send(200);

        assertThat(texts(rest.json().path("restoredParts"), "servicePoints")).containsExactlyInAnyOrder("2", "4");
        refused = restorePart(outage, at, grid.transformer(2)).send(400);
        assertThat(refused.at("/errors/0/code")).isEqualTo("already-restored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | networkElements | required | restoredAt | required",
                "{\"networkElements\": [], \"restoredAt\": \"soon\"} | networkElements | required | restoredAt | format",
                "{\"networkElements\": \"T\", \"restoredAt\": 7} | networkElements | type | restoredAt | type",
                "{\"networkElements\": [null], \"restoredAt\": \"2020-01-01T00:00Z\"} | networkElements[0] | type | restoredAt | before-outage",
                "{\"networkElements\": [\"\"], \"restoredAt\": \"2026-01-01T00:00\"} | networkElements[0] | too-short | restoredAt | format"
            })
    void aFaultyPartIsNamed(String body, String field, String code, String other, String otherCode) {
        String outage = new Grid(1, 1, 1).report(0, 0).outage();
        verified(outage);
        Call.Answer refused = post(PART, outage).as("dispatcher-1").json(body).send(400);
        assertThat(texts(refused.json().path("errors"), "field")).containsExactlyInAnyOrder(field, other);
        assertThat(texts(refused.json().path("errors"), "code")).containsExactlyInAnyOrder(code, otherCode);
        post(PART, outage).as("dispatcher-2").json(body).send(403);
        post(PART, outage).as("manager").json(body).send(403);
    }

    /** The last request of the outage there is withdrawn in the moment in which others are split off to it. */
    @Test
    void whoeverIsSplitOffStandsInAnOpenOutageAlsoIfTheOneThereHasJustEnded() throws Exception {
        Grid grid = new Grid(1, 1, 4);
        Report there = grid.report(0, 3);
        place(there.outage(), grid.billId(0, 3)).send(200);
        Report leaving = grid.report(0, 0);
        grid.report(0, 1);
        place(leaving.outage(), grid.transformer(0)).send(200);

        whileItEnds(
                there,
                () -> split(outageOf(leaving), grid.billId(0, 3), leaving).sendAnyhow());

        Call.Answer outage = dossier(outageOf(leaving));
        assertThat(outage.at("/state")).isEqualTo("SUSPECTED");
        assertThat(outage.at("/element/code")).isEqualTo(grid.billId(0, 3));
        assertThat(texts(outage.json().path("attachedRequests"), "trackingCode"))
                .containsExactly(leaving.code().replace("-", ""));
    }

    @Test
    void whatBeginsAgainIsOpenAlsoIfTheOneThereHasJustEnded() throws Exception {
        Grid grid = new Grid(1, 1, 3);
        Report first = grid.report(0, 0);
        grid.report(0, 1);
        String wide = grid.report(0, 2).outage();
        Report apart = grid.report(0, 0);
        split(wide, grid.billId(0, 0), apart).send(201);

        whileItEnds(apart, () -> post(UNDO, wide).as("dispatcher-1").sendAnyhow());

        Call.Answer again = dossier(outageOf(first));
        assertThat(again.at("/state")).isEqualTo("SUSPECTED");
        assertThat(again.at("/element/code")).isEqualTo(grid.billId(0, 0));
        assertThat(texts(again.json().path("attachedRequests"), "trackingCode"))
                .containsExactly(first.code().replace("-", ""));
    }

    /** The only request of an outage is withdrawn; the other deed has looked for the outage before, and waits for its lock. */
    private void whileItEnds(Report only, Callable<Call.Answer> deed) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Call.Answer>> answers = new ArrayList<>();
            String ending = outageOf(only);
            transactions.executeWithoutResult(status -> {
                jdbc.sql("SELECT outage_id FROM outage WHERE outage_no = :number FOR UPDATE")
                        .param("number", ending)
                        .query(Long.class)
                        .single();
                answers.add(both.submit(() -> post("/api/v1/requests/{trackingCode}/withdrawal", only.code())
                        .json("{\"mobileLast4\": \"4567\"}")
                        .send(200)));
                pause();
                answers.add(both.submit(deed));
                pause();
            });
            for (Future<Call.Answer> answer : answers)
                assertThat(answer.get().status()).as(answer.get().body()).isLessThan(300);
        } finally {
            both.shutdown();
        }
    }

    /** Long enough for a call to come as far as the lock that it has to wait for. */
    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reports, withdrawals and dispatchers at once: whoever waits stands in one open outage, and nobody else stands anywhere. */
    @Test
    void nobodyIsLostWhileDispatchersGroup() throws Exception {
        Grid grid = new Grid(1, 3, 4);
        List<Report> reports = new ArrayList<>();
        for (int t = 0; t < 3; t++) for (int p = 0; p < 4; p++) reports.add(grid.report(t, p));
        List<Callable<Call.Answer>> deeds = new ArrayList<>();
        for (int i = 0; i < reports.size(); i += 3) {
            Report report = reports.get(i);
            deeds.add(() -> post("/api/v1/requests/{trackingCode}/withdrawal", report.code())
                    .json("{\"mobileLast4\": \"4567\"}")
                    .sendAnyhow());
        }
        for (int t = 0; t < 3; t++) {
            String billId = grid.billId(t, 1);
            deeds.add(() -> post("/api/v1/requests")
                    .json("{\"billId\": \"" + billId + "\", \"mobile\": \"" + anotherMobile() + "\"}")
                    .sendAnyhow());
            Report first = reports.get(t * 4 + 1);
            Report second = reports.get(t * 4 + 2);
            String transformer = grid.transformer(t);
            deeds.add(() -> place(outageOf(second), transformer).sendAnyhow());
            deeds.add(() -> split(outageOf(first), grid.billId(0, 3), first).sendAnyhow());
            deeds.add(() -> post(UNDO, outageOf(second)).as("dispatcher-1").sendAnyhow());
            deeds.add(() -> place(outageOf(first), grid.feeder).sendAnyhow());
            deeds.add(() -> move(second, outageOf(first)).sendAnyhow());
        }
        Collections.shuffle(deeds, new Random(7));

        ExecutorService all = Executors.newFixedThreadPool(6);
        try {
            // A refusal is an answer; a failure of ours, or one that trying again has not cured, is none.
            for (Future<Call.Answer> deed : all.invokeAll(deeds)) {
                assertThat(deed.get().status()).as(deed.get().body()).isLessThan(500);
            }
        } finally {
            all.shutdown();
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                SELECT r.tracking_code
                                  FROM restoration_request r
                                  JOIN service_point p ON p.bill_id = r.bill_id
                                  JOIN network_element t ON t.code = p.transformer_code AND t.parent_code = :feeder
                                  LEFT JOIN outage_membership m ON m.current_request_id = r.request_id
                                  LEFT JOIN outage o ON o.outage_id = m.outage_id AND o.closed_at IS NULL
                                 WHERE (r.state = 'CHECKING' AND o.outage_id IS NULL)
                                    OR (r.state <> 'CHECKING' AND m.outage_id IS NOT NULL)
                                """)
                                .param("feeder", grid.feeder)
                                .query(String.class)
                                .list())
                        .isEmpty());
        // The engine has a task for each open outage, and for no other.
        assertThat(numbers(grid, "closed_at IS NULL"))
                .isNotEmpty()
                .allSatisfy(outage -> assertThat(tasks(outage)).hasSize(1));
        assertThat(numbers(grid, "closed_at IS NOT NULL"))
                .isNotEmpty()
                .allSatisfy(outage -> assertThat(tasks(outage)).isEmpty());
    }

    private List<String> numbers(Grid grid, String condition) {
        return jdbc.sql("SELECT outage_no FROM outage WHERE feeder_code = :feeder AND " + condition)
                .param("feeder", grid.feeder)
                .query(String.class)
                .list();
    }

    @Test
    void whatIsStillOutAfterARestorationFollowsIt() {
        Grid grid = new Grid(1, 1, 3);
        List<Report> reports = List.of(grid.report(0, 0), grid.report(0, 1), grid.report(0, 2));
        String first = reports.get(2).outage();
        dispatched(first);
        restored(first);

        List<String> outages = new ArrayList<>();
        for (Report report : reports) {
            stillOut(report);
            outages.add(awaitStatus(report.code(), answer -> !List.of("", first).contains(answer.at("/outage/number")))
                    .at("/outage/number"));
        }

        Call.Answer second = dossier(outages.get(2));
        assertThat(second.at("/element/kind")).isEqualTo("TRANSFORMER");
        assertThat(second.at("/follows")).isEqualTo(first);
        assertThat(codes(second)).hasSize(3);
        assertThat(dossier(outages.get(0)).at("/follows")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher-2", "manager", "website", "nobody"})
    void whoDoesNotDoTheWorkDoesNotPlaceIt(String account) {
        Grid grid = new Grid(1, 1, 1);
        String outage = grid.report(0, 0).outage();
        post(PLACEMENT, outage)
                .as(account)
                .json("{\"networkElement\": \"" + grid.feeder + "\"}")
                .send(403);
        post(PLACEMENT, outage)
                .json("{\"networkElement\": \"" + grid.feeder + "\"}")
                .send(401);
        assertThat(dossier(outage).at("/placedByHand")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | networkElement | required",
                "{\"networkElement\": null} | networkElement | type",
                "{\"networkElement\": 7} | networkElement | type",
                "{\"networkElement\": \"\"} | networkElement | too-short",
                "{\"networkElement\": \"nowhere\"} | networkElement | unknown-element",
                "{\"networkElement\": \"a\\u0000b\"} | networkElement | characters",
                "{\"networkElement\": \"x\", \"why\": 1} | why | unknown-member"
            })
    void aFaultyPlaceIsNamed(String body, String field, String code) {
        String outage = new Grid(1, 1, 1).report(0, 0).outage();
        Call.Answer refused =
                post(PLACEMENT, outage).as("dispatcher-1").json(body).send(400);
        assertThat(refused.json().path("errors").findValuesAsText("field")).contains(field);
        assertThat(refused.json().path("errors").findValuesAsText("code")).contains(code);
        assertNothingInternal(refused);
    }

    @Test
    void whatIsOverStaysWhereItIs() {
        Grid grid = new Grid(1, 1, 1);
        Report report = grid.report(0, 0);
        complete("dispatcher-1", report.outage(), VERIFY, Map.of("finding", "SUPPLY_ON"));

        assertThat(place(report.outage(), grid.feeder).send(409).at("/type")).isEqualTo("/problems/outage-closed");
        assertThat(place("1405-999999", grid.feeder).send(404).at("/type")).isEqualTo("/problems/unknown-outage");
    }
}
