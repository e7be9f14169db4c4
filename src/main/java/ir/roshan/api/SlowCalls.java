package ir.roshan.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The seats of those whose body is not there yet, each of whom holds a thread: few for one address, and fewer for all together than
 * there are threads. Where all are taken, whoever has sat longest gives way; a body that only comes in a packet of its own is
 * waited for a moment by a few before anybody asks for its seat.
 */
final class SlowCalls {
    /** So long nobody is asked to give way. */
    private static final Duration UNDISTURBED = Duration.ofSeconds(1);

    private static final long SHORTEST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    /** So long a packet takes that was sent right behind another, also on a busy machine. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

    private static final int MOST_ON_THEIR_WAY = 40;

    private final Semaphore onTheirWay = new Semaphore(MOST_ON_THEIR_WAY);
    private final int ofAddress;
    private final int together;
    /** The oldest first. */
    private final Set<Seat> taken = new LinkedHashSet<>();

    SlowCalls(int ofAddress, int together) {
        this.ofAddress = ofAddress;
        this.together = together;
    }

    /** There is no seat, and nobody who gives way. */
    static final class NoSeat extends Exception {
        private final boolean everywhere;

        private NoSeat(boolean everywhere) {
            super("no seat", null, false, false);
            this.everywhere = everywhere;
        }

        /** Or the address alone has too many. */
        boolean isEverywhere() {
            return everywhere;
        }
    }

    final class Seat implements AutoCloseable {
        private final String address;
        private final long since = System.nanoTime();
        private long pause = SHORTEST_PAUSE_MILLIS;
        private volatile boolean pausing;
        private volatile boolean lost;

        private Seat(String address) {
            this.address = address;
        }

        /**
         * Lets a moment pass, at first a very short one.
         *
         * @return whether the seat is still one's own
         */
        boolean pause() throws InterruptedException {
            pausing = true;
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } finally {
                pausing = false;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            return !lost;
        }

        /** Whoever is in the middle of a read cannot be called out of it. */
        private boolean givesWay() {
            return pausing && System.nanoTime() - since > UNDISTURBED.toNanos();
        }

        @Override
        public void close() {
            synchronized (SlowCalls.this) {
                taken.remove(this);
            }
        }
    }

    /**
     * Waits for a body that is on its way, without a seat, unless too many do.
     *
     * @param isThere whether it has come
     */
    void awaitOnItsWay(BooleanSupplier isThere) throws InterruptedException {
        if (!onTheirWay.tryAcquire()) {
            return;
        }
        try {
            long until = System.nanoTime() + ON_ITS_WAY.toNanos();
            while (!isThere.getAsBoolean() && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(SHORTEST_PAUSE_MILLIS);
            }
        } finally {
            onTheirWay.release();
        }
    }

    synchronized Seat take(String address) throws NoSeat {
        Predicate<Seat> own = seat -> seat.address.equals(address);
        if (taken.stream().filter(own).count() >= ofAddress) {
            if (!oneGivesWay(own)) {
                throw new NoSeat(false);
            }
        } else if (taken.size() >= together && !oneGivesWay(seat -> true)) {
            throw new NoSeat(true);
        }
        Seat seat = new Seat(address);
        taken.add(seat);
        return seat;
    }

    private boolean oneGivesWay(Predicate<Seat> among) {
        for (Iterator<Seat> seats = taken.iterator(); seats.hasNext(); ) {
            Seat seat = seats.next();
            if (among.test(seat) && seat.givesWay()) {
                seat.lost = true;
                seats.remove();
                return true;
            }
        }
        return false;
    }
}
