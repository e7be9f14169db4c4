package ir.roshan.security;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** How many guesses at each door are being made at this moment, in this node. */
final class GuessesUnderWay {
    /** A guess is a matter of milliseconds, on a machine that is busy of a second; whoever waits for longer comes again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);
    /** What was waited for is told; this is for what is not, such as the time that runs out. */
    private static final long LOOK_UP_MILLIS = 100;

    private final ConcurrentHashMap<String, Door> doors = new ConcurrentHashMap<>();

    private static final class Door {
        /** Whoever was turned back waits here, first come first served, and only the first of them tries again. */
        private final ReentrantLock queue = new ReentrantLock(true);

        private int callers;
        private int within;
    }

    /** One caller's place at a door; to be closed, so that a door that nobody stands at is forgotten. */
    final class Gate implements AutoCloseable {
        private final String name;
        private final Door door;
        private final long until = System.nanoTime() + LONGEST_WAIT.toNanos();

        private Gate(String name, Door door) {
            this.name = name;
            this.door = door;
        }

        /**
         * Goes in, as soon as fewer than {@code most} are within.
         *
         * @return how many are within already
         * @throws TooManyAttempts if that takes too long
         */
        int enter(int most) {
            synchronized (door) {
                while (door.within >= most) {
                    pause();
                }
                return door.within++;
            }
        }

        void leave() {
            synchronized (door) {
                door.within--;
                door.notifyAll();
            }
        }

        /**
         * Waits for its turn among those who were turned back. Without it all of them would try again whenever one leaves, and
         * turn each other back by doing so.
         *
         * @throws TooManyAttempts if that takes too long
         */
        void queue() {
            try {
                if (!door.queue.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new TooManyAttempts(COME_AGAIN);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TooManyAttempts(COME_AGAIN);
            }
        }

        /** Whether somebody was turned back and waits, so that whoever comes goes behind them. */
        boolean hasQueue() {
            return door.queue.isLocked();
        }

        void leaveQueue() {
            door.queue.unlock();
        }

        /** Until one of those within has left, or at once where nobody is. */
        void awaitChange() {
            synchronized (door) {
                if (door.within > 0) {
                    pause();
                }
            }
        }

        private void pause() {
            if (System.nanoTime() - until > 0) {
                throw new TooManyAttempts(COME_AGAIN);
            }
            try {
                door.wait(LOOK_UP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TooManyAttempts(COME_AGAIN);
            }
        }

        @Override
        public void close() {
            doors.compute(name, (n, d) -> --door.callers == 0 ? null : d);
        }
    }

    Gate at(String name) {
        Door door = doors.compute(name, (n, known) -> {
            Door d = known == null ? new Door() : known;
            d.callers++;
            return d;
        });
        return new Gate(name, door);
    }
}
