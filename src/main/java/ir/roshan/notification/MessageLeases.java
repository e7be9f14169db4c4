package ir.roshan.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews the leases of what a sender has in hand, however long its gateway takes: so a lease can be short, and a node that is
 * killed is soon relieved.
 */
class MessageLeases {
    /** A lease outlives two renewals that fail. */
    private static final int RENEWALS = 3;

    private static final Logger log = LoggerFactory.getLogger(MessageLeases.class);

    private final SendQueue queue;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration lease;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    /** Down when the work is to end: a thread that is interrupted while it writes would close H2's file. */
    private CountDownLatch ending = new CountDownLatch(0);

    MessageLeases(SendQueue queue, TransactionTemplate transaction, Clock clock, Duration lease) {
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
        this.lease = lease;
    }

    Duration lease() {
        return lease;
    }

    void taken(Collection<OutgoingMessage> messages) {
        messages.forEach(message -> inHand.add(message.id()));
    }

    void done(Collection<OutgoingMessage> messages) {
        messages.forEach(message -> inHand.remove(message.id()));
    }

    void begin() {
        CountDownLatch end = new CountDownLatch(1);
        ending = end;
        Thread renewing = new Thread(() -> work(end), "message-leases");
        renewing.setDaemon(true);
        renewing.start();
    }

    void end() {
        ending.countDown();
    }

    private void work(CountDownLatch end) {
        while (true) {
            try {
                if (end.await(lease.dividedBy(RENEWALS).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            List<String> messages = List.copyOf(inHand);
            try {
                if (!messages.isEmpty()) {
                    transaction.executeWithoutResult(
                            status -> queue.renew(messages, clock.instant().plus(lease)));
                }
            } catch (RuntimeException e) {
                log.warn(
                        "the leases of {} messages could not be renewed: {}",
                        messages.size(),
                        e.getClass().getSimpleName());
            }
        }
    }
}
