package ir.roshan.notification;

import ir.roshan.background.RepeatedWork;
import ir.roshan.background.Trouble;
import ir.roshan.notification.ReportQueue.Unreported;
import ir.roshan.notification.SmsGateway.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks a gateway that knows what became of the messages it accepted, in a thread of its own, so that a gateway which is slow
 * to report delays no sending. What did not arrive, as with a number that blocks advertising lines, goes to the next carrier; a
 * result for which there is none is a person's to tell, as one that was never accepted.
 */
class DeliveryReports implements SmartLifecycle {
    /** Sooner no phone has answered. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** What has not been reported by then is not reported any more: the gateways forget. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);
    /** Beyond the gateway's time-out: for writing down what it answered, on a machine that is busy. */
    private static final Duration TO_WRITE_DOWN = Duration.ofSeconds(25);

    private static final Duration TO_END = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(DeliveryReports.class);

    private final ReportQueue queue;
    private final SmsGateway gateway;
    private final Carriers carriers;
    private final AnnouncementFailure announcementFailure;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration gatewayTimeout;
    private final RetryPauses pauses = new RetryPauses(FIRST_PAUSE, LONGEST_PAUSE);
    private final RepeatedWork rounds;

    /**
     * @param gateway the one of SMS, which alone tells
     * @param transaction begins a new transaction, also where there is one
     */
    DeliveryReports(
            ReportQueue queue,
            SmsGateway gateway,
            Carriers carriers,
            AnnouncementFailure announcementFailure,
            TransactionTemplate transaction,
            Clock clock,
            Duration poll,
            Duration gatewayTimeout) {
        this.queue = queue;
        this.gateway = gateway;
        this.carriers = carriers;
        this.announcementFailure = announcementFailure;
        this.transaction = transaction;
        this.clock = clock;
        this.gatewayTimeout = gatewayTimeout;
        Trouble trouble =
                new Trouble(log, "delivery reports wait, and are asked for again", "delivery reports come again");
        this.rounds = new RepeatedWork(
                "delivery-reports",
                poll,
                TO_END,
                () -> {
                    boolean isMore = round();
                    trouble.isOver();
                    return isMore;
                },
                trouble::is);
    }

    @Override
    public void start() {
        if (gateway.reportsDelivery()) rounds.begin();
    }

    /** A report that is under way is asked for again after the next start, where it takes longer. */
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
        Instant leasedUntil = clock.instant().plus(gatewayTimeout).plus(TO_WRITE_DOWN);
        List<Unreported> taken = transaction.execute(
                status -> queue.takeUnreported(gateway.profile(), clock.instant(), leasedUntil, gateway.mostAtOnce()));
        if (taken.isEmpty()) return false;
        Map<String, Delivery> known = Map.of();
        try {
            known = gateway.deliveries(taken.stream().map(Unreported::reference).toList());
        } catch (GatewayFailed e) {
            log.debug("no delivery reports: {}", e.code());
        }
        for (Unreported message : taken) record(message, known.get(message.reference()));
        return taken.size() == gateway.mostAtOnce();
    }

    /** Each in a transaction: a request whose workflow fails must not hold the others up. */
    private void record(Unreported message, Delivery delivery) {
        Instant now = clock.instant();
        try {
            transaction.executeWithoutResult(status -> {
                if (delivery == Delivery.ARRIVED) queue.arrived(message, now);
                else if (delivery == Delivery.LOST) lost(message, now);
                else queue.askAgain(message, nextTime(message, now));
            });
        } catch (RuntimeException e) {
            // The lease ends, and it is asked about once more.
            log.warn(
                    "what became of message {} cannot be recorded yet: {}",
                    message.id(),
                    e.getClass().getSimpleName());
        }
    }

    /** A request that has been closed or goes on in another way does not wait for it; then the state alone tells. */
    private void lost(Unreported message, Instant now) {
        Set<Carrier> gone = EnumSet.of(Carrier.SMS);
        gone.addAll(message.doneWith());
        boolean isAnotherLeft = carriers.isAnotherLeft(message.kind(), message.emergency(), gone);
        if (isAnotherLeft && queue.owedAgain(message, gone, now)) return;
        if (queue.lost(message, now) && message.latestResult())
            announcementFailure.announcementFailed(message.requestId());
    }

    private Instant nextTime(Unreported message, Instant now) {
        Instant next = now.plus(pauses.after(message.asked()));
        return next.isBefore(message.sentAt().plus(LONGEST_ASKED)) ? next : null;
    }
}
