package ir.roshan.subscription;

import ir.roshan.notification.PlanMessages;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells people ahead, in a thread of its own on each node. It owes no more than can be sent in a moment and waits for the rest: so
 * what a report is answered with stands behind few of these, and what is decided late is decided by the plan as it is then.
 */
@Component
class PlanWatch implements SmartLifecycle {
    private static final int PORTION = 1_000;
    private static final long LONGEST_STOP_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(PlanWatch.class);

    private final Stirring stirring;
    private final Looking looking;
    private final PlanMessages messages;
    private final ToldLedger ledger;
    private final SubscriptionSettings settings;
    private final Clock clock;
    private final AtomicReference<String> trouble = new AtomicReference<>();
    /** Wakes whoever pauses, when the work is to end: a thread that is interrupted while it writes would close H2's file. */
    private final Semaphore ending = new Semaphore(0);

    private Thread thread;
    private volatile boolean running;

    PlanWatch(
            Stirring stirring,
            Looking looking,
            PlanMessages messages,
            ToldLedger ledger,
            SubscriptionSettings settings,
            Clock clock) {
        this.stirring = stirring;
        this.looking = looking;
        this.messages = messages;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (running) return;
        running = true;
        ending.drainPermits();
        thread = new Thread(this::watch, "plan-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread == null) return;
        ending.release();
        try {
            thread.join(LONGEST_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        while (running) {
            boolean isMore = false;
            try {
                isMore = round();
                if (trouble.getAndSet(null) != null) LOG.info("People are told of the plan ahead again");
            } catch (RuntimeException e) {
                // The database is gone, or there is a bug: whoever is due stays due.
                String now = e.getClass().getSimpleName();
                if (!now.equals(trouble.getAndSet(now)))
                    LOG.warn("Nobody is told of the plan ahead, and it is tried again: {}", now);
                LOG.debug("Why nobody is told of the plan ahead", e);
            }
            if (!isMore && !pause()) return;
        }
    }

    private boolean pause() {
        try {
            return !ending.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** @return whether there may be more to do at once */
    boolean round() {
        boolean isMore = stirring.step();
        // Nobody is woken for it, and in the morning it is decided by what is true then.
        if (messages.quietUntil(clock.instant()).isPresent()) return isMore;
        if (messages.waiting(settings.mostWaiting()) >= settings.mostWaiting()) return false;
        try {
            return looking.look() == Looking.AT_ONCE || isMore;
        } catch (RuntimeException e) {
            return oneByOne(e) || isMore;
        }
    }

    /** Of many one may stumble, and must not hold the others up. */
    private boolean oneByOne(RuntimeException ofAll) {
        int looked = 0;
        int stumbled = 0;
        for (long subscriber : looking.due()) {
            try {
                looked += looking.look(subscriber);
            } catch (RuntimeException e) {
                stumbled++;
                LOG.warn(
                        "Number {} is told of the plan later: {}",
                        subscriber,
                        e.getClass().getSimpleName());
                LOG.debug("Why number {} is told later", subscriber, e);
                looking.leave(subscriber);
            }
        }
        if (looked + stumbled == 0) throw ofAll;
        return true;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT25M")
    void forgetOld() {
        while (ledger.forgetOlderThan(clock.instant().minus(settings.keptFor()), PORTION) == PORTION) {}
        while (messages.forget(clock.instant().minus(settings.keptFor()), PORTION) == PORTION) {}
    }
}
