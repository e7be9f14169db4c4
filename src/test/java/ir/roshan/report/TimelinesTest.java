package ir.roshan.report;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.outage.OutageTimeline;
import ir.roshan.request.Timeline;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelinesTest {
    @Test
    void everyStepNamesItsClause() {
        assertThat(Timelines.CLAUSES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(Timeline.Step.values()), Stream.of(OutageTimeline.Step.values()))
                                .map(Enum::name)
                                .distinct()
                                .toList());
    }
}
