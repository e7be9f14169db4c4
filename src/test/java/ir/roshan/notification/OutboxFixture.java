package ir.roshan.notification;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ir.roshan.background.Doorbell;
import ir.roshan.security.KeyedHashFixture;
import ir.roshan.testing.TestDatabase;
import ir.roshan.text.MobileNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A real outbox for the tests of other rooms; nothing is sent from it. */
public final class OutboxFixture {
    /** So many that no test reaches them which means something else. */
    private static final int ANY_NUMBER = 1_000_000;

    private OutboxFixture() {}

    public static Outbox on(TestDatabase database, Clock clock) {
        return new Outbox(
                new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource())),
                MessageTextsTest.texts(),
                QuietHours.NONE,
                clock,
                new Doorbell());
    }

    public static PlanMessages planMessages(TestDatabase database, Clock clock) {
        return new PlanMessages(on(database, clock), database.client, clock);
    }

    public static SmsAnswers answers(TestDatabase database, Clock clock) {
        return new SmsAnswers(on(database, clock), clock);
    }

    public static MessageErasure erasure(TestDatabase database, Clock clock) {
        return new MessageErasure(database.client, erased(database, clock), event -> {}, clock);
    }

    static ErasedMessages erased(TestDatabase database, Clock clock) {
        return new ErasedMessages(database.client, KeyedHashFixture.on(database), clock);
    }

    static SendQueue queue(TestDatabase database) {
        return new SendQueue(database.client);
    }

    static NumberBound boundless(TestDatabase database) {
        return bound(database, ANY_NUMBER, ANY_NUMBER);
    }

    static NumberBound bound(TestDatabase database, int ofHour, int ofDay) {
        return new NumberBound(
                queue(database),
                new MessagesPerNumber(database.client),
                erased(database, Clock.systemUTC()),
                new NumberLimits(ofHour, ofDay, ofHour, ofDay, ofHour, ofDay),
                new SimpleMeterRegistry());
    }

    /** One gateway, for all messages. */
    static Carriers by(SmsGateway gateway, Clock clock) {
        return new Carriers(Map.of(Carrier.SMS, gateway), new CarrierOrders(Map.of(), Set.of(Carrier.SMS)), clock);
    }

    /** Gives what is owed to a gateway of the profile {@code generic}, in two threads. */
    public static SmartLifecycle sender(TestDatabase database, URI gateway, Clock clock, Duration lease) {
        TransactionTemplate inNew = new TransactionTemplate(database.transactions);
        inNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        Duration timeout = Duration.ofSeconds(2);
        return new Sender(
                queue(database),
                boundless(database),
                by(
                        new GenericGateway(new SmsSettings(SmsSettings.Profile.GENERIC, gateway, null, null, timeout)),
                        clock),
                requestId -> true,
                inNew,
                clock,
                new Doorbell(),
                new NotificationSettings(
                        Duration.ofMillis(50),
                        2,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        LocalTime.MIN,
                        LocalTime.MIN,
                        null,
                        null),
                QuietHours.NONE,
                timeout,
                lease);
    }

    static OutgoingMessage message(String id, String text) {
        return message(id, text, MessageKind.RESULT, false);
    }

    static OutgoingMessage message(String id, String text, MessageKind kind, boolean emergency, Carrier... doneWith) {
        return new OutgoingMessage(id, new MobileNumber("09121234567"), text, 1, kind, emergency, Set.of(doneWith));
    }

    /** Takes what is due, to whomever; in the caller's transaction. */
    static List<OutgoingMessage> take(
            TestDatabase database,
            boolean emergency,
            boolean quiet,
            Instant now,
            Duration answersWithin,
            Instant leasedUntil,
            int most) {
        SendQueue queue = queue(database);
        List<OutgoingMessage> taken = queue.due(emergency, quiet, now, answersWithin, most).stream()
                .map(SendQueue.Due::message)
                .toList();
        queue.lease(taken, now, leasedUntil);
        return taken;
    }
}
