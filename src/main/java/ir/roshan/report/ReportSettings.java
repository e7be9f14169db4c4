package ir.roshan.report;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sustained an interruption counts as sustained if it lasted longer than this (IEEE 1366); zero or longer */
@ConfigurationProperties("roshan.report")
public record ReportSettings(@DefaultValue("PT5M") Duration sustained) {
    public ReportSettings {
        if (sustained.isNegative()) {
            throw new IllegalArgumentException("roshan.report.sustained must not be negative");
        }
    }
}
