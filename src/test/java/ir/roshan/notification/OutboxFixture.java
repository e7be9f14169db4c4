package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;
import java.time.Clock;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A real outbox for the tests of other rooms; nothing is sent from it. */
public final class OutboxFixture {
    private OutboxFixture() {}

    public static Outbox on(TestDatabase database, Clock clock) {
        return new Outbox(
                new SubscriberMessages(new NamedParameterJdbcTemplate(database.dataSource())),
                MessageTextsTest.texts(),
                QuietHours.NONE,
                clock,
                new Doorbell());
    }
}
