package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.notification.Estimates;
import ir.roshan.notification.Message;
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

    private final Estimates estimates;
    private final Clock clock;

    OutageMessages(Estimates estimates, Clock clock) {
        this.estimates = estimates;
        this.clock = clock;
    }

    /** A crew is on its way at this moment. */
    void crewDispatched(Outage outage, List<RestorationRequest> requests) {
        tell(outage, requests, true);
    }

    /** The estimate is another one, or these requests have come to stand in an outage that has one. */
    void estimate(Outage outage, List<RestorationRequest> requests) {
        tell(outage, requests, false);
    }

    private void tell(Outage outage, List<RestorationRequest> requests, boolean dispatched) {
        Instant estimate = outage.estimatedRestorationAt();
        Instant expires = (estimate.isAfter(clock.instant()) ? estimate : clock.instant()).plus(WORTH_TELLING);
        estimates.owe(requests.stream()
                .map(request -> new Estimates.Estimate(
                        "estimate:" + outage.id() + ":" + outage.estimateNo() + ":" + request.id(),
                        request.id().value(),
                        request.recipient(),
                        request.trackingCode().shown(),
                        estimate,
                        dispatched,
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
