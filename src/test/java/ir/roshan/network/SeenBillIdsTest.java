package ir.roshan.network;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.network.SeenBillIds.Before;
import org.junit.jupiter.api.Test;

class SeenBillIdsTest {
    @Test
    void whatWasBroughtIsRememberedThroughEveryGrowth() {
        SeenBillIds seen = new SeenBillIds();
        for (long id = 100_000; id < 120_000; id += 2) seen.addFromDatabase(id);
        for (long id = 100_000; id < 120_000; id++)
            assertThat(seen.bring(id)).isEqualTo(id % 2 == 0 ? Before.IN_DATABASE : Before.NEW);
        for (long id = 100_000; id < 120_000; id++) assertThat(seen.bring(id)).isEqualTo(Before.IN_FILE);
        assertThat(seen.bring(9_999_999_999_999L)).isEqualTo(Before.NEW);
        assertThat(seen.bring(9_999_999_999_999L)).isEqualTo(Before.IN_FILE);
    }
}
