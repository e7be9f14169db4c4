package ir.roshan.notification;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a message is about: a request, whose subscriber is told of it; an outage, to which a crew is sent; the places of a number
 * that wants to be told of their plan; or an SMS that it answers.
 *
 * @param requestId null where it is about something else
 * @param outageId null where it is about something else
 * @param namesRequestId the request whose address and number a crew is given; null where it is nobody's
 * @param planSubscriberId null where it is about something else
 * @param inboundId null where it is about something else
 */
public record MessageSubject(
        Long requestId, Long outageId, Long namesRequestId, Long planSubscriberId, Long inboundId) {
    public MessageSubject {
        if (Stream.of(requestId, outageId, planSubscriberId, inboundId)
                        .filter(Objects::nonNull)
                        .count()
                != 1)
            throw new IllegalArgumentException(
                    "a message is about a request, an outage, the places of a number or an SMS");
        if (namesRequestId != null && outageId == null)
            throw new IllegalArgumentException("a subscriber is told nothing of another");
    }

    static MessageSubject request(long requestId) {
        return new MessageSubject(requestId, null, null, null, null);
    }

    static MessageSubject outage(long outageId, Long namesRequestId) {
        return new MessageSubject(null, outageId, namesRequestId, null, null);
    }

    static MessageSubject places(long planSubscriberId) {
        return new MessageSubject(null, null, null, planSubscriberId, null);
    }

    static MessageSubject inbound(long inboundId) {
        return new MessageSubject(null, null, null, null, inboundId);
    }
}
