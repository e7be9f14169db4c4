package ir.roshan.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.ParamNameResolver;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.RowBounds;

/**
 * Statements of the engine in one text, each as MyBatis makes it: PostgreSQL's driver sends them without waiting in between, and
 * PostgreSQL does one after the other, each seeing what is committed when its turn comes.
 */
final class JoinedText {
    private record Part(MappedStatement statement, Object parameter, BoundSql bound) {}

    private final Configuration configuration;
    private final List<Part> parts = new ArrayList<>();

    JoinedText(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @param statement its name in the engine's mappings */
    void add(String statement, Object parameter) {
        MappedStatement mapped = configuration.getMappedStatement(statement);
        Object named = ParamNameResolver.wrapToMapIfCollection(parameter, null);
        parts.add(new Part(mapped, named, mapped.getBoundSql(named)));
    }

    String sql() {
        return String.join(
                ";", parts.stream().map(part -> part.bound().getSql()).toList());
    }

    /** @return how many rows each has changed */
    int[] write(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            setParameters(statement);
            statement.execute();
            int[] changed = new int[parts.size()];
            for (int i = 0; i < changed.length; i++) {
                changed[i] = statement.getUpdateCount();
                statement.getMoreResults();
            }
            return changed;
        }
    }

    /** @return what each has found */
    List<List<Object>> read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            setParameters(statement);
            statement.execute();
            List<List<Object>> found = new ArrayList<>();
            for (Part part : parts) {
                found.add(configuration
                        .newResultSetHandler(
                                null, part.statement(), RowBounds.DEFAULT, handler(part), null, part.bound())
                        .handleResultSets(statement)); // and goes on to the next
            }
            return found;
        }
    }

    private void setParameters(PreparedStatement statement) throws SQLException {
        if (configuration.getDefaultStatementTimeout() != null) {
            statement.setQueryTimeout(configuration.getDefaultStatementTimeout());
        }
        int before = 0;
        for (Part part : parts) {
            handler(part).setParameters(behind(before, statement));
            before += part.bound().getParameterMappings().size();
        }
    }

    private ParameterHandler handler(Part part) {
        return configuration.newParameterHandler(part.statement(), part.parameter(), part.bound());
    }

    /** Each statement sets its parameters from the first on; in the joined text they stand behind those of the ones before. */
    private static PreparedStatement behind(int before, PreparedStatement statement) {
        return (PreparedStatement) Proxy.newProxyInstance(
                JoinedText.class.getClassLoader(),
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
}
