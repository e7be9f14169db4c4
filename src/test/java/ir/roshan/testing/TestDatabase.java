package ir.roshan.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own with our schema in it, and what a repository is made of; no Spring context. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final HikariDataSource dataSource = new HikariDataSource();
    public final JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    public final JdbcTemplate template = new JdbcTemplate(dataSource);
    public final JdbcClient client = JdbcClient.create(template);

    private TestDatabase(String url) {
        dataSource.setJdbcUrl(url);
        dataSource.setMaximumPoolSize(8);
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    /** For a test that is run on both kinds of database. */
    public static TestDatabase ofTheRun() {
        return RunsDatabase.current() == RunsDatabase.H2 ? h2() : postgres();
    }

    /** In memory, gone when it is closed. */
    public static TestDatabase h2() {
        return new TestDatabase(
                "jdbc:h2:mem:test" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
    }

    public static TestDatabase postgres() {
        return new TestDatabase(PostgresServer.freshDatabase());
    }

    /** At a JDBC address of the caller's. */
    public static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public TransactionTemplate inTransaction() {
        return new TransactionTemplate(transactions);
    }

    /** Empties the tables, in the order given. */
    public void empty(String... tables) {
        for (String table : tables) template.execute("DELETE FROM " + table);
    }

    @Override
    public void close() {
        if (dataSource.getJdbcUrl().startsWith("jdbc:h2:mem:")) template.execute("SHUTDOWN");
        dataSource.close();
    }
}
