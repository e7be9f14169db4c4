package ir.roshan.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sender works.
 *
 * @param poll how often it looks for due messages without being woken
 * @param threads how many batches are under way at once in this node; each holds a connection only while it writes
 * @param retryFrom the shortest pause before a message is tried again; pauses double from there
 * @param retryTo the longest
 * @param quietFrom in Tehran; from then on what can wait is held back
 * @param quietTo until then; the same as {@code quietFrom} for no quiet hours
 * @param carriers in which order which messages are given to whom; see {@link CarrierOrders}
 * @param templates a folder with the company's own texts, {@code fa/registered.txt} and so on; null for ours
 */
@ConfigurationProperties("roshan.notification")
record NotificationSettings(
        @DefaultValue("PT1S") Duration poll,
        @DefaultValue("2") int threads,
        @DefaultValue("PT10S") Duration retryFrom,
        @DefaultValue("PT10M") Duration retryTo,
        @DefaultValue("22:00") LocalTime quietFrom,
        @DefaultValue("07:00") LocalTime quietTo,
        Map<String, String> carriers,
        Path templates) {
    NotificationSettings {
        if (poll.isNegative() || poll.isZero())
            throw new IllegalArgumentException("roshan.notification.poll must be longer than nothing");
        if (threads < 1 || threads > 8)
            throw new IllegalArgumentException("roshan.notification.threads must be 1 to 8");
        if (retryFrom.isNegative() || retryFrom.isZero() || retryTo.compareTo(retryFrom) < 0)
            throw new IllegalArgumentException(
                    "roshan.notification.retry-from must be longer than nothing, and retry-to not shorter than it");
    }

    QuietHours quietHours() {
        return new QuietHours(quietFrom, quietTo);
    }
}
