package ir.roshan.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets imports of one subject run one after the other, each in one transaction. A row of {@code import_lock} holds on
 * every node; the lock in memory before it is for H2, which gives up waiting for a row after seconds, and an import may
 * take a minute.
 */
@Component
public class ImportLock {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, ReentrantLock> onThisNode = new ConcurrentHashMap<>();

    public ImportLock(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs {@code work} while no other import of {@code subject} runs anywhere.
     *
     * @param subject a row that a migration put into {@code import_lock}
     */
    public <T> T alone(String subject, Supplier<T> work) {
        ReentrantLock lock = onThisNode.computeIfAbsent(subject, key -> new ReentrantLock());
        lock.lock();
        try {
            return transaction.execute(status -> {
                jdbc.sql("SELECT subject FROM import_lock WHERE subject = :subject FOR UPDATE")
                        .param("subject", subject)
                        .query(String.class)
                        .single();
                return work.get();
            });
        } finally {
            lock.unlock();
        }
    }

    /** To be called by an import that others draw conclusions from, while it runs alone. */
    void changed(String subject) {
        jdbc.sql("UPDATE import_lock SET revision = revision + 1 WHERE subject = :subject")
                .param("subject", subject)
                .update();
    }

    /** Another one after each import of the subject that has been taken, on every node. */
    long revision(String subject) {
        return jdbc.sql("SELECT revision FROM import_lock WHERE subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }
}
