package ir.roshan.storage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Whoever keeps an answer for seconds learns here that it is not true any more: from which tables it was read, and whether this
 * node has written into one of them since, are seen by the statements that go through the connections, so that no room has to say
 * so, and none can forget to. What another node writes is not seen.
 */
@Component
public class WatchedTables {
    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)\\b(?:INSERT\\s+INTO|MERGE\\s+INTO|UPDATE|DELETE\\s+FROM|TRUNCATE\\s+TABLE)\\s+(\\w+)");
    /** Too much does no harm; a list of tables has commas, and names for them. */
    private static final Pattern READ = Pattern.compile(
            "(?i)\\b(?:FROM|JOIN|USING)\\s+(\\w+(?:\\s+(?:AS\\s+)?\\w+)?(?:\\s*,\\s*\\w+(?:\\s+(?:AS\\s+)?\\w+)?)*)");

    private static final Pattern FIRST_WORD = Pattern.compile("(?:^|,)\\s*(\\w+)");
    private static final String READING = "SELECT";
    /** In letters, of all statements together: what is asked in a day has a few hundred thousand. */
    private static final long REMEMBERED = 4_000_000;

    /** What a statement writes is read out of its text once: it took a quarter of a report's work. */
    private static final LoadingCache<String, Set<String>> WRITTEN_BY = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((String sql, Set<String> tables) -> sql.length())
            .build(WatchedTables::tablesIn);

    /** Of commits that have written anything into our tables or the engine's. */
    private final AtomicLong commits = new AtomicLong();

    /** By table, the last commit that has written into it. */
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    private final ThreadLocal<Set<String>> reading = new ThreadLocal<>();

    /**
     * What was read.
     *
     * @param since how many commits there had been before it was
     * @param tables from which it was read
     */
    public record Read<T>(T answer, long since, Set<String> tables) {}

    /** How many commits of this node can be seen by now. */
    public long commits() {
        return commits.get();
    }

    /** @param reads in this thread, and from the database alone */
    public <T> Read<T> reading(Supplier<T> reads) {
        long since = commits.get();
        Set<String> tables = new HashSet<>();
        reading.set(tables);
        try {
            return new Read<>(reads.get(), since, tables);
        } finally {
            reading.remove();
        }
    }

    /** Whether it has in it all that this node has written until then. @param commits as many as there were then */
    public boolean holds(Read<?> read, long commits) {
        return read.since() >= commits
                || read.tables().stream().allMatch(table -> written.getOrDefault(table, 0L) <= read.since());
    }

    /** The same database, watched. */
    DataSource watched(DataSource dataSource) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                return new Watch(super.getConnection()).watched();
            }
        };
    }

    static Set<String> tablesWrittenBy(String sql) {
        return WRITTEN_BY.get(sql);
    }

    private static Set<String> tablesIn(String sql) {
        String statement = sql.strip();
        Set<String> tables = new HashSet<>();
        if (!statement.regionMatches(true, 0, READING, 0, READING.length())) {
            Matcher found = WRITTEN.matcher(statement);
            while (found.find()) {
                tables.add(found.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(tables);
    }

    static Set<String> tablesReadBy(String sql) {
        Set<String> tables = new HashSet<>();
        Matcher lists = READ.matcher(sql);
        while (lists.find()) {
            Matcher found = FIRST_WORD.matcher(lists.group(1));
            while (found.find()) {
                tables.add(found.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    /** One connection, as long as somebody has it. */
    private final class Watch {
        private final Connection connection;
        private final Set<String> tables = new HashSet<>();
        /** That something may have been written since the last commit; without a transaction each statement commits by itself. */
        private boolean open;

        Watch(Connection connection) {
            this.connection = connection;
        }

        Connection watched() {
            return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                // What a commit or a close that fails has done is not known.
                case "commit" -> {
                    try {
                        yield invoke(connection, method, arguments);
                    } finally {
                        committed();
                    }
                }
                case "close", "setAutoCommit" -> {
                    try {
                        yield invoke(connection, method, arguments);
                    } finally {
                        if (open) {
                            committed();
                        }
                    }
                }
                case "prepareStatement", "prepareCall" -> {
                    asks((String) arguments[0]);
                    yield invoke(connection, method, arguments);
                }
                case "createStatement" ->
                    watched((Statement) invoke(connection, method, arguments), (Connection) proxy);
                default -> invoke(connection, method, arguments);
            });
        }

        private Statement watched(Statement statement, Connection watched) {
            return proxy(Statement.class, (proxy, method, arguments) -> {
                if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                    asks(sql);
                }
                return method.getName().equals("getConnection") ? watched : invoke(statement, method, arguments);
            });
        }

        private void asks(String sql) {
            Set<String> read = reading.get();
            if (read != null) {
                read.addAll(tablesReadBy(sql));
            }
            tables.addAll(tablesWrittenBy(sql));
            open = !tables.isEmpty();
        }

        private void committed() {
            open = false;
            if (!tables.isEmpty()) {
                long number = commits.incrementAndGet();
                tables.forEach(table -> written.merge(table, number, Math::max));
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(WatchedTables.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
