package ir.roshan.inbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import ir.roshan.background.Doorbell;
import ir.roshan.background.RepeatedWork;
import ir.roshan.background.Trouble;
import ir.roshan.inbound.InboundMessages.Inbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    private final Doorbell doorbell = new Doorbell();
    private final Trouble trouble =
            new Trouble(log, "SMS of subscribers wait", "SMS of subscribers are worked off again");
    private final RepeatedWork rounds =
            new RepeatedWork("inbound-sms", 1, POLL, TO_FINISH, doorbell, this::round, trouble::is);
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
        doorbell.ring();
    }

    @Override
    public void start() {
        rounds.begin();
    }

    @Override
    public void stop() {
        rounds.end();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    private boolean round() {
        boolean isMore = !isFull() && next();
        if (isMore) ofMinute++;
        trouble.isOver();
        return isMore;
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
