package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import ir.roshan.notification.Owed;
import ir.roshan.request.RestorationRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** What the subscribers of an outage are told while it lasts: that a crew is on its way, and by when supply is expected back. */
@Service
class OutageMessages {
    /** An estimate is worth telling a little beyond its moment, and is no news after that. */
    private static final Duration WORTH_TELLING = Duration.ofMinutes(15);

    private final Outbox outbox;
    private final Clock clock;

    OutageMessages(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Owes the outage's current estimate to these requests, once for each estimate. */
    void estimate(Outage outage, List<RestorationRequest> requests) {
        Instant estimate = outage.estimatedRestorationAt();
        Instant expires = (estimate.isAfter(clock.instant()) ? estimate : clock.instant()).plus(WORTH_TELLING);
        outbox.oweAll(requests.stream()
                .map(request -> new Owed(
                        "estimate:" + outage.id() + ":" + outage.estimateNo() + ":" + request.id(),
                        request.id().value(),
                        request.recipient(),
                        ofEstimate(request.trackingCode().shown(), outage.estimateNo(), estimate),
                        expires,
                        request.priority() == Priority.EMERGENCY))
                .toList());
    }

    /** The first estimate comes with the crew, each later one changes it. @param number counted from 1 */
    static Message ofEstimate(String trackingCode, int number, Instant estimate) {
        return number <= 1
                ? new Message.CrewDispatched(trackingCode, estimate)
                : new Message.EstimateChanged(trackingCode, estimate);
    }
}
