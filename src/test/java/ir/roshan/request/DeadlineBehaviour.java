package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Priority;
import ir.roshan.agreement.Targets;
import ir.roshan.agreement.Targets.Target;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.Outbox;
import ir.roshan.testing.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationEventPublisher;

/** When the agreed time of a request is over, and what is owed then (A2.1). */
class DeadlineBehaviour extends Room {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    /** As {@link Room#request} has it. */
    private static final Instant RESTORE_BY = NOW.plusSeconds(3_600);

    private static final Duration PROMISED = Duration.ofHours(4);

    private final CompanyClock clock = new CompanyClock(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Requests requests = new Requests(jdbc);
    private final Timeline timeline = new Timeline(jdbc);
    private final Outbox outbox = mock(Outbox.class);
    private final ApplicationEventPublisher events = mock(ApplicationEventPublisher.class);
    private final Deadline deadline = new Deadline(
            requests,
            timeline,
            agreement(),
            (hazard, lifeSupport, critical, stillOut) -> Priority.NORMAL,
            outbox,
            events,
            clock);

    private RequestId id;

    private static Agreement agreement() {
        Target target = new Target(Duration.ofMinutes(30), PROMISED);
        List<String> steps = List.of("1", "2", "3", "4", "5");
        return new Agreement(
                "1",
                LocalDate.EPOCH,
                LocalDate.MAX,
                0,
                new Targets(target, target, target),
                Map.of("fa", new Agreement.Text("", steps, List.of(), List.of(), "", List.of())));
    }

    @BeforeEach
    void oneRequest() {
        id = new RequestId(request(TrackingCode.of(1).value(), "NONE", NOW));
    }

    private void messagesOwed(int many) {
        verify(outbox, times(many)).owe(eq("late:" + id), anyLong(), any(), any(), any(), anyBoolean());
        verify(events, times(many)).publishEvent(any(DeadlinePassed.class));
    }

    private void afterTheDeadline() {
        clock.shift(Duration.ofHours(2));
    }

    @Test
    void whatIsDarkWhenItsTimeIsOverIsABreachOnce() {
        assertThat(deadline.recordBreach(id, null, null))
                .as("its time is not over")
                .isFalse();
        clock.shift(Duration.ofHours(1));
        assertThat(deadline.recordBreach(id, null, null))
                .as("at that very moment")
                .isTrue();
        afterTheDeadline();
        assertThat(deadline.recordBreach(id, null, null)).as("before as well").isTrue();
        assertThat(requests.get(id).breachedAt()).isEqualTo(RESTORE_BY);
        messagesOwed(1);
        assertThat(timeline.of(id).stream().map(Timeline.Entry::step)).containsExactly(Timeline.Step.DEADLINE_BREACHED);
    }

    @Test
    void whatWasBackInTimeIsNone() {
        afterTheDeadline();
        assertThat(deadline.recordBreach(id, null, RESTORE_BY)).isFalse();
        assertThat(requests.get(id).breachedAt()).isNull();
        assertThat(deadline.recordBreach(id, null, RESTORE_BY.plusMillis(1))).isTrue();
        messagesOwed(1);
    }

    @ParameterizedTest
    @EnumSource(value = RequestState.class, names = "CHECKING", mode = EnumSource.Mode.EXCLUDE)
    void whoWaitsForNoRepairHasNoDeadline(RequestState state) {
        switch (state) {
            case IN_PLANNED_OUTAGE -> requests.planned(id, null, RESTORE_BY, false, false, NOW);
            case ANNOUNCED -> requests.announced(List.of(id), true, true);
            case CLOSED -> requests.closed(id, NOW);
            case WITHDRAWN -> requests.withdrawn(id, NOW);
            case CHECKING -> throw new AssertionError();
        }
        afterTheDeadline();
        assertThat(deadline.recordBreach(id, null, null)).isFalse();
        verify(outbox, never()).owe(anyString(), anyLong(), any(), any(), any(), anyBoolean());
        assertThat(deadline.later(id).isPresent())
                .as("it is looked at again where it may become a fault")
                .isEqualTo(state == RequestState.IN_PLANNED_OUTAGE);
    }

    @Test
    void aDeadlineThatWasMovedIsLookedAtAgain() {
        assertThat(deadline.later(id)).contains(RESTORE_BY);
        clock.shift(Duration.ofHours(1));
        assertThat(deadline.later(id)).as("it has passed for good").isEmpty();
    }

    /** While it is on plan none runs, and later it cannot be earlier than from the end of the plan, or from now. */
    @Test
    void whatWasOnPlanHasItsTimeFromThePlannedEnd() {
        Instant end = NOW.plus(Duration.ofHours(3));
        requests.planned(id, null, end, false, false, NOW);
        assertThat(deadline.later(id)).contains(end.plus(PROMISED));
        assertThat(deadline.begins(requests.get(id)))
                .as("it has become a fault before the planned end")
                .isEqualTo(NOW.plus(PROMISED));
        clock.shift(Duration.ofHours(5));
        assertThat(deadline.begins(requests.get(id))).isEqualTo(end.plus(PROMISED));
        assertThat(requests.get(id).restoreBy()).isEqualTo(end.plus(PROMISED));
    }
}
