package ir.roshan.notification;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which gateway takes the messages, and how it is reached.
 *
 * @param url where the gateway is asked; null with {@link Profile#NONE}
 * @param key the account's secret, from the environment; null if the gateway asks for none
 * @param sender the line that messages come from, where a gateway wants one; null otherwise
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
        GENERIC
    }

    SmsSettings {
        if (timeout.isNegative() || timeout.isZero())
            throw new IllegalArgumentException("roshan.sms.timeout must be longer than nothing");
        if (profile == Profile.GENERIC && !isHttp(url))
            throw new IllegalArgumentException(
                    "roshan.sms.profile=generic needs roshan.sms.url, an http or https address");
        if (key != null && !key.matches("[\\x21-\\x7e]*"))
            throw new IllegalArgumentException("roshan.sms.key may hold visible ASCII characters only");
    }

    private static boolean isHttp(URI url) {
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
