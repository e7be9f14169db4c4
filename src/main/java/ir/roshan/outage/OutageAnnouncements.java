package ir.roshan.outage;

import ir.roshan.notification.Estimates;
import ir.roshan.notification.Message;
import ir.roshan.request.RequestId;
import ir.roshan.request.Requests;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** What an estimate would be announced as, before anybody has promised it. */
@Service
public class OutageAnnouncements {
    /** Where nobody waits, a code that is nobody's. */
    private static final String NOBODYS = "000000000000";

    private final Memberships memberships;
    private final Requests requests;
    private final Estimates estimates;

    OutageAnnouncements(Memberships memberships, Requests requests, Estimates estimates) {
        this.memberships = memberships;
        this.requests = requests;
        this.estimates = estimates;
    }

    /** The message to the first of those who wait: a crew is on its way, or the estimate has changed. */
    public Message of(Outage outage, Instant estimate) {
        List<RequestId> waiting = memberships.members(outage.id());
        String trackingCode = waiting.isEmpty()
                ? NOBODYS
                : requests.get(waiting.get(0)).trackingCode().shown();
        return OutageMessages.ofEstimate(trackingCode, outage.estimateNo() + 1, estimate);
    }

    /** Whether it would be sent at all to the first of those who wait: a few minutes more or less are not. */
    public boolean isNews(Outage outage, Instant estimate) {
        return memberships.members(outage.id()).stream()
                .findFirst()
                .map(request -> estimates.isNews(request.value(), estimate))
                .orElse(true);
    }
}
