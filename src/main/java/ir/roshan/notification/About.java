package ir.roshan.notification;

/**
 * What a message is about: a request, whose subscriber is told of it, or an outage, to which a crew is sent.
 *
 * @param requestId null where it is about an outage
 * @param outageId null where it is about a request
 * @param namesRequestId the request whose address and number a crew is given; null where it is nobody's
 */
public record About(Long requestId, Long outageId, Long namesRequestId) {
    public About {
        if ((requestId == null) == (outageId == null))
            throw new IllegalArgumentException("a message is about a request or about an outage");
        if (namesRequestId != null && outageId == null)
            throw new IllegalArgumentException("a subscriber is told nothing of another");
    }

    static About request(long requestId) {
        return new About(requestId, null, null);
    }

    static About outage(long outageId, Long namesRequestId) {
        return new About(null, outageId, namesRequestId);
    }
}
