package ir.roshan.plannedoutage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far planned outages are trusted.
 *
 * @param grace after the planned end, before the result is announced
 * @param maxAge data that arrived longer ago cannot say NOT_PLANNED
 */
@ConfigurationProperties("roshan.planned-outage")
public record PlannedOutageSettings(
        @DefaultValue("PT15M") Duration grace,
        @DefaultValue("PT24H") Duration maxAge) {
    /** @throws IllegalArgumentException if {@code grace} is negative or {@code maxAge} is not positive */
    public PlannedOutageSettings {
        if (grace.isNegative()) throw new IllegalArgumentException("roshan.planned-outage.grace must not be negative");
        if (maxAge.isNegative() || maxAge.isZero())
            throw new IllegalArgumentException("roshan.planned-outage.max-age must be longer than zero");
    }
}
