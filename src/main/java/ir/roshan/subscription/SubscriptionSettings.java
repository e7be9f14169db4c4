package ir.roshan.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told of the plan ahead.
 *
 * @param poll how often it is looked whether somebody is due
 * @param mostWaiting messages of this kind that may wait to be sent at once: what a report is answered with waits behind no more
 *     than these
 * @param keptFor how long it is kept who was told what
 */
@ConfigurationProperties("roshan.subscription")
record SubscriptionSettings(
        @DefaultValue("PT1S") Duration poll,
        @DefaultValue("2000") int mostWaiting,
        @DefaultValue("P30D") Duration keptFor) {
    SubscriptionSettings {
        if (poll.isNegative() || poll.isZero())
            throw new IllegalArgumentException("roshan.subscription.poll must be longer than nothing");
        if (mostWaiting < 1) throw new IllegalArgumentException("roshan.subscription.most-waiting must be at least 1");
        if (keptFor.isNegative() || keptFor.isZero())
            throw new IllegalArgumentException("roshan.subscription.kept-for must be longer than nothing");
    }
}
