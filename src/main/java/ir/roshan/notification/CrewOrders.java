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
 * Sends a crew where it is needed (A3.4), before all messages to subscribers and at night as well. The last order of an
 * outage is the one that holds: what still waits of the earlier ones is not sent any more.
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
     * Owes the order in the caller's transaction, which keeps all others from the outage.
     *
     * @param namesRequestId the request whose address and number the text tells; null where it is nobody's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(long outageId, Long namesRequestId, MobileNumber crew, Message.CrewOrder order) {
        callOff(outageId);
        outbox.oweAll(List.of(new Owed(
                "crew:" + outageId + ":" + (messages.countOrders(outageId) + 1),
                About.outage(outageId, namesRequestId),
                new Recipient(crew, Language.FA),
                order,
                clock.instant().plus(WORTH_SENDING),
                true)));
    }

    /** There is nothing left to do at the outage: what has not been sent is not sent any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void callOff(long outageId) {
        messages.supersedeOrders(outageId, clock.instant());
    }

    /** The order that holds; empty where no crew was sent by a message. */
    public Optional<MessageRecord> last(long outageId) {
        return messages.lastOrder(outageId);
    }
}
