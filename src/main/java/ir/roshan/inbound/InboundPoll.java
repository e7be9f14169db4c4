package ir.roshan.inbound;

import ir.roshan.notification.KavenegarInbox;
import ir.roshan.notification.KavenegarInbox.Received;
import ir.roshan.notification.KavenegarInbox.Unreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the provider for what has come, one node at a time. An answer counts as read there before we have stored it: whoever finds that
 * one is missing, since a node was killed or a line broke, asks for what was read since then too. What is known already changes nothing.
 */
@Component
class InboundPoll implements SmartLifecycle {
    /**
     * Longer than the calls of a turn take; one that catches up on two days by a slow line may take longer, and then another node asks
     * as well: nothing is stored twice by that.
     */
    private static final Duration LEASE = Duration.ofMinutes(6);
    /** Clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** Farther back the provider does not go. */
    private static final Duration FARTHEST = Duration.ofHours(47);

    /** No shorter time is asked for by itself. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration TO_STOP = Duration.ofSeconds(12);

    private static final int MOST_PAGES = 50;
    private static final int MOST_AT_ONCE = 10;

    private static final Logger log = LoggerFactory.getLogger(InboundPoll.class);

    private final KavenegarInbox inbox;
    private final InboundDoor door;
    private final InboundPollTurns turns;
    private final InboundSettings settings;
    private final Clock clock;
    private final String needs;
    private CountDownLatch stopped;
    private Thread thread;
    private String trouble;

    InboundPoll(KavenegarInbox inbox, InboundDoor door, InboundPollTurns turns, InboundSettings settings, Clock clock) {
        this.inbox = inbox;
        this.door = door;
        this.turns = turns;
        this.settings = settings;
        this.clock = clock;
        needs = "roshan.inbound.poll needs roshan.sms.profile=kavenegar and roshan.sms.sender, the number of the line";
        if (settings.poll() != null && !inbox.isThere()) throw new IllegalArgumentException(needs);
    }

    @Override
    public synchronized void start() {
        if (settings.poll() == null || thread != null) return;
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = new Thread(() -> watch(stop), "inbound-poll");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        if (thread == null) return;
        stopped.countDown();
        try {
            thread.join(TO_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void watch(CountDownLatch stop) {
        try {
            while (!stop.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    turn();
                    if (trouble != null) log.info("the provider's inbox answers again");
                    trouble = null;
                } catch (Unreachable e) {
                    complain(e.code());
                } catch (RuntimeException e) {
                    complain(e.getClass().getSimpleName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once per trouble. */
    private void complain(String what) {
        if (!what.equals(trouble)) log.warn("the provider's inbox is asked again: {}", what);
        trouble = what;
    }

    /** @return whether it was this node's turn */
    boolean turn() {
        Instant now = clock.instant();
        Instant leasedUntil = now.plus(LEASE);
        Optional<InboundPollTurns.Turn> turn = turns.take(now, leasedUntil);
        if (turn.isEmpty()) return false;
        boolean stored = false;
        try {
            // What is new comes first: it waits for nothing that is missing, and is not lost by it.
            Optional<Unreachable> failed = storeUnread();
            if (turn.get().missingSince() != null) catchUp(turn.get().missingSince(), now);
            if (failed.isPresent()) throw failed.get();
            stored = true;
        } finally {
            turns.end(leasedUntil, stored);
        }
        return true;
    }

    /** @return why not all of it, where the provider does not answer: what is missing is asked for all the same */
    private Optional<Unreachable> storeUnread() {
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                List<Received> come = inbox.unread();
                store(come);
                if (come.size() < KavenegarInbox.AT_ONCE) break;
            }
            return Optional.empty();
        } catch (Unreachable e) {
            return Optional.of(e);
        }
    }

    private void catchUp(Instant since, Instant now) {
        Instant farthest = now.minus(FARTHEST);
        storeRead(since.minus(MARGIN).isBefore(farthest) ? farthest : since.minus(MARGIN), now);
    }

    /** In halves, where it is more than is answered, or is read, at once. */
    private void storeRead(Instant from, Instant to) {
        Duration half = Duration.between(from, to).dividedBy(2);
        try {
            if (allPages(from, to) || half.compareTo(SHORTEST) < 0) return;
        } catch (Unreachable e) {
            if (!e.isTooLarge() || half.compareTo(SHORTEST) < 0) throw e;
        }
        storeRead(from, from.plus(half));
        storeRead(from.plus(half), to);
    }

    /** @return false if there are more */
    private boolean allPages(Instant from, Instant to) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            List<Received> read = inbox.read(from, to, page);
            store(read);
            if (read.size() < KavenegarInbox.PAGE) return true;
        }
        return false;
    }

    private void store(List<Received> received) {
        for (Received one : received) door.take(one.id(), one.from(), one.to(), one.text());
    }
}
