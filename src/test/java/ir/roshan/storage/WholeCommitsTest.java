package ir.roshan.storage;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class WholeCommitsTest {
    private static final int CALLERS = 8;
    private static final int COMMITS_OF_EACH = 100;
    private static final int TABLES = 60;
    /** Each transaction writes into one table of so many. */
    private static final int STEP = 10;

    private static final int IMAGES = 200;

    @TempDir
    Path folder;

    @Test
    void noCrashLeavesHalfOfACommit() throws Exception {
        String place = CrashImages.place(folder.resolve("x"));
        int before;
        int after;
        try (HikariDataSource pool = pool(place)) {
            DataSource whole = new WholeCommits(pool);
            try (Connection connection = whole.getConnection();
                    Statement statement = connection.createStatement()) {
                for (int n = 0; n < TABLES; n++) {
                    statement.execute("CREATE TABLE t%d (id BIGINT PRIMARY KEY)".formatted(n));
                }
            }
            before = CrashImages.writes();
            commitAtOnce(whole);
            after = CrashImages.writes();
        }
        assertThat(after - before).isGreaterThan(IMAGES);
        assertThat(halves(before, after)).isEmpty();
    }

    /** Where the class is right and nobody uses it nothing is won. */
    @Test
    void theApplicationCommitsToItsFileThatWay() throws Exception {
        PatientConnections connections =
                new PatientConnections(new StaticListableBeanFactory(Map.of("tables", new WatchedTables()))
                        .getBeanProvider(WatchedTables.class));
        try (HikariDataSource inFile = pool("file:" + folder.resolve("y"));
                HikariDataSource inMemory = pool("mem:whole-commits")) {
            DataSource ours = (DataSource) connections.postProcessAfterInitialization(inFile, "dataSource");
            assertThat(ours.isWrapperFor(WholeCommits.class)).isTrue();
            assertThat(ours.isWrapperFor(HikariDataSource.class)).isTrue();
            DataSource other = (DataSource) connections.postProcessAfterInitialization(inMemory, "dataSource");
            assertThat(other.isWrapperFor(WholeCommits.class)).isFalse();
        }
    }

    @Test
    void whatIsRefusedIsNotSwallowed() throws Exception {
        try (HikariDataSource pool = pool("file:" + folder.resolve("r"));
                Connection real = pool.getConnection()) {
            SQLException refusal = new SQLException("refused");
            Connection refusing = mock(Connection.class, delegatesTo(real));
            doThrow(refusal).when(refusing).commit();
            DataSource whole = new WholeCommits(new SingleConnectionDataSource(refusing, true));
            assertThatThrownBy(whole.getConnection()::commit).isSameAs(refusal);
        }
    }

    @Test
    void whoeverCommitsToADatabaseThatIsShutHearsOfIt() throws Exception {
        try (HikariDataSource pool = pool("file:" + folder.resolve("z"))) {
            DataSource whole = new WholeCommits(pool);
            // Of a database that is gone nothing can be closed; the pool forgets them.
            Connection connection = whole.getConnection();
            connection.createStatement().execute("CREATE TABLE t (id BIGINT PRIMARY KEY)");
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO t VALUES (1)");
            whole.getConnection().createStatement().execute("SHUTDOWN IMMEDIATELY");
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
    }

    private static HikariDataSource pool(String place) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(new H2Address(place, List.of("DB_CLOSE_ON_EXIT=FALSE"))
                .durable()
                .url());
        config.setUsername("sa");
        config.setMaximumPoolSize(CALLERS);
        return new HikariDataSource(config);
    }

    private static void commitAtOnce(DataSource dataSource) throws Exception {
        AtomicLong ids = new AtomicLong();
        Callable<Void> caller = () -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                for (int n = 0; n < COMMITS_OF_EACH; n++) {
                    insert(connection, ids.incrementAndGet());
                    connection.commit();
                }
            }
            return null;
        };
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (Future<Void> done : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                done.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static void insert(Connection connection, long id) throws SQLException {
        for (int table : written().toArray()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t%d VALUES (?)".formatted(table))) {
                insert.setLong(1, id);
                insert.executeUpdate();
            }
        }
    }

    /** What is in one table and not in another in what crashes between the writes would leave. */
    private List<String> halves(int first, int last) throws Exception {
        Path grown = folder.resolve("grown");
        Path image = folder.resolve("image.mv.db");
        List<String> halves = new ArrayList<>();
        try (FileChannel file = FileChannel.open(grown, CREATE, WRITE)) {
            int done = 0;
            for (int n = 1; n <= IMAGES; n++) {
                int upTo = first + (last - first) * n / IMAGES;
                CrashImages.replay(file, done, upTo);
                done = upTo;
                Files.copy(grown, image, REPLACE_EXISTING);
                for (String half : halvesIn("jdbc:h2:file:" + folder.resolve("image"))) {
                    halves.add("after write " + upTo + ": " + half);
                }
            }
        }
        return halves;
    }

    private static List<String> halvesIn(String url) throws SQLException {
        String each = written()
                .mapToObj("SELECT id, 't%1$d' AS place FROM t%1$d"::formatted)
                .collect(joining(" UNION ALL "));
        List<String> halves = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            takeNumbersOfTheLost(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("""
                            SELECT id, listagg(place, ' ') FROM (%s) GROUP BY id HAVING count(*) < %d
                            """.formatted(each, written().count()))) {
                while (rows.next()) {
                    halves.add(rows.getLong(1) + " is in " + rows.getString(2));
                }
            }
        }
        return halves;
    }

    /**
     * What nobody has committed may be left behind as well. H2 takes it back when somebody writes there; until then whoever has
     * the number of the transaction that was lost takes it for their own. This is about what others see.
     */
    private static void takeNumbersOfTheLost(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        for (int n = 0; n < 2 * CALLERS; n++) {
            session.getDatabase().getStore().getTransactionStore().begin();
        }
    }

    /** The tables that each transaction writes into. */
    private static IntStream written() {
        return IntStream.range(0, TABLES).filter(table -> table % STEP == 0);
    }
}
