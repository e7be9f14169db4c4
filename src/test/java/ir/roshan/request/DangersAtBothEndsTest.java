package ir.roshan.request;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.District;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DangersAtBothEndsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static DangersAtBothEnds of(int open) {
        List<DangersInPlan.Open> newestFirst = IntStream.range(0, open)
                .map(i -> open - i)
                .mapToObj(i -> new DangersInPlan.Open(
                        new District(1),
                        "T-" + i,
                        Hazard.WIRE_DOWN,
                        new RequestId(i),
                        NOON.plusSeconds(i),
                        NOON,
                        null,
                        1))
                .toList();
        return DangersAtBothEnds.of(newestFirst, 3);
    }

    private static List<Long> ids(List<DangersInPlan.Open> all) {
        return all.stream().map(one -> one.first().value()).toList();
    }

    @Test
    void eachIsToldOnceAndOfManyTheMiddleIsLeftOut() {
        assertThat(of(0)).isEqualTo(new DangersAtBothEnds(List.of(), List.of(), 0));
        assertThat(ids(of(2).newest())).containsExactly(2L, 1L);
        assertThat(of(3).longest()).isEmpty();
        assertThat(ids(of(5).newest())).containsExactly(5L, 4L, 3L);
        assertThat(ids(of(5).longest())).containsExactly(1L, 2L);
        assertThat(ids(of(9).newest())).containsExactly(9L, 8L, 7L);
        assertThat(ids(of(9).longest())).containsExactly(1L, 2L, 3L);
        assertThat(of(9).open()).isEqualTo(9);
    }
}
