package ir.roshan.request;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Somebody of the company has taken care of a danger at a place that is off on plan, and so nobody else need (A3.4). */
@Service
public class DangerHandling {
    private final DangersInPlan dangers;
    private final Requests requests;
    private final Timeline timeline;
    private final Clock clock;

    DangerHandling(DangersInPlan dangers, Requests requests, Timeline timeline, Clock clock) {
        this.dangers = dangers;
        this.requests = requests;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * One that somebody has had before their eyes. Another that has begun since then, or the same that was reported anew after it was
     * seen to, is another.
     */
    public record Seen(Hazard hazard, Instant since) {
        boolean is(DangersInPlan.Open one) {
            return one.hazard() == hazard && one.since().equals(since);
        }
    }

    /**
     * What the request has named, for everybody who has reported the same up to now. Whoever reports it after that has seen
     * it after that, and is heard.
     *
     * @param seen these of them alone; empty for all
     * @return false if it was done before
     * @throws NoDangerInPlan if the request has named none while it waited in a plan, or an outage carries it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean handled(RestorationRequest request, Optional<List<Seen>> seen, String byWhom) {
        List<DangersInPlan.Open> all = dangers.open(request.id());
        List<DangersInPlan.Open> open = seen.map(these -> all.stream()
                        .filter(one -> these.stream().anyMatch(each -> each.is(one)))
                        .toList())
                .orElse(all);
        // Requests before their dangers, and in their order, as everybody who changes both.
        Set<RequestId> reports = new LinkedHashSet<>();
        open.forEach(one -> reports.addAll(dangers.reportsOf(one)));
        requests.locked(reports);
        Instant now = clock.instant();
        boolean news = false;
        for (DangersInPlan.Open one : open) {
            List<RequestId> handled = dangers.handled(one, reports, byWhom, now);
            timeline.append(
                    handled,
                    now,
                    Timeline.Step.DANGER_HANDLED,
                    byWhom,
                    one.hazard().name());
            news |= !handled.isEmpty();
        }
        if (!news && all.isEmpty() && !dangers.wereHandled(request.id())) {
            throw new NoDangerInPlan();
        }
        return news;
    }
}
