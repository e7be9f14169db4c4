package ir.roshan.outage;

import ir.roshan.request.Hazard;
import java.time.Clock;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** An outage for which nobody waits any more ends without a result, and its tasks vanish. */
@Service
class Abandonment {
    private final OutageGroups groups;
    private final Memberships memberships;
    private final OutageTimeline timeline;
    private final OutageWorkflow workflow;
    private final Clock clock;

    Abandonment(
            OutageGroups groups,
            Memberships memberships,
            OutageTimeline timeline,
            @Lazy OutageWorkflow workflow,
            Clock clock) {
        this.groups = groups;
        this.memberships = memberships;
        this.timeline = timeline;
        this.workflow = workflow;
        this.clock = clock;
    }

    /** Field work goes on where it has begun, and wherever anybody has reported a danger (A4.2). @param outage locked */
    void ifNobodyWaits(Outage outage) {
        ifNobodyWaits(outage, outage.hazard() == Hazard.NONE);
    }

    /** @param noDangerHere also true where the danger has gone along with the last request to another outage */
    void ifNobodyWaits(Outage outage, boolean noDangerHere) {
        if (noDangerHere
                && outage.state() == OutageState.SUSPECTED
                && memberships.members(outage.id()).isEmpty()) {
            end(outage);
            timeline.append(outage.id(), clock.instant(), OutageTimeline.Step.ABANDONED, null, null);
        }
    }

    /** @param outage locked; the caller says in its timeline why it ends */
    void end(Outage outage) {
        groups.abandoned(outage.id(), clock.instant());
        workflow.abandoned(outage);
    }
}
