package ir.roshan.api;

import ir.roshan.storage.WatchedTables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;

/**
 * An answer that is the same for everybody, put together once for all who ask at the same time, and kept for a moment. Whoever
 * asks after a change of this node is answered with it. Where it fails, it fails at once for all who waited for it, and whoever
 * comes later tries again: nobody waits behind a row of others for a database that is gone.
 */
final class SharedAnswer<T> {
    /** Below the five seconds within which a call is told that there is no database. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    /** @param beside what the answer was made with beside the database */
    private record Kept<T>(WatchedTables.Read<T> read, long beside, Instant since) {}

    private record Failed(RuntimeException why) {}

    private final Duration keptFor;
    private final WatchedTables tables;
    private final LongSupplier beside;
    private final Clock clock;
    private final Supplier<T> made;
    private final Duration longestWait;
    private final ReentrantLock making = new ReentrantLock();
    private volatile Kept<T> kept;
    private volatile Failed failed;

    /**
     * @param keptFor so long a change of another node may not be seen
     * @param beside the version of what the answer is made of beside the database
     * @param made puts the answer together
     */
    SharedAnswer(Duration keptFor, WatchedTables tables, LongSupplier beside, Clock clock, Supplier<T> made) {
        this(keptFor, tables, beside, clock, made, LONGEST_WAIT);
    }

    SharedAnswer(
            Duration keptFor,
            WatchedTables tables,
            LongSupplier beside,
            Clock clock,
            Supplier<T> made,
            Duration longestWait) {
        this.keptFor = keptFor;
        this.tables = tables;
        this.beside = beside;
        this.clock = clock;
        this.made = made;
        this.longestWait = longestWait;
    }

    /** @throws CannotAcquireLockException if another has been putting it together for too long */
    T get() {
        long asked = tables.commits();
        Kept<T> known = kept;
        if (isGood(known, asked)) {
            return known.read().answer();
        }
        Failed before = failed;
        await();
        try {
            known = kept;
            if (isGood(known, asked)) {
                return known.read().answer();
            }
            Failed meanwhile = failed;
            if (meanwhile != before) {
                throw meanwhile.why();
            }
            return anew();
        } finally {
            making.unlock();
        }
    }

    private T anew() {
        long before = beside.getAsLong();
        Instant since = clock.instant();
        try {
            WatchedTables.Read<T> read = tables.reading(made);
            kept = new Kept<>(read, before, since);
            return read.answer();
        } catch (RuntimeException e) {
            failed = new Failed(e);
            throw e;
        }
    }

    private void await() {
        boolean isOurTurn;
        try {
            isOurTurn = making.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotAcquireLockException("interrupted while another puts the answer together", e);
        }
        if (!isOurTurn) {
            throw new CannotAcquireLockException("another has been putting the answer together for too long");
        }
    }

    /** By the company's clock, so that what is planned from a moment on is seen then; one that was set back makes it anew. */
    private boolean isGood(Kept<T> known, long asked) {
        if (known == null || known.beside() != beside.getAsLong() || !tables.holds(known.read(), asked)) {
            return false;
        }
        Duration age = Duration.between(known.since(), clock.instant());
        return !age.isNegative() && age.compareTo(keptFor) < 0;
    }
}
