package ir.roshan.demo;

import ir.roshan.demo.SmallNetwork.Place;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Outages;
import ir.roshan.request.Channel;
import ir.roshan.request.RequestState;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where to go and as whom, once the doors are open: the last thing on the console. */
@Component
@Profile("demo")
class Signpost {
    private static final Logger log = LoggerFactory.getLogger(Signpost.class);
    private static final Place WITHOUT_OUTAGE = new Place(1, 1, 2, 4);

    private final Environment environment;
    private final Workplace workplace;
    private final Requests requests;
    private final Outages outages;

    Signpost(Environment environment, Workplace workplace, Requests requests, Outages outages) {
        this.environment = environment;
        this.workplace = workplace;
        this.requests = requests;
        this.outages = outages;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order // after all others
    void show() {
        log.info(text("http://localhost:" + environment.getProperty("local.server.port")));
    }

    String text(String url) {
        boolean ownPassword = !People.PASSWORD.equals(environment.getProperty("roshan.admin.password"));
        return """


                ────────────────────────────────────────────────────────────────────────────────────────
                  روشن · Roshan is ready, with its demo

                  Subscribers   %1$s/
                                %1$s/my                      code %7$s for any number, as 09700001101
                  Dispatchers   %1$s/camunda/app/tasklist/   dispatcher-1 … dispatcher-4
                  Managers      %1$s/camunda/app/cockpit/    manager
                                %1$s/outbox                  manager, logged in there
                  Administrator %1$s/camunda/app/admin/      admin%2$s
                  Planning      %1$s/plan                    admin or a dispatcher, logged in there
                  Programs      %1$s/api/openapi.yaml        by HTTP Basic, as one of
                                %7$s
                  Password      %3$s

                  Bill ids to report: %4$s; in a planned outage: %5$s
                  Requests to follow (tracking code, last four digits of the mobile number, state now):
                %6$s
                ────────────────────────────────────────────────────────────────────────────────────────
                """.formatted(
                url,
                ownPassword ? " (with ROSHAN_ADMIN_PASSWORD)" : "",
                People.PASSWORD,
                WITHOUT_OUTAGE.billId().value(),
                PlannedOutagesAroundNow.UNDER_WAY_AT_TRANSFORMER.billId().value(),
                toFollow(),
                Arrays.stream(Channel.values()).map(Channel::account).collect(Collectors.joining(", ")),
                KnownCodes.CODE);
    }

    private String toFollow() {
        return Arrays.stream(workplace.kept().orElse("").split(" "))
                .filter(code -> !code.isEmpty())
                .map(TrackingCode::new)
                .map(requests::find)
                .flatMap(Optional::stream)
                .map(this::line)
                .collect(Collectors.joining("\n"));
    }

    private String line(RestorationRequest request) {
        return "    %s   %s   %s%s"
                .formatted(
                        request.trackingCode().shown(),
                        request.mobile().last4(),
                        isRestoring(request) ? "RESTORING" : request.state(),
                        request.breachedAt() == null ? "" : ", late");
    }

    /** As the contract's states have it: checking ends when the outage is confirmed. */
    private boolean isRestoring(RestorationRequest request) {
        return request.state() == RequestState.CHECKING
                && outages.of(request.id())
                        .filter(outage -> outage.finding() == Finding.NETWORK_FAULT)
                        .isPresent();
    }
}
