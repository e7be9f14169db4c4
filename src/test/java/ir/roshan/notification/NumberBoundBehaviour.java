package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.SmsGateway.Answer;
import ir.roshan.notification.SmsGateway.Status;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many SMS leave for one number, whatever is owed to it: four an hour and twelve a day here, a quarter of them for results.
 *
 * <p>Long because its cases share a gateway, a clock and the counts of one number.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumberBoundBehaviour {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final MobileNumber STRANGER = new MobileNumber("09121234567");
    private static final String CODE = "180259433142";
    private static final Message REGISTERED = new Message.Registered(CODE, null);
    private static final Message RESULT = new Message.Result(CODE, AnnouncedOutcome.RESTORED, null, null, null);

    private final Gateway gateway = new Gateway();
    private final List<Long> phoned = Collections.synchronizedList(new ArrayList<>());
    private TestDatabase database;
    private SubscriberMessages messages;
    private CompanyClock clock;
    private Outbox outbox;
    private boolean attended;
    private long owed;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        database.empty("subscriber_message", "erased_message");
        phoned.clear();
        attended = false;
        gateway.sent.clear();
        gateway.answers = message -> new Answer(Status.ACCEPTED, null);
        clock = new CompanyClock(Clock.fixed(START, ZoneOffset.UTC));
        restart();
    }

    /** Nothing that a node keeps for itself counts. */
    private void restart() {
        messages = new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource()));
        outbox = new Outbox(messages, MessageTextsTest.texts(), QuietHours.NONE, clock, new Doorbell());
    }

    @Test
    void ofFortyMessagesToOneNumberThreeLeaveInAnHourAndAResultStillDoes() {
        owe(40, REGISTERED);
        sender().round();
        assertThat(gateway.sent).hasSize(3);
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 3L, "HELD", 37L));
        assertThat(reasons("HELD")).containsOnly("number-limit");

        owe(3, RESULT);
        sender().round();
        assertThat(gateway.sent).hasSize(4);
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 4L, "HELD", 39L));
    }

    @Test
    void noMoreLeaveInAnyHourAndAnyDayThanTheLimitsSay() {
        List<Instant> left = new ArrayList<>();
        gateway.answers = message -> {
            left.add(clock.instant());
            return new Answer(Status.ACCEPTED, null);
        };
        // Two days, a message of some kind every five minutes; nodes come and go.
        for (int i = 0; i < 2 * 24 * 12; i++) {
            owe(1, i % 3 == 0 ? RESULT : REGISTERED);
            if (i % 7 == 0) restart();
            sender().round();
            clock.shift(Duration.ofMinutes(5));
        }
        assertThat(left).hasSizeGreaterThan(16);
        for (Instant first : left) {
            assertThat(within(left, first, Duration.ofHours(1))).isLessThanOrEqualTo(4);
            assertThat(within(left, first, Duration.ofDays(1))).isLessThanOrEqualTo(12);
        }
    }

    private static long within(List<Instant> moments, Instant first, Duration time) {
        return moments.stream()
                .filter(moment -> !moment.isBefore(first) && moment.isBefore(first.plus(time)))
                .count();
    }

    /** Whoever asks by SMS in a stranger's name uses up nothing of what tells the stranger. */
    @Test
    void answersToSmsTakeNoPlaceOfWhatTellsOfReports() {
        owe(40, new Message.Answer(AnswerWording.STATE, CODE, "CHECKING", null, null, null));
        sender().round();
        assertThat(gateway.sent).hasSize(4);
        owe(40, REGISTERED);
        owe(1, RESULT);
        sender().round();
        assertThat(gateway.sent).hasSize(8);
    }

    @Test
    void theDayKeepsThreeForResults() {
        for (int hour = 0; hour < 5; hour++) {
            owe(4, REGISTERED);
            sender().round();
            clock.shift(Duration.ofMinutes(61));
        }
        assertThat(gateway.sent).hasSize(9);
        owe(9, RESULT);
        sender().round();
        assertThat(gateway.sent).hasSize(12);
        clock.shift(Duration.ofHours(24));
        owe(1, REGISTERED);
        sender().round();
        assertThat(gateway.sent).hasSize(13);
    }

    @Test
    void aQueueThatGrewWhileTheGatewayWasAwayDoesNotBurstOutOfIt() {
        gateway.answers = message -> Answer.failed("connection");
        for (int i = 0; i < 6 * 6; i++) {
            owe(3, REGISTERED, Duration.ofHours(12));
            sender().round();
            clock.shift(Duration.ofMinutes(10));
        }
        gateway.answers = message -> new Answer(Status.ACCEPTED, null);
        gateway.sent.clear();
        for (int i = 0; i < 10; i++) {
            sender().round();
            clock.shift(Duration.ofMinutes(2));
        }
        assertThat(gateway.sent).hasSize(3);
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 3L, "HELD", 105L));
    }

    /** What waited because no sender ran has never been tried, and is bounded all the same. */
    @Test
    void aQueueThatGrewWhileNothingRanDoesNotBurstEither() {
        for (int hour = 0; hour < 6; hour++) {
            owe(2, REGISTERED, Duration.ofHours(12));
            clock.shift(Duration.ofHours(1));
        }
        sender().round();
        assertThat(gateway.sent).hasSize(3);
    }

    @Test
    void whatIsTriedAgainKeepsItsPlaceAndCountsOnce() {
        owe(1, REGISTERED);
        gateway.answers = message -> Answer.failed("timeout");
        for (int i = 0; i < 8; i++) {
            sender().round();
            clock.shift(Duration.ofMinutes(2));
        }
        gateway.answers = message -> new Answer(Status.ACCEPTED, null);
        owe(2, REGISTERED);
        clock.shift(Duration.ofMinutes(10));
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 3L));
    }

    @Test
    void whatTheGatewayRefusesOrWhatExpiresUntriedCountsForNothing() {
        gateway.answers = message -> new Answer(Status.REFUSED, null);
        for (int i = 0; i < 5; i++) {
            owe(1, REGISTERED);
            sender().round();
        }
        owe(5, REGISTERED, Duration.ofMinutes(1));
        clock.shift(Duration.ofMinutes(2));
        gateway.answers = message -> new Answer(Status.ACCEPTED, null);
        owe(3, REGISTERED);
        sender().round();
        assertThat(states()).isEqualTo(Map.of("FAILED", 5L, "EXPIRED", 5L, "ACCEPTED", 3L));
    }

    /** The gateway has taken it, and it has cost the number a message as far as anybody knows. */
    @Test
    void whatIsReportedLostCounts() {
        owe(3, REGISTERED);
        sender().round();
        database.template.update(
                "UPDATE subscriber_message SET state = 'FAILED', last_error = 'undelivered', settled_at = sent_at");
        owe(1, REGISTERED);
        sender().round();
        assertThat(states()).isEqualTo(Map.of("FAILED", 3L, "HELD", 1L));
    }

    @Test
    void crewsAreNotBoundedAndCostNobodyAMessage() {
        CrewOrders orders = new CrewOrders(outbox, messages, clock);
        for (long outage = 1; outage <= 20; outage++) {
            long id = outage;
            database.inTransaction()
                    .executeWithoutResult(status -> orders.owe(
                            id,
                            null,
                            STRANGER,
                            new Message.CrewOrder(
                                    "1405-00000" + id, null, "FEEDER", "F-1", null, null, null, 3, null)));
        }
        sender().round();
        assertThat(gateway.sent).hasSize(20);
        owe(3, REGISTERED);
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 23L));
    }

    /** Whoever is on call may have reported an outage at home. */
    @Test
    void whoeverIsOnCallIsWokenWhateverTheirNumberHasHadAndThatCostsThemNoMessage() {
        Message danger = new Message.OnCallDanger(1, CODE, "SPARKING", null, null, START, null);
        owe(20, danger);
        sender().round();
        assertThat(gateway.sent).hasSize(20);
        owe(3, REGISTERED);
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 23L));
        owe(2, danger);
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 25L));
    }

    /** Ending it erases the number; whoever begins again has had what it has had. */
    @Test
    void endingAndBeginningAgainBringsNoMore() {
        for (long subscriber = 1; subscriber <= 10; subscriber++) tellAndEnd(subscriber);
        assertThat(gateway.to(STRANGER)).isEqualTo(4);
        assertThat(database.template.queryForList("SELECT number_hash FROM erased_message", String.class))
                .hasSize(4)
                .noneMatch(kept -> kept.contains(STRANGER.value()));
        owe(1, REGISTERED);
        sender().round();
        assertThat(gateway.to(STRANGER)).as("an answer is counted apart").isEqualTo(5);

        clock.shift(Duration.ofHours(25));
        OutboxFixture.erased(database, clock).forget();
        assertThat(database.template.queryForList("SELECT number_hash FROM erased_message", String.class))
                .isEmpty();
        tellAndEnd(11);
        assertThat(gateway.to(STRANGER)).isEqualTo(6);
    }

    private void tellAndEnd(long subscriber) {
        PlanMessages plan = OutboxFixture.planMessages(database, clock);
        Message soon = new Message.PlanSoon(
                List.of(new PlanLine("home", clock.instant(), clock.instant().plusSeconds(60), false, null, false)),
                null);
        database.inTransaction()
                .executeWithoutResult(status -> plan.owe(List.of(new PlanMessages.Owed(
                        "plan:" + subscriber + ":1",
                        subscriber,
                        new Recipient(STRANGER, Language.FA),
                        soon,
                        clock.instant().plus(Duration.ofHours(2))))));
        sender().round();
        database.inTransaction()
                .executeWithoutResult(
                        status -> OutboxFixture.erasure(database, clock).erasePlaces(subscriber));
    }

    @Test
    void eachNumberIsBoundedByItself() {
        for (int number = 0; number < 50; number++)
            for (int i = 0; i < 5; i++) owe(new MobileNumber("0912%07d".formatted(number)), REGISTERED);
        while (sender().round()) {}
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 150L, "HELD", 100L));
        assertThat(perNumber()).hasSize(50).containsOnly(3L);
    }

    /** As many nodes as threads, at the same instant, with nothing in common but the database. */
    @Test
    void sendersAtTheSameInstantDoNotBothTakeTheLastPlace() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            database.empty("subscriber_message");
            gateway.sent.clear();
            owe(300, REGISTERED);
            for (int i = 0; i < 100; i++) owe(new MobileNumber("09351234567"), RESULT);
            atTheSameInstant(6, 30);
            while (owedStill() > 0) sender().round();
            assertThat(gateway.to(STRANGER)).isEqualTo(3);
            assertThat(gateway.to(new MobileNumber("09351234567"))).isEqualTo(4);
        }
    }

    /** Of forty results that are held back at once, by however many nodes, one is phoned. */
    @Test
    void nodesThatHoldBackAtTheSameInstantHaveNobodyPhonedTwice() throws Exception {
        attended = true;
        for (int attempt = 0; attempt < 5; attempt++) {
            database.empty("subscriber_message");
            phoned.clear();
            owe(40, RESULT);
            atTheSameInstant(6, 20);
            while (owedStill() > 0) sender().round();
            assertThat(phoned).hasSize(1);
            assertThat(states()).isEqualTo(Map.of("ACCEPTED", 4L, "HANDED_TO_PERSON", 1L, "HELD", 35L));
        }
    }

    /** Their codes tell the results; a stranger's telephone is not rung in the place of each message. */
    @Test
    void nobodyIsPhonedBecauseOfWhatNobodyOfTheCompanyHasTaken() {
        owe(40, RESULT);
        sender().round();
        sender().round();
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 4L, "HELD", 36L));
        assertThat(phoned).isEmpty();
        String held = database.template
                .queryForList("SELECT dedupe_key FROM subscriber_message WHERE state = 'HELD'", String.class)
                .get(0);
        assertThat(outbox.heldBack(held)).isTrue();
        assertThat(outbox.told(held)).isFalse();
    }

    /** Somebody stood at the counter: one call tells all that was held back. */
    @Test
    void whoHasReportedToAPersonIsPhonedOnceADay() {
        attended = true;
        owe(10, RESULT);
        sender().round();
        assertThat(phoned).hasSize(1);
        assertThat(states()).isEqualTo(Map.of("ACCEPTED", 4L, "HANDED_TO_PERSON", 1L, "HELD", 5L));
        clock.shift(Duration.ofHours(25));
        owe(10, RESULT);
        sender().round();
        assertThat(phoned).hasSize(2);
    }

    @Test
    void anErasedNumberStandsNowhere() {
        owe(6, REGISTERED);
        sender().round();
        MessageErasure erasure = OutboxFixture.erasure(database, clock);
        database.inTransaction().executeWithoutResult(status -> {
            for (long request = owed - 5; request <= owed; request++)
                erasure.erase(request, new MobileNumber("09000000000"));
        });
        assertThat(database.template.queryForObject(
                        "SELECT count(*) FROM subscriber_message WHERE recipient <> '09000000000'", Integer.class))
                .isZero();
        assertThat(database.template.queryForList("SELECT slot FROM number_lock", Integer.class))
                .as("as many rows as ever, whoever has reported")
                .hasSize(4096)
                .contains(0, 4095);
    }

    private void atTheSameInstant(int nodes, int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        CountDownLatch now = new CountDownLatch(1);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                Sender sender = sender(7);
                working.add(threads.submit(() -> {
                    now.await();
                    for (int i = 0; i < rounds; i++) sender.round();
                    return null;
                }));
            }
            now.countDown();
            for (Future<?> work : working) work.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private void owe(int count, Message message) {
        owe(count, message, Duration.ofHours(2));
    }

    private void owe(int count, Message message, Duration expiresIn) {
        for (int i = 0; i < count; i++) owe(STRANGER, message, expiresIn);
    }

    private void owe(MobileNumber to, Message message) {
        owe(to, message, Duration.ofHours(2));
    }

    private void owe(MobileNumber to, Message message, Duration expiresIn) {
        long request = ++owed;
        database.inTransaction()
                .executeWithoutResult(status -> outbox.owe(
                        "key-" + request,
                        request,
                        new Recipient(to, Language.FA),
                        message,
                        clock.instant().plus(expiresIn),
                        request % 5 == 0));
    }

    private Sender sender() {
        return sender(100);
    }

    private Sender sender(int mostAtOnce) {
        TransactionTemplate inNew = new TransactionTemplate(database.transactions);
        inNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Sender(
                OutboxFixture.queue(database),
                OutboxFixture.bound(database, 4, 12),
                OutboxFixture.by(gateway.taking(mostAtOnce), clock),
                new AnnouncementFailure() {
                    @Override
                    public boolean announcementFailed(long requestId) {
                        phoned.add(requestId);
                        outbox.handToPerson("key-" + requestId);
                        return true;
                    }

                    @Override
                    public boolean isWorthACall(long requestId) {
                        return attended;
                    }
                },
                inNew,
                clock,
                new Doorbell(),
                MessageTextsTest.settings(Duration.ofSeconds(1), 1, null),
                QuietHours.NONE,
                Duration.ofSeconds(5));
    }

    private Map<String, Long> states() {
        return database.template.queryForList("SELECT state FROM subscriber_message", String.class).stream()
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
    }

    private List<String> reasons(String state) {
        return database.template.queryForList(
                "SELECT last_error FROM subscriber_message WHERE state = ?", String.class, state);
    }

    private List<Long> perNumber() {
        return database.template.queryForList(
                "SELECT count(*) FROM subscriber_message WHERE state = 'ACCEPTED' GROUP BY recipient", Long.class);
    }

    private long owedStill() {
        return database.template.queryForObject(
                "SELECT count(*) FROM subscriber_message WHERE state = 'OWED'", Long.class);
    }

    /** Takes a while, so that senders meet. */
    private static final class Gateway {
        private final List<OutgoingMessage> sent = Collections.synchronizedList(new ArrayList<>());
        private volatile Function<OutgoingMessage, Answer> answers;

        long to(MobileNumber number) {
            return IntStream.range(0, sent.size())
                    .filter(i -> sent.get(i).to().equals(number))
                    .count();
        }

        SmsGateway taking(int mostAtOnce) {
            return new SmsGateway() {
                @Override
                public String profile() {
                    return "fake";
                }

                @Override
                public int mostAtOnce() {
                    return mostAtOnce;
                }

                @Override
                public Map<String, Answer> send(List<OutgoingMessage> messages) {
                    sent.addAll(messages);
                    return messages.stream().collect(Collectors.toMap(OutgoingMessage::id, answers));
                }
            };
        }
    }
}
