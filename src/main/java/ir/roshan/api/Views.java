package ir.roshan.api;

import ir.roshan.api.RequestStatus.Step;
import ir.roshan.api.RequestStatus.StepName;
import ir.roshan.api.RequestStatus.StepState;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.outage.Finding;
import ir.roshan.outage.Memberships;
import ir.roshan.outage.Outage;
import ir.roshan.outage.OutageId;
import ir.roshan.outage.Outages;
import ir.roshan.plannedoutage.PlannedOutages;
import ir.roshan.request.RequestStage;
import ir.roshan.request.Requests;
import ir.roshan.request.RestorationRequest;
import ir.roshan.request.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts together what the contract shows from what the rooms know. */
@Component
class Views {
    private final Requests requests;
    private final Outages outages;
    private final Memberships memberships;
    private final PlannedOutages plannedOutages;
    private final Network network;
    private final PlaceWords placeWords;

    Views(
            Requests requests,
            Outages outages,
            Memberships memberships,
            PlannedOutages plannedOutages,
            Network network,
            PlaceWords placeWords) {
        this.requests = requests;
        this.outages = outages;
        this.memberships = memberships;
        this.plannedOutages = plannedOutages;
        this.network = network;
        this.placeWords = placeWords;
    }

    RequestStatus status(RestorationRequest request) {
        // Nobody else knows yet of what this transaction has registered: it stands in no outage and has no result.
        boolean known = !requests.isOfThisTransaction(request.id());
        Optional<Outage> outage = known ? outages.of(request.id()) : Optional.empty();
        Optional<Instant> restoredAhead = outage.flatMap(o -> memberships.restoredAhead(request.id()));
        Optional<Result> result = known ? requests.result(request.id()) : Optional.empty();
        RequestStage state = stateOf(request, outage);
        return new RequestStatus(
                request.trackingCode().value(),
                state,
                request.channel(),
                request.priority(),
                request.submittedAt(),
                request.isPlanned() ? null : request.restoreBy(),
                request.breachedAt(),
                steps(request, state, outage, restoredAhead, result),
                request.plannedCheck(),
                Optional.ofNullable(request.plannedOutageId())
                        .filter(id -> request.isPlanned())
                        .flatMap(plannedOutages::byId)
                        .map(p -> PlannedOutageView.of(
                                p, p.startsAt(), request.plannedUntil(), request.plannedProbable()))
                        .orElse(null),
                outage.map(this::outage)
                        .map(o -> restoredAhead.isPresent() ? o.restoredHere() : o)
                        .orElse(null),
                result.map(Views::result).orElse(null));
    }

    OutageView outage(Outage outage) {
        return outages(List.of(outage)).get(0);
    }

    /** The same of many, in as many statements. */
    List<OutageView> outages(List<Outage> all) {
        Map<OutageId, Integer> requests =
                memberships.requestCounts(all.stream().map(Outage::id).toList());
        Map<NetworkElement, Integer> below = network.servicePointsBelow(
                all.stream().map(Outage::element).filter(Objects::nonNull).toList());
        Map<OutageId, List<String>> places = placeWords.of(all, below);
        return all.stream()
                .map(outage -> outage(
                        outage,
                        requests.getOrDefault(outage.id(), 0),
                        outage.element() == null ? null : Math.max(1, below.getOrDefault(outage.element(), 0)),
                        places.get(outage.id())))
                .toList();
    }

    private static OutageView outage(Outage outage, int requests, Integer servicePoints, List<String> places) {
        OutageView.State state = switch (outage.state()) {
            case SUSPECTED -> OutageView.State.SUSPECTED;
            case CONFIRMED -> OutageView.State.CONFIRMED;
            case CREW_DISPATCHED -> OutageView.State.CREW_DISPATCHED;
            case RESTORED, NOT_A_FAULT, ABSORBED, ABANDONED -> OutageView.State.RESTORED;
        };
        return new OutageView(
                outage.number(),
                state,
                outage.district().number(),
                outage.area(),
                places,
                outage.detectedAt(),
                outage.estimatedRestorationAt(),
                requests,
                servicePoints);
    }

    private static RequestStatus.ResultView result(Result result) {
        return new RequestStatus.ResultView(
                result.outcome(),
                result.cause(),
                result.restoredAt(),
                result.announcedAt(),
                result.withinAgreement(),
                result.feeRials(),
                result.message());
    }

    static RequestStage stateOf(RestorationRequest request, Optional<Outage> outage) {
        return RequestStage.of(request.state(), isConfirmed(outage));
    }

    private static boolean isConfirmed(Optional<Outage> outage) {
        return outage.filter(o -> o.finding() == Finding.NETWORK_FAULT).isPresent();
    }

    /** The five steps of the agreement, as far as this request has come. */
    private static List<Step> steps(
            RestorationRequest request,
            RequestStage state,
            Optional<Outage> outage,
            Optional<Instant> restoredAhead,
            Optional<Result> result) {
        Instant restoredAt =
                restoredAhead.orElseGet(() -> outage.map(Outage::restoredAt).orElse(null));
        Instant verifiedAt = outage.map(Outage::verifiedAt).orElse(null);
        boolean fault = isConfirmed(outage);
        boolean ended = result.isPresent();
        Instant checkedAt = verifiedAt != null ? verifiedAt : request.checkedAt();
        Step checked = switch (state) {
            case CHECKING -> new Step(StepName.CHECKED, StepState.CURRENT, null);
            case WITHDRAWN ->
                checkedAt == null
                        ? new Step(StepName.CHECKED, StepState.SKIPPED, null)
                        : new Step(StepName.CHECKED, StepState.DONE, checkedAt);
            default -> new Step(StepName.CHECKED, StepState.DONE, checkedAt);
        };
        Step acted = switch (state) {
            case CHECKING -> new Step(StepName.ACTED, StepState.PENDING, null);
            case RESTORING -> new Step(StepName.ACTED, StepState.CURRENT, null);
            default ->
                fault && restoredAt != null
                        ? new Step(StepName.ACTED, StepState.DONE, restoredAt)
                        : new Step(StepName.ACTED, StepState.SKIPPED, null);
        };
        Step announced = switch (state) {
            case CHECKING, RESTORING -> new Step(StepName.ANNOUNCED, StepState.PENDING, null);
            case IN_PLANNED_OUTAGE -> new Step(StepName.ANNOUNCED, StepState.CURRENT, null);
            default ->
                ended
                        ? new Step(
                                StepName.ANNOUNCED, StepState.DONE, result.get().announcedAt())
                        : new Step(StepName.ANNOUNCED, StepState.SKIPPED, null);
        };
        return List.of(
                new Step(StepName.SUBMITTED, StepState.DONE, request.submittedAt()),
                new Step(StepName.REGISTERED, StepState.DONE, request.submittedAt()),
                checked,
                acted,
                announced);
    }
}
