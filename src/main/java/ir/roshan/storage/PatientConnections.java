package ir.roshan.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Tells a pool that is busy from a database that is gone. The pool itself knows one time-out for both: short enough to say
 * within seconds that there is no database, it refuses calls on a machine that is merely busy, or stood still for a moment.
 * Here a caller goes on waiting for as long as others get connections.
 */
@Component
class PatientConnections implements BeanPostProcessor {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Only where there is a pool: whoever looks at all beans is made before them. */
    private final ObjectProvider<WatchedTables> tables;

    PatientConnections(ObjectProvider<WatchedTables> tables) {
        this.tables = tables;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof HikariDataSource pool
                ? new Patient(tables.getObject().watched(wholeIfInFile(pool)), LONGEST_WAIT)
                : bean;
    }

    private static DataSource wholeIfInFile(HikariDataSource pool) {
        return H2Address.fileOf(pool.getJdbcUrl()).isPresent() ? new WholeCommits(pool) : pool;
    }

    /** Each of the pool's own time-outs is one turn of waiting. */
    static final class Patient extends DelegatingDataSource {
        private final Duration longestWait;
        /** How many connections were handed out so far, to anybody. */
        private final AtomicLong handedOut = new AtomicLong();

        Patient(DataSource pool, Duration longestWait) {
            super(pool);
            this.longestWait = longestWait;
        }

        /**
         * @throws SQLTransientConnectionException if for a whole turn nobody was handed a connection, and it was not the first
         *     turn: where the machine itself stood still, the first one ended without having been waited for
         */
        @Override
        public Connection getConnection() throws SQLException {
            long begun = System.nanoTime();
            for (boolean isFirst = true; ; isFirst = false) {
                long before = handedOut.get();
                try {
                    Connection connection = super.getConnection();
                    handedOut.incrementAndGet();
                    return connection;
                } catch (SQLTransientConnectionException e) {
                    boolean isGone = !isFirst && handedOut.get() == before;
                    if (isGone || System.nanoTime() - begun > longestWait.toNanos()) {
                        throw e;
                    }
                }
            }
        }
    }
}
