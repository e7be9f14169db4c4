package ir.roshan.notification;

import java.net.URI;
import java.time.Duration;

/** A provider's inbox for the tests of other rooms. */
public final class InboxFixture {
    private InboxFixture() {}

    public static KavenegarInbox at(String url) {
        return new KavenegarInbox(new SmsSettings(
                SmsSettings.Profile.KAVENEGAR, URI.create(url), "s3cret", "10004346", Duration.ofSeconds(20)));
    }

    public static KavenegarInbox nowhere() {
        return new KavenegarInbox(new SmsSettings(SmsSettings.Profile.NONE, null, null, null, Duration.ofSeconds(20)));
    }
}
