package ir.roshan.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The database of a run: H2 for Surefire and an IDE, PostgreSQL for Failsafe ({@code pom.xml}). A class named …Behaviour has one
 * body and is run by both.
 */
public enum RunsDatabase {
    H2,
    POSTGRESQL;

    /** H2 remembers eight statements, and the engine has hundreds: reading them anew was a sixth of the work of {@code SchedulesBehaviour}. */
    private static final String PARSED_ONCE = ";QUERY_CACHE_SIZE=512";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static RunsDatabase current() {
        return valueOf(System.getProperty("roshan.tests.database", "h2").toUpperCase(Locale.ROOT));
    }

    /** The JDBC address of a new, empty database. */
    public String fresh() {
        return switch (this) {
            case H2 ->
                "jdbc:h2:mem:fresh" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000" + PARSED_ONCE;
            case POSTGRESQL -> PostgresServer.freshDatabase();
        };
    }
}
