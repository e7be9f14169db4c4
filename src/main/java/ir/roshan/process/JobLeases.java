package ir.roshan.process;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews the leases of the jobs that this node has in hand. So a lease can be short, and a node that is killed is soon relieved,
 * while one that is slow keeps its work. Only what is known to be in hand is renewed: what got lost on the way is free when its
 * lease ends.
 */
class JobLeases {
    private static final Logger LOG = LoggerFactory.getLogger(JobLeases.class);
    /** A lease outlives two renewals that fail. */
    private static final int RENEWALS = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String owner;
    private final Duration lease;
    /** By job, since when by {@link System#nanoTime()}. */
    private final Map<String, Long> inHand = new ConcurrentHashMap<>();

    /** Down when the work is to end: a thread that is interrupted while it writes would close H2's file. */
    private CountDownLatch ending;

    JobLeases(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, String owner, Duration lease) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    void taken(Collection<String> jobs) {
        long now = System.nanoTime();
        jobs.forEach(job -> inHand.putIfAbsent(job, now));
    }

    void done(Collection<String> jobs) {
        jobs.forEach(inHand::remove);
    }

    synchronized void begin() {
        if (ending == null) {
            CountDownLatch end = new CountDownLatch(1);
            Thread renewing = new Thread(() -> work(end), "job-leases");
            renewing.setDaemon(true);
            renewing.start();
            ending = end;
        }
    }

    synchronized void end() {
        if (ending != null) {
            ending.countDown();
            ending = null;
        }
    }

    private void work(CountDownLatch end) {
        Duration pause = lease.dividedBy(RENEWALS);
        while (true) {
            try {
                if (end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            long before = System.nanoTime() - pause.toNanos() / 2;
            List<String> slow = inHand.entrySet().stream()
                    .filter(job -> job.getValue() - before < 0)
                    .map(Map.Entry::getKey)
                    .toList();
            try {
                renew(slow);
            } catch (RuntimeException e) {
                LOG.warn(
                        "the leases of {} jobs could not be renewed: {}",
                        slow.size(),
                        e.getClass().getSimpleName());
            }
        }
    }

    /** A row that is locked belongs to a job that is just being finished; to wait for it would let the others run out. */
    void renew(Collection<String> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
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
