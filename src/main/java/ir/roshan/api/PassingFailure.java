package ir.roshan.api;

import ir.roshan.transaction.LockTimeout;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.springframework.dao.ConcurrencyFailureException;

/** A failure that may be over when the same is tried again. */
final class PassingFailure {
    private PassingFailure() {}

    /**
     * Others were faster each time or did not let go, or there is no connection, or one that broke: SQL states of class 08 and 57P, and what
     * pools and drivers throw for them.
     */
    static boolean is(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08")
                            || sql.getSQLState().startsWith("57P")
                            || LockTimeout.isOne(sql))) {
                return true;
            }
        }
        return false;
    }

    /** By names and SQL states alone, since messages may hold what somebody typed: enough to tell a pool that ran dry from a conflict. */
    static void log(Logger log, Throwable e) {
        log.warn(
                "Not possible at this moment: {}",
                Stream.iterate(e, cause -> cause != null, Throwable::getCause)
                        .map(cause -> cause instanceof SQLException sql && sql.getSQLState() != null
                                ? cause.getClass().getSimpleName() + " " + sql.getSQLState()
                                : cause.getClass().getSimpleName())
                        .collect(Collectors.joining(" < ")));
    }
}
