package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;

class EngineConflictTest {
    @Test
    void whatWorksIsLeftAlone() {
        assertThat(EngineConflict.translated(() -> "done")).isEqualTo("done");
    }

    @Test
    void aConflictIsToldInSpringsWords() {
        assertThatThrownBy(() -> failing(new OptimisticLockingException("x")))
                .isInstanceOf(ConcurrencyFailureException.class)
                .hasCauseInstanceOf(OptimisticLockingException.class);
    }

    /** Deadlock and serialisation on PostgreSQL, deadlock and lock time-out on H2. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "HYT00"})
    void soIsALockThatTheDatabaseRefused(String state) {
        assertThatThrownBy(() -> failing(new ProcessEngineException("x", new SQLException("x", state))))
                .isInstanceOf(ConcurrencyFailureException.class);
    }

    /** PostgreSQL; H2 with a child in the way; H2 with the parent gone. */
    @ParameterizedTest
    @CsvSource({
        "23503, update or delete on table \"act_ru_execution\" violates foreign key constraint \"act_fk_exe_procinst\"",
        "23503, Referential integrity constraint violation: \"ACT_FK_EXE_PROCINST: PUBLIC.ACT_RU_EXECUTION FOREIGN KEY\"",
        "23506, Referential integrity constraint violation: \"ACT_FK_VAR_EXE: PUBLIC.ACT_RU_VARIABLE FOREIGN KEY\""
    })
    void soIsATokenThatMovedOnMeanwhile(String state, String message) {
        assertThatThrownBy(() -> failing(new ProcessEngineException("x", new SQLException(message, state))))
                .isInstanceOf(ConcurrencyFailureException.class);
    }

    @Test
    void aForeignKeyOfOurOwnTablesIsNoConflict() {
        ProcessEngineException failure = new ProcessEngineException(
                "x", new SQLException("violates foreign key constraint \"request_outage_outage_id_fkey\"", "23503"));
        assertThatThrownBy(() -> failing(failure)).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23503", "23505", "08006", "57P01"})
    void anyOtherFailureStaysWhatItIs(String state) {
        ProcessEngineException failure = new ProcessEngineException("x", new SQLException("x", state));
        assertThatThrownBy(() -> failing(failure)).isSameAs(failure);
        IllegalStateException ours = new IllegalStateException("x");
        assertThatThrownBy(() -> failing(ours)).isSameAs(ours);
    }

    private static void failing(RuntimeException failure) {
        EngineConflict.translated(() -> {
            throw failure;
        });
    }
}
