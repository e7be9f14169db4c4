package ir.roshan.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what an application asks of its database, thread by thread: how often something goes there and back, and how many
 * statements go with it. A batch is one trip and as many statements as it has rows; a transaction's end is a trip if anything was
 * asked in it, since PostgreSQL's driver sends its beginning with the first statement. To be imported by the test's class.
 */
public final class Trips implements MergedBeanDefinitionPostProcessor {
    /** Comes after all others: the pool is recognised by what it is, before it is wrapped here. */
    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {
        // Only what is made is of interest.
    }

    /** @param statements 0 for a transaction's end */
    private record Trip(String thread, String what, int statements) {}

    /** Of one deed. @param asked what was asked, and how often, in the order in which it was asked first */
    public record Count(int trips, int statements, Map<String, Integer> asked) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(trips + " trips, " + statements + " statements");
            asked.forEach((what, times) ->
                    text.append("\n  ").append(times).append(" x ").append(what));
            return text.toString();
        }
    }

    private final List<Trip> trips = new ArrayList<>();
    private boolean counting;

    /** What the threads that answer HTTP ask while the deed is done. */
    public <T> Count answering(Callable<T> deed) {
        return of(deed, thread -> thread.startsWith("http-nio"));
    }

    /** What the deed itself asks, in the test's own thread. */
    public <T> Count here(Callable<T> deed) {
        String here = Thread.currentThread().getName();
        return of(deed, here::equals);
    }

    /** What any thread asks while the deed is done: also those that look by themselves. */
    public <T> Count everybody(Callable<T> deed) {
        return of(deed, thread -> true);
    }

    private <T> Count of(Callable<T> deed, Predicate<String> threads) {
        synchronized (this) {
            trips.clear();
            counting = true;
        }
        try {
            deed.call();
        } catch (Exception e) {
            throw new AssertionError("the deed failed", e);
        } finally {
            synchronized (this) {
                counting = false;
            }
        }
        Map<String, Integer> asked = new LinkedHashMap<>();
        int all = 0;
        int statements = 0;
        for (Trip trip : trips) {
            if (threads.test(trip.thread())) {
                all++;
                statements += trip.statements();
                asked.merge(trip.what(), 1, Integer::sum);
            }
        }
        return new Count(all, statements, asked);
    }

    private synchronized void went(String what, int statements) {
        if (counting) {
            String line = what.replaceAll("--[^\n]*\n", " ").strip().replaceAll("\\s+", " ");
            trips.add(new Trip(Thread.currentThread().getName(), line, statements));
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource ? new Counted(dataSource) : bean;
    }

    private final class Counted extends DelegatingDataSource {
        Counted(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return proxy(Connection.class, new OfConnection(super.getConnection()));
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Trips.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private final class OfConnection implements InvocationHandler {
        private final Connection connection;
        private boolean asked;

        OfConnection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "commit", "rollback" -> ends(method.getName());
                case "setAutoCommit" -> {
                    if ((boolean) arguments[0] && !connection.getAutoCommit()) ends("commit");
                }
                default -> {
                    // Nothing that goes to the database.
                }
            }
            Object made = Trips.invoke(connection, method, arguments);
            if (made instanceof Statement statement) {
                String sql = method.getName().startsWith("prepare") ? (String) arguments[0] : null;
                return proxy(method.getReturnType().asSubclass(Statement.class), new OfStatement(this, statement, sql));
            }
            return made;
        }

        private void ends(String how) {
            if (asked) went(how, 0);
            asked = false;
        }

        void asks(String what, int statements) throws SQLException {
            asked = !connection.getAutoCommit();
            went(what, statements);
        }
    }

    private final class OfStatement implements InvocationHandler {
        private final OfConnection connection;
        private final Statement statement;
        private final String sql;
        private int rows;

        OfStatement(OfConnection connection, Statement statement, String sql) {
            this.connection = connection;
            this.statement = statement;
            this.sql = sql;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.equals("addBatch")) {
                rows++;
            } else if (name.equals("executeBatch") && rows > 0) {
                connection.asks(sql + (rows > 1 ? " -- in a batch" : ""), rows);
                rows = 0;
            } else if (name.equals("execute") || name.equals("executeQuery") || name.equals("executeUpdate")) {
                String asked = statement instanceof PreparedStatement ? sql : (String) arguments[0];
                connection.asks(asked, (int) asked.chars().filter(c -> c == ';').count() + 1);
            }
            return Trips.invoke(statement, method, arguments);
        }
    }
}
