package ir.roshan.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What goes on past this application, as on another node: over a connection of its own, of which the application sees nothing. */
public final class Elsewhere {
    private Elsewhere() {}

    public static void changed(DataSource database, String sql) {
        connected(database, elsewhere -> elsewhere.sql(sql).update());
    }

    /** Somebody else is at work at every place meanwhile, as a dispatcher is who places an outage by hand. */
    public static <T> T atWork(DataSource database, Supplier<T> deed) {
        return holding(database, "SELECT slot FROM outage_lock FOR UPDATE", deed);
    }

    /** @param lock what somebody else holds meanwhile */
    public static <T> T holding(DataSource database, String lock, Supplier<T> deed) {
        return connected(database, elsewhere -> {
            elsewhere.sql(lock).query().listOfRows();
            return deed.get();
        });
    }

    /** In one transaction. */
    private static <T> T connected(DataSource database, Function<JdbcClient, T> work) {
        try (Connection own = database.unwrap(HikariDataSource.class).getConnection()) {
            own.setAutoCommit(false);
            try {
                return work.apply(JdbcClient.create(new SingleConnectionDataSource(own, true)));
            } finally {
                own.commit();
                own.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
