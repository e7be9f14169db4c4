package ir.roshan.storage;

import static java.time.ZoneOffset.UTC;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import ir.roshan.request.RequestErased;
import ir.roshan.transaction.PersonalDataErased;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What was erased leaves the database file too. H2 never writes over a row: the old one stays in a block that is given up, for
 * hours or for ever. So the file is written anew without such blocks soon after an erasure, once for several in a row.
 *
 * <p>H2 does that completely when it shuts the database, and only then: while it is open what it moves around it leaves behind
 * in part. Calls wait meanwhile for their connection and lose nothing. The new file takes the old one's place in one step, so that
 * a crash leaves the one or the other; what a crash or a stop has prevented is made up for after the next start.
 */
@Component
class ErasedBytes {
    private static final Logger log = LoggerFactory.getLogger(ErasedBytes.class);

    /** So long nothing more was erased. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** However much is erased in a row, it does not wait longer. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Work that is under way gets so long to end; an import may take a minute, and is not waited for. */
    private static final Duration OTHERS = Duration.ofSeconds(1);

    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(10);

    /** Of all time calls wait one part in so many at most, however often something is erased. */
    private static final int SHARE = 20;

    private static final long PAUSE_MILLIS = 10;

    private final Optional<PrivateFiles> files;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** When the first and the last of those were erased that are still in the file, as {@link System#nanoTime}; null if none is. */
    private Long first;

    private Long last;
    private long notBefore = System.nanoTime();

    /** @param dataSource the pool, or whatever stands in front of it */
    ErasedBytes(DataSource dataSource, JdbcClient jdbc, Clock clock) throws SQLException {
        this.pool = dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class) : null;
        this.files = Optional.ofNullable(pool)
                .flatMap(p -> H2Address.fileOf(p.getJdbcUrl()))
                .map(PrivateFiles::new);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @TransactionalEventListener
    public void on(RequestErased erased) {
        if (files.isPresent()) remember();
    }

    @TransactionalEventListener
    public void on(PersonalDataErased erased) {
        if (files.isPresent()) remember();
    }

    private synchronized void remember() {
        last = System.nanoTime();
        if (first == null) first = last;
    }

    /** What an earlier run, or an earlier version, has left. */
    @EventListener(ApplicationReadyEvent.class)
    public void afterAStart() {
        if (files.isPresent() && stillInTheFile()) remember();
    }

    private boolean stillInTheFile() {
        Optional<Instant> erased = moment("SELECT max(erased_at) FROM restoration_request");
        Optional<Instant> compacted = moment("SELECT max(compacted_at) FROM file_compaction");
        return erased.isPresent() && !erased.get().isBefore(compacted.orElse(Instant.MIN));
    }

    private Optional<Instant> moment(String sql) {
        return jdbc.sql(sql)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    public void compactIfDue() throws SQLException, IOException {
        if (!isDue()) return;
        Instant begun = clock.instant();
        long nanos = System.nanoTime();
        if (!compact()) {
            restFor(BEFORE_ANOTHER_TRY);
            return;
        }
        synchronized (this) {
            boolean erasedMeanwhile = last - nanos > 0;
            first = erasedMeanwhile ? last : null;
            last = erasedMeanwhile ? last : null;
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - nanos);
        restFor(waited.multipliedBy(SHARE));
        jdbc.sql("UPDATE file_compaction SET compacted_at = :at")
                .param("at", begun.atOffset(UTC))
                .update();
        log.info("what was erased has left the database file; calls have waited {} ms", waited.toMillis());
    }

    private synchronized boolean isDue() {
        long now = System.nanoTime();
        return first != null
                && now - notBefore >= 0
                && (now - last >= QUIET.toNanos() || now - first >= LONGEST_WAIT.toNanos());
    }

    private synchronized void restFor(Duration time) {
        notBefore = System.nanoTime() + time.toNanos();
    }

    /** @return false where others were at work, and nothing was done */
    private boolean compact() throws SQLException, IOException {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        connections.suspendPool();
        try {
            if (!areAtRest(connections)) return false;
            try (Connection connection =
                            DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN COMPACT");
            } finally {
                // They lead to a database that is shut; the first new one opens it again.
                connections.softEvictConnections();
                files.orElseThrow().close();
            }
            return true;
        } finally {
            connections.resumePool();
        }
    }

    /** Whether nobody has a connection any more; nobody gets one meanwhile. */
    private static boolean areAtRest(HikariPoolMXBean connections) {
        long until = System.nanoTime() + OTHERS.toNanos();
        while (connections.getActiveConnections() > 0) {
            if (System.nanoTime() - until > 0) return false;
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
