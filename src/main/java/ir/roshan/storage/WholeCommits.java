package ir.roshan.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
 * 2.3.232 and 2.4.240). Here nothing is committed while H2 looks (ADR 0023).
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
    private static void commit(Connection connection) throws Throwable {
        // H2 would swallow what is thrown, and does nothing where it is shut.
        FutureTask<Void> commit = new FutureTask<>(() -> {
            connection.commit();
            return null;
        });
        storeOf(connection).executeFilestoreOperation(commit);
        if (!commit.isDone()) throw new SQLException("the database was shut before the commit");
        try {
            commit.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
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
}
