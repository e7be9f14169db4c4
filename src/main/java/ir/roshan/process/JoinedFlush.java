package ir.roshan.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.ParamNameResolver;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Writes what a command of the engine has changed in one trip to PostgreSQL, where the engine makes one for each kind of row: the
 * same statements in the same order, in one text that the driver sends without waiting in between. How many rows each has changed
 * comes back, so that a conflict is seen as before. Where one fails, PostgreSQL undoes the transaction, and the driver does not say
 * which one it was: the engine needs that only to tell a conflict from an error, and the failure says it as well, by the broken key
 * (docs/adr/0028). H2 is no trip away, and keeps the engine's batches.
 */
final class JoinedFlush extends BatchDbSqlSession {
    /** A longer text is sent once in a blue moon; the engine's own batches do for it. */
    private static final int MOST_STATEMENTS = 32;

    /** The driver and PostgreSQL keep what they know of a text, connection by connection; what comes in ever new forms is not worth it. */
    private static final int MOST_TEXTS = 96;

    private static final Set<String> TEXTS = ConcurrentHashMap.newKeySet();

    private record Staged(MappedStatement statement, Object parameter, BoundSql bound) {}

    /** Null while nothing is staged. */
    private List<Staged> staged;

    private JoinedFlush(DbSqlSessionFactory factory) {
        super(factory);
    }

    /** @param factory the engine's own, once there is one */
    static SessionFactory factory(Supplier<DbSqlSessionFactory> factory) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return DbSqlSession.class;
            }

            @Override
            public Session openSession() {
                DbSqlSessionFactory engines = factory.get();
                return DbSqlSessionFactory.POSTGRES.equals(engines.getDatabaseType())
                        ? new JoinedFlush(engines)
                        : engines.openSession();
            }
        };
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        if (operations.size() < 2 || operations.size() > MOST_STATEMENTS) {
            return super.executeDbOperations(operations);
        }
        List<Staged> all = stage(operations);
        String text =
                String.join(";", all.stream().map(one -> one.bound().getSql()).toList());
        if (!isKept(text)) {
            return super.executeDbOperations(operations);
        }
        sqlSession.flushStatements(); // what was asked for before stays before
        sqlSession.clearCache();
        try {
            List<DbOperation> failed = new ArrayList<>();
            postProcessJdbcBatchResult(operations.iterator(), execute(text, all), null, failed);
            return FlushResult.withFailures(failed);
        } catch (SQLException e) {
            return failed(operations, new PersistenceException(e.getMessage(), e));
        }
    }

    private List<Staged> stage(List<DbOperation> operations) {
        staged = new ArrayList<>();
        try {
            operations.forEach(this::executeDbOperation);
            return staged;
        } finally {
            staged = null;
        }
    }

    private static boolean isKept(String text) {
        return TEXTS.contains(text) || TEXTS.size() < MOST_TEXTS && TEXTS.add(text);
    }

    private int[] execute(String text, List<Staged> all) throws SQLException {
        Connection connection = sqlSession.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            Configuration configuration = sqlSession.getConfiguration();
            if (configuration.getDefaultStatementTimeout() != null) {
                statement.setQueryTimeout(configuration.getDefaultStatementTimeout());
            }
            int before = 0;
            for (Staged one : all) {
                configuration
                        .newParameterHandler(one.statement(), one.parameter(), one.bound())
                        .setParameters(shifted(statement, before));
                before += one.bound().getParameterMappings().size();
            }
            statement.execute();
            int[] changed = new int[all.size()];
            for (int i = 0; i < changed.length; i++) {
                changed[i] = statement.getUpdateCount();
                statement.getMoreResults();
            }
            return changed;
        }
    }

    /** Each statement sets its parameters from the first on; in the joined text they stand behind those of the statements before. */
    private static PreparedStatement shifted(PreparedStatement statement, int before) {
        return (PreparedStatement) Proxy.newProxyInstance(
                JoinedFlush.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    if (setsParameter(method)) {
                        arguments[0] = (int) arguments[0] + before;
                    }
                    try {
                        return method.invoke(statement, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static boolean setsParameter(Method method) {
        return method.getName().startsWith("set")
                && method.getParameterCount() > 1
                && method.getParameterTypes()[0] == int.class;
    }

    /** A conflict if it can be one of any of them, since nobody's mistake breaks the engine's own keys; else an error of all. */
    private FlushResult failed(List<DbOperation> operations, PersistenceException failure) {
        DbOperation failed = operations.stream()
                .filter(operation -> isConcurrentModificationException(operation, failure))
                .findFirst()
                .orElseThrow(() -> failure);
        postProcessOperationPerformed(failed, 0, failure);
        return FlushResult.withFailuresAndRemaining(
                List.of(failed),
                operations.stream().filter(one -> one != failed).toList());
    }

    @Override
    protected void executeInsertEntity(String statement, Object parameter) {
        if (staged == null) super.executeInsertEntity(statement, parameter);
        else stage(statement, parameter);
    }

    @Override
    public int executeUpdate(String statement, Object parameter) {
        return staged == null ? super.executeUpdate(statement, parameter) : stage(statement, parameter);
    }

    @Override
    protected int executeDelete(String statement, Object parameter) {
        return staged == null ? super.executeDelete(statement, parameter) : stage(statement, parameter);
    }

    private int stage(String name, Object parameter) {
        MappedStatement statement =
                sqlSession.getConfiguration().getMappedStatement(dbSqlSessionFactory.mapStatement(name));
        Object named = ParamNameResolver.wrapToMapIfCollection(parameter, null);
        staged.add(new Staged(statement, named, statement.getBoundSql(named)));
        return 0;
    }
}
