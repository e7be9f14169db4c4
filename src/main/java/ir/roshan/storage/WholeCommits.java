package ir.roshan.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets no crash leave half of a commit in H2's file. When H2 saves, it looks at one table after the other, and whoever commits
 * meanwhile is saved with some tables and without others, until their own save follows a moment later; in between a crash leaves
 * rows without the rows that came with them (<a href="https://github.com/h2database/h2database/issues/2080">issue 2080</a>, as of
 * 2.3.232 and 2.4.240). Here nothing is committed while H2 looks.
 */
final class WholeCommits extends DelegatingDataSource {
    /** @param dataSource of an H2 database in this process whose {@code WRITE_DELAY} is 0 */
    WholeCommits(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return whole(super.getConnection());
    }

    private static Connection whole(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                WholeCommits.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit":
                            commit(connection);
                            return null;
                        case "equals":
                            return proxy == arguments[0];
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        default:
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                    }
                });
    }

    /** One commit at a time holds H2's lock on saving, and saves before it gives it back. */
    private static void commit(Connection connection) throws SQLException {
        Commit commit = new Commit(connection);
        storeOf(connection).executeFilestoreOperation(commit);
        commit.orThrow();
    }

    private static MVStore storeOf(Connection connection) throws SQLException {
        try {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getStore().getMvStore();
        } catch (DbException e) {
            throw DbException.toSQLException(e);
        }
    }

    /** H2 would swallow what is thrown. */
    private static final class Commit implements Runnable {
        private final Connection connection;
        private boolean isDone;
        private SQLException refused;
        private RuntimeException failed;

        Commit(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void run() {
            try {
                connection.commit();
                isDone = true;
            } catch (SQLException e) {
                refused = e;
            } catch (RuntimeException e) {
                failed = e;
            }
        }

        void orThrow() throws SQLException {
            if (isDone) return;
            if (refused != null) throw refused;
            if (failed != null) throw failed;
            throw new SQLException("the database was shut before the commit");
        }
    }
}
