package ir.roshan.report;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sustained an interruption counts as sustained if it lasted longer than this (IEEE 1366); zero or longer
 * @param metricsEvery how often what is open is counted for Prometheus; longer than zero
 * @param soonLate an open request is nearly late from this long before its deadline on; longer than zero
 */
@ConfigurationProperties("roshan.report")
public record ReportSettings(
        @DefaultValue("PT15S") Duration metricsEvery,
        @DefaultValue("PT5M") Duration sustained,
        @DefaultValue("PT1H") Duration soonLate) {
    public ReportSettings {
        if (sustained.isNegative()) {
            throw new IllegalArgumentException("roshan.report.sustained must not be negative");
        }
        if (metricsEvery.isNegative() || metricsEvery.isZero()) {
            throw new IllegalArgumentException("roshan.report.metrics-every must be longer than zero");
        }
        if (soonLate.isNegative() || soonLate.isZero()) {
            throw new IllegalArgumentException("roshan.report.soon-late must be longer than zero");
        }
    }
}
