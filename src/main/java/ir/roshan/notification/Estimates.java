package ir.roshan.notification;

import ir.roshan.notification.SubscriberMessages.EstimateTold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells subscribers by when supply is expected back: once, and then only what has really changed, and no more than one
 * change in half an hour. A change that comes too early waits, and a still later one takes its place. Where what they have heard
 * has not passed yet, a few minutes more or less are no change; held against what they have heard, so that many small ones add up.
 */
@Service
public class Estimates {
    static final Duration BETWEEN_CHANGES = Duration.ofMinutes(30);
    /** What differs by less is no news while the told moment has not come; the subscriber's page shows it all the same. */
    static final Duration WORTH_A_MESSAGE = Duration.ofMinutes(10);

    private final Outbox outbox;
    private final SubscriberMessages messages;
    private final Clock clock;

    Estimates(Outbox outbox, SubscriberMessages messages, Clock clock) {
        this.outbox = outbox;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What one subscriber is to know.
     *
     * @param dedupeKey of this estimate for this request
     * @param dispatched whether the crew is sent at this moment, and not known to be at work already
     * @param expiresAt when it is no news any more
     */
    public record Estimate(
            String dedupeKey,
            long requestId,
            Recipient to,
            String trackingCode,
            Instant restorationAt,
            boolean dispatched,
            Instant expiresAt,
            boolean emergency) {}

    /** Owes what is news, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void owe(List<Estimate> estimates) {
        Instant now = clock.instant();
        Map<Long, List<EstimateTold>> told = messages.estimatesTold(
                estimates.stream().map(Estimate::requestId).toList());
        List<OwedMessage> news = new ArrayList<>();
        List<Long> asBefore = new ArrayList<>();
        Map<String, Instant> notBefore = new HashMap<>();
        for (Estimate estimate : estimates) {
            List<EstimateTold> before = told.getOrDefault(estimate.requestId(), List.of());
            Optional<EstimateTold> heard = last(before, true, now);
            Optional<EstimateTold> waiting = last(before, false, now);
            if (waiting.isPresent() && same(waiting.get().estimate(), estimate.restorationAt())) continue;
            if (heard.isPresent() && isKnown(heard.get().estimate(), estimate.restorationAt(), now)) {
                asBefore.add(estimate.requestId());
                continue;
            }
            Message message = message(estimate, heard, waiting);
            news.add(OwedMessage.toSubscriber(
                    estimate.dedupeKey(),
                    estimate.requestId(),
                    estimate.to(),
                    message,
                    estimate.expiresAt(),
                    estimate.emergency()));
            if (message.kind() == MessageKind.ESTIMATE_CHANGED)
                notBefore.put(estimate.dedupeKey(), afterTheLastChange(before, now));
        }
        messages.supersede(asBefore, MessageKind.ESTIMATE_CHANGED.supersedes(), List.of(), now);
        outbox.oweAll(news, notBefore);
    }

    /** Whether the request's subscriber would be told, if this were the estimate now. */
    public boolean isNews(long requestId, Instant restorationAt) {
        Instant now = clock.instant();
        List<EstimateTold> before = messages.estimatesTold(List.of(requestId)).getOrDefault(requestId, List.of());
        return last(before, true, now)
                .map(heard -> !isKnown(heard.estimate(), restorationAt, now))
                .orElse(true);
    }

    private static Message message(Estimate estimate, Optional<EstimateTold> heard, Optional<EstimateTold> waiting) {
        if (heard.isPresent()) return new Message.EstimateChanged(estimate.trackingCode(), estimate.restorationAt());
        boolean dispatched =
                waiting.map(w -> w.kind() == MessageKind.CREW_DISPATCHED).orElse(estimate.dispatched());
        return dispatched
                ? new Message.CrewDispatched(estimate.trackingCode(), estimate.restorationAt())
                : new Message.Estimate(estimate.trackingCode(), estimate.restorationAt());
    }

    private static Instant afterTheLastChange(List<EstimateTold> before, Instant now) {
        return before.stream()
                .filter(told -> told.kind() == MessageKind.ESTIMATE_CHANGED && told.isHeard(now))
                .map(told -> told.lastTriedAt().plus(BETWEEN_CHANGES))
                .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Optional<EstimateTold> last(List<EstimateTold> told, boolean heard, Instant now) {
        return told.stream()
                .filter(one -> heard ? one.isHeard(now) : one.isWaiting(now))
                .reduce((earlier, later) -> later);
    }

    private static boolean isKnown(Instant heard, Instant estimate, Instant now) {
        if (same(heard, estimate)) return true;
        Duration off =
                Duration.between(heard.truncatedTo(ChronoUnit.MINUTES), estimate.truncatedTo(ChronoUnit.MINUTES));
        return heard.isAfter(now) && off.abs().compareTo(WORTH_A_MESSAGE) < 0;
    }

    /** Texts tell the minute: what reads the same has not changed. */
    private static boolean same(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.MINUTES).equals(other.truncatedTo(ChronoUnit.MINUTES));
    }
}
