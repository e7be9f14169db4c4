package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.Trips;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** Reports of one place that are taken in hand at once are attached together, and what is the matter with one of them is that one's alone. */
@Import(Trips.class)
@DirtiesContext
class AttachedTogetherBehaviour extends RoshanServer {
    private static final String ATTACHING = "Task_AttachToOutage";

    @Autowired
    private ManagementService managementService;

    @Autowired
    private Trips trips;

    private Place place;
    private String outage;

    @BeforeEach
    void anOutageIsOpen() {
        plannedOutageDataIsFresh();
        place = place();
        outage = awaitOutage(report(place));
    }

    private String report(Place place) {
        return post("/api/v1/requests")
                .as("website")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
    }

    /** All are attached then. */
    private List<String> attached(Place... places) {
        List<String> codes = held(places);
        letGo();
        await().atMost(PATIENCE).until(() -> jobs().isEmpty());
        return codes;
    }

    /** Each of them has a job, which a manager lets go together with the others. */
    private List<String> held(Place... places) {
        managementService.suspendJobDefinitionById(attaching());
        List<String> codes = new ArrayList<>();
        for (Place one : places) codes.add(report(one));
        assertThat(jobs()).hasSize(places.length).allMatch(Job::isSuspended);
        return codes;
    }

    private void letGo() {
        managementService.activateJobDefinitionById(attaching(), true);
    }

    private String attaching() {
        return managementService
                .createJobDefinitionQuery()
                .activityIdIn(ATTACHING)
                .singleResult()
                .getId();
    }

    private List<Job> jobs() {
        return managementService.createJobQuery().activityId(ATTACHING).list();
    }

    /** @param times in which several reports are locked together */
    private void assertTurns(int times, Callable<?> reports) {
        Trips.Count count = trips.everybody(() -> {
            reports.call();
            return times;
        });
        int turns = count.asked().entrySet().stream()
                .filter(asked -> asked.getKey().matches("SELECT request_id .* WHERE workflow_id IN .* FOR UPDATE"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(turns).as(count.toString()).isEqualTo(times);
    }

    @Test
    void thoseThatAreTakenInHandAtOnceTakeTheirPlacesTurnOnce() {
        List<String> codes = new ArrayList<>();
        assertTurns(1, () -> codes.addAll(attached(place, place, place, place, place)));
        assertThat(codes).map(this::awaitOutage).containsOnly(outage);
    }

    /** Each begins an outage, the third of one transformer a wider one: what one transaction has begun the next one must find. */
    @Test
    void thoseThatBeginOutagesAreGroupedAsIfTheyHadComeAlone() {
        Place first = place();
        List<Place> places = List.of(first, neighbourOf(first), neighbourOf(first), neighbourOf(first));
        List<String> codes = new ArrayList<>();
        // The last one is alone.
        assertTurns(3, () -> codes.addAll(attached(places.toArray(Place[]::new))));
        assertThat(codes.stream().map(this::awaitOutage).distinct()).hasSize(1);
    }

    /** Below the same transformer. */
    private Place neighbourOf(Place first) {
        Place house = new Place(place().billId(), 1, first.substation(), first.feeder(), first.transformer());
        importServicePoints(house.row()).send(200);
        return house;
    }

    /** A request that can stand in no outage: nothing that could happen, and only meant to make it stumble. */
    @Test
    void oneThatStumblesHoldsUpNobodyAndShows() {
        List<String> codes = held(place, place, place);
        String broken = codes.get(1);
        jdbc.sql("ALTER TABLE outage_membership ADD CONSTRAINT broken CHECK (request_id <> %d)"
                        .formatted(requestOf(broken)))
                .update();
        try {
            assertTurns(1, () -> {
                letGo();
                await().atMost(PATIENCE)
                        .until(() -> jobs().stream().anyMatch(job -> job.getExceptionMessage() != null));
                return null;
            });
            assertThat(List.of(codes.get(0), codes.get(2)))
                    .map(this::awaitOutage)
                    .containsOnly(outage);
        } finally {
            jdbc.sql("ALTER TABLE outage_membership DROP CONSTRAINT broken").update();
        }
        managementService.executeJob(jobs().get(0).getId());
        assertThat(awaitOutage(broken)).isEqualTo(outage);
    }
}
