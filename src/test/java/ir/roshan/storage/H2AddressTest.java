package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2AddressTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/x, jdbc:h2:file:./data/x;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:~/x;LOCK_TIMEOUT=9;, jdbc:h2:~/x;LOCK_TIMEOUT=9;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:./x;write_delay=500, jdbc:h2:./x;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:./x;DB_CLOSE_ON_EXIT=TRUE, jdbc:h2:./x;DB_CLOSE_ON_EXIT=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0",
        "jdbc:h2:./x;trace_level_file=3, jdbc:h2:./x;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:tcp://db/x, jdbc:h2:tcp://db/x;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_ON_EXIT=FALSE",
    })
    void whatHasToLastIsMadeDurable(String url, String durable) {
        assertThat(durableOf(url)).isEqualTo(durable);
        assertThat(durableOf(durable)).as("once is enough").isEqualTo(durable);
    }

    @Test
    void whatIsInMemoryNeedNotLast() {
        assertThat(durableOf("jdbc:h2:mem:x;LOCK_TIMEOUT=9"))
                .isEqualTo("jdbc:h2:mem:x;LOCK_TIMEOUT=9;OPTIMIZE_REUSE_RESULTS=0");
    }

    @Test
    void otherDatabasesAreNoneOfItsBusiness() {
        assertThat(H2Address.parse("jdbc:postgresql://db/roshan")).isEmpty();
        assertThat(H2Address.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/x;WRITE_DELAY=0, ./data/x.mv.db",
        "jdbc:h2:/var/lib/x, /var/lib/x.mv.db",
        "jdbc:h2:file:C:/roshan/x, C:/roshan/x.mv.db",
    })
    void knowsItsFile(String url, Path file) {
        assertThat(H2Address.parse(url).orElseThrow().file()).contains(file);
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:x", "jdbc:h2:tcp://db/x", "jdbc:h2:split:./x"})
    void otherPlacesHaveNoFileOfOurs(String url) {
        assertThat(H2Address.parse(url).orElseThrow().file()).isEmpty();
    }

    private static String durableOf(String url) {
        return H2Address.parse(url).orElseThrow().durable().url();
    }
}
