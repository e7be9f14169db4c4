package ir.roshan.notification;

import java.time.Instant;

/**
 * A message as the table has it, for those who look a request up.
 *
 * @param dueAt not sent before this moment
 * @param sentAt when the gateway accepted it; null as long as it has not
 * @param attempts how often it was given to the gateway
 */
public record MessageRecord(
        MessageKind kind,
        String text,
        MessageState state,
        Instant createdAt,
        Instant dueAt,
        Instant sentAt,
        int attempts) {}
