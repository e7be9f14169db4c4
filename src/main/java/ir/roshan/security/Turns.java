package ir.roshan.security;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets passwords be compared one at a time. One takes a core some tens of milliseconds; were they compared as they come, some
 * dozens of guesses a second would stop all other work. Whoever weighs least goes first, and where too many wait the heaviest
 * is sent away; so an address that has been wrong makes nobody wait but itself.
 */
final class Turns {
    /** Fewer than the server has threads, so that guesses never hold them all. */
    private static final int MOST_WAITING = 128;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(5);

    private final TreeSet<Turn> waiting = new TreeSet<>();
    private long arrived;
    private boolean taken;

    /** One who waits. */
    private static final class Turn implements Comparable<Turn> {
        private final int weight;
        private final long number;
        private final CountDownLatch decided = new CountDownLatch(1);
        private boolean granted;

        private Turn(int weight, long number) {
            this.weight = weight;
            this.number = number;
        }

        private void decide(boolean grant) {
            granted = grant;
            decided.countDown();
        }

        @Override
        public int compareTo(Turn other) {
            return weight == other.weight ? Long.compare(number, other.number) : Integer.compare(weight, other.weight);
        }
    }

    /** @throws TooManyAttempts if too many others go before */
    boolean take(int weight, BooleanSupplier work) {
        Turn turn = arrive(weight);
        await(turn);
        boolean failed = true;
        try {
            boolean result = work.getAsBoolean();
            failed = false;
            return result;
        } catch (TooManyAttempts e) {
            failed = false;
            throw e;
        } finally {
            if (failed) {
                sendAllAway();
            }
            next();
        }
    }

    /** Where there is no database, one after another would wait for it, each as long as the one before. */
    private synchronized void sendAllAway() {
        waiting.forEach(turn -> turn.decide(false));
        waiting.clear();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized Turn arrive(int weight) {
        Turn turn = new Turn(weight, arrived++);
        if (!taken) {
            taken = true;
            turn.decide(true);
            return turn;
        }
        waiting.add(turn);
        if (waiting.size() > MOST_WAITING) {
            waiting.pollLast().decide(false);
        }
        return turn;
    }

    private void await(Turn turn) {
        try {
            turn.decided.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            waiting.remove(turn);
            if (!turn.granted) {
                throw new TooManyAttempts(COME_AGAIN_AFTER);
            }
        }
    }

    private synchronized void next() {
        Turn turn = waiting.pollFirst();
        if (turn == null) {
            taken = false;
        } else {
            turn.decide(true);
        }
    }
}
