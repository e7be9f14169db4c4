package ir.roshan.report;

import java.time.Instant;
import java.util.List;

/**
 * The figures of the period {@code [from, to)}, of each district that has service points or requests, and of the whole company.
 */
public record ServiceLevelReport(Instant from, Instant to, ServiceLevelFigures total, List<DistrictFigures> districts) {
    public record DistrictFigures(int district, ServiceLevelFigures figures) {}
}
