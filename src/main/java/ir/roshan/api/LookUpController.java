package ir.roshan.api;

import ir.roshan.network.Network;
import ir.roshan.network.ServicePoint;
import ir.roshan.outage.Outage;
import ir.roshan.outage.Outages;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.request.FieldChecks;
import ir.roshan.request.RequestId;
import ir.roshan.request.RequestStage;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.TrackingCode;
import ir.roshan.security.AuditLog;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is known about somebody who is on the telephone or at the counter: the place of a bill id, and the requests by
 * tracking code, bill id or mobile number. A POST, so that no number of a person stands in an address, where it would end
 * in logs and histories.
 */
@RestController
class LookUpController {
    /** Newest first; whoever has reported more often than that is asked for the tracking code. */
    private static final int REQUESTS = 20;

    private final Requests requests;
    private final Outages outages;
    private final Network network;
    private final PlaceStatuses statuses;
    private final CodeGuessing guessing;
    private final Views views;
    private final AuditLog audit;
    private final Clock clock;

    LookUpController(
            Requests requests,
            Outages outages,
            Network network,
            PlaceStatuses statuses,
            CodeGuessing guessing,
            Views views,
            AuditLog audit,
            Clock clock) {
        this.requests = requests;
        this.outages = outages;
        this.network = network;
        this.statuses = statuses;
        this.guessing = guessing;
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param place null where no bill id is known, of the look-up or of the newest request
     * @param elsewhere how many requests were found that are other districts' work
     */
    record Found(Place place, List<LookedUpRequest> requests, int elsewhere) {}

    /**
     * @param known whether the network data has it
     * @param address null where it is not known, or another district's
     * @param plannedOutage what is announced there for now; null if nothing is
     * @param outage that a report from there would join; null if none is open, supply is back there, or it is off on plan
     * @param status what everybody is told of the place; null where nothing at all is known of the bill id
     */
    record Place(
            String billId,
            boolean known,
            Integer district,
            String address,
            Knowledge plannedOutageCheck,
            PlannedOutageView plannedOutage,
            OutageView outage,
            PlaceStatus status) {}

    record LookedUpRequest(
            String trackingCode,
            RequestStage state,
            Instant submittedAt,
            int district,
            String billId,
            String address) {}

    @PostMapping(
            path = "/api/v1/operations/look-up",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Found lookUp(@RequestBody(required = false) byte[] body) {
        Caller caller = Caller.current();
        caller.mustAnswerSubscribers();
        StrictJson json = StrictJson.object(body, Set.of("trackingCode", "billId", "mobile"));
        FieldChecks checks = new FieldChecks(json.errors());
        String code = json.text("trackingCode");
        String bill = json.text("billId");
        String mobile = json.text("mobile");
        long named = List.of(Optional.ofNullable(code), Optional.ofNullable(bill), Optional.ofNullable(mobile)).stream()
                .filter(Optional::isPresent)
                .count();
        if (named != 1) {
            checks.add("trackingCode", "required");
        }
        BillId billId = checks.billId("billId", bill);
        MobileNumber number = mobile == null ? null : checks.mobile("mobile", mobile);
        checks.throwIfAny();
        TrackingCode trackingCode = code == null ? null : TrackingCode.parse(code);
        return guessing.ofDesk(() -> found(caller, trackingCode, billId, number), LookUpController::isNothing);
    }

    private static boolean isNothing(Found found) {
        return found.requests().isEmpty()
                && found.elsewhere() == 0
                && (found.place() == null || !found.place().known());
    }

    private Found found(Caller caller, TrackingCode code, BillId billId, MobileNumber number) {
        List<RestorationRequest> found = code != null
                ? requests.find(code).map(List::of).orElse(List.of())
                : billId != null ? requests.newestOf(billId, REQUESTS) : requests.newestOf(number, REQUESTS);
        List<RestorationRequest> seen = found.stream()
                .filter(r -> caller.mayBeTold(r.district().number()))
                .toList();
        audit.append(
                caller.account(),
                AuditLog.Deed.LOOKED_UP,
                code != null ? "tracking code" : billId != null ? "bill id" : "mobile",
                seen.stream().map(r -> r.trackingCode().value()).collect(Collectors.joining(" ")));
        BillId at = billId != null
                ? billId
                : seen.stream()
                        .map(RestorationRequest::billId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        Map<RequestId, Outage> standing =
                outages.of(seen.stream().map(RestorationRequest::id).toList());
        return new Found(
                at == null ? null : place(caller, at),
                seen.stream()
                        .map(r -> found(r, Optional.ofNullable(standing.get(r.id()))))
                        .toList(),
                found.size() - seen.size());
    }

    private static LookedUpRequest found(RestorationRequest r, Optional<Outage> outage) {
        return new LookedUpRequest(
                r.trackingCode().value(),
                Views.stateOf(r, outage),
                r.submittedAt(),
                r.district().number(),
                r.billId() == null ? null : r.billId().value(),
                r.address());
    }

    private Place place(Caller caller, BillId billId) {
        Optional<ServicePoint> point = network.servicePoint(billId);
        PlaceStatuses.Ground ground = statuses.ground(billId);
        Instant now = clock.instant();
        return new Place(
                billId.value(),
                point.isPresent(),
                point.map(p -> p.district().number()).orElse(null),
                point.filter(p -> caller.mayBeTold(p.district().number()))
                        .map(ServicePoint::address)
                        .orElse(null),
                ground.answer().knowledge(),
                ground.answer()
                        .interruption()
                        .map(whole -> PlannedOutageView.of(whole, now))
                        .orElse(null),
                ground.outage().map(views::outage).orElse(null),
                ground.status());
    }
}
