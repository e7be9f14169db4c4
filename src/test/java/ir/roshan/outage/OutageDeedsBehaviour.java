package ir.roshan.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.RoshanServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;

/** A deed changes of an outage what is its own, and only where the outage still is what the deed needs (A3.3, A3.4). */
class OutageDeedsBehaviour extends RoshanServer {
    @Autowired
    private Outages outages;

    @Autowired
    private OutageWork work;

    @Autowired
    private OutageGroups groups;

    private Outage reported() {
        String code = post("/api/v1/requests")
                .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place(1).billId(), anotherMobile()))
                .send(201)
                .at("/trackingCode");
        return outages.get(awaitOutage(code));
    }

    private void isRefused(OutageId id, ThrowingCallable deed) {
        Outage before = outages.get(id);
        assertThatThrownBy(deed).isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(outages.get(id)).isEqualTo(before);
    }

    @Test
    void whatIsOnlySuspectedIsNeitherSentACrewNorRestored() {
        OutageId id = reported().id();
        Instant now = clock.instant();
        isRefused(id, () -> work.crewDispatched(id, "اکیپ ۱", now.plusSeconds(600), now));
        isRefused(id, () -> work.estimateRevised(id, now.plusSeconds(600), now));
        isRefused(id, () -> work.restored(id, Cause.TREE, now, 1, now));
        isRefused(id, () -> work.feeDetermined(id, 1));
    }

    @Test
    void whatIsVerifiedIsNotVerifiedAgain() {
        Outage outage = reported();
        complete("dispatcher-1", outage.number(), "Task_VerifyOutage", Map.of("finding", "NETWORK_FAULT"));
        Instant now = clock.instant();
        isRefused(outage.id(), () -> work.confirmed(outage.id(), now));
        isRefused(outage.id(), () -> work.foundNoFault(outage.id(), Finding.SUPPLY_ON, null, null, now));
    }

    @Test
    void whatHasEndedIsNotGroupedAndIsNotLateAnyMore() {
        Outage outage = reported();
        complete("dispatcher-1", outage.number(), "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
        OutageId id = outage.id();
        Instant now = clock.instant();
        isRefused(id, () -> groups.abandoned(id, now));
        isRefused(id, () -> groups.absorbed(id, id, now));
        isRefused(id, () -> groups.urgency(id, Grouping.Urgency.of(outage)));
        assertThat(work.breached(id, now)).isFalse();
    }

    /** What was read before knows nothing of the deadline that has passed since. */
    @Test
    void aCopyThatWasReadBeforeTakesNothingBack() {
        Outage copy = reported();
        assertThat(List.of(work.breached(copy.id(), clock.instant()), work.breached(copy.id(), clock.instant())))
                .as("once")
                .containsExactly(true, false);

        groups.urgency(copy.id(), Grouping.Urgency.of(copy));
        work.confirmed(copy.id(), clock.instant());

        assertThat(outages.get(copy.id()).breachedAt()).isNotNull();
    }
}
