package ir.roshan.outage;

import static ir.roshan.outage.Memberships.Leaving.RESOLVED;
import static ir.roshan.outage.Memberships.Leaving.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.outage.Memberships.Arrival;
import ir.roshan.request.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** Which request stands, or has stood, in which outage (A3.3). */
class MembershipsBehaviour extends OutageRoom {
    private static final Instant LATER = NOW.plusSeconds(600);

    private void join(OutageId id, RequestId... requests) {
        for (RequestId request : requests) memberships.join(id, request, NOW);
    }

    @Test
    void aRequestStandsInOneOutageAtATime() {
        RequestId request = request();
        OutageId first = suspected(null);
        OutageId second = suspected(null);
        join(first, request);
        assertRefused(() -> join(second, request)).isInstanceOf(DuplicateKeyException.class);
        assertThat(memberships.standingIn(request)).contains(first);
        memberships.leave(request, WITHDRAWN, LATER);
        assertThat(memberships.standingIn(request)).isEmpty();
        join(second, request);
        assertThat(memberships.standingIn(request)).contains(second);
    }

    @Test
    void whoWasAnsweredIsCountedAndWhoLeftIsNot() {
        OutageId id = suspected(null);
        List<RequestId> four = requests(4);
        join(id, four.toArray(RequestId[]::new));
        memberships.leave(four.get(0), WITHDRAWN, LATER);
        memberships.partRestored(List.of(four.get(1)), LATER, LATER);

        assertThat(memberships.members(id)).containsExactly(four.get(2), four.get(3));
        assertThat(memberships.counted(id)).containsExactly(four.get(1), four.get(2), four.get(3));
        OutageId empty = suspected(null);
        assertThat(memberships.requestCounts(List.of(id, empty))).isEqualTo(Map.of(id, 3));

        memberships.leaveAll(id, RESOLVED, LATER);
        assertThat(memberships.members(id)).isEmpty();
        assertThat(memberships.counted(id)).hasSize(3);
    }

    @Test
    void thePartThatWasBackFirstKeepsItsOwnMoment() {
        OutageId id = suspected(null);
        List<RequestId> two = requests(2);
        join(id, two.get(0), two.get(1));
        memberships.partRestored(List.of(), LATER, LATER);
        memberships.partRestored(List.of(two.get(0)), LATER, LATER.plusSeconds(60));
        memberships.leaveAll(id, RESOLVED, LATER.plusSeconds(600));

        assertThat(memberships.restoredAhead(two.get(0))).contains(LATER);
        assertThat(memberships.restoredAhead(two.get(1))).isEmpty();
        assertThat(memberships.restoredAhead(id)).isEqualTo(Map.of(two.get(0), LATER));
    }

    @Test
    void whoIsTakenInGoesOnInTheWiderOneAndIsKnownToHaveComeFromTheNarrower() {
        OutageId narrow = suspected(null);
        OutageId wide = suspected(null);
        List<RequestId> four = requests(4);
        join(wide, four.get(0));
        join(narrow, four.get(1), four.get(2), four.get(3));
        memberships.leave(four.get(3), WITHDRAWN, NOW);
        memberships.moveAll(narrow, wide, LATER);

        assertThat(memberships.members(narrow)).isEmpty();
        assertThat(memberships.counted(narrow)).isEmpty();
        assertThat(memberships.members(wide)).containsExactly(four.get(0), four.get(1), four.get(2));
        memberships.leave(four.get(2), WITHDRAWN, LATER);
        assertThat(memberships.arrivals(wide))
                .containsExactly(
                        new Arrival(four.get(0), null, true),
                        new Arrival(four.get(1), narrow, true),
                        new Arrival(four.get(2), narrow, false));
    }

    /** The time that it is out does not begin anew where it is brought elsewhere; after an objection it does. */
    @Test
    void sinceWhenItIsOutDoesNotDependOnWhereItStands() {
        OutageId first = suspected(null);
        OutageId second = suspected(null);
        List<RequestId> two = requests(2);
        join(first, two.get(0));
        memberships.moveAll(first, second, LATER);
        memberships.join(second, two.get(1), LATER);
        assertThat(memberships.outSince(two)).isEqualTo(NOW);
        assertThat(memberships.outSince(List.of(two.get(1)))).isEqualTo(LATER);

        memberships.leaveAll(second, RESOLVED, LATER);
        memberships.resultRefused(two.get(0));
        OutageId third = suspected(null);
        memberships.join(third, two.get(0), LATER.plusSeconds(60));
        assertThat(memberships.outSince(List.of(two.get(0)))).isEqualTo(LATER.plusSeconds(60));
    }

    @Test
    void theOutageOfARefusedResultIsKnownUntilTheRequestStandsInAnother() {
        RequestId request = request();
        OutageId id = suspected(null);
        join(id, request);
        memberships.leave(request, RESOLVED, LATER);
        assertThat(memberships.stillOutAfter(request)).isEmpty();
        memberships.resultRefused(request);
        assertThat(memberships.stillOutAfter(request)).contains(id);
        assertThat(memberships.counted(id)).as("its result is none").isEmpty();
        join(suspected(null), request);
        assertThat(memberships.stillOutAfter(request)).isEmpty();
    }

    @Test
    void whatNobodyHasVerifiedIsLookedThrough() {
        List<RequestId> three = requests(3);
        OutageId suspected = suspected(null);
        OutageId confirmed = confirmed(null);
        OutageId abandoned = suspected(null);
        join(suspected, three.get(0));
        join(confirmed, three.get(1));
        join(abandoned, three.get(2));
        memberships.leaveAll(abandoned, WITHDRAWN, LATER);
        groups.abandoned(abandoned, LATER);
        assertThat(memberships.standingUnverified()).containsExactly(three.get(0));
    }
}
