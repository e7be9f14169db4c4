package ir.roshan.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;

/**
 * How this node fares with a carrier's gateway: counters for those who watch the figures, and the last word for those who look.
 * Tries are counted, not messages: one that is taken in its third try counts twice as a failure and once as sent.
 */
class GatewayFigures {
    static final String SENT = "roshan.messages.sent";
    static final String FAILURES = "roshan.messages.failures";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Carrier carrier;
    private final Counter sent;
    private Fortune fortune = new Fortune(null, null, null);

    GatewayFigures(MeterRegistry registry, Clock clock, Carrier carrier) {
        this.registry = registry;
        this.clock = clock;
        this.carrier = carrier;
        sent = Counter.builder(SENT)
                .description("Messages that the gateway has taken from this node")
                .tag("carrier", carrier.word())
                .register(registry);
    }

    /**
     * @param lastTookAt when the gateway last took a message; null if it has not yet
     * @param failingSince since when no try has succeeded; null if the last one has, or if there was none
     * @param error why the last try failed, as a code of ours; null where {@code failingSince} is
     */
    record Fortune(Instant lastTookAt, Instant failingSince, String error) {}

    void took(int messages) {
        if (messages == 0) return;
        sent.increment(messages);
        synchronized (this) {
            fortune = new Fortune(clock.instant(), null, null);
        }
    }

    /** The gateway is well, and does not want this message. */
    void refused() {
        count("refused", 1);
    }

    /** The gateway had taken them, and reports that they have not arrived. */
    void lost(int messages) {
        if (messages > 0) count("undelivered", messages);
    }

    /** @param error a code of ours: it becomes a label, of which there must not be many */
    void failed(int messages, String error) {
        count(error, messages);
        synchronized (this) {
            Instant since = fortune.failingSince() == null ? clock.instant() : fortune.failingSince();
            fortune = new Fortune(fortune.lastTookAt(), since, error);
        }
    }

    synchronized Fortune fortune() {
        return fortune;
    }

    private void count(String reason, int messages) {
        Counter.builder(FAILURES)
                .description("Tries that did not bring a message to the subscriber, as far as that is known")
                .tag("carrier", carrier.word())
                .tag("reason", reason)
                .register(registry)
                .increment(messages);
    }
}
