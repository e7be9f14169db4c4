package ir.roshan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
    @Test
    void everyValueIsInOnePortionInItsOrder() {
        for (int many : List.of(0, 1, 999, 1_000, 1_001, 2_500)) {
            List<Integer> all = IntStream.range(0, many).boxed().toList();

            List<List<Integer>> portions = Portions.of(all);

            assertThat(portions)
                    .hasSize((many + 999) / 1_000)
                    .allSatisfy(some -> assertThat(some).hasSizeBetween(1, 1_000));
            assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
        }
    }
}
