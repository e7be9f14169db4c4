package ir.roshan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WatchedTablesTest {
    private final HikariDataSource pool = pool();
    private final WatchedTables tables = new WatchedTables();
    private final DataSource watched = tables.watched(pool);
    private final JdbcClient jdbc = JdbcClient.create(watched);
    private WatchedTables.Read<Long> read;

    private static HikariDataSource pool() {
        HikariConfig two = new HikariConfig();
        two.setJdbcUrl("jdbc:h2:mem:watched-tables");
        two.setMaximumPoolSize(2);
        return new HikariDataSource(two);
    }

    @BeforeEach
    void create() {
        jdbc.sql("CREATE TABLE house (name varchar(9))").update();
        jdbc.sql("CREATE TABLE street (name varchar(9))").update();
        read();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private void read() {
        read = tables.reading(
                () -> jdbc.sql("SELECT count(*) FROM house").query(Long.class).single());
    }

    private void assertSeen(boolean seen) {
        assertThat(tables.holds(read, tables.commits())).isEqualTo(!seen);
        read();
    }

    @Test
    void whatIsWrittenWithoutATransactionIsSeen() {
        jdbc.sql("INSERT INTO house (name) VALUES ('one')").update();
        assertSeen(true);
        jdbc.sql("UPDATE street SET name = 'x'").update();
        assertSeen(false);
        assertThat(jdbc.sql("SELECT count(*) FROM house").query(Long.class).single())
                .isEqualTo(1);
        assertSeen(false);
    }

    @Test
    void whatATransactionWritesIsSeenWithItsCommit() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(watched));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("INSERT INTO street (name) VALUES ('two')").update();
            jdbc.sql("DELETE FROM house").update();
            assertSeen(false);
        });
        assertSeen(true);
        transaction.executeWithoutResult(
                status -> jdbc.sql("SELECT name FROM house FOR UPDATE").query().listOfRows());
        assertSeen(false);
    }

    @Test
    void aStatementThatGoesOnAfterACommitIsSeenAgain() throws SQLException {
        try (Connection connection = watched.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE house SET name = 'x'")) {
            connection.setAutoCommit(false);
            statement.executeUpdate();
            connection.commit();
            assertSeen(true);
            statement.executeUpdate();
            connection.commit();
            assertSeen(true);
        }
        assertSeen(false);
    }

    @Test
    void whatIsPutTogetherAtRunTimeIsSeen() throws SQLException {
        try (Connection connection = watched.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE house");
        }
        assertSeen(true);
    }

    /** Who asked before something was written need not wait for it. */
    @Test
    void whatCameLaterIsNotNeeded() {
        long asked = tables.commits();
        jdbc.sql("INSERT INTO house (name) VALUES ('one')").update();
        assertThat(tables.holds(read, asked)).isTrue();
        assertThat(tables.holds(read, tables.commits())).isFalse();
    }

    @Test
    void whatIsReadElsewhereIsNobodyElses() {
        jdbc.sql("SELECT name FROM street").query().listOfRows();
        assertThat(read.tables()).containsExactly("house");
        assertThat(read.answer()).isZero();
    }

    @Test
    void everyTableThatIsReadIsFound() {
        assertThat(WatchedTables.tablesReadBy(
                        "SELECT * FROM a x, b AS y JOIN (SELECT 1 FROM C) z ON 1 = 1 WHERE EXISTS (SELECT 1 FROM d)"))
                .contains("a", "b", "c", "d");
    }

    @Test
    void everyTableOfAStatementIsFound() {
        assertThat(WatchedTables.tablesWrittenBy("""
                        WITH gone AS (DELETE FROM House RETURNING name)
                        INSERT INTO street (name) SELECT name FROM gone
                        """)).containsExactlyInAnyOrder("house", "street");
        assertThat(WatchedTables.tablesWrittenBy("\n  select name from house for update"))
                .isEmpty();
        assertThat(WatchedTables.tablesWrittenBy("MERGE INTO house KEY (name) VALUES ('x')"))
                .containsExactly("house");
    }
}
