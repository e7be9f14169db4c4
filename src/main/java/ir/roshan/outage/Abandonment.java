package ir.roshan.outage;

import ir.roshan.request.Hazard;
import java.time.Clock;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** An outage for which nobody waits any more ends without a result, and its tasks vanish. */
@Service
class Abandonment {
    private final Outages outages;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Abandonment(Outages outages, @Lazy OutageWorkflow workflow, Clock clock) {
        this.outages = outages;
        this.workflow = workflow;
        this.clock = clock;
    }

    /** Field work goes on where it has begun, and wherever anybody has reported a danger (A4.2). @param outage locked */
    void ifNobodyWaits(Outage outage) {
        if (outage.state() == OutageState.SUSPECTED
                && outage.hazard() == Hazard.NONE
                && outages.members(outage.id()).isEmpty()) {
            abandon(outage, Outages.Step.ABANDONED, null);
        }
    }

    /** @param byWhom null where the last request has been withdrawn */
    void abandon(Outage outage, Outages.Step because, String byWhom) {
        Outage abandoned = outage.with(c -> {
            c.state = OutageState.ABANDONED;
            c.closedAt = clock.instant();
        });
        outages.save(abandoned);
        outages.append(outage.id(), abandoned.closedAt(), because, byWhom, null);
        workflow.abandoned(abandoned);
    }
}
