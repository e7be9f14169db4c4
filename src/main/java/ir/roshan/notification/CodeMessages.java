package ir.roshan.notification;

import ir.roshan.notification.Carriers.Outcome;
import ir.roshan.notification.SmsGateway.Status;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/**
 * Sends codes that show whose a number is. They never become a row, since managers read the texts there: they go from memory to the
 * carriers at once, in threads of their own, and whoever waits for one that is lost with this node, or that no carrier takes, asks
 * for another. Whoever asks has written down before that a code was drawn.
 */
@Service
public class CodeMessages implements DisposableBean {
    private static final int THREADS = 4;
    /** At a gateway that answers nothing, more than these would be too old by their turn. */
    private static final int MOST_WAITING = 500;
    /** While the node stops, those in hand are given to the gateway still. */
    private static final int SECONDS_TO_STOP = 10;

    private static final Logger log = LoggerFactory.getLogger(CodeMessages.class);

    private final Carriers carriers;
    private final MessageTexts texts;
    private final PublicAddress site;
    private final Clock clock;
    private final Semaphore places = new Semaphore(THREADS + MOST_WAITING);
    private final ThreadPoolExecutor threads;

    CodeMessages(Carriers carriers, MessageTexts texts, PublicAddress site, Clock clock) {
        this.carriers = carriers;
        this.texts = texts;
        this.site = site;
        this.clock = clock;
        threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "roshan-codes");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * To be asked before anything is written down about a code, so that whoever cannot be sent one loses nothing. Whoever has a place
     * sends a code or leaves it.
     *
     * @return false where as many as may are waiting for the gateway
     */
    public boolean takePlace() {
        return places.tryAcquire();
    }

    public void leavePlace() {
        places.release();
    }

    /**
     * Comes back at once. To be called by whoever has a place, when what the code is good for has committed.
     *
     * @param code ASCII digits
     * @param until when it is of no use any more
     */
    public void send(MobileNumber to, String code, Language language, Instant until) {
        try {
            threads.execute(() -> {
                try {
                    give(worded(to, code, language), until);
                } finally {
                    leavePlace();
                }
            });
        } catch (RejectedExecutionException e) {
            leavePlace();
            log.warn("a code was not sent, since this node is stopping");
        }
    }

    private OutgoingMessage worded(MobileNumber to, String code, Language language) {
        Message message = new Message.MobileCode(
                code, site.host().map(host -> "@" + host + " #" + code).orElse(null));
        MessageTexts.Worded worded = texts.word(message, language);
        return new OutgoingMessage(
                UUID.randomUUID().toString(), to, worded.text(), 1, message.kind(), false, Set.of(), worded.facts());
    }

    private void give(OutgoingMessage message, Instant until) {
        if (!clock.instant().isBefore(until)) {
            log.warn("a code was not sent, since it waited for the gateway until it was too old");
            return;
        }
        Outcome outcome = carriers.send(List.of(message)).get(message.id());
        if (outcome.answer().status() == Status.FAILED)
            log.warn("a code was not taken: {}", outcome.answer().error());
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) threads.shutdownNow();
    }
}
