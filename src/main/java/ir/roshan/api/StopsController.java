package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import ir.roshan.request.PlanStop;
import ir.roshan.request.TrackingCode;
import ir.roshan.subscription.Subscription;
import ir.roshan.subscription.Subscriptions;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How messages about the plan are stopped: by the link that stands in each of them, or through whoever answers the telephone. */
@RestController
class StopsController {
    private final Subscriptions subscriptions;
    private final PlanStop planStop;
    private final CodeGuessing guessing;
    private final RetryTemplate again;

    StopsController(Subscriptions subscriptions, PlanStop planStop, CodeGuessing guessing, RetryTemplate again) {
        this.subscriptions = subscriptions;
        this.planStop = planStop;
        this.guessing = guessing;
        this.again = again;
    }

    record Named(long id, String name) {}

    /** @param names the same as those of {@code subscriptions}, the oldest first */
    record Stop(List<String> names, List<Named> subscriptions) {}

    record Stopped(int stopped) {}

    /** Stops nothing: whoever shows a link fetches it. */
    @GetMapping(path = "/api/v1/stops/{token}", produces = MediaType.APPLICATION_JSON_VALUE)
    Stop show(@PathVariable String token) {
        List<Subscription> all = guessing.ofStop(() ->
                subscriptions.byToken(token).filter(some -> !some.isEmpty()).orElseThrow(UnknownStop::new));
        return new Stop(
                all.stream().map(one -> one.wish().name()).toList(),
                all.stream().map(one -> new Named(one.id(), one.wish().name())).toList());
    }

    @PostMapping(
            path = "/api/v1/stops/{token}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Stopped stop(@PathVariable String token, @RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("only"));
        Integer only = json.isNull("only") ? null : json.integer("only");
        new FieldChecks(json.errors()).throwIfAny();
        return new Stopped(guessing.ofStop(() -> again.execute(attempt -> subscriptions
                .stop(token, only == null ? null : only.longValue())
                .orElseThrow(UnknownStop::new))));
    }

    /** Of the number of a request, by whoever knows its code and last digits: the subscriber, or 121 for them. */
    @PostMapping(
            path = "/api/v1/requests/{trackingCode}/plan-stop",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Stopped stopOfRequest(@PathVariable String trackingCode, @RequestBody(required = false) byte[] body) {
        TrackingCode code = TrackingCode.parse(trackingCode);
        RequestBodies.Change change = RequestBodies.change(body);
        return new Stopped(guessing.change(code, () -> again.execute(attempt -> planStop.stop(code, change.proof()))));
    }
}
