package ir.roshan.notification;

import ir.roshan.background.Doorbell;
import ir.roshan.background.Leases;
import ir.roshan.background.RepeatedWork;
import ir.roshan.background.Trouble;
import ir.roshan.notification.Carriers.Outcome;
import ir.roshan.notification.SendQueue.Due;
import ir.roshan.notification.SendQueue.Expired;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is owed, in threads of its own: takes due messages in one transaction, gives them to the gateway in none,
 * and records the answers in another. Whatever happens in between, a message is either recorded or taken again when its
 * lease ends, under the same id.
 */
class Sender implements SmartLifecycle {
    static final int MOST_AT_ONCE = 100;

    /** Renewed as long as the messages are in hand: a node that is killed is relieved when it ends. */
    private static final Duration LEASE = Duration.ofSeconds(12);
    /** For writing down what the gateway answered, on a machine that is busy. */
    private static final Duration TO_WRITE_DOWN = Duration.ofSeconds(25);
    /** How long the workflow is left alone that does not wait for a failed announcement yet. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(10);
    /** A workflow that has not waited for it by then has ended in another way, as by a withdrawal. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    private final SendQueue queue;
    private final NumberBound bound;
    private final Carriers carriers;
    private final AnnouncementFailure announcementFailure;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final NotificationSettings settings;
    private final QuietHours quietHours;
    private final RetryPauses pauses;
    private final Duration gatewayTimeout;
    private final Leases leases;
    private final RepeatedWork rounds;
    private final Trouble trouble = new Trouble(log, "messages wait, and are tried again", "messages go out again");

    /** @param transaction begins a new transaction, also where there is one */
    Sender(
            SendQueue queue,
            NumberBound bound,
            Carriers carriers,
            AnnouncementFailure announcementFailure,
            TransactionTemplate transaction,
            Clock clock,
            Doorbell doorbell,
            NotificationSettings settings,
            QuietHours quietHours,
            Duration gatewayTimeout) {
        this(
                queue,
                bound,
                carriers,
                announcementFailure,
                transaction,
                clock,
                doorbell,
                settings,
                quietHours,
                gatewayTimeout,
                LEASE);
    }

    Sender(
            SendQueue queue,
            NumberBound bound,
            Carriers carriers,
            AnnouncementFailure announcementFailure,
            TransactionTemplate transaction,
            Clock clock,
            Doorbell doorbell,
            NotificationSettings settings,
            QuietHours quietHours,
            Duration gatewayTimeout,
            Duration lease) {
        this.queue = queue;
        this.bound = bound;
        this.carriers = carriers;
        this.announcementFailure = announcementFailure;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
        this.quietHours = quietHours;
        this.pauses = new RetryPauses(settings.retryFrom(), settings.retryTo());
        this.gatewayTimeout = gatewayTimeout;
        this.leases = new Leases(
                "messages",
                lease,
                ids -> transaction.executeWithoutResult(
                        status -> queue.renew(ids, clock.instant().plus(lease))));
        this.rounds = new RepeatedWork(
                "message-sender",
                settings.threads(),
                settings.poll(),
                gatewayTimeout.plusSeconds(2),
                doorbell,
                this::round,
                // The messages are still owed.
                e -> trouble.is("the table of messages: " + e.getClass().getSimpleName()));
    }

    @Override
    public synchronized void start() {
        leases.begin();
        rounds.begin();
    }

    /** Lets what is with the gateway come back and be recorded; the rest waits in the table for the next start. */
    @Override
    public synchronized void stop() {
        rounds.end();
        leases.end();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /** @return whether there may be more to do at once */
    boolean round() {
        boolean moreDue = send();
        int givenUp = giveUp();
        return moreDue || givenUp == MOST_AT_ONCE;
    }

    /** @return whether there may be more that is due */
    private boolean send() {
        Optional<Instant> morning = quietHours.endOf(clock.instant());
        if (morning.isPresent())
            transaction.executeWithoutResult(status ->
                    queue.holdBack(clock.instant(), morning.get(), morning.get().plus(Outbox.IN_THE_MORNING)));
        Batch batch = transaction.execute(status -> take(morning.isPresent()));
        List<OutgoingMessage> taken = batch.taken();
        if (taken.isEmpty()) return false;
        List<String> ids = taken.stream().map(OutgoingMessage::id).toList();
        leases.taken(ids);
        try {
            Map<String, Outcome> outcomes = carriers.send(taken);
            tellWhetherItWorks(outcomes);
            record(taken, outcomes, clock.instant());
        } finally {
            leases.done(ids);
        }
        return batch.full();
    }

    /** @param full whether as many were due as are taken at once */
    private record Batch(List<OutgoingMessage> taken, boolean full) {}

    /** Emergencies before all others. */
    private Batch take(boolean quiet) {
        Instant now = clock.instant();
        int most = carriers.mostAtOnce();
        List<Due> due = new ArrayList<>(queue.due(true, quiet, now, gatewayTimeout, most));
        if (due.size() < most) due.addAll(queue.due(false, quiet, now, gatewayTimeout, most - due.size()));
        List<OutgoingMessage> taken = bound.leaving(due, now);
        queue.lease(taken, now, now.plus(leases.lease()));
        return new Batch(taken, due.size() == most);
    }

    /**
     * Tries for a while, and longer than the lease lasts where it cannot be renewed: what is not recorded is sent a second time, and
     * without a database nobody else takes it.
     *
     * @param answered when the gateway did, which may be a while before it can be written down
     */
    private void record(List<OutgoingMessage> taken, Map<String, Outcome> outcomes, Instant answered) {
        Instant until = answered.plus(TO_WRITE_DOWN);
        while (true) {
            try {
                transaction.executeWithoutResult(status -> {
                    // In the order in which everybody locks them.
                    taken.stream()
                            .sorted(Comparator.comparing(OutgoingMessage::id))
                            .forEach(message -> record(message, outcomes.get(message.id()), answered));
                });
                return;
            } catch (RuntimeException e) {
                if (!rounds.isRunning() || !clock.instant().isBefore(until) || !pause()) throw e;
            }
        }
    }

    private void record(OutgoingMessage message, Outcome outcome, Instant now) {
        String reference = outcome.answer().reference();
        switch (outcome.answer().status()) {
            case ACCEPTED -> accepted(message, MessageState.ACCEPTED, outcome, now, reportDueAt(outcome, now));
            case DELIVERED -> accepted(message, MessageState.DELIVERED, outcome, now, null);
            case REFUSED -> queue.refused(message, reference, now);
            case FAILED ->
                queue.postpone(
                        message,
                        outcome.doneWith(),
                        now.plus(pauses.after(message.attempts())),
                        outcome.answer().error());
        }
    }

    private void accepted(
            OutgoingMessage message, MessageState state, Outcome outcome, Instant now, Instant reportDueAt) {
        queue.accepted(
                message,
                state,
                outcome.by().profile(),
                outcome.answer().reference(),
                outcome.doneWith(),
                now,
                reportDueAt);
    }

    private static Instant reportDueAt(Outcome outcome, Instant now) {
        boolean isReported = outcome.by().reportsDelivery() && outcome.answer().reference() != null;
        return isReported ? now.plus(DeliveryReports.FIRST_PAUSE) : null;
    }

    private boolean pause() {
        try {
            return rounds.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return how many expired messages were looked at */
    private int giveUp() {
        int lookedAt = 0;
        while (lookedAt < MOST_AT_ONCE && giveUpNext()) lookedAt++;
        return lookedAt;
    }

    /** One in a transaction: a request whose workflow fails must not hold the others up. */
    private boolean giveUpNext() {
        AtomicReference<Expired> inHand = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Optional<Expired> expired = queue.expired(clock.instant());
                expired.ifPresent(inHand::set);
                expired.ifPresent(this::giveUp);
                return expired.isPresent();
            }));
        } catch (RuntimeException e) {
            Expired failed = inHand.get();
            if (failed == null) throw e;
            log.warn(
                    "message {} cannot be handed to a person yet: {}",
                    failed.id(),
                    e.getClass().getSimpleName());
            log.debug("why message {} cannot be handed to a person", failed.id(), e);
            transaction.executeWithoutResult(
                    status -> queue.leaveUntil(failed, clock.instant().plus(UNTIL_ASKED_AGAIN)));
            return true;
        }
    }

    private void giveUp(Expired message) {
        Instant now = clock.instant();
        boolean aPersonCalls = message.kind().isOwedByAPersonInTheEnd()
                && now.isBefore(message.expiresAt().plus(LONGEST_ASKED))
                && (!message.held() || isWorthACall(message, now));
        if (aPersonCalls && !announcementFailure.announcementFailed(message.requestId()))
            queue.leaveUntil(message, now.plus(UNTIL_ASKED_AGAIN));
        else queue.givenUp(message, now);
    }

    /** Whoever names a stranger's number in many reports must not have that stranger phoned, nor the dispatchers buried in calls. */
    private boolean isWorthACall(Expired held, Instant now) {
        return announcementFailure.isWorthACall(held.requestId()) && bound.isToBePhoned(held.to(), now);
    }

    private void tellWhetherItWorks(Map<String, Outcome> outcomes) {
        Optional<String> failure = outcomes.values().stream()
                .map(outcome -> outcome.answer().error())
                .filter(Objects::nonNull)
                .sorted()
                .findFirst();
        boolean noneWentOut =
                outcomes.values().stream().allMatch(outcome -> outcome.answer().error() != null);
        if (failure.isPresent() && noneWentOut) trouble.is("the gateway: " + failure.get());
        else trouble.isOver();
    }
}
