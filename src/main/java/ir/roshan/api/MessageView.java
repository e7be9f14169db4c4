package ir.roshan.api;

import ir.roshan.notification.MessageKind;
import ir.roshan.notification.MessageRecord;
import ir.roshan.notification.MessageState;
import java.time.Instant;

/**
 * {@code Message} of the contract: what became of one message, without whom it is for and what it says.
 *
 * @param gateway the profile whose gateway took it; null as long as none has
 * @param heldUntil not sent before this moment; null if it is not owed any more
 */
record MessageView(
        String id,
        MessageKind kind,
        MessageState state,
        Instant owedAt,
        Instant heldUntil,
        Instant expiresAt,
        int attempts,
        Instant firstTriedAt,
        Instant lastTriedAt,
        Instant acceptedAt,
        String gateway,
        Instant deliveredAt,
        String lastError) {

    static MessageView of(MessageRecord message) {
        return new MessageView(
                message.id(),
                message.kind(),
                message.state(),
                message.createdAt(),
                message.state() == MessageState.OWED ? message.dueAt() : null,
                message.expiresAt(),
                message.attempts(),
                message.firstTriedAt(),
                message.lastTriedAt(),
                message.sentAt(),
                message.gateway(),
                message.deliveredAt(),
                message.lastError());
    }
}
