package ir.roshan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ir.roshan.background.Doorbell;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;

/** What holds for the outbox on either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxBehaviour {
    static final Recipient PERSIAN = new Recipient(new MobileNumber("09121234567"), Language.FA);
    private static final Message WITHDRAWN = new Message.Withdrawn("180259433142");

    private final CompanyClock clock = new CompanyClock();
    private final Doorbell doorbell = new Doorbell();
    private TestDatabase database;
    private SubscriberMessages messages;
    private Outbox outbox;

    @BeforeAll
    void open() {
        database = TestDatabase.ofTheRun();
        messages = new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource()));
        outbox = new Outbox(messages, MessageTextsTest.texts(), QuietHours.NONE, clock, doorbell);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty("subscriber_message");
    }

    @Test
    void aMessageIsOwedOnlyInATransaction() {
        assertThatThrownBy(() -> outbox.owe("a", 1, PERSIAN, WITHDRAWN, inAnHour(), false))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> outbox.oweAll(List.of(owed("a", 1))))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(outbox.of(1)).isEmpty();
    }

    @Test
    void itIsOwedWithTheWorkThatCausesItOrNotAtAll() {
        database.inTransaction().executeWithoutResult(status -> {
            outbox.owe("a", 1, PERSIAN, WITHDRAWN, inAnHour(), false);
            status.setRollbackOnly();
        });
        assertThat(outbox.of(1)).isEmpty();
        Instant before = clock.instant();
        owe("a", 1);
        assertThat(outbox.of(1)).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo(MessageKind.WITHDRAWN);
            assertThat(message.state()).isEqualTo(MessageState.OWED);
            assertThat(message.text()).contains("1802-5943-3142");
            assertThat(message.attempts()).isZero();
            assertThat(message.sentAt()).isNull();
            assertThat(message.createdAt()).isBetween(before, clock.instant());
            assertThat(message.dueAt()).isEqualTo(message.createdAt());
        });
    }

    @Test
    void owingTheSameAgainChangesNothingAndAnswersTheFirstText() {
        String first = owe("a", 1);
        String second = database.inTransaction()
                .execute(status ->
                        outbox.owe("a", 2, PERSIAN, new Message.Registered("000000000001", null), inAnHour(), true));
        assertThat(second).isEqualTo(first);
        assertThat(outbox.of(2)).isEmpty();
        database.inTransaction()
                .executeWithoutResult(status -> outbox.oweAll(List.of(owed("a", 3), owed("b", 3), owed("b", 4))));
        assertThat(outbox.of(3)).hasSize(1);
        assertThat(outbox.of(4)).isEmpty();
    }

    @Test
    void twoThatOweTheSameAtOnceOweItOnce() throws Exception {
        CountDownLatch owedByTheFirst = new CountDownLatch(1);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> database.inTransaction().executeWithoutResult(status -> {
                    outbox.owe("a", 1, PERSIAN, WITHDRAWN, inAnHour(), false);
                    owedByTheFirst.countDown();
                    pause(300);
                }));
        assertThat(owedByTheFirst.await(1, TimeUnit.MINUTES)).isTrue();
        try {
            owe("a", 2);
        } catch (DataAccessException refused) {
            owe("a", 2); // as a job's next try does
        }
        first.join();
        assertThat(outbox.of(1)).hasSize(1);
        assertThat(outbox.of(2)).isEmpty();
    }

    @Test
    void thousandsAreOwedInABlink() {
        List<OwedMessage> many =
                IntStream.range(0, 5000).mapToObj(n -> owed("many:" + n, n)).toList();
        Instant start = Instant.now();
        database.inTransaction().executeWithoutResult(status -> outbox.oweAll(many));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
        assertThat(database.client
                        .sql("SELECT COUNT(*) FROM subscriber_message")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5000);
        database.inTransaction().executeWithoutResult(status -> outbox.oweAll(List.of()));
    }

    @Test
    void theBellRingsAfterTheCommitAndNotBefore() throws Exception {
        doorbell.await(Duration.ofNanos(1));
        database.inTransaction().executeWithoutResult(status -> {
            outbox.owe("a", 1, PERSIAN, WITHDRAWN, inAnHour(), false);
            assertThat(rung()).isFalse();
        });
        assertThat(rung()).isTrue();
        database.inTransaction().executeWithoutResult(status -> {
            outbox.oweAll(List.of(owed("b", 1)));
            status.setRollbackOnly();
        });
        assertThat(rung()).isFalse();
    }

    @Test
    void messagesOfARequestComeInTheOrderOfOwing() {
        database.inTransaction().executeWithoutResult(status -> {
            for (String key : List.of("z", "m", "a"))
                outbox.owe(key, 1, PERSIAN, new Message.Late("180259433142", null), inAnHour(), false);
            outbox.owe("q", 1, PERSIAN, WITHDRAWN, inAnHour(), false);
        });
        assertThat(outbox.of(1))
                .extracting(MessageRecord::kind)
                .endsWith(MessageKind.WITHDRAWN)
                .hasSize(4);
    }

    @Test
    void toldOnlyOnceAccepted() {
        assertThat(outbox.told("a")).isFalse();
        owe("a", 1);
        assertThat(outbox.told("a")).isFalse();
        settle("a", "ACCEPTED");
        assertThat(outbox.told("a")).isTrue();
        settle("a", "DELIVERED");
        assertThat(outbox.told("a")).isTrue();
        settle("a", "FAILED");
        assertThat(outbox.told("a")).isFalse();
        settle("a", "EXPIRED");
        assertThat(outbox.told("a")).isFalse();
        settle("a", "HANDED_TO_PERSON");
        assertThat(outbox.told("a")).isFalse();
    }

    @Test
    void aPersonTakesOverWhatHasNotBeenSent() {
        owe("a", 1);
        outbox.handToPerson("a");
        assertThat(outbox.of(1)).extracting(MessageRecord::state).containsExactly(MessageState.HANDED_TO_PERSON);
        settle("a", "FAILED");
        outbox.handToPerson("a");
        assertThat(outbox.of(1)).extracting(MessageRecord::state).containsExactly(MessageState.HANDED_TO_PERSON);
        settle("a", "EXPIRED");
        outbox.handToPerson("a");
        assertThat(outbox.of(1)).extracting(MessageRecord::state).containsExactly(MessageState.HANDED_TO_PERSON);
        settle("a", "ACCEPTED");
        outbox.handToPerson("a");
        assertThat(outbox.of(1)).extracting(MessageRecord::state).containsExactly(MessageState.ACCEPTED);
        outbox.handToPerson("never owed");
    }

    @Test
    void theTableRefusesWhatTheSenderNeverWrites() {
        owe("a", 1);
        assertRefused("ck_subscriber_message_state", "state = 'LOST', settled_at = created_at");
        assertRefused("ck_subscriber_message_settled", "state = 'FAILED'");
        assertRefused("ck_subscriber_message_sent", "state = 'ACCEPTED', settled_at = created_at");
        assertRefused(
                "ck_subscriber_message_report", "report_due_at = created_at, reference = 'r', gateway = 'generic'");
        assertRefused("ck_subscriber_message_delivered", "delivered_at = created_at");
        assertRefused("ck_subscriber_message_recipient", "recipient = '+9891212345'");
        assertRefused("ck_subscriber_message_language", "language = 'ar'");
        assertRefused("ck_subscriber_message_attempts", "attempts = -1");
    }

    private void assertRefused(String constraint, String assignment) {
        assertThatThrownBy(() -> database.template.update("UPDATE subscriber_message SET " + assignment))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageMatching("(?is).*" + constraint + ".*");
    }

    private boolean rung() {
        long start = System.nanoTime();
        try {
            doorbell.await(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - start < Duration.ofSeconds(1).toNanos();
    }

    @Test
    void theLastOrderToACrewHoldsAndAnEndedOutageNeedsNone() {
        CrewOrders orders = new CrewOrders(outbox, messages, clock);
        MobileNumber crew = new MobileNumber("09120000011");
        order(orders, 7, crew, "TRANSFORMER", "T-1");
        settle("crew:7:1", "DELIVERED");
        order(orders, 7, crew, "TRANSFORMER", "T-2");
        database.inTransaction().executeWithoutResult(status -> orders.callOff(7));
        order(orders, 7, crew, "FEEDER", "F-1");
        order(orders, 8, crew, "FEEDER", "F-2");

        assertThat(orders.last(7)).get().satisfies(last -> {
            MessageRecord message = last.message();
            assertThat(last.crew()).isEqualTo(crew);
            assertThat(message.kind()).isEqualTo(MessageKind.CREW_ORDER);
            assertThat(message.state()).isEqualTo(MessageState.OWED);
            assertThat(message.text()).contains("F-1");
            // The clock is read for each of the two.
            assertThat(message.expiresAt())
                    .isCloseTo(message.createdAt().plus(CrewOrders.WORTH_SENDING), within(1, ChronoUnit.SECONDS));
        });
        assertThat(statesOfOrders(7)).containsExactly("DELIVERED", "SUPERSEDED", "OWED");
        assertThat(outbox.of(7)).as("of the request with the same number").isEmpty();

        database.inTransaction().executeWithoutResult(status -> orders.callOff(7));
        assertThat(statesOfOrders(7)).containsExactly("DELIVERED", "SUPERSEDED", "SUPERSEDED");
        assertThat(statesOfOrders(8)).containsExactly("OWED");
        assertThat(orders.last(9)).isEmpty();
    }

    @Test
    void anOrderGoesWithTheEmergenciesAndAtNight() {
        CrewOrders orders = new CrewOrders(outbox, messages, clock);
        owe("a", 1);
        order(orders, 7, new MobileNumber("09120000011"), "FEEDER", "F-1");

        Instant now = clock.instant();
        List<OutgoingMessage> first = database.inTransaction()
                .execute(
                        status -> OutboxFixture.take(database, true, true, now, Duration.ZERO, now.plusSeconds(60), 1));
        assertThat(first).singleElement().satisfies(taken -> {
            assertThat(taken.to()).isEqualTo(new MobileNumber("09120000011"));
            assertThat(taken.text()).contains("F-1");
        });
    }

    @Test
    void whatATextSaysStandsBesideItUntilItIsErased() {
        owe("a", 1);
        owe("b", 2);
        database.client
                .sql("UPDATE subscriber_message SET wording = NULL, facts = NULL WHERE dedupe_key = 'b'")
                .update();
        assertThat(taken())
                .extracting(OutgoingMessage::facts)
                .as("a row of the version before has none, and goes as text")
                .containsExactlyInAnyOrder(
                        null,
                        new MessageFacts(
                                "withdrawn", Map.of("trackingCode", "180259433142", "company", "توزیع برق استان قم")));
        MessageErasure erasure = OutboxFixture.erasure(database, clock);
        database.inTransaction().executeWithoutResult(status -> erasure.erase(1, new MobileNumber("09000000000")));
        assertThat(database.client
                        .sql("SELECT count(*) FROM subscriber_message WHERE facts IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<OutgoingMessage> taken() {
        return database.inTransaction().execute(status -> {
            Instant now = clock.instant();
            return OutboxFixture.take(database, false, false, now, Duration.ZERO, now, 10);
        });
    }

    @Test
    void whatACrewWasToldOfASubscriberIsErasedWithTheirRequest() {
        CrewOrders orders = new CrewOrders(outbox, messages, clock);
        MobileNumber crew = new MobileNumber("09120000011");
        MobileNumber nobody = new MobileNumber("09000000000");
        database.inTransaction().executeWithoutResult(status -> {
            orders.owe(7, 1L, crew, orderTo("قم، کوچه 12"));
            orders.owe(8, 2L, crew, orderTo("قم، کوچه 13"));
        });
        settle("crew:7:1", "DELIVERED");
        MessageErasure erasure = OutboxFixture.erasure(database, clock);

        database.inTransaction().executeWithoutResult(status -> erasure.erase(1, nobody));
        assertThat(orders.last(7).map(CrewOrders.Last::message)).get().satisfies(message -> {
            assertThat(message.text()).isEqualTo("—");
            assertThat(message.state()).isEqualTo(MessageState.DELIVERED);
        });
        assertThat(database.client
                        .sql("SELECT dedupe_key FROM subscriber_message WHERE facts IS NOT NULL")
                        .query(String.class)
                        .list())
                .containsExactly("crew:8:1");
        assertThat(orders.last(8).orElseThrow().message().text()).contains("کوچه ۱۳");

        database.inTransaction().executeWithoutResult(status -> erasure.erase(2, nobody));
        assertThat(orders.last(8).map(CrewOrders.Last::message)).get().satisfies(message -> {
            assertThat(message.text()).isEqualTo("—");
            assertThat(message.state())
                    .as("the dispatcher sees that it did not go")
                    .isEqualTo(MessageState.FAILED);
        });
    }

    private static Message.CrewOrder orderTo(String address) {
        return new Message.CrewOrder(
                "1405-000017", null, null, null, address, null, new MobileNumber("09121234567"), null, null);
    }

    private void order(CrewOrders orders, long outage, MobileNumber crew, String element, String code) {
        database.inTransaction()
                .executeWithoutResult(status -> orders.owe(
                        outage,
                        null,
                        crew,
                        new Message.CrewOrder("1405-000017", null, element, code, null, null, null, 3, null)));
    }

    private List<String> statesOfOrders(long outage) {
        return database.client
                .sql("SELECT state FROM subscriber_message WHERE outage_id = :id ORDER BY owed_no")
                .param("id", outage)
                .query(String.class)
                .list();
    }

    private void settle(String dedupeKey, String state) {
        database.client.sql("""
                        UPDATE subscriber_message
                           SET state = :state, settled_at = created_at, sent_at = created_at
                         WHERE dedupe_key = :key
                        """).param("state", state).param("key", dedupeKey).update();
    }

    private String owe(String dedupeKey, long requestId) {
        return database.inTransaction()
                .execute(status -> outbox.owe(dedupeKey, requestId, PERSIAN, WITHDRAWN, inAnHour(), false));
    }

    private OwedMessage owed(String dedupeKey, long requestId) {
        return OwedMessage.toSubscriber(dedupeKey, requestId, PERSIAN, WITHDRAWN, inAnHour(), false);
    }

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
