package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import ir.roshan.network.NetworkElement;
import ir.roshan.request.RequestId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fault is suspected, and what an outage there takes in (A3.3): one fault, one task. */
class GroupingBehaviour extends OutageRoom {
    /** Three service points make a transformer, two transformers a feeder. */
    private static final GroupingSettings SETTINGS = new GroupingSettings(3, 2);

    private final OutageTimeline timeline = new OutageTimeline(jdbc);
    private final OutageWorkflow workflow = mock(OutageWorkflow.class);
    private final Breaches breaches = mock(Breaches.class);
    private final Grouping grouping =
            new Grouping(outages, places, groups, memberships, timeline, SETTINGS, breaches, workflow);

    @BeforeEach
    void twoTransformers() {
        network();
    }

    private NetworkElement suspectedAt(NetworkElement element) {
        return grouping.suspectedAt(places.pathOf(element));
    }

    @Test
    void enoughServicePointsAreTheirTransformer() {
        assertThat(suspectedAt(point(1))).isEqualTo(point(1));
        suspected(point(1));
        assertThat(suspectedAt(point(2))).isEqualTo(point(2));
        suspected(point(4)); // of the other transformer
        assertThat(suspectedAt(point(2))).isEqualTo(point(2));
        suspected(point(2));
        assertThat(suspectedAt(point(3))).isEqualTo(FIRST);
    }

    @Test
    void enoughTransformersAreTheirFeederAlsoInOneStep() {
        suspected(SECOND);
        assertThat(suspectedAt(FIRST)).isEqualTo(FEEDER);
        suspected(point(1));
        suspected(point(2));
        assertThat(suspectedAt(point(3))).isEqualTo(FEEDER);
        assertThat(suspectedAt(FEEDER))
                .as("a substation is suspected by nobody's count")
                .isEqualTo(FEEDER);
    }

    @Test
    void whatIsKnownDoesNotCountAsSuspected() {
        suspected(point(1));
        OutageId byHand = suspected(point(2));
        places.keepByHand(byHand);
        assertThat(suspectedAt(point(3))).isEqualTo(point(3));
        groups.abandoned(byHand, NOW);
        confirmed(point(2));
        assertThat(suspectedAt(point(3))).isEqualTo(point(3));
    }

    /** Its report did not join it: a dispatcher keeps the two apart. */
    @Test
    void whereOneIsOpenNoSecondOneIsSuspected() {
        suspected(point(1));
        suspected(point(2));
        places.keepByHand(suspected(FIRST));
        assertThat(suspectedAt(point(3))).isEqualTo(point(3));
    }

    @Test
    void belowAnElementLiesWhatIsOnlySuspectedThere() {
        OutageId first = suspected(point(4));
        OutageId second = suspected(point(1));
        OutageId transformer = suspected(FIRST);
        confirmed(point(2));
        places.keepByHand(suspected(point(3)));
        suspected(FEEDER);
        assertThat(grouping.below(FEEDER).stream().map(Outage::id)).containsExactly(first, second, transformer);
        assertThat(grouping.below(FIRST).stream().map(Outage::id)).containsExactly(second);
        assertThat(grouping.below(point(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsTakenInEndsAndItsRequestsGoOn(boolean late) {
        OutageId narrow = suspected(point(1));
        List<RequestId> two = requests(2);
        two.forEach(request -> memberships.join(narrow, request, NOW));
        if (late) work.breached(narrow, NOW);
        OutageId wide = suspected(FIRST);
        grouping.absorb(outages.get(wide), List.of(outages.get(narrow)), "dispatcher-1", NOW);

        Outage taken = outages.get(narrow);
        assertThat(taken.state()).isEqualTo(OutageState.ABSORBED);
        assertThat(taken.absorbedInto()).isEqualTo(wide);
        assertThat(groups.takenIn(wide)).containsExactly(narrow);
        assertThat(memberships.members(wide)).isEqualTo(two);
        assertThat(places.openAt(point(1))).as("its place is free").isEmpty();
        assertThat(timeline.of(narrow))
                .containsExactly(new OutageTimeline.Event(
                        NOW,
                        OutageTimeline.Step.ABSORBED,
                        "dispatcher-1",
                        outages.get(wide).number()));
        assertThat(timeline.of(wide))
                .containsExactly(
                        new OutageTimeline.Event(NOW, OutageTimeline.Step.TOOK_IN, "dispatcher-1", taken.number()));
        verify(workflow).absorbed(any());
        // A manager who had the narrow one has the wide one.
        verify(breaches, late ? times(1) : never()).raise(wide);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "0, 3"})
    void oneOutageIsNoGroup(int servicePoints, int transformers) {
        assertThatThrownBy(() -> new GroupingSettings(servicePoints, transformers))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
