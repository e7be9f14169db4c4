package ir.roshan.notification;

import ir.roshan.notification.SubscriberMessages.Taken;
import java.util.List;
import java.util.Map;

/** Whoever carries the messages to the phones. */
interface SmsGateway {
    /**
     * Hands over some messages. Takes as long as the gateway's time-out at most, and holds no database connection.
     *
     * @param messages up to {@link Sender#MOST_AT_ONCE}
     * @return the answers by message id; a message without one is tried again
     * @throws GatewayFailed if there is no answer to any of them; they may have been taken all the same
     */
    Map<String, Answer> send(List<Taken> messages);

    /**
     * What the gateway says about one message.
     *
     * @param reference the gateway's own id of it, up to 100 visible ASCII characters; null if it gave none
     */
    record Answer(Status status, String reference) {
        public Answer {
            if (reference != null && !reference.matches("[\\x21-\\x7e]{1,100}"))
                throw new IllegalArgumentException("a reference has 1 to 100 visible ASCII characters");
        }
    }

    enum Status {
        /** It will be delivered, as far as the gateway knows. */
        ACCEPTED,
        /** It is as good as delivered. */
        DELIVERED,
        /** It will never be taken. */
        REFUSED
    }
}
