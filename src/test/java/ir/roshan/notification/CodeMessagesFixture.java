package ir.roshan.notification;

import ir.roshan.testing.StubGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Codes that leave by a gateway across HTTP, for the tests of other rooms. */
public final class CodeMessagesFixture {
    private CodeMessagesFixture() {}

    /** @param site our public address; null where it is not known */
    public static CodeMessages by(StubGateway gateway, String site, Clock clock) {
        SmsSettings settings =
                new SmsSettings(SmsSettings.Profile.GENERIC, gateway.url(), null, null, Duration.ofSeconds(5));
        return new CodeMessages(
                OutboxFixture.by(new GenericGateway(settings), clock),
                MessageTextsTest.texts(),
                new PublicAddress(site == null ? null : URI.create(site)),
                clock);
    }
}
