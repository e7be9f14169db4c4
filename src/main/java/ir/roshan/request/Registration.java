package ir.roshan.request;

import ir.roshan.agreement.Agreement;
import ir.roshan.agreement.Company;
import ir.roshan.agreement.Priority;
import ir.roshan.network.Critical;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePoint;
import ir.roshan.notification.Message;
import ir.roshan.notification.Outbox;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Step 2: the request is stored, bears a tracking code, a priority and a deadline; and as soon as it is checked, the subscriber is owed the first message (A3.2, A2.1). */
@Service
public class Registration {
    private final Requests requests;
    private final OpenReports openReports;
    private final Timeline timeline;
    private final Network network;
    private final PriorityRules priorityRules;
    private final PlannedOutageStatus plannedOutages;
    private final Agreement agreement;
    private final Company company;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registration(
            Requests requests,
            OpenReports openReports,
            Timeline timeline,
            Network network,
            PriorityRules priorityRules,
            PlannedOutageStatus plannedOutages,
            Agreement agreement,
            Company company,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.openReports = openReports;
        this.timeline = timeline;
        this.network = network;
        this.priorityRules = priorityRules;
        this.plannedOutages = plannedOutages;
        this.agreement = agreement;
        this.company = company;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** @param restoreBy the agreed deadline (A2.1) */
    public record Registered(RequestId id, TrackingCode trackingCode, District district, Instant restoreBy) {}

    /**
     * Row, workflow state and tracking code commit together; a code handed out is never lost.
     *
     * @param workflowId the workflow that carries the request, as the workflow itself names it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Registered register(NewRequest request, String workflowId) {
        Instant now = clock.instant();
        Optional<ServicePoint> place = Optional.ofNullable(request.billId()).flatMap(network::servicePoint);
        District district = place.map(ServicePoint::district)
                .or(() -> Optional.ofNullable(request.district()))
                .or(() -> Optional.ofNullable(request.position()).flatMap(network::districtNear))
                .orElseGet(() -> new District(company.defaultDistrict()));
        String critical = place.map(ServicePoint::critical).map(Critical::code).orElse("");
        Priority priority = priorityRules.priorityOf(request.hazard(), request.lifeSupport(), critical, false);
        Instant restoreBy = now.plus(agreement.targets().of(priority).restoreWithin());
        TrackingCode code = TrackingCode.draw();
        PlannedOutageCheck.Answer plan = plannedOutages.first(request.billId(), now);
        boolean planned = plan.knowledge() == Knowledge.PLANNED;
        RequestId id = requests.add(
                code,
                workflowId,
                request,
                openReports.placeKeyOf(request),
                district,
                critical,
                priority,
                planned ? Knowledge.UNKNOWN : plan.knowledge(),
                now,
                restoreBy);
        Timeline.Entry begun = new Timeline.Entry(now, Timeline.Step.REGISTERED, request.registeredBy(), null);
        if (planned) timeline.append(id, begun);
        else timeline.append(id, begun, PlannedOutageStatus.notPlanned(plan.knowledge(), now));
        plannedOutages.registered(id, plan);
        events.publishEvent(new RequestRegistered(request.channel(), district));
        return new Registered(id, code, district, restoreBy);
    }

    /** By which the first message about a request is known. */
    public static String firstMessage(RequestId id) {
        return "registered:" + id;
    }

    /** Owes the first message: the code, and the deadline where there is one. What is on plan has none (A3.4). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(RequestId id) {
        RestorationRequest request = requests.get(id);
        outbox.owe(
                firstMessage(id),
                id.value(),
                request.recipient(),
                new Message.Registered(
                        request.trackingCode().shown(), request.isPlanned() ? null : request.restoreBy()),
                request.restoreBy(),
                request.priority() == Priority.EMERGENCY);
    }
}
