package ir.roshan.notification;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which gateway takes the messages, and how it is reached.
 *
 * @param url where the gateway is asked; null with {@link Profile#NONE}, and for the provider's own address
 * @param key the account's secret, from the environment; null if the gateway asks for none
 * @param sender the line that messages come from; null where the gateway has one of its own
 * @param timeout for one whole exchange, from connecting to the last byte of the answer
 */
@ConfigurationProperties("roshan.sms")
record SmsSettings(
        @DefaultValue("none") Profile profile,
        URI url,
        String key,
        String sender,
        @DefaultValue("PT5S") Duration timeout) {
    enum Profile {
        /** Messages count as delivered, and are read in our table: the system runs at once. */
        NONE,
        /** The company's own adapter; its contract is in {@link GenericGateway}. */
        GENERIC,
        /** Kavenegar; see {@link KavenegarGateway}. */
        KAVENEGAR,
        /** SMS.ir; see {@link SmsIrGateway}. */
        SMS_IR
    }

    SmsSettings {
        if (timeout.isNegative() || timeout.isZero())
            throw new IllegalArgumentException("roshan.sms.timeout must be longer than nothing");
        if (profile == Profile.GENERIC && !isHttp(url))
            throw new IllegalArgumentException(
                    "roshan.sms.profile=generic needs roshan.sms.url, an http or https address");
        boolean provider = profile == Profile.KAVENEGAR || profile == Profile.SMS_IR;
        if (provider && url != null && !isHttp(url))
            throw new IllegalArgumentException("roshan.sms.url must be an http or https address");
        if (provider && (key == null || key.isBlank()))
            throw new IllegalArgumentException("roshan.sms.profile=" + name(profile) + " needs roshan.sms.key");
        if (profile == Profile.SMS_IR && (sender == null || !sender.matches("[0-9]{1,18}")))
            throw new IllegalArgumentException(
                    "roshan.sms.profile=sms-ir needs roshan.sms.sender, the number of a line, in digits");
        requireVisible("roshan.sms.key", key);
    }

    /** A key goes into a header. @throws IllegalArgumentException if it cannot */
    static void requireVisible(String setting, String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]*"))
            throw new IllegalArgumentException(setting + " may hold visible ASCII characters only");
    }

    private static String name(Profile profile) {
        return profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isHttp(URI url) {
        return url != null
                && url.getHost() != null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
    }

    /** Without the key: settings end up in logs. */
    @Override
    public String toString() {
        return "SmsSettings[profile=" + profile + ", timeout=" + timeout + "]";
    }
}
