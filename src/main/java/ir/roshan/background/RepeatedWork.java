package ir.roshan.background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Work that is done in rounds, in threads of its own, until it is ended. They are woken for the end, never interrupted: a thread that is
 * interrupted while it writes closes H2's file under everybody.
 */
public final class RepeatedWork {
    private static final long BETWEEN_RINGS_MILLIS = 20;

    /** May fail with whatever a database or a peer fails with: it is tried again after a pause. */
    @FunctionalInterface
    public interface Round {
        /** @return whether there may be more to do at once */
        boolean go();
    }

    private final String name;
    private final int threads;
    private final Duration pause;
    private final Duration longestEnd;
    private final Doorbell doorbell;
    private final Round round;
    private final Consumer<RuntimeException> failed;
    private volatile CountDownLatch end = new CountDownLatch(0);
    private List<Thread> working = List.of();

    /**
     * @param name of its thread; several have numbers
     * @param pause between two rounds where nobody rings, and after one that failed even then
     * @param longestEnd how long the end waits for a round that is under way; after that it goes on by itself
     * @param doorbell ends a pause
     * @param failed hears why a round has failed
     */
    public RepeatedWork(
            String name,
            int threads,
            Duration pause,
            Duration longestEnd,
            Doorbell doorbell,
            Round round,
            Consumer<RuntimeException> failed) {
        this.name = name;
        this.threads = threads;
        this.pause = pause;
        this.longestEnd = longestEnd;
        this.doorbell = doorbell;
        this.round = round;
        this.failed = failed;
    }

    /** One thread, which nobody wakes but for the end. */
    public RepeatedWork(
            String name, Duration pause, Duration longestEnd, Round round, Consumer<RuntimeException> failed) {
        this(name, 1, pause, longestEnd, new Doorbell(), round, failed);
    }

    /** Does nothing where it has begun. */
    public synchronized void begin() {
        if (isRunning()) return;
        CountDownLatch itsEnd = new CountDownLatch(1);
        end = itsEnd;
        working = IntStream.rangeClosed(1, threads)
                .mapToObj(number -> thread(number, itsEnd))
                .toList();
        working.forEach(Thread::start);
    }

    private Thread thread(int number, CountDownLatch itsEnd) {
        Thread thread = new Thread(() -> work(itsEnd), threads == 1 ? name : name + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** No round begins any more; waits for those that are under way. */
    public synchronized void end() {
        end.countDown();
        long deadline = System.nanoTime() + longestEnd.toNanos();
        try {
            for (Thread thread : working) {
                while (thread.isAlive() && System.nanoTime() - deadline < 0) {
                    doorbell.ring();
                    thread.join(BETWEEN_RINGS_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        working = List.of();
    }

    /** False from the moment at which the end begins. */
    public boolean isRunning() {
        return end.getCount() > 0;
    }

    /**
     * For a round that tries something again itself.
     *
     * @return false when the end has begun
     */
    public boolean pause() throws InterruptedException {
        return !end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void work(CountDownLatch itsEnd) {
        try {
            while (itsEnd.getCount() > 0) {
                try {
                    if (!round.go() && itsEnd.getCount() > 0) doorbell.await(pause);
                } catch (RuntimeException e) {
                    failed.accept(e);
                    itsEnd.await(pause.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
