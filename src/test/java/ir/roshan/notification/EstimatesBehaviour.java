package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What a subscriber hears of estimates, on either database; {@code sent} stands for a sender and a gateway that takes all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimatesBehaviour {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant FIVE = Instant.parse("2026-11-23T13:30:00Z");
    private static final Instant SIX = Instant.parse("2026-11-23T14:30:00Z");
    private static final Instant SEVEN = Instant.parse("2026-11-23T15:30:00Z");

    private TestDatabase database;
    private SubscriberMessages messages;
    private CompanyClock clock;
    private Outbox outbox;
    private Estimates estimates;
    private int estimateNo;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
        messages = new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource()));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.empty("subscriber_message");
        clock = new CompanyClock(Clock.fixed(START, ZoneOffset.UTC));
        outbox = new Outbox(messages, MessageTextsTest.texts(), QuietHours.NONE, clock, new Doorbell());
        estimates = new Estimates(outbox, messages, clock);
    }

    @Test
    void theFirstIsTheCrewOnItsWayOrAtWork() {
        tell(FIVE, true);
        assertThat(sent()).containsExactly("CREW_DISPATCHED 13:30");
        tell(2, FIVE, false);
        assertThat(sent()).containsExactly("ESTIMATE 13:30");
    }

    @Test
    void onlyARealChangeIsTold() {
        tell(FIVE, true);
        sent();
        tell(FIVE, false);
        tell(FIVE.plusSeconds(59), false);
        assertThat(sent()).isEmpty();
        tell(SIX, false);
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 14:30");
    }

    @Test
    void aFewMinutesAreNoChangeUntilTheyAddUp() {
        tell(FIVE, true);
        sent();
        tell(FIVE.plusSeconds(9 * 60 + 59), false);
        tell(FIVE.minusSeconds(9 * 60), false);
        assertThat(sent()).isEmpty();
        tell(FIVE.plusSeconds(10 * 60), false);
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 13:40");
    }

    /** Whoever has waited beyond what was promised is told the next promise, however near it is. */
    @Test
    void whatHasPassedIsFollowedByWhateverIsNew() {
        tell(FIVE, true);
        sent();
        clock.shift(Duration.between(clock.instant(), FIVE));
        assertThat(estimates.isNews(1, FIVE.plusSeconds(300))).isTrue();
        tell(FIVE.plusSeconds(300), false);
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 13:35");
    }

    @Test
    void noMoreThanOneChangeInHalfAnHourAndThenTheLast() {
        tell(FIVE, true);
        sent();
        tell(SIX, false);
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 14:30");
        clock.shift(Duration.ofMinutes(1));
        tell(SEVEN, false);
        tell(FIVE, false);
        clock.shift(Duration.ofMinutes(29).minusMillis(1));
        assertThat(sent()).isEmpty();
        clock.shift(Duration.ofMillis(1));
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 13:30");
        assertThat(states()).containsOnlyOnce("SUPERSEDED");
    }

    @Test
    void aChangeThatIsTakenBackBeforeItWasToldIsNone() {
        tell(FIVE, true);
        sent();
        tell(SIX, false);
        sent();
        tell(SEVEN, false);
        tell(SIX, false);
        clock.shift(Duration.ofHours(1));
        assertThat(sent()).isEmpty();
    }

    @Test
    void whoHasHeardNothingYetHearsTheNewestAsTheFirst() {
        tell(FIVE, true);
        tell(SIX, false);
        assertThat(sent()).containsExactly("CREW_DISPATCHED 14:30");
        assertThat(states()).containsExactlyInAnyOrder("SUPERSEDED", "ACCEPTED");
    }

    @Test
    void whatASenderHasInHandCountsAsHeard() {
        tell(FIVE, true);
        sent();
        tell(SIX, false);
        taken();
        tell(SEVEN, false);
        assertThat(sent()).as("half an hour after the one that is on its way").isEmpty();
        clock.shift(Estimates.BETWEEN_CHANGES);
        assertThat(sent()).contains("ESTIMATE_CHANGED 15:30");
    }

    @Test
    void anEstimateInTheMessageThatItIsLateIsHeardAsWell() {
        database.inTransaction()
                .executeWithoutResult(status -> outbox.owe(
                        "late", 1, OutboxBehaviour.PERSIAN, new Message.Late("180259433142", SIX), SIX, false));
        sent();
        tell(SIX, false);
        assertThat(sent()).isEmpty();
        tell(SEVEN, false);
        assertThat(sent()).containsExactly("ESTIMATE_CHANGED 15:30");
    }

    @Test
    void theResultMakesEveryEstimatePointless() {
        tell(FIVE, true);
        database.inTransaction()
                .executeWithoutResult(status -> outbox.owe(
                        "result",
                        1,
                        OutboxBehaviour.PERSIAN,
                        new Message.Result("180259433142", AnnouncedOutcome.RESTORED, null, null, null),
                        SIX,
                        false));
        assertThat(sent()).containsExactly("RESULT -");
    }

    @Test
    void thousandsHearItAtOnce() {
        List<Estimates.Estimate> many =
                IntStream.range(0, 1200).mapToObj(n -> estimate(n, FIVE, true)).toList();
        database.inTransaction().executeWithoutResult(status -> estimates.owe(many));
        List<Estimates.Estimate> changed =
                IntStream.range(0, 1200).mapToObj(n -> estimate(n, SIX, false)).toList();
        database.inTransaction().executeWithoutResult(status -> estimates.owe(changed));
        assertThat(states()).hasSize(2400);
        assertThat(states().stream().filter("SUPERSEDED"::equals)).hasSize(1200);
        database.inTransaction().executeWithoutResult(status -> estimates.owe(List.of()));
    }

    private void tell(Instant estimate, boolean dispatched) {
        tell(1, estimate, dispatched);
    }

    private void tell(long request, Instant estimate, boolean dispatched) {
        estimateNo++;
        database.inTransaction()
                .executeWithoutResult(status -> estimates.owe(List.of(estimate(request, estimate, dispatched))));
    }

    private Estimates.Estimate estimate(long request, Instant estimate, boolean dispatched) {
        return new Estimates.Estimate(
                "estimate:" + estimateNo + ":" + request + ":" + estimate,
                request,
                OutboxBehaviour.PERSIAN,
                "180259433142",
                estimate,
                dispatched,
                estimate.plusSeconds(900),
                false);
    }

    private List<OutgoingMessage> taken() {
        return database.inTransaction()
                .execute(status -> OutboxFixture.take(
                        database,
                        false,
                        false,
                        clock.instant(),
                        Duration.ofSeconds(5),
                        clock.instant().plusSeconds(30),
                        100));
    }

    /** Kind and time, in UTC, of what a sender gives to the gateway at this moment. */
    private List<String> sent() {
        return taken().stream()
                .map(message -> {
                    OutboxFixture.queue(database)
                            .accepted(message, MessageState.ACCEPTED, "generic", null, Set.of(), clock.instant(), null);
                    return database.template.queryForObject(
                            "SELECT kind, estimate_at FROM subscriber_message WHERE message_id = ?",
                            (row, number) -> row.getString(1) + " "
                                    + (row.getObject(2) == null
                                            ? "-"
                                            : row.getObject(2, java.time.OffsetDateTime.class)
                                                    .withOffsetSameInstant(ZoneOffset.UTC)
                                                    .toLocalTime()),
                            message.id());
                })
                .toList();
    }

    private List<String> states() {
        return database.template.queryForList("SELECT state FROM subscriber_message", String.class);
    }
}
