package ir.roshan.demo;

import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.request.Feedback;
import ir.roshan.request.Intake;
import ir.roshan.request.Objection;
import ir.roshan.request.Requests;
import ir.roshan.request.TrackingCode;
import ir.roshan.request.Withdrawal;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The doors by which the demo's people come in: the same that real subscribers, dispatchers and managers use. */
@Component
@Profile("demo")
record Doors(
        Intake intake,
        Withdrawal withdrawal,
        Objection objection,
        Feedback feedback,
        Requests requests,
        Outages outages,
        Workplace workplace,
        Clock clock) {

    Instant now() {
        return clock.instant();
    }

    /** @throws NothingToDo if the request stands in no outage */
    Outage outageOf(TrackingCode code) {
        return outages.of(requests.get(code).id()).orElseThrow(() -> new NothingToDo("for a report without outage"));
    }

    /** What a dispatcher of the outage's district does about the outage in which the request stands. */
    void dispatcher(TrackingCode code, BiConsumer<Outage, String> does) {
        Outage outage = outageOf(code);
        does.accept(outage, People.dispatcherOf(outage.district().number()));
    }
}
