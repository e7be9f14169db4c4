package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

abstract class EngineSchemaBehaviour extends RoshanServer {
    /** @return one row for each column of an index of ours, as {@code table.column}, in small letters */
    abstract String indexed();

    @Test
    void theEnginesTablesHaveTheIndexesThatTheyLack() {
        List<String> indexed = jdbc.sql(indexed()).query(String.class).list();
        assertThat(indexed.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .contains("act_ru_job.duedate_", "act_ru_job.retries_", "act_ru_task.parent_task_id_");
    }

    /** A database of the version before, of which several nodes start at once, and one that has them already. */
    @Test
    void whatIsChangedThereIsChangedOnce() {
        assertThat(count("\"" + EngineSchema.HISTORY + "\" WHERE \"version\" = '1' AND \"success\" = TRUE"))
                .isEqualTo(1);
    }
}
