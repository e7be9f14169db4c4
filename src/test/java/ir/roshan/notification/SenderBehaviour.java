package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What holds for the sender on either database. Rounds are run by hand where no threads are the subject.
 *
 * <p>Long because its cases share a gateway, a clock and a way to run a round, and one message passes through all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderBehaviour {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final Message RESULT =
            new Message.Result("180259433142", AnnouncedOutcome.RESTORED, null, null, null);
    private static final Message LATE = new Message.Late("180259433142", null);
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Doorbell doorbell = new Doorbell();
    private final FakeGateway gateway = new FakeGateway();
    private final List<Sender> started = new ArrayList<>();
    private final List<Long> handedOver = new ArrayList<>();
    private TestDatabase database;
    private SubscriberMessages messages;
    private CompanyClock clock;
    private Outbox outbox;
    private AnnouncementFailure workflow;
    private QuietHours quietHours;

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
        gateway.reset();
        handedOver.clear();
        workflow = handedOver::add;
        quietHours = QuietHours.NONE;
        at(new CompanyClock(Clock.fixed(START, ZoneOffset.UTC)));
    }

    @AfterEach
    void stop() {
        started.forEach(Sender::stop);
        started.clear();
    }

    @Test
    void whatIsAcceptedIsSentWithItsReferenceAndOnlyOnce() {
        owe("a", LATE);
        gateway.answers = all(Status.ACCEPTED, "ref-1");
        sender().round();
        sender().round();
        assertThat(gateway.received).hasSize(1);
        assertThat(gateway.received.get(0).to()).isEqualTo(OutboxBehaviour.PERSIAN.mobile());
        assertThat(gateway.received.get(0).text()).isEqualTo(only().text());
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(only().sentAt()).isEqualTo(START);
        assertThat(only().firstTriedAt()).isEqualTo(START);
        assertThat(only().lastTriedAt()).isEqualTo(START);
        assertThat(only().deliveredAt()).as("nobody has said that it arrived").isNull();
        assertThat(only().attempts()).isEqualTo(1);
        assertThat(column("reference")).isEqualTo("ref-1");
        assertThat(outbox.told("a")).isTrue();
    }

    @Test
    void withoutAGatewayItCountsAsDeliveredOnceTheSenderHasSeenIt() {
        owe("a", LATE);
        assertThat(only().state()).isEqualTo(MessageState.OWED);
        sender(new NoGateway(), 1).round();
        assertThat(only().state()).isEqualTo(MessageState.DELIVERED);
        assertThat(only().deliveredAt()).isEqualTo(START);
    }

    @Test
    void withoutAResultItIsTriedAgainUnderTheSameIdAfterGrowingPauses() {
        owe("a", LATE, Duration.ofDays(1));
        gateway.answers = taken -> Map.of();
        Duration pause = Duration.ZERO;
        for (int attempt = 1; attempt <= 12; attempt++) {
            sender().round();
            assertThat(gateway.received).hasSize(attempt);
            assertThat(column("last_error")).isEqualTo("no-result");
            pause = Duration.between(clock.instant(), only().dueAt());
            long doubled = 10L << attempt;
            assertThat(pause)
                    .isBetween(
                            Duration.ofSeconds(Math.min(doubled, 600) / 2), Duration.ofSeconds(Math.min(doubled, 600)));
            clock.shift(pause.minusMillis(1));
            sender().round();
            assertThat(gateway.received).as("not before it is due").hasSize(attempt);
            clock.shift(Duration.ofMillis(1));
        }
        gateway.answers = all(Status.ACCEPTED, null);
        sender().round();
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(column("last_error")).isNull();
        assertThat(gateway.received)
                .extracting(OutgoingMessage::id)
                .containsOnly(gateway.received.get(0).id());
    }

    @Test
    void ofABatchEachMessageHasItsOwnFate() {
        IntStream.range(0, 9).forEach(n -> owe("m" + n, LATE));
        gateway.answers = taken -> {
            Map<String, Answer> answers = new HashMap<>();
            for (int i = 0; i < 6; i++)
                answers.put(taken.get(i).id(), new Answer(i < 3 ? Status.ACCEPTED : Status.REFUSED, null));
            return answers;
        };
        sender().round();
        assertThat(states())
                .containsEntry("ACCEPTED", 3)
                .containsEntry("FAILED", 3)
                .containsEntry("OWED", 3);
    }

    @Test
    void aGatewayThatFailsDelaysTheWholeBatchAndABugOfOursToo() {
        owe("a", LATE);
        gateway.answers = taken -> {
            throw new GatewayFailed("http-500");
        };
        sender().round();
        assertThat(column("last_error")).isEqualTo("http-500");
        clock.shift(Duration.ofMinutes(1));
        gateway.answers = taken -> {
            throw new IllegalStateException("a bug");
        };
        sender().round();
        assertThat(column("last_error")).isEqualTo("defect");
        clock.shift(Duration.ofMinutes(1));
        gateway.answers = all(Status.ACCEPTED, null);
        sender().round();
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
    }

    @Test
    void whatExpiresIsNeverSentAndOnlyAResultNeedsAPerson() {
        owe("late", LATE, Duration.ofMinutes(5));
        owe("result", RESULT, Duration.ofMinutes(5), 7);
        clock.shift(Duration.ofMinutes(5));
        sender().round();
        assertThat(gateway.received).isEmpty();
        assertThat(states()).containsOnly(Map.entry("EXPIRED", 2));
        assertThat(handedOver).containsExactly(7L);
        sender().round();
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void whatMightExpireInTheGatewaysHandIsNotGivenToIt() {
        owe("late", LATE, Duration.ofMinutes(5));
        clock.shift(Duration.ofMinutes(5).minus(ANSWERS_WITHIN));
        sender().round();
        assertThat(gateway.received).isEmpty();
        assertThat(states()).containsOnly(Map.entry("OWED", 1));
        clock.shift(ANSWERS_WITHIN);
        sender().round();
        assertThat(states()).containsOnly(Map.entry("EXPIRED", 1));
    }

    @Test
    void whatIsOwedForSecondsOnlyIsTriedAtOnce() {
        owe("late", LATE, Duration.ofSeconds(1));
        gateway.answers = all(Status.ACCEPTED, null);
        sender().round();
        assertThat(states()).containsOnly(Map.entry("ACCEPTED", 1));
    }

    @Test
    void aRefusedResultNeedsAPersonAtOnce() {
        owe("result", RESULT, Duration.ofHours(1), 7);
        owe("late", LATE, Duration.ofHours(1), 8);
        gateway.answers = all(Status.REFUSED, null);
        sender().round();
        assertThat(handedOver).containsExactly(7L);
        assertThat(states()).containsOnly(Map.entry("FAILED", 2));
        assertThat(outbox.told("result")).isFalse();
    }

    @Test
    void aWorkflowThatDoesNotWaitYetOrFailsIsAskedAgain() {
        owe("result", RESULT, Duration.ofMinutes(1), 7);
        clock.shift(Duration.ofMinutes(1));
        workflow = requestId -> false;
        sender().round();
        sender().round();
        assertThat(states()).containsOnly(Map.entry("OWED", 1));
        clock.shift(Duration.ofSeconds(10));
        workflow = requestId -> {
            database.template.update("UPDATE subscriber_message SET last_error = 'undone'");
            throw new IllegalStateException("the engine says no");
        };
        sender().round();
        assertThat(states()).containsOnly(Map.entry("OWED", 1));
        assertThat(column("last_error")).as("the failed attempt is rolled back").isNull();
        clock.shift(Duration.ofSeconds(10));
        workflow = handedOver::add;
        sender().round();
        assertThat(handedOver).containsExactly(7L);
        assertThat(states()).containsOnly(Map.entry("EXPIRED", 1));
        assertThat(gateway.received).isEmpty();
    }

    @Test
    void oneWorkflowThatFailsDoesNotHoldUpTheOthers() {
        IntStream.rangeClosed(1, 5).forEach(n -> owe("result" + n, RESULT, Duration.ofMinutes(1), n));
        clock.shift(Duration.ofMinutes(1));
        workflow = requestId -> {
            if (requestId == 1) throw new IllegalStateException("the engine says no");
            return handedOver.add(requestId);
        };
        sender().round();
        assertThat(handedOver).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void aWorkflowThatNeverWaitsIsNotAskedForEver() {
        owe("result", RESULT, Duration.ofMinutes(1), 7);
        clock.shift(Duration.ofDays(8));
        workflow = requestId -> false;
        sender().round();
        assertThat(states()).containsOnly(Map.entry("EXPIRED", 1));
    }

    @Test
    void whatAPersonTookOverIsNotSent() {
        owe("result", RESULT);
        outbox.handToPerson("result");
        sender().round();
        clock.shift(Duration.ofDays(1));
        sender().round();
        assertThat(gateway.received).isEmpty();
        assertThat(only().state()).isEqualTo(MessageState.HANDED_TO_PERSON);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void whatAPersonTookOverDuringTheSendingStaysTheirs() {
        owe("result", RESULT);
        gateway.answers = taken -> {
            outbox.handToPerson("result");
            return Map.of();
        };
        sender().round();
        assertThat(only().state()).isEqualTo(MessageState.HANDED_TO_PERSON);
        assertThat(column("last_error")).as("nothing is written to it any more").isNull();
    }

    @Test
    void emergenciesGoFirst() {
        IntStream.range(0, 150).forEach(n -> owe("m" + n, LATE));
        database.inTransaction()
                .executeWithoutResult(status ->
                        outbox.owe("emergency", 911, OutboxBehaviour.PERSIAN, RESULT, START.plusSeconds(3600), true));
        assertThat(sender().round()).as("a full batch is followed at once").isTrue();
        assertThat(gateway.received).hasSize(100);
        assertThat(gateway.received.get(0).text()).contains("برق شما وصل شد");
        assertThat(sender().round()).isFalse();
        assertThat(gateway.received).hasSize(151);
    }

    @Test
    void atNightWhatCanWaitWaitsForTheMorningAndLivesLongEnoughForIt() {
        atNight("2026-11-23T20:00:00Z"); // 23:30 in Tehran
        owe("late", LATE, Duration.ofHours(2), 1);
        owe("withdrawn", new Message.Withdrawn("180259433142"), Duration.ofDays(1), 2);
        Instant morning = Instant.parse("2026-11-24T03:30:00Z");
        assertThat(only().dueAt()).as("seen before a sender looks").isEqualTo(morning);
        assertThat(outbox.earliest(LATE, false)).isEqualTo(morning);
        assertThat(outbox.earliest(LATE, true)).isEqualTo(clock.instant());
        sender().round();
        assertThat(gateway.received).isEmpty();
        assertThat(only().dueAt()).isEqualTo(morning);
        assertThat(only().expiresAt()).isEqualTo(morning.plus(Outbox.IN_THE_MORNING));
        assertThat(only().attempts()).isZero();
        clock.shift(Duration.between(clock.instant(), morning));
        sender().round();
        assertThat(gateway.received).hasSize(2);
    }

    @Test
    void atNightEmergenciesEstimatesAndResultsOfTheDayGoOut() {
        atNight("2026-11-23T20:00:00Z");
        Instant now = clock.instant();
        database.inTransaction()
                .executeWithoutResult(status ->
                        outbox.owe("emergency", 1, OutboxBehaviour.PERSIAN, LATE, now.plusSeconds(3600), true));
        owe("result", RESULT);
        owe("restored", result(Instant.parse("2026-11-23T04:00:00Z")));
        owe("dispatched", new Message.CrewDispatched("180259433142", now.plusSeconds(7200)));
        owe("estimate", new Message.Estimate("180259433142", now.plusSeconds(7200)), Duration.ofHours(1), 2);
        owe("changed", new Message.EstimateChanged("180259433142", now.plusSeconds(7200)), Duration.ofHours(1), 3);
        owe("late", new Message.Late("180259433142", now.plusSeconds(7200)));
        owe("restored before today", result(Instant.parse("2026-11-23T03:00:00Z")), Duration.ofHours(1), 4);
        sender().round();
        clock.shift(Duration.ofHours(4)); // the night is one, also after midnight
        owe("restored this night", result(Instant.parse("2026-11-23T20:20:00Z")), Duration.ofHours(1), 5);
        sender().round();
        assertThat(states()).containsEntry("OWED", 1);
        assertThat(outbox.of(4)).extracting(MessageRecord::state).containsExactly(MessageState.OWED);
    }

    @Test
    void whatWasDueInTheEveningAndHasNotGoneOutByNightIsHeldBackAsWell() {
        atNight("2026-11-23T18:29:00Z"); // 21:59 in Tehran
        gateway.answers = taken -> Map.of();
        owe("late", LATE, Duration.ofHours(2));
        owe("result", RESULT, Duration.ofHours(2), 2);
        sender().round();
        assertThat(gateway.received).hasSize(2);
        clock.shift(Duration.ofMinutes(1));
        database.inTransaction().executeWithoutResult(status -> {
            assertThat(OutboxFixture.take(
                            database,
                            false,
                            true,
                            clock.instant(),
                            ANSWERS_WITHIN,
                            clock.instant().plus(LEASE),
                            100))
                    .hasSize(1);
            status.setRollbackOnly();
        });
        sender().round();
        assertThat(gateway.received).hasSize(3);
        assertThat(only().dueAt()).isEqualTo(Instant.parse("2026-11-24T03:30:00Z"));
        assertThat(only().expiresAt()).isEqualTo(Instant.parse("2026-11-24T04:30:00Z"));
        clock.shift(Duration.ofHours(3));
        sender().round();
        assertThat(gateway.received)
                .as("and a result that has expired is a person's")
                .hasSize(3);
        assertThat(handedOver).containsExactly(2L);
    }

    @Test
    void whatIsCalledOffWhileASenderHasItIsRecordedAsItEnds() {
        owe("a", RESULT);
        gateway.answers = taken -> {
            database.inTransaction().executeWithoutResult(status -> outbox.callOff(1, MessageKind.RESULT));
            return all(Status.ACCEPTED, null).apply(taken);
        };
        sender().round();
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        owe("b", RESULT, Duration.ofHours(1), 2);
        gateway.answers = taken -> {
            database.inTransaction().executeWithoutResult(status -> outbox.callOff(2, MessageKind.RESULT));
            return Map.of();
        };
        sender().round();
        assertThat(outbox.of(2)).extracting(MessageRecord::state).containsExactly(MessageState.SUPERSEDED);
        clock.shift(Duration.ofDays(1));
        sender().round();
        assertThat(handedOver).isEmpty();
    }

    @Test
    void whatArrivedIsAskedForUntilItIsKnown() {
        gateway.reportsDelivery = true;
        gateway.answers = all(Status.ACCEPTED, "ref");
        owe("a", LATE);
        sender().round();
        DeliveryReports reports = reports();
        reports.round();
        assertThat(column("reports_asked")).as("not before it can be known").isEqualTo(0);
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports.round(); // the gateway does not answer
        gateway.delivered.put("another", SmsGateway.Delivery.ARRIVED);
        clock.shift(Duration.ofMinutes(2));
        reports.round(); // it does not know yet
        assertThat(column("reports_asked")).isEqualTo(2);
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(outbox.told("a")).isTrue();
        gateway.delivered.put("ref", SmsGateway.Delivery.ARRIVED);
        clock.shift(Duration.ofHours(1));
        reports.round();
        assertThat(only().state()).isEqualTo(MessageState.DELIVERED);
        assertThat(only().deliveredAt()).isEqualTo(clock.instant());
        assertThat(only().sentAt()).isEqualTo(START);
        clock.shift(Duration.ofHours(1));
        assertThat(reports.round()).isFalse();
        assertThat(column("reports_asked")).isEqualTo(3);
    }

    @Test
    void aResultThatDidNotArriveIsAPersonsAndOnlyTheLastOneOfARequest() {
        gateway.reportsDelivery = true;
        gateway.answers = taken -> {
            Map<String, Answer> answers = new HashMap<>();
            taken.forEach(message -> answers.put(message.id(), new Answer(Status.ACCEPTED, message.id())));
            return answers;
        };
        owe("late", LATE, Duration.ofHours(1), 6);
        owe("result", RESULT, Duration.ofHours(1), 7);
        owe("refused result", RESULT, Duration.ofHours(1), 8);
        sender().round();
        owe("result after all", RESULT, Duration.ofHours(1), 8);
        gateway.received.forEach(message -> gateway.delivered.put(message.id(), SmsGateway.Delivery.LOST));
        clock.shift(DeliveryReports.FIRST_PAUSE);
        workflow = requestId -> {
            throw new IllegalStateException("the engine says no");
        };
        reports().round();
        assertThat(outbox.of(7)).extracting(MessageRecord::state).containsExactly(MessageState.ACCEPTED);
        workflow = handedOver::add;
        clock.shift(LEASE);
        reports().round();
        assertThat(handedOver).containsExactly(7L);
        assertThat(outbox.of(7).get(0).state()).isEqualTo(MessageState.FAILED);
        assertThat(outbox.of(7).get(0).lastError()).isEqualTo("undelivered");
        assertThat(outbox.of(8))
                .extracting(MessageRecord::state)
                .containsExactly(MessageState.FAILED, MessageState.OWED);
    }

    @Test
    void whatIsNotReportedWithinADayIsNotAskedForAnyMore() {
        gateway.reportsDelivery = true;
        gateway.answers = all(Status.ACCEPTED, "ref");
        owe("a", LATE);
        sender().round();
        clock.shift(Duration.ofHours(24).minusSeconds(15));
        reports().round();
        assertThat(column("report_due_at")).isNull();
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
    }

    @Test
    void aGatewayThatReportsNothingIsNotAsked() {
        gateway.answers = all(Status.ACCEPTED, "ref");
        owe("a", LATE);
        sender().round();
        assertThat(column("report_due_at")).isNull();
        DeliveryReports reports = reports();
        reports.start();
        assertThat(reports.isRunning()).isFalse();
    }

    @Test
    void takingABatchDoesNotLockTheBacklogBehindIt() {
        database.inTransaction()
                .executeWithoutResult(status -> outbox.oweAll(IntStream.range(0, 1000)
                        .mapToObj(n -> OwedMessage.toSubscriber(
                                "m" + n, n, OutboxBehaviour.PERSIAN, LATE, START.plusSeconds(60 + n), false))
                        .toList()));
        List<String> all = IntStream.range(0, 1000).mapToObj(n -> "m" + n).toList();
        database.inTransaction().executeWithoutResult(status -> {
            assertThat(OutboxFixture.take(database, false, false, START, ANSWERS_WITHIN, START.plus(LEASE), 100))
                    .hasSize(100);
            assertThat(free(all)).isGreaterThan(500);
        });
        clock.shift(Duration.ofHours(1));
        database.inTransaction().executeWithoutResult(status -> {
            assertThat(OutboxFixture.queue(database).expired(clock.instant())).isPresent();
            assertThat(free(all)).isGreaterThan(500);
        });
    }

    @Test
    void aKilledSendersMessagesAreTakenAgainUnderTheSameIdWhenItsLeaseEnds() {
        owe("a", LATE);
        String id = taken().get(0).id();
        sender().round();
        assertThat(gateway.received).isEmpty();
        clock.shift(LEASE.minusMillis(1));
        sender().round();
        assertThat(gateway.received).isEmpty();
        clock.shift(Duration.ofMillis(1));
        sender().round();
        assertThat(gateway.received).extracting(OutgoingMessage::id).containsExactly(id);
        assertThat(only().attempts()).isEqualTo(2);
    }

    /** The gateway takes several times as long as a lease lasts, and another sender looks all the while. */
    @Test
    void aSlowSenderKeepsWhatItHasInHand() throws Exception {
        CountDownLatch answering = new CountDownLatch(1);
        gateway.awaitNext(1);
        gateway.answers = taken -> {
            awaitDown(answering);
            return all(Status.ACCEPTED, "ref").apply(taken);
        };
        owe("a", LATE);
        start(sender(OutboxFixture.by(gateway, clock), 1, Duration.ofMillis(50), SHORT));
        assertThat(gateway.arrivesWithin(30)).isTrue();
        Sender other = sender();
        for (int i = 0; i < 6; i++) {
            clock.shift(SHORT.dividedBy(2)); // by hand: however slow the machine is, no lease ends before it is renewed
            Instant renewed = clock.instant().plus(SHORT);
            await().atMost(Duration.ofSeconds(30)).until(() -> leasedUntil().equals(renewed));
            other.round();
        }
        assertThat(gateway.received).hasSize(1);
        answering.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> only().state() == MessageState.ACCEPTED);
        assertThat(gateway.received).hasSize(1);
        assertThat(only().attempts()).isEqualTo(1);
    }

    private Instant leasedUntil() {
        return database.client
                .sql("SELECT leased_until FROM subscriber_message")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static void awaitDown(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatASenderSaysAfterItsLeaseCountsOnlyIfItIsGood() {
        owe("a", LATE);
        OutgoingMessage slow = taken().get(0);
        clock.shift(LEASE);
        OutgoingMessage second = taken().get(0);
        OutboxFixture.queue(database).postpone(slow, Set.of(), clock.instant().plusSeconds(600), "timeout");
        OutboxFixture.queue(database).refused(slow, null, clock.instant());
        assertThat(only().dueAt()).isEqualTo(START);
        assertThat(column("last_error")).isNull();
        OutboxFixture.queue(database)
                .accepted(slow, MessageState.ACCEPTED, "generic", "ref", Set.of(), clock.instant(), null);
        OutboxFixture.queue(database).postpone(second, Set.of(), clock.instant().plusSeconds(600), "timeout");
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
    }

    @Test
    void anOwedMessageGoesOutLongBeforeTheNextLook() throws Exception {
        at(new CompanyClock());
        start(sender(gateway, 1, Duration.ofMinutes(10)));
        OutboxBehaviour.pause(300); // so that it waits for the bell, and not for its first look
        gateway.awaitNext(1);
        owe("a", LATE);
        assertThat(gateway.arrivesWithin(30)).isTrue();
    }

    @Test
    void stoppingLetsWhatIsUnderWayBeRecorded() {
        at(new CompanyClock());
        owe("a", LATE);
        gateway.awaitNext(1);
        gateway.answers = taken -> {
            OutboxBehaviour.pause(500);
            return all(Status.ACCEPTED, null).apply(taken);
        };
        Sender sender = start(sender(gateway, 2, Duration.ofMillis(50)));
        while (gateway.received.isEmpty()) OutboxBehaviour.pause(5);
        sender.stop();
        assertThat(sender.isRunning()).isFalse();
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        owe("b", LATE);
        OutboxBehaviour.pause(300);
        assertThat(gateway.received).hasSize(1);
    }

    @Test
    void aDatabaseThatIsGoneForAWhileStopsNoThread() {
        at(new CompanyClock());
        start(sender(gateway, 1, Duration.ofMillis(50)));
        database.template.execute("ALTER TABLE subscriber_message RENAME TO subscriber_message_gone");
        OutboxBehaviour.pause(300);
        database.template.execute("ALTER TABLE subscriber_message_gone RENAME TO subscriber_message");
        gateway.awaitNext(1);
        owe("a", LATE);
        assertThat(gateway.arrivesWithin(30)).isTrue();
    }

    @Test
    void severalNodesSendEachMessageOnceAndLoseNone() {
        at(new CompanyClock());
        int count = 3000;
        Random chance = new Random(1405);
        gateway.answers = taken -> {
            OutboxBehaviour.pause(chance.nextInt(20));
            return all(Status.ACCEPTED, null).apply(taken);
        };
        IntStream.range(0, 3).forEach(node -> start(sender(gateway, 2, Duration.ofMillis(20))));
        for (int from = 0; from < count; from += 500) {
            int first = from;
            database.inTransaction()
                    .executeWithoutResult(status -> outbox.oweAll(IntStream.range(first, first + 500)
                            .mapToObj(n -> OwedMessage.toSubscriber(
                                    "m" + n,
                                    n,
                                    OutboxBehaviour.PERSIAN,
                                    LATE,
                                    clock.instant().plusSeconds(3600),
                                    n % 50 == 0))
                            .toList()));
        }
        Instant patience = Instant.now().plusSeconds(180);
        while (states().getOrDefault("ACCEPTED", 0) < count && Instant.now().isBefore(patience))
            OutboxBehaviour.pause(50);
        assertThat(states()).containsOnly(Map.entry("ACCEPTED", count));
        assertThat(gateway.received).hasSize(count);
        assertThat(gateway.received).extracting(OutgoingMessage::id).doesNotHaveDuplicates();
    }

    @Test
    void whatASmsLineLostGoesToTheNextCarrierAndToAPersonOnlyAfterThat() {
        FakeGateway bale = new FakeGateway();
        Carriers smsFirst = withALineThatLoses(bale, Status.ACCEPTED, "sms,bale");
        owe("a", result(START));
        sender(smsFirst, 1, Duration.ofSeconds(1)).round();
        assertThat(bale.received).isEmpty();
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports(smsFirst).round();
        assertThat(only().state()).isEqualTo(MessageState.OWED);
        assertThat(outbox.told("a")).isFalse();
        sender(smsFirst, 1, Duration.ofSeconds(1)).round();
        assertThat(gateway.received).hasSize(1);
        assertThat(bale.received).extracting(OutgoingMessage::id).containsExactly(only().id());
        assertThat(only().state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(column("gateway")).isEqualTo(bale.profile());
        assertThat(handedOver).isEmpty();
    }

    @Test
    void whatTheLastCarrierLostIsAPersonsToTell() {
        FakeGateway bale = new FakeGateway();
        Carriers baleFirst = withALineThatLoses(bale, Status.REFUSED, "bale,sms");
        owe("a", result(START));
        sender(baleFirst, 1, Duration.ofSeconds(1)).round();
        assertThat(column("done_with")).isEqualTo("bale");
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports(baleFirst).round();
        assertThat(only().state()).isEqualTo(MessageState.FAILED);
        assertThat(handedOver).containsExactly(1L);
    }

    @Test
    void whatBothWereToCarryAndTheLineLostIsAPersonsToTell() {
        FakeGateway bale = new FakeGateway();
        Carriers both = withALineThatLoses(bale, Status.ACCEPTED, "bale+sms");
        owe("a", result(START));
        sender(both, 1, Duration.ofSeconds(1)).round();
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports(both).round();
        assertThat(only().state()).isEqualTo(MessageState.FAILED);
        assertThat(bale.received).as("it has it already").hasSize(1);
        assertThat(handedOver).containsExactly(1L);
    }

    @Test
    void whatIsLostButNoLongerTrueGoesToNobodyElse() {
        FakeGateway bale = new FakeGateway();
        Carriers smsFirst = withALineThatLoses(bale, Status.ACCEPTED, "sms,bale");
        owe("a", LATE);
        sender(smsFirst, 1, Duration.ofSeconds(1)).round();
        owe("b", result(START));
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports(smsFirst).round();
        assertThat(states()).containsOnly(Map.entry("FAILED", 1), Map.entry("OWED", 1));
    }

    /** What somebody of the company was told about a request says nothing to its subscriber. */
    @Test
    void whatWhoeverIsOnCallWasToldMeanwhileKeepsNothingFromTheSubscriber() {
        FakeGateway bale = new FakeGateway();
        Carriers smsFirst = withALineThatLoses(bale, Status.ACCEPTED, "sms,bale");
        owe("a", LATE);
        sender(smsFirst, 1, Duration.ofSeconds(1)).round();
        owe("b", new Message.OnCallDanger(1, "180259433142", "SPARKING", null, null, START, null));
        clock.shift(DeliveryReports.FIRST_PAUSE);
        reports(smsFirst).round();
        assertThat(states()).containsOnly(Map.entry("OWED", 2));
    }

    /** SMS takes everything and delivers nothing. */
    private Carriers withALineThatLoses(FakeGateway bale, Status ofBale, String order) {
        bale.reset();
        bale.answers = all(ofBale, ofBale == Status.ACCEPTED ? "bale-1" : null);
        gateway.reportsDelivery = true;
        gateway.answers = all(Status.ACCEPTED, "blocked");
        gateway.delivered.put("blocked", SmsGateway.Delivery.LOST);
        return new Carriers(
                Map.of(Carrier.BALE, bale, Carrier.SMS, gateway),
                new CarrierOrders(Map.of("default", order), Set.of(Carrier.values())),
                clock);
    }

    /** How many of them nobody has locked, asked in a transaction of another thread. */
    private long free(List<String> dedupeKeys) {
        return CompletableFuture.supplyAsync(() -> database.inTransaction()
                        .execute(status -> dedupeKeys.stream()
                                .filter(key -> !database.template
                                        .queryForList("""
                                                SELECT message_id FROM subscriber_message
                                                 WHERE dedupe_key = ? FOR UPDATE SKIP LOCKED
                                                """, key)
                                        .isEmpty())
                                .count()))
                .join();
    }

    private void at(CompanyClock clock) {
        this.clock = clock;
        outbox = new Outbox(messages, MessageTextsTest.texts(), quietHours, clock, doorbell);
    }

    private void atNight(String moment) {
        quietHours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
        at(new CompanyClock(Clock.fixed(Instant.parse(moment), ZoneOffset.UTC)));
    }

    private static Message result(Instant restoredAt) {
        return new Message.Result("180259433142", AnnouncedOutcome.RESTORED, restoredAt, null, null);
    }

    private DeliveryReports reports() {
        return reports(OutboxFixture.by(gateway, clock));
    }

    private DeliveryReports reports(Carriers carriers) {
        return new DeliveryReports(
                new ReportQueue(database.client),
                gateway,
                carriers,
                requestId -> workflow.announcementFailed(requestId),
                new TransactionTemplate(database.transactions, requiresNew()),
                clock,
                Duration.ofMillis(50),
                Duration.ofSeconds(5));
    }

    private Sender sender() {
        return sender(gateway, 1);
    }

    private Sender sender(SmsGateway gateway, int threads) {
        return sender(gateway, threads, Duration.ofSeconds(1));
    }

    private Sender sender(SmsGateway gateway, int threads, Duration poll) {
        return sender(OutboxFixture.by(gateway, clock), threads, poll);
    }

    private Sender sender(Carriers carriers, int threads, Duration poll) {
        return sender(carriers, threads, poll, LEASE);
    }

    private Sender sender(Carriers carriers, int threads, Duration poll, Duration lease) {
        return new Sender(
                OutboxFixture.queue(database),
                OutboxFixture.boundless(database),
                carriers,
                requestId -> workflow.announcementFailed(requestId),
                new TransactionTemplate(database.transactions, requiresNew()),
                clock,
                doorbell,
                MessageTextsTest.settings(poll, threads, null),
                quietHours,
                ANSWERS_WITHIN,
                lease);
    }

    private static TransactionDefinition requiresNew() {
        TransactionTemplate definition = new TransactionTemplate();
        definition.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return definition;
    }

    private Sender start(Sender sender) {
        started.add(sender);
        sender.start();
        return sender;
    }

    private List<OutgoingMessage> taken() {
        return database.inTransaction()
                .execute(status -> OutboxFixture.take(
                        database,
                        false,
                        false,
                        clock.instant(),
                        ANSWERS_WITHIN,
                        clock.instant().plus(LEASE),
                        100));
    }

    private void owe(String dedupeKey, Message message) {
        owe(dedupeKey, message, Duration.ofHours(1));
    }

    private void owe(String dedupeKey, Message message, Duration expiresIn) {
        owe(dedupeKey, message, expiresIn, 1);
    }

    private void owe(String dedupeKey, Message message, Duration expiresIn, long requestId) {
        database.inTransaction()
                .executeWithoutResult(status -> outbox.owe(
                        dedupeKey,
                        requestId,
                        OutboxBehaviour.PERSIAN,
                        message,
                        clock.instant().plus(expiresIn),
                        false));
    }

    private MessageRecord only() {
        List<MessageRecord> all = outbox.of(1);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private Object column(String name) {
        return database.template.queryForObject("SELECT " + name + " FROM subscriber_message", Object.class);
    }

    private Map<String, Integer> states() {
        Map<String, Integer> states = new HashMap<>();
        database.template.query("SELECT state, COUNT(*) FROM subscriber_message GROUP BY state", row -> {
            states.put(row.getString(1), row.getInt(2));
        });
        return states;
    }

    private static Function<List<OutgoingMessage>, Map<String, Answer>> all(Status status, String reference) {
        return taken -> {
            Map<String, Answer> answers = new ConcurrentHashMap<>();
            taken.forEach(message -> answers.put(message.id(), new Answer(status, reference)));
            return answers;
        };
    }

    /** Keeps what it is given, and answers as it is told to. */
    private static final class FakeGateway implements SmsGateway {
        private final List<OutgoingMessage> received = new CopyOnWriteArrayList<>();
        private volatile Function<List<OutgoingMessage>, Map<String, Answer>> answers;
        private volatile CountDownLatch awaited = new CountDownLatch(0);
        private final Map<String, Delivery> delivered = new ConcurrentHashMap<>();
        private boolean reportsDelivery;

        private void reset() {
            received.clear();
            delivered.clear();
            reportsDelivery = false;
            answers = all(Status.ACCEPTED, null);
        }

        private void awaitNext(int count) {
            awaited = new CountDownLatch(count);
        }

        private boolean arrivesWithin(int seconds) {
            try {
                return awaited.await(seconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String profile() {
            return "generic";
        }

        @Override
        public boolean reportsDelivery() {
            return reportsDelivery;
        }

        @Override
        public Map<String, Delivery> deliveries(List<String> references) {
            if (delivered.isEmpty()) throw new GatewayFailed("timeout");
            return delivered;
        }

        @Override
        public Map<String, Answer> send(List<OutgoingMessage> messages) {
            received.addAll(messages);
            awaited.countDown();
            return answers.apply(messages);
        }
    }
}
