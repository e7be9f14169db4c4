package ir.roshan.notification;

import ir.roshan.background.Doorbell;
import ir.roshan.notification.SubscriberMessages.RenderedMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where the rest of the house leaves what a subscriber or a crew is to be told (A3.5, A3.4). It is written with the work that
 * causes it, and goes out once that work has committed; a gateway that is slow or gone delays nothing but messages.
 */
@Service
public class Outbox {
    /** What was held back over night is worth telling for so long in the morning at least. */
    static final Duration IN_THE_MORNING = Duration.ofHours(1);
    /** Farther ahead than any message lives, and near enough for a column of either database. */
    private static final Instant ALWAYS = Instant.parse("9999-01-01T00:00:00Z");

    private final SubscriberMessages messages;
    private final MessageTexts texts;
    private final QuietHours quietHours;
    private final Clock clock;
    private final Doorbell doorbell;

    Outbox(SubscriberMessages messages, MessageTexts texts, QuietHours quietHours, Clock clock, Doorbell doorbell) {
        this.messages = messages;
        this.texts = texts;
        this.quietHours = quietHours;
        this.clock = clock;
        this.doorbell = doorbell;
    }

    /**
     * Owes one message in the caller's transaction; owing the same key again changes nothing. What it makes pointless about
     * the same request is not sent any more. Two transactions that owe
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
        Instant now = clock.instant();
        RenderedMessage worded =
                worded(OwedMessage.toSubscriber(dedupeKey, requestId, to, message, expiresAt, emergency), now, now);
        if (!messages.add(worded, now)) return messages.textOf(dedupeKey).orElseThrow();
        supersede(List.of(worded), now);
        ringAfterCommit();
        return worded.text();
    }

    /**
     * The same for thousands at once.
     *
     * @return the texts that will be sent, by dedupe key
     */
    public Map<String, String> oweAll(List<OwedMessage> owed) {
        return oweAll(owed, Map.of());
    }

    /** @param notBefore by dedupe key; what is not in it is sent as soon as can be */
    Map<String, String> oweAll(List<OwedMessage> owed, Map<String, Instant> notBefore) {
        demandTransaction();
        if (owed.isEmpty()) return Map.of();
        Instant now = clock.instant();
        // In the order of their keys, so that two transactions that owe the same ones cannot lock each other out.
        List<RenderedMessage> worded = owed.stream()
                .sorted(Comparator.comparing(OwedMessage::dedupeKey))
                .map(one -> worded(one, notBefore.getOrDefault(one.dedupeKey(), now), now))
                .toList();
        List<RenderedMessage> added = messages.addAll(worded, now);
        supersede(added, now);
        ringAfterCommit();
        Map<String, String> texts = new HashMap<>();
        added.forEach(one -> texts.put(one.owed().dedupeKey(), one.text()));
        worded.forEach(one -> texts.computeIfAbsent(
                one.owed().dedupeKey(), known -> messages.textOf(known).orElseThrow()));
        return texts;
    }

    /**
     * When a message that is owed now would be sent, if the gateway takes it at once: now, or in the morning. Whoever counts
     * time from the telling begins here.
     */
    public Instant earliest(Message message, boolean emergency) {
        Instant now = clock.instant();
        return heldUntil(message, emergency, now).orElse(now);
    }

    /** When the quiet hours end in which that moment lies; empty if it lies in none. */
    public Optional<Instant> quietUntil(Instant moment) {
        return quietHours.endOf(moment);
    }

    /** What was owed of that kind about the request is not true any more: it is not sent, and nobody has to phone because of it. */
    public void callOff(long requestId, MessageKind kind) {
        messages.supersede(List.of(requestId), Set.of(kind), List.of(), clock.instant());
    }

    /** Whether the message of that key has been accepted by the gateway, or has arrived; false if none was ever owed. */
    public boolean told(String dedupeKey) {
        return messages.stateOf(dedupeKey).filter(MessageState::isTold).isPresent();
    }

    /** Whether the newest message of its kind to them about the request, owed since then, has the same words, and is not lost. */
    boolean isSaid(long requestId, Recipient to, Message message, Instant since) {
        return messages.newestText(requestId, to.mobile(), message.kind(), since)
                .filter(texts.render(message, to.language())::equals)
                .isPresent();
    }

    /** Whether the message of that key was not sent because its number had had as many as one may have. */
    public boolean heldBack(String dedupeKey) {
        return messages.stateOf(dedupeKey).filter(MessageState.HELD::equals).isPresent();
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

    private RenderedMessage worded(OwedMessage owed, Instant notBefore, Instant now) {
        Optional<Instant> heldUntil = heldUntil(owed.message(), owed.emergency(), now);
        MessageTexts.Worded worded = texts.word(owed.message(), owed.to().language());
        return new RenderedMessage(
                owed,
                worded.text(),
                worded.facts(),
                later(notBefore, heldUntil.orElse(now)),
                heldUntil
                        .filter(morning -> !owed.message().kind().isAhead())
                        .map(morning -> later(owed.expiresAt(), morning.plus(IN_THE_MORNING)))
                        .orElse(owed.expiresAt()),
                wakesUntil(owed.message(), owed.emergency(), now));
    }

    private Optional<Instant> heldUntil(Message message, boolean emergency, Instant now) {
        Instant wakesUntil = wakesUntil(message, emergency, now);
        return quietHours.endOf(now).filter(morning -> wakesUntil == null || !now.isBefore(wakesUntil));
    }

    /**
     * Until when somebody may be woken for it: always in an emergency and for an estimate, for a result as long as it is
     * today's, and for nothing else. Who has written just now is awake.
     */
    private Instant wakesUntil(Message message, boolean emergency, Instant now) {
        if (emergency || message.tellsAnEstimate() || message instanceof Message.Answer) return ALWAYS;
        if (message instanceof Message.Result result)
            return quietHours.nextMorning(result.restoredAt() == null ? now : result.restoredAt());
        return null;
    }

    /** What the new ones make pointless; none of themselves, since one may have been owed for the first time just now. */
    private void supersede(List<RenderedMessage> added, Instant now) {
        added.stream()
                .filter(one -> !one.owed().message().kind().supersedes().isEmpty())
                .collect(
                        Collectors.groupingBy(one -> one.owed().message().kind().supersedes()))
                .forEach((kinds, ofTheSame) -> messages.supersede(
                        ofTheSame.stream()
                                .map(one -> one.owed().about().requestId())
                                .toList(),
                        kinds,
                        ofTheSame.stream().map(one -> one.owed().dedupeKey()).toList(),
                        now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
