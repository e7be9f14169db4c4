package ir.roshan.inbound;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How SMS of subscribers come in.
 *
 * @param secret the end of the address that the gateway calls, from the environment; null for no such door
 * @param addresses a regular expression of the addresses that may call it; null for all who know the secret
 * @param poll how often the provider's inbox is asked; null for never
 * @param perNumberHour so many of one number are worked on within an hour
 * @param reportsPerNumberDay so many requests one number may have registered within 24 hours
 * @param othersPerHour so many of all numbers are told within an hour what tells nothing of a request: help, and what is wrong
 * @param perMinute so many of all numbers are worked on within a minute by one node; the others wait
 */
@ConfigurationProperties("roshan.inbound")
record InboundSettings(
        String secret,
        String addresses,
        Duration poll,
        @DefaultValue("10") int perNumberHour,
        @DefaultValue("5") int reportsPerNumberDay,
        @DefaultValue("600") int othersPerHour,
        @DefaultValue("600") int perMinute) {
    private static final String SECRET = "[A-Za-z0-9_-]{20,100}";

    InboundSettings {
        if (secret != null && secret.isBlank()) secret = null;
        if (secret != null && !secret.matches(SECRET))
            throw new IllegalArgumentException(
                    "roshan.inbound.secret must have 20 to 100 letters, digits, hyphens and underscores");
        if (addresses != null) Pattern.compile(addresses);
        if (poll != null && poll.compareTo(Duration.ofSeconds(1)) < 0)
            throw new IllegalArgumentException("roshan.inbound.poll must be a second at least");
        if (perNumberHour < 1 || reportsPerNumberDay < 1 || othersPerHour < 1 || perMinute < 1)
            throw new IllegalArgumentException(
                    "roshan.inbound.per-number-hour, reports-per-number-day, others-per-hour and per-minute must be at least 1");
    }

    /** Without the secret: settings end up in logs. */
    @Override
    public String toString() {
        return "InboundSettings[door=" + (secret != null) + ", poll=" + poll + "]";
    }
}
