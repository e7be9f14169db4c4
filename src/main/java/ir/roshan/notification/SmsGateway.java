package ir.roshan.notification;

import java.util.List;
import java.util.Map;

/** Whoever carries the messages to the phones. */
interface SmsGateway {
    /** What became of a message that was accepted. */
    enum Delivery {
        ARRIVED,
        /** It has not arrived, and will not. */
        LOST
    }

    /** The name of the profile, as the setting has it. */
    String profile();

    /** How many messages {@link #send} takes within one time-out. */
    default int mostAtOnce() {
        return Sender.MOST_AT_ONCE;
    }

    /** Whether {@link #deliveries} can be asked. */
    default boolean reportsDelivery() {
        return false;
    }

    /**
     * Asks what became of messages. Takes as long as the gateway's time-out at most, and holds no database connection.
     *
     * @param references the gateway's own ids, up to {@link #mostAtOnce}
     * @return by reference; a message about which nothing is known yet is not in it
     * @throws GatewayFailed if there is no answer about any of them
     */
    default Map<String, Delivery> deliveries(List<String> references) {
        throw new UnsupportedOperationException("this gateway reports no deliveries");
    }

    /**
     * Hands over some messages. Takes as long as the gateway's time-out at most, twice as long where it has templates and sends the
     * text of those whose template it does not take, and holds no database connection.
     *
     * @param messages up to {@link #mostAtOnce}
     * @return the answers by message id; a message without one is tried again
     * @throws GatewayFailed if there is no answer to any of them; they may have been taken all the same
     */
    Map<String, Answer> send(List<OutgoingMessage> messages);

    /**
     * What the gateway says about one message.
     *
     * @param reference the gateway's own id of it, up to 100 visible ASCII characters; null if it gave none
     * @param error why it was not taken this time, as a code of ours; null if it was not {@link Status#FAILED}
     */
    record Answer(Status status, String reference, String error) {
        Answer(Status status, String reference) {
            this(status, reference, null);
        }

        static Answer failed(String error) {
            return new Answer(Status.FAILED, null, error);
        }

        public Answer {
            if ((status == Status.FAILED) != (error != null))
                throw new IllegalArgumentException("a failure has a code, and nothing else has one");
            if (reference != null && !reference.matches("[\\x21-\\x7e]{1,100}"))
                throw new IllegalArgumentException("a reference has 1 to 100 visible ASCII characters");
        }
    }

    /** What of a gateway's own id a column of ours can hold; null if nothing: a message that is accepted must be recordable. */
    static String reference(String given) {
        String visible = given.replaceAll("[^\\x21-\\x7e]", "");
        return visible.isEmpty() ? null : visible.substring(0, Math.min(visible.length(), 100));
    }

    enum Status {
        /** It will be delivered, as far as the gateway knows. */
        ACCEPTED,
        /** It is as good as delivered. */
        DELIVERED,
        /** It will never be taken. */
        REFUSED,
        /** It was not taken this time, or nobody knows; it is tried again. */
        FAILED
    }
}
