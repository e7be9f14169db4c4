package ir.roshan.inbound;

import ir.roshan.notification.KavenegarInbox;
import ir.roshan.notification.KavenegarInbox.Received;
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
    /** As long as all calls of one turn may take. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** Clocks differ. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** Farther back the provider does not go. */
    private static final Duration FARTHEST = Duration.ofHours(47);

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
            thread.join(LEASE.toMillis() / 10);
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
                } catch (KavenegarInbox.Unreachable e) {
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
        Optional<InboundPollTurns.Turn> turn = turns.take(now, now.plus(LEASE));
        if (turn.isEmpty()) return false;
        boolean stored = false;
        try {
            if (turn.get().missingSince() != null) catchUp(turn.get().missingSince(), now);
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                List<Received> come = inbox.unread();
                store(come);
                if (come.size() < KavenegarInbox.AT_ONCE) break;
            }
            stored = true;
        } finally {
            turns.end(stored);
        }
        return true;
    }

    private void catchUp(Instant since, Instant now) {
        Instant farthest = now.minus(FARTHEST);
        Instant from = since.minus(MARGIN).isBefore(farthest) ? farthest : since.minus(MARGIN);
        for (int page = 1; page <= MOST_PAGES; page++) {
            List<Received> read = inbox.read(from, now, page);
            store(read);
            if (read.size() < KavenegarInbox.PAGE) return;
        }
    }

    private void store(List<Received> received) {
        for (Received one : received) door.take(one.id(), one.from(), one.to(), one.text());
    }
}
