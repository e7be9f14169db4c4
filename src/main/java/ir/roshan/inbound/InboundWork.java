package ir.roshan.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.inbound.InboundMessages.Inbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Works off what has come, one at a time, in a thread of its own; whatever happens in between, each is done once or waits. */
@Component
class InboundWork implements SmartLifecycle {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);
    /** What meets another change is done again soon; what fails each time is given up after ten minutes, in pauses that double. */
    private static final int MOST_TRIES = 8;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** {@code roshan_inbound_failed_total} where it is gathered. */
    static final String FAILED = "roshan.inbound.failed";

    private static final Logger log = LoggerFactory.getLogger(InboundWork.class);

    private final InboundMessages messages;
    private final InboundDeeds deeds;
    private final InboundSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter failed;
    private final Semaphore rings = new Semaphore(0);
    private volatile boolean running;
    private Thread thread;
    private Instant minuteFrom = Instant.EPOCH;
    private int ofMinute;

    InboundWork(
            InboundMessages messages,
            InboundDeeds deeds,
            InboundSettings settings,
            PlatformTransactionManager transactions,
            Clock clock,
            MeterRegistry registry) {
        this.messages = messages;
        this.deeds = deeds;
        this.settings = settings;
        this.clock = clock;
        failed = Counter.builder(FAILED)
                .description("SMS of subscribers that this node has given up")
                .register(registry);
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** There is something new. */
    void ring() {
        if (rings.availablePermits() == 0) rings.release();
    }

    @Override
    public synchronized void start() {
        if (running) return;
        running = true;
        thread = new Thread(this::work, "inbound-sms");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread == null) return;
        ring();
        try {
            thread.join(TO_FINISH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        String trouble = null;
        while (running) {
            try {
                if (!isFull() && next()) ofMinute++;
                else if (!rings.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) continue;
                trouble = null;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The database is gone, or there is a bug: either way they wait.
                String now = e.getClass().getSimpleName();
                if (!now.equals(trouble)) log.warn("SMS of subscribers wait: {}", now);
                trouble = now;
                if (!pause()) return;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean isFull() {
        Instant now = clock.instant();
        if (!now.isBefore(minuteFrom.plus(MINUTE)) || now.isBefore(minuteFrom)) {
            minuteFrom = now;
            ofMinute = 0;
        }
        return ofMinute >= settings.perMinute();
    }

    /** @return whether there was one */
    boolean next() {
        AtomicReference<Inbound> inHand = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<Inbound> message = messages.next(clock.instant());
                message.ifPresent(inHand::set);
                message.ifPresent(deeds::doneWith);
                return message.isPresent();
            }));
        } catch (RuntimeException e) {
            if (inHand.get() == null) throw e;
            triedInVain(inHand.get(), e);
            return true;
        }
    }

    private void triedInVain(Inbound message, RuntimeException e) {
        Instant now = clock.instant();
        if (message.tries() + 1 < MOST_TRIES) {
            Instant again = now.plus(FIRST_PAUSE.multipliedBy(1L << message.tries()));
            transaction.executeWithoutResult(status -> messages.postpone(message.id(), again));
            log.debug("{} is tried again", message, e);
            return;
        }
        log.error("{} could not be worked on", message, e);
        failed.increment();
        try {
            transaction.executeWithoutResult(status -> deeds.giveUp(message));
        } catch (RuntimeException withoutAnswer) {
            log.warn("{} is not answered either", message, withoutAnswer);
            transaction.executeWithoutResult(status -> messages.settle(message.id(), InboundOutcome.FAILED, null, now));
        }
    }
}
