package ir.roshan.notification;

/**
 * What a message is about: a request, whose subscriber is told of it, or an outage, to which a crew is sent.
 *
 * @param requestId null where it is about an outage
 * @param outageId null where it is about a request
 * @param namesRequestId the request whose address and number a crew is given; null where it is nobody's
 */
public record MessageSubject(Long requestId, Long outageId, Long namesRequestId) {
    public MessageSubject {
        if ((requestId == null) == (outageId == null))
            throw new IllegalArgumentException("a message is about a request or about an outage");
        if (namesRequestId != null && outageId == null)
            throw new IllegalArgumentException("a subscriber is told nothing of another");
    }

    static MessageSubject request(long requestId) {
        return new MessageSubject(requestId, null, null);
    }

    static MessageSubject outage(long outageId, Long namesRequestId) {
        return new MessageSubject(null, outageId, namesRequestId);
    }
}
