package ir.roshan.process;

import ir.roshan.transaction.LockTimeout;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Tells a conflict of the engine with another transaction in Spring's words, which whoever has called knows how to answer:
 * by trying again. The engine writes when its outermost command ends, so that only that command needs translating.
 */
final class EngineConflict {
    /** SQL states of class 40: rolled back because of a deadlock, or because it cannot be put in an order with others. */
    private static final String ROLLED_BACK = "40";
    /** A foreign key (PostgreSQL; H2 with a child in the way, H2 with the parent gone). */
    private static final Set<String> FOREIGN_KEY = Set.of("23503", "23506");
    /** How the engine names the foreign keys of its own tables. */
    private static final String ENGINES_KEYS = "act_fk_";

    private EngineConflict() {}

    static <T> T translated(Supplier<T> command) {
        try {
            return command.get();
        } catch (OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("the workflow was moved by another transaction", e);
        } catch (ProcessEngineException e) {
            if (isConflict(e)) {
                throw new CannotAcquireLockException("the workflow is held by another transaction", e);
            }
            throw e;
        }
    }

    /** Whether it was a conflict of the engine or of ours beneath it, wherever in the chain of causes. */
    static boolean isConflict(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException || cause instanceof ConcurrencyFailureException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null && isConflict(sql)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The engine reads a token first and the instance to which it belongs later; if another transaction ended the instance in
     * between, it stumbles over the missing row (seen with 7.24.0) and does not name it a conflict as it does when it writes.
     */
    static boolean isVanishedInstance(NullPointerException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().equals(ExecutionEntity.class.getName())
                && trace[0].getMethodName().equals("ensureExecutionTreeInitialized");
    }

    /** Java leaves out where an exception comes from that has come from there often; the one above is no longer known by it then. */
    static boolean hasNoTrace(NullPointerException e) {
        return e.getStackTrace().length == 0;
    }

    private static boolean isConflict(SQLException e) {
        return e.getSQLState().startsWith(ROLLED_BACK) || LockTimeout.isOne(e) || isTokenThatMovedOn(e);
    }

    /**
     * The engine removed an instance to which another transaction had just added a token, or the other way about: it locks no
     * row before it writes, and sees this one conflict only by its foreign keys. Nobody's own mistake can break those.
     */
    private static boolean isTokenThatMovedOn(SQLException e) {
        return FOREIGN_KEY.contains(e.getSQLState())
                && e.getMessage() != null
                && e.getMessage().toLowerCase(Locale.ROOT).contains(ENGINES_KEYS);
    }
}
