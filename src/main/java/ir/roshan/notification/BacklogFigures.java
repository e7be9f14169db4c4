package ir.roshan.notification;

import static java.time.ZoneOffset.UTC;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is owed, and since when the oldest of it ought to be gone: read from the table, and so the same in every node. */
@Component
class BacklogFigures implements MeterBinder {
    static final String OWED = "roshan.messages.owed";
    static final String OLDEST_DUE_AGE = "roshan.messages.oldest.due.age";

    /** So long an answer serves: both figures are read at once, and a page that is read by many asks once. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Backlog last;

    BacklogFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param owed how many the sender still has to do something about, those that wait for the morning included
     * @param oldestDueAt since when the oldest of those that may be sent waits; null if none does
     */
    record Backlog(Instant readAt, long owed, Instant oldestDueAt) {
        /** In seconds; 0 if nothing that may be sent waits. */
        double oldestDueAge() {
            return oldestDueAt == null || oldestDueAt.isAfter(readAt)
                    ? 0
                    : Duration.between(oldestDueAt, readAt).toMillis() / 1000.0;
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(OWED, () -> backlog().owed())
                .description("Messages that are owed to subscribers and crews and not sent yet")
                .register(registry);
        Gauge.builder(OLDEST_DUE_AGE, () -> backlog().oldestDueAge())
                .description("How long the oldest message waits that may be sent now")
                .baseUnit("seconds")
                .register(registry);
    }

    synchronized Backlog backlog() {
        Instant now = clock.instant();
        if (last == null || Duration.between(last.readAt(), now).abs().compareTo(FRESH) >= 0) last = read(now);
        return last;
    }

    /** A message that was tried counts from its first try: the pause before the next one must not make it look young. */
    private Backlog read(Instant now) {
        return jdbc.sql("""
                        SELECT count(*) AS owed,
                               min(CASE WHEN first_tried_at IS NOT NULL THEN first_tried_at
                                        WHEN due_at <= :now THEN due_at END) AS oldest_due_at
                          FROM subscriber_message
                         WHERE state = 'OWED'
                        """)
                .param("now", now.atOffset(UTC))
                .query((row, number) -> {
                    OffsetDateTime oldest = row.getObject("oldest_due_at", OffsetDateTime.class);
                    return new Backlog(now, row.getLong("owed"), oldest == null ? null : oldest.toInstant());
                })
                .single();
    }
}
