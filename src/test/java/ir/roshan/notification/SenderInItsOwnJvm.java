package ir.roshan.notification;

import ir.roshan.calendar.CompanyClock;
import ir.roshan.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A sender that can be killed: database and gateway by address, and nothing else. */
final class SenderInItsOwnJvm {
    private SenderInItsOwnJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        TestDatabase database = TestDatabase.at(arguments[0]);
        TransactionTemplate inNew = new TransactionTemplate(database.transactions);
        inNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        Duration timeout = Duration.ofSeconds(2);
        SubscriberMessages messages = new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource()));
        new Sender(
                        OutboxFixture.queue(database),
                        OutboxFixture.boundless(database),
                        OutboxFixture.by(
                                new GenericGateway(new SmsSettings(
                                        SmsSettings.Profile.GENERIC, URI.create(arguments[1]), null, null, timeout)),
                                new CompanyClock()),
                        requestId -> true,
                        inNew,
                        new CompanyClock(),
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
                        timeout)
                .start();
        System.out.println("sending");
        Thread.currentThread().join();
    }
}
