package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.agreement.Priority;
import ir.roshan.request.Hazard;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;

/** A deed changes of an outage what is its own, and only where the outage still is what the deed needs (A3.3, A3.4). */
class OutageDeedsBehaviour extends OutageRoom {
    private static final Instant LATER = NOW.plusSeconds(600);

    private void isRefused(OutageId id, ThrowingCallable deed) {
        Outage before = outages.get(id);
        assertRefused(deed).isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(outages.get(id)).isEqualTo(before);
    }

    private long estimates(OutageId id) {
        return jdbc.sql("SELECT count(*) FROM outage_estimate WHERE outage_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    @Test
    void whatIsOnlySuspectedIsNeitherSentACrewNorRestored() {
        OutageId id = suspected(null);
        isRefused(id, () -> work.crewDispatched(id, "اکیپ ۱", LATER, NOW));
        isRefused(id, () -> work.estimateRevised(id, LATER, NOW));
        isRefused(id, () -> work.restored(id, Cause.TREE, NOW, 1, NOW));
        isRefused(id, () -> work.feeDetermined(id, 1));
        assertThat(estimates(id)).isZero();
    }

    @Test
    void whatIsVerifiedIsNotVerifiedAgain() {
        OutageId id = confirmed(null);
        isRefused(id, () -> work.confirmed(id, NOW));
        isRefused(id, () -> work.foundNoFault(id, Finding.SUPPLY_ON, null, null, NOW));
        isRefused(id, () -> work.restored(id, Cause.TREE, NOW, 1, NOW));
    }

    @Test
    void oneCrewIsSentAndItsPromisesAreKept() {
        OutageId id = dispatched(null);
        isRefused(id, () -> work.crewDispatched(id, "اکیپ ۲", LATER, NOW));
        work.estimateRevised(id, LATER, NOW);
        assertThat(outages.get(id).estimatedRestorationAt()).isEqualTo(LATER);
        assertThat(List.of((long) outages.get(id).estimateNo(), estimates(id))).containsExactly(2L, 2L);
    }

    @Test
    void whatHasEndedIsNotGroupedAndIsNotLateAnyMore() {
        OutageId id = suspected(null);
        work.foundNoFault(id, Finding.SUPPLY_ON, null, null, NOW);
        isRefused(id, () -> groups.abandoned(id, NOW));
        isRefused(id, () -> groups.absorbed(id, id, NOW));
        isRefused(id, () -> groups.urgency(id, Grouping.Urgency.of(outages.get(id))));
        assertThat(work.breached(id, NOW)).isFalse();
    }

    @Test
    void whatIsRestoredStaysSo() {
        OutageId id = dispatched(null);
        work.restored(id, Cause.TREE, NOW, 3, LATER);
        isRefused(id, () -> work.restored(id, Cause.WEATHER, NOW, 4, LATER));
        isRefused(id, () -> work.estimateRevised(id, LATER, NOW));
        assertThat(outages.get(id).isOpen()).isFalse();
        assertThat(List.of(outages.get(id).restoredAt(), outages.get(id).closedAt()))
                .containsExactly(NOW, LATER);
    }

    @Test
    void aFeeIsForAFaultOfTheCustomersOwn() {
        OutageId theirs = suspected(null);
        work.foundNoFault(theirs, Finding.CUSTOMER_SIDE_FAULT, null, null, NOW);
        work.feeDetermined(theirs, 1_500_000);
        assertThat(outages.get(theirs).feeRials()).isEqualTo(1_500_000);
        OutageId ours = confirmed(null);
        isRefused(ours, () -> work.feeDetermined(ours, 1));
    }

    /** What was read before knows nothing of the deadline that has passed since. */
    @Test
    void aCopyThatWasReadBeforeTakesNothingBack() {
        Outage copy = outages.get(suspected(null));
        assertThat(List.of(work.breached(copy.id(), NOW), work.breached(copy.id(), LATER)))
                .as("once")
                .containsExactly(true, false);

        groups.urgency(copy.id(), Grouping.Urgency.of(copy));
        work.confirmed(copy.id(), NOW);

        assertThat(outages.get(copy.id()).breachedAt()).isEqualTo(NOW);
    }

    @Test
    void ofTwoTheMostUrgentIsKept() {
        Grouping.Urgency one = new Grouping.Urgency(NOW, LATER, LATER.plusSeconds(60), Priority.HIGH, Hazard.NONE);
        Grouping.Urgency other = new Grouping.Urgency(
                NOW.minusSeconds(60), LATER.plusSeconds(1), LATER, Priority.NORMAL, Hazard.SPARKING);
        Grouping.Urgency both =
                new Grouping.Urgency(NOW.minusSeconds(60), LATER, LATER, Priority.HIGH, Hazard.SPARKING);
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }
}
