package ir.roshan.notification;

import java.time.Instant;
import java.util.Objects;

/**
 * One message to be told.
 *
 * @param dedupeKey what it is about, for example {@code result:<request id>:<attempt>}; up to 200 characters
 * @param expiresAt when it is given up, should it not have been sent by then
 * @param emergency it goes before all others, and is not held back at night
 */
public record OwedMessage(
        String dedupeKey, MessageSubject about, Recipient to, Message message, Instant expiresAt, boolean emergency) {
    public OwedMessage {
        if (dedupeKey == null || dedupeKey.isBlank() || dedupeKey.length() > 200)
            throw new IllegalArgumentException("a dedupe key has 1 to 200 characters");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** About a request, to its subscriber. */
    public static OwedMessage toSubscriber(
            String dedupeKey, long requestId, Recipient to, Message message, Instant expiresAt, boolean emergency) {
        return new OwedMessage(dedupeKey, MessageSubject.request(requestId), to, message, expiresAt, emergency);
    }
}
