package ir.roshan.subscription;

import ir.roshan.background.RepeatedWork;
import ir.roshan.background.Trouble;
import ir.roshan.notification.PlanMessages;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PlanWatch.class);

    private final Stirring stirring;
    private final Looking looking;
    private final PlanMessages messages;
    private final ToldLedger ledger;
    private final SubscriptionSettings settings;
    private final Clock clock;
    private final RepeatedWork rounds;

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
        Trouble trouble = new Trouble(
                LOG,
                "Nobody is told of the plan ahead, and it is tried again",
                "People are told of the plan ahead again");
        this.rounds = new RepeatedWork(
                "plan-watch",
                settings.poll(),
                LONGEST_STOP,
                () -> {
                    boolean isMore = round();
                    trouble.isOver();
                    return isMore;
                },
                // Whoever is due stays due.
                trouble::is);
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
