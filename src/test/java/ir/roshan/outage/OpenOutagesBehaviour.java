package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.NetworkElement;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.text.BillId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

/** Which open outage a report from a place joins (A3.3). */
class OpenOutagesBehaviour extends OutageRoom {
    private static final BillId NOT_IN_NETWORK = billId(99);

    private final OpenOutages open = new OpenOutages(outages, places, steps);

    @BeforeEach
    void twoTransformers() {
        network();
    }

    private Optional<OutageId> joinedFrom(BillId billId) {
        Optional<OutageId> joined = open.joinedFrom(places.pathOf(billId)).map(Outage::id);
        assertThat(open.wouldJoin(billId, Knowledge.NOT_PLANNED).map(Outage::id))
                .as("what is said before the report")
                .isEqualTo(joined);
        return joined;
    }

    private List<Optional<OutageId>> joinedFromEach() {
        return IntStream.rangeClosed(1, 6).mapToObj(n -> joinedFrom(billId(n))).toList();
    }

    private static List<Optional<OutageId>> joined(OutageId... each) {
        return Arrays.stream(each).map(Optional::ofNullable).toList();
    }

    @Test
    void whatStandsAtOrAboveThePlaceIsJoined() {
        assertThat(joinedFromEach()).containsOnly(Optional.empty());
        OutageId atPoint = suspected(point(1));
        assertThat(joinedFromEach()).isEqualTo(joined(atPoint, null, null, null, null, null));
        OutageId atTransformer = suspected(SECOND);
        assertThat(joinedFromEach())
                .isEqualTo(joined(atPoint, null, null, atTransformer, atTransformer, atTransformer));
    }

    @Test
    void theWiderOneExplainsMore() {
        suspected(point(1));
        OutageId wider = suspected(FIRST);
        assertThat(joinedFrom(billId(1))).contains(wider);
        OutageId widest = suspected(FEEDER);
        assertThat(joinedFromEach()).containsOnly(Optional.of(widest));
    }

    @Test
    void unlessSomebodyHasSaidThatTheNarrowerIsAFaultOfItsOwn() {
        OutageId narrow = suspected(FIRST);
        OutageId wide = suspected(FEEDER);
        places.keepByHand(narrow);
        assertThat(joinedFromEach()).isEqualTo(joined(narrow, narrow, narrow, wide, wide, wide));
        places.keepByHand(wide);
        assertThat(joinedFrom(billId(1))).as("of two the narrower").contains(narrow);
    }

    @Test
    void whatIsOverIsJoinedByNobody() {
        OutageId abandoned = suspected(FIRST);
        groups.abandoned(abandoned, NOW);
        OutageId restored = dispatched(FIRST);
        work.restored(restored, Cause.TREE, NOW, 3, NOW);
        OutageId noFault = suspected(FIRST);
        work.foundNoFault(noFault, Finding.SUPPLY_ON, null, null, NOW);
        assertThat(joinedFrom(billId(1))).isEmpty();
        OutageId next = suspected(FIRST);
        assertThat(joinedFrom(billId(1))).contains(next);
    }

    @Test
    void whoseSupplyWasBackHasNewsAndTheRestGoesOnWaiting() {
        OutageId wide = confirmed(FEEDER);
        partIsBack(wide, FIRST);
        assertThat(joinedFromEach()).isEqualTo(joined(null, null, null, wide, wide, wide));
        partIsBack(wide, point(5));
        assertThat(joinedFromEach()).isEqualTo(joined(null, null, null, wide, null, wide));
        OutageId again = suspected(point(5));
        assertThat(joinedFrom(billId(5))).contains(again);
    }

    /** Undone and looked at anew, it is an outage of all that lies below it again. */
    @Test
    void whatIsOnlySuspectedHasNoPartThatIsBack() {
        OutageId wide = suspected(FEEDER);
        partIsBack(wide, FIRST);
        assertThat(joinedFromEach()).containsOnly(Optional.of(wide));
    }

    @Test
    void aPlaceThatTheNetworkDoesNotHaveStandsForItself() {
        suspected(FEEDER);
        assertThat(joinedFrom(NOT_IN_NETWORK)).isEmpty();
        OutageId own = suspected(NetworkElement.of(NOT_IN_NETWORK));
        assertThat(joinedFrom(NOT_IN_NETWORK)).contains(own);
    }

    @Test
    void whereOnlyAnAddressIsKnownNoneIsJoined() {
        suspected(null);
        assertThat(open.joinedFrom(List.of())).isEmpty();
        assertThat(open.wouldJoin((BillId) null, Knowledge.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void aReportFromAPlaceThatIsOffOnPlanWaitsForThePlan(Knowledge plan) {
        OutageId wide = suspected(FEEDER);
        boolean joins = plan != Knowledge.PLANNED;
        assertThat(open.wouldJoin(billId(1), plan).map(Outage::id))
                .isEqualTo(joins ? Optional.of(wide) : Optional.empty());
        assertThat(open.wouldJoin(List.of(places.pathOf(billId(1))), plan).isPresent())
                .isEqualTo(joins);
    }

    @Test
    void ofSeveralPlacesTheOutageIsSaidThatAllWouldJoin() {
        List<List<NetworkElement>> both = List.of(places.pathOf(billId(1)), places.pathOf(billId(4)));
        assertThat(open.wouldJoin(both, Knowledge.NOT_PLANNED)).isEmpty();
        OutageId first = suspected(FIRST);
        assertThat(open.wouldJoin(both, Knowledge.NOT_PLANNED))
                .as("one joins none")
                .isEmpty();
        suspected(SECOND);
        assertThat(open.wouldJoin(both, Knowledge.NOT_PLANNED)).as("two").isEmpty();
        groups.abandoned(first, NOW);
        OutageId wide = suspected(FEEDER);
        assertThat(open.wouldJoin(both, Knowledge.NOT_PLANNED).map(Outage::id)).contains(wide);
    }

    @Test
    void atAnElementStandsOneAtMost() {
        assertThat(open.standingAt(FIRST)).isEmpty();
        suspected(FEEDER);
        OutageId here = suspected(FIRST);
        assertThat(open.standingAt(FIRST).map(Outage::id)).contains(here);
        assertRefused(() -> suspected(FIRST)).isInstanceOf(DuplicateKeyException.class);
        groups.abandoned(here, NOW);
        assertThat(open.standingAt(FIRST)).isEmpty();
    }
}
