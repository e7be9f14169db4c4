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

/** Reports whose places were taken when they came are attached together, and what is the matter with one of them is that one's alone. */
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

    /** Each of them has a job, which a manager lets go together with the others. */
    private List<String> reports(Place... places) {
        String definition = managementService
                .createJobDefinitionQuery()
                .activityIdIn(ATTACHING)
                .singleResult()
                .getId();
        managementService.suspendJobDefinitionById(definition);
        List<String> codes = new ArrayList<>();
        for (Place one : places) codes.add(report(one));
        assertThat(jobs()).hasSize(places.length).allMatch(Job::isSuspended);
        managementService.activateJobDefinitionById(definition, true);
        return codes;
    }

    private List<Job> jobs() {
        return managementService.createJobQuery().activityId(ATTACHING).list();
    }

    /** @param times in which several reports are locked together */
    private void assertTurns(int times, Callable<?> reports) {
        Trips.Count count = trips.everybody(() -> {
            reports.call();
            assertAllAttached();
            return times;
        });
        int turns = count.asked().entrySet().stream()
                .filter(asked -> asked.getKey().matches("SELECT request_id .* WHERE workflow_id IN .* FOR UPDATE"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(turns).as(count.toString()).isEqualTo(times);
    }

    private void assertAllAttached() {
        await().atMost(PATIENCE).until(() -> jobs().isEmpty());
    }

    @Test
    void thoseThatAreTakenInHandAtOnceTakeTheirPlacesTurnOnce() {
        List<String> codes = new ArrayList<>();
        assertTurns(1, () -> codes.addAll(reports(place, place, place, place, place)));
        assertThat(codes).map(this::awaitOutage).containsOnly(outage);
    }

    /** Each begins an outage, the third of one transformer a wider one: what one transaction has begun the next one must find. */
    @Test
    void thoseThatBeginOutagesAreGroupedAsIfTheyHadComeAlone() {
        Place first = place();
        List<Place> places = List.of(first, neighbourOf(first), neighbourOf(first), neighbourOf(first));
        List<String> codes = new ArrayList<>();
        // The last one is alone.
        assertTurns(3, () -> codes.addAll(reports(places.toArray(Place[]::new))));
        assertThat(codes.stream().map(this::awaitOutage).distinct()).hasSize(1);
    }

    /** Below the same transformer. */
    private Place neighbourOf(Place first) {
        Place house = new Place(place().billId(), 1, first.substation(), first.feeder(), first.transformer());
        importServicePoints(house.row()).send(200);
        return house;
    }

    /** A place whose outages cannot be written: nothing that could happen, and only meant to make it stumble. */
    @Test
    void oneThatStumblesHoldsUpNobodyAndShows() {
        Place broken = place();
        jdbc.sql("ALTER TABLE outage ADD CONSTRAINT broken CHECK (feeder_code <> '" + broken.feeder() + "')")
                .update();
        try {
            List<String> codes = reports(place, broken, place);
            assertThat(List.of(codes.get(0), codes.get(2)))
                    .map(this::awaitOutage)
                    .containsOnly(outage);
            await().atMost(PATIENCE).until(() -> jobs().stream().anyMatch(job -> job.getExceptionMessage() != null));
        } finally {
            jdbc.sql("ALTER TABLE outage DROP CONSTRAINT broken").update();
        }
        managementService.executeJob(jobs().get(0).getId());
        assertAllAttached();
    }
}
