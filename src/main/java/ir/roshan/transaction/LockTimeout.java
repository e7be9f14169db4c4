package ir.roshan.transaction;

import java.sql.SQLException;
import java.util.Set;

/** A lock that was waited for as long as it may be. Spring has no name of its own for it that would be the same on both databases. */
public final class LockTimeout {
    /** H2, PostgreSQL. */
    private static final Set<String> STATES = Set.of("HYT00", "55P03");

    private LockTimeout() {}

    public static boolean isOne(SQLException e) {
        return e.getSQLState() != null && STATES.contains(e.getSQLState());
    }
}
