package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.Rounds;
import ir.roshan.testing.StubGateway;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The sender with its own threads and a gateway across HTTP, in numbers. */
class SendingBehaviour {
    private final CompanyClock clock = new CompanyClock();
    private final Doorbell doorbell = new Doorbell();
    private final StubGateway stub = new StubGateway();
    private TestDatabase database;
    private SubscriberMessages messages;
    private Outbox outbox;
    private Sender sender;

    @BeforeEach
    void open() {
        database = TestDatabase.ofTheRun();
        messages = new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource()));
        outbox = new Outbox(messages, MessageTextsTest.texts(), QuietHours.NONE, clock, doorbell);
    }

    @AfterEach
    void close() {
        if (sender != null) sender.stop();
        stub.close();
        database.close();
    }

    @Test
    void manyThatAreAcceptedAfterTheTimeOutKeepOneIdAndReachTheirSubscribersOnce() {
        int many = Rounds.of(300, 1_000);
        stub.answersTooLate(attempt -> attempt == 1);
        owe(many);
        start(Duration.ofSeconds(2), Duration.ofMillis(100));
        awaitAll(many);
        assertThat(stub.tries()).as("as many ids as messages").hasSize(many);
        assertThat(stub.tries().values())
                .allSatisfy(tries ->
                        assertThat(tries).hasSizeGreaterThanOrEqualTo(2).containsOnly(tries.get(0)));
        assertThat(stub.accepted().values()).hasSize(many).doesNotHaveDuplicates();
    }

    /** Well under a minute for 5,000 where a call takes 200 ms: of that the calls are told by their number, on any machine. */
    @Test
    void resultsGoOutInFullBulkCalls() {
        int results = Rounds.of(1_000, 5_000);
        stub.takes(Duration.ofMillis(200));
        owe(results);
        start(Duration.ofSeconds(30), Duration.ofSeconds(60));
        awaitAll(results);
        int full = results / 100;
        assertThat(stub.calls()).isBetween(full, full + full / 2);
        assertThat(stub.accepted().values()).hasSize(results).doesNotHaveDuplicates();
    }

    @Test
    void aBacklogDrainsByItselfAndNothingGoesOutAfterItsExpiry() {
        stub.down(true);
        owe(500);
        database.inTransaction()
                .executeWithoutResult(status -> outbox.owe(
                        "soon over",
                        9_999,
                        new Recipient(new MobileNumber("09350009999"), Language.FA),
                        new Message.Late("180259433142", null),
                        clock.instant().plusSeconds(2),
                        false));
        start(Duration.ofSeconds(5), Duration.ofMillis(100));
        await().atMost(Duration.ofMinutes(1)).until(() -> count("EXPIRED") == 1);
        stub.down(false);
        awaitAll(500);
        assertThat(stub.tries()).hasSize(500);
        assertThat(stub.accepted().values()).noneMatch(text -> text.startsWith("09350009999"));
    }

    private void owe(int count) {
        List<OwedMessage> owed = IntStream.range(0, count)
                .mapToObj(n -> OwedMessage.toSubscriber(
                        "result:" + n,
                        n,
                        new Recipient(new MobileNumber("0912%07d".formatted(n)), Language.FA),
                        new Message.Result("180259433142", AnnouncedOutcome.RESTORED, clock.instant(), "TREE", null),
                        clock.instant().plus(Duration.ofHours(2)),
                        false))
                .toList();
        database.inTransaction().executeWithoutResult(status -> outbox.oweAll(owed));
    }

    private void start(Duration timeout, Duration retryFrom) {
        TransactionTemplate inNew = new TransactionTemplate(database.transactions);
        inNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        sender = new Sender(
                OutboxFixture.queue(database),
                OutboxFixture.boundless(database),
                OutboxFixture.by(
                        new GenericGateway(
                                new SmsSettings(SmsSettings.Profile.GENERIC, stub.url(), null, null, timeout)),
                        clock),
                requestId -> true,
                inNew,
                clock,
                doorbell,
                new NotificationSettings(
                        Duration.ofMillis(50),
                        2,
                        retryFrom,
                        retryFrom.multipliedBy(4),
                        LocalTime.MIN,
                        LocalTime.MIN,
                        null,
                        null),
                QuietHours.NONE,
                timeout);
        sender.start();
    }

    private void awaitAll(int count) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("ACCEPTED") == count);
    }

    private int count(String state) {
        return database.template.queryForObject(
                "SELECT COUNT(*) FROM subscriber_message WHERE state = ?", Integer.class, state);
    }
}
