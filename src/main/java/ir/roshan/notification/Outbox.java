package ir.roshan.notification;

import ir.roshan.notification.SubscriberMessages.Worded;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where the rest of the house leaves what a subscriber is to be told (A3.5). It is written with the work that causes it,
 * and goes out once that work has committed; a gateway that is slow or gone delays nothing but messages.
 */
@Service
public class Outbox {
    private final SubscriberMessages messages;
    private final MessageTexts texts;
    private final Clock clock;
    private final Doorbell doorbell;

    Outbox(SubscriberMessages messages, MessageTexts texts, Clock clock, Doorbell doorbell) {
        this.messages = messages;
        this.texts = texts;
        this.clock = clock;
        this.doorbell = doorbell;
    }

    /**
     * Owes one message in the caller's transaction; owing the same key again changes nothing. Two transactions that owe
     * one key at the same instant wait for each other, and the later may fail as a whole with a
     * {@link org.springframework.dao.DuplicateKeyException}; tried again, it finds the message owed.
     *
     * @param dedupeKey what the message is about, for example {@code result:<request id>:<attempt>}
     * @param expiresAt when it is given up, should it not have been sent by then
     * @param emergency it goes before all others, and is not held back at night
     * @return the text that will be sent; the first one's if the key was owed before
     * @throws IllegalTransactionStateException if the caller has no transaction
     */
    public String owe(
            String dedupeKey, long requestId, Recipient to, Message message, Instant expiresAt, boolean emergency) {
        demandTransaction();
        Worded worded = worded(new Owed(dedupeKey, requestId, to, message, expiresAt, emergency));
        if (!messages.add(worded, clock.instant()))
            return messages.textOf(dedupeKey).orElseThrow();
        ringAfterCommit();
        return worded.text();
    }

    /** The same for thousands at once. */
    public void oweAll(List<Owed> owed) {
        demandTransaction();
        if (owed.isEmpty()) return;
        // In the order of their keys, so that two transactions that owe the same ones cannot lock each other out.
        messages.addAll(
                owed.stream()
                        .sorted(Comparator.comparing(Owed::dedupeKey))
                        .map(this::worded)
                        .toList(),
                clock.instant());
        ringAfterCommit();
    }

    /** Whether the message of that key has been accepted by the gateway, or has arrived; false if none was ever owed. */
    public boolean told(String dedupeKey) {
        return messages.stateOf(dedupeKey)
                .filter(state -> state == MessageState.ACCEPTED || state == MessageState.DELIVERED)
                .isPresent();
    }

    /**
     * A person takes over: the sender will not send it any more. What has been sent already stays sent; a sender that
     * has it in hand at this moment may still send it.
     */
    public void handToPerson(String dedupeKey) {
        messages.handToPerson(dedupeKey, clock.instant());
    }

    /** All messages about a request, the oldest first. */
    public List<MessageRecord> of(long requestId) {
        return messages.of(requestId);
    }

    private Worded worded(Owed owed) {
        return new Worded(owed, texts.render(owed.message(), owed.to().language()));
    }

    private static void demandTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalTransactionStateException("a message is owed in the transaction that causes it");
    }

    private void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                doorbell.ring();
            }
        });
    }
}
