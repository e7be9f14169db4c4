package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is answered with 503 and can be tried again, and what with 500. */
class PassingFailureTest {
    private static final String HOUSES = "jdbc:h2:mem:houses;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=50";

    @ParameterizedTest
    @CsvSource({
        "08006, true", // the connection broke
        "57P01, true", // the server is stopped
        "55P03, true", // PostgreSQL: a lock was waited for too long
        "HYT00, true", // H2: the same
        "23505, false", // what is there already
        "42601, false" // nonsense
    })
    void theDatabaseSaysWhetherItPasses(String state, boolean passes) {
        Throwable failure = new UncategorizedSQLException("asking", "SELECT 1", new SQLException("no", state));
        assertThat(PassingFailure.is(new IllegalStateException(failure))).isEqualTo(passes);
    }

    @Test
    void whoHasWaitedForSomebodyElsesRowMayTryAgain() throws SQLException {
        try (Connection first = DriverManager.getConnection(HOUSES);
                Connection second = DriverManager.getConnection(HOUSES)) {
            JdbcTemplate holder = new JdbcTemplate(new SingleConnectionDataSource(first, true));
            holder.execute("CREATE TABLE house (id INT PRIMARY KEY)");
            holder.execute("INSERT INTO house VALUES (1)");
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            String row = "SELECT id FROM house FOR UPDATE";
            holder.queryForList(row);
            JdbcTemplate waiting = new JdbcTemplate(new SingleConnectionDataSource(second, true));
            Throwable failure = catchThrowable(() -> waiting.queryForList(row));
            assertThat(failure).isNotNull().matches(PassingFailure::is);
            first.rollback();
            assertThat(waiting.queryForList(row)).hasSize(1);
            second.rollback();
            holder.execute("SHUTDOWN");
        }
    }
}
