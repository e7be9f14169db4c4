package ir.roshan.notification;

import java.time.Instant;

/**
 * A message as the table has it, for those who look a request up.
 *
 * @param id the stable id that the gateway is given with each attempt
 * @param createdAt when it became owed
 * @param dueAt not sent before this moment
 * @param expiresAt not sent from this moment on
 * @param attempts how often it was given to the gateway
 * @param firstTriedAt the first attempt; null if there was none
 * @param lastTriedAt the last attempt; null if there was none
 * @param sentAt when the gateway accepted it; null as long as it has not
 * @param gateway the profile whose gateway accepted it; null as long as none has. With {@code none} it lies in the outbox alone
 * @param deliveredAt when we learnt that it arrived; null as long as we have not
 * @param lastError why the last attempt failed, as a code of ours such as {@code timeout}; null if it did not
 * @param expectedBackAt by when the text says that supply is expected back; null if it says nothing of it
 */
public record MessageRecord(
        String id,
        MessageKind kind,
        String text,
        MessageState state,
        Instant createdAt,
        Instant dueAt,
        Instant expiresAt,
        int attempts,
        Instant firstTriedAt,
        Instant lastTriedAt,
        Instant sentAt,
        String gateway,
        Instant deliveredAt,
        String lastError,
        Instant expectedBackAt) {
    /** Whether the subscriber has it, as far as anybody knows. */
    public boolean isTold() {
        return state.isTold();
    }
}
