package ir.roshan.notification;

import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends a crew where it is needed (A3.4), before all messages to subscribers and at night as well. What was owed of an outage
 * holds until it is called off: where it is, and each danger there.
 */
@Service
public class CrewOrders {
    /** A crew that has heard nothing for so long was phoned. */
    static final Duration WORTH_SENDING = Duration.ofMinutes(30);

    private final Outbox outbox;
    private final SubscriberMessages messages;
    private final Clock clock;

    CrewOrders(Outbox outbox, SubscriberMessages messages, Clock clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Owes the order in the caller's transaction, which keeps all others from the outage. What was owed before is sent as well,
     * unless it is called off.
     *
     * @param namesRequestId the request whose address and number the text tells; null where it is nobody's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long outageId, Long namesRequestId, MobileNumber crew, Message.CrewOrder order) {
        outbox.oweAll(List.of(new OwedMessage(
                "crew:" + outageId + ":" + (messages.countOrders(outageId) + 1),
                MessageSubject.outage(outageId, namesRequestId),
                new Recipient(crew, Language.FA),
                order,
                clock.instant().plus(WORTH_SENDING),
                true)));
    }

    /** What has not been sent of the outage is not true any more, and is not sent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(long outageId) {
        messages.supersedeOrders(outageId, MessageKind.CREW_ORDER, clock.instant());
    }

    /**
     * What a crew was told last.
     *
     * @param namesRequestId the request whose address and number the text tells; null where it is nobody's
     */
    public record Last(MessageRecord message, MobileNumber crew, Long namesRequestId) {}

    /** Empty where no crew was sent by a message. */
    public Optional<Last> last(long outageId) {
        return messages.lastOrder(outageId);
    }
}
