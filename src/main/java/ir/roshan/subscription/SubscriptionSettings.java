package ir.roshan.subscription;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told of the plan ahead.
 *
 * @param address of this site, as people have it, for the link by which messages are stopped; null where they are told to call
 * @param poll how often it is looked whether somebody is due
 * @param mostWaiting messages of this kind that may wait to be sent at once: what a report is answered with waits behind no more
 *     than these
 * @param keptFor how long it is kept who was told what
 */
@ConfigurationProperties("roshan.subscription")
record SubscriptionSettings(
        URI address,
        @DefaultValue("PT1S") Duration poll,
        @DefaultValue("2000") int mostWaiting,
        @DefaultValue("P30D") Duration keptFor) {
    private static final int LONGEST_ADDRESS = 44;

    SubscriptionSettings {
        if (address != null
                && (!address.toString().matches("https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)*")
                        || address.toString().length() > LONGEST_ADDRESS))
            throw new IllegalArgumentException("roshan.subscription.address takes an address of at most "
                    + LONGEST_ADDRESS + " letters without a slash at its end, as https://www.example.ir: " + address);
        if (poll.isNegative() || poll.isZero())
            throw new IllegalArgumentException("roshan.subscription.poll must be longer than nothing");
        if (mostWaiting < 1) throw new IllegalArgumentException("roshan.subscription.most-waiting must be at least 1");
        if (keptFor.compareTo(Duration.ofDays(2)) < 0)
            throw new IllegalArgumentException("roshan.subscription.kept-for must be two days at least");
    }

    /** @return null where no address is set */
    String stop(String token) {
        return address == null ? null : address + "/s/" + token;
    }
}
