package ir.roshan.notification;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The company's account with Bale's service for messages to telephone numbers; see {@link SafirGateway}.
 *
 * @param key the account's secret, from the environment; null where the company has none, and then nothing goes to Bale
 * @param botId the bot in whose name the messages come
 * @param url null for Bale's own
 * @param timeout for one whole exchange, from connecting to the last byte of the answer
 */
@ConfigurationProperties("roshan.bale")
record BaleSettings(
        String key,
        Long botId,
        URI url,
        @DefaultValue("PT5S") Duration timeout) {
    BaleSettings {
        if (timeout.isNegative() || timeout.isZero())
            throw new IllegalArgumentException("roshan.bale.timeout must be longer than nothing");
        SmsSettings.requireVisible("roshan.bale.key", key);
        if (url != null && !SmsSettings.isHttp(url))
            throw new IllegalArgumentException("roshan.bale.url must be an http or https address");
        if (key != null && !key.isBlank() && (botId == null || botId <= 0))
            throw new IllegalArgumentException("roshan.bale.key needs roshan.bale.bot-id, the number of the bot");
    }

    boolean isThere() {
        return key != null && !key.isBlank();
    }

    /** Without the key: settings end up in logs. */
    @Override
    public String toString() {
        return "BaleSettings[isThere=" + isThere() + ", timeout=" + timeout + "]";
    }
}
