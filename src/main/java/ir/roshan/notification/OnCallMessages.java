package ir.roshan.notification;

import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Wakes whoever is on call (A2.1): before all messages to subscribers, at night as well, and each number once for an outage. */
@Service
public class OnCallMessages {
    /** Whoever has heard nothing for so long has been phoned, or somebody is at work. */
    public static final Duration WORTH_SENDING = Duration.ofMinutes(30);

    private final Outbox outbox;
    private final SubscriberMessages messages;
    private final Clock clock;

    OnCallMessages(Outbox outbox, SubscriberMessages messages, Clock clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.clock = clock;
    }

    /** In the caller's transaction, which keeps all others from the outage. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long outageId, Collection<MobileNumber> numbers, Message.OnCall message) {
        outbox.oweAll(numbers.stream()
                .map(number -> new OwedMessage(
                        "on-call:" + outageId + ":" + number.value(),
                        MessageSubject.outage(outageId, null),
                        new Recipient(number, Language.FA),
                        message,
                        clock.instant().plus(WORTH_SENDING),
                        true))
                .toList());
    }

    /** Somebody has taken it: what has not been sent is not sent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(long outageId) {
        messages.supersedeOrders(outageId, MessageKind.ON_CALL, clock.instant());
    }
}
