package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(strings = {"23505", "08006", "57P01"})
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
