package ir.roshan.process;

import ir.roshan.background.Leases;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The leases of the jobs that this node has in hand: what the engine calls their lock. */
class JobLeases {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String owner;
    private final Duration lease;

    JobLeases(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, String owner, Duration lease) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    /** Not begun yet. */
    Leases ofJobs() {
        return new Leases("jobs", lease, this::renew);
    }

    /** A row that is locked belongs to a job that is just being finished; to wait for it would let the others run out. */
    void renew(Collection<String> jobs) {
        transaction.executeWithoutResult(status -> {
            List<String> ours = jdbc.sql(
                            "SELECT ID_ FROM ACT_RU_JOB WHERE ID_ IN (:jobs) AND LOCK_OWNER_ = :owner FOR UPDATE SKIP LOCKED")
                    .param("jobs", jobs)
                    .param("owner", owner)
                    .query(String.class)
                    .list();
            if (!ours.isEmpty()) {
                // Not the revision: whoever has read the job still finds it as it was.
                jdbc.sql("UPDATE ACT_RU_JOB SET LOCK_EXP_TIME_ = :until WHERE ID_ IN (:jobs)")
                        .param("until", Timestamp.from(clock.instant().plus(lease)))
                        .param("jobs", ours)
                        .update();
            }
        });
    }
}
