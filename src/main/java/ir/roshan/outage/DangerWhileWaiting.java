package ir.roshan.outage;

import ir.roshan.request.RequestInDanger;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A request that stands in an outage names a danger: the outage is as urgent from then on as if somebody had joined it with that, and
 * its crew is warned as then (A3.4). A request that stands in none yet brings the danger along when it joins one.
 */
@Component
class DangerWhileWaiting {
    private final Outages outages;
    private final Requests requests;
    private final Joining joining;
    private final CrewMessages crews;

    DangerWhileWaiting(Outages outages, Requests requests, Joining joining, CrewMessages crews) {
        this.outages = outages;
        this.requests = requests;
        this.joining = joining;
        this.crews = crews;
    }

    @EventListener
    void on(RequestInDanger danger) {
        outages.lockedWith(danger.id()).ifPresent(outage -> {
            RestorationRequest request = requests.get(danger.id());
            crews.warn(joining.moreUrgent(outage, List.of(request)), request);
        });
    }
}
