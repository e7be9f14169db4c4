package ir.roshan.api;

import ir.roshan.outage.Attachment;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.UnknownReason;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What somebody in the dark wants to know before they report: is it planned, and is it known already. A POST, so that no bill id
 * stands in an address, where it would end in logs and histories.
 */
@RestController
class PlaceStatusController {
    private static final Duration LOOK_AHEAD = Duration.ofDays(7);

    private final PlannedOutageCheck check;
    private final Attachment attachment;
    private final CodeGuessing guessing;
    private final Views views;
    private final Clock clock;

    PlaceStatusController(
            PlannedOutageCheck check, Attachment attachment, CodeGuessing guessing, Views views, Clock clock) {
        this.check = check;
        this.attachment = attachment;
        this.guessing = guessing;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param outage that a report from there would join; null where none is open
     * @param coveredUntil how far the plan is known; null where it is not known even now
     * @param asOf when an announcement that speaks for the place last arrived; null if never
     */
    record PlaceStatus(Plan plan, KnownOutage outage, Instant coveredUntil, Instant asOf) {}

    /**
     * @param knowledge of this moment
     * @param reason why it is UNKNOWN; null where it is known
     * @param until the end of the whole planned interruption; null where none is under way
     * @param probable whether that end is only likely; null where none is under way
     * @param next the windows of seven days, what is under way among them
     */
    record Plan(
            Knowledge knowledge, UnknownReason reason, Instant until, Boolean probable, List<PlannedOutageView> next) {}

    record KnownOutage(
            String number,
            OutageView.State state,
            Instant startedAt,
            Instant estimatedRestorationAt,
            Integer requests) {
        static KnownOutage of(OutageView outage) {
            return new KnownOutage(
                    outage.number(),
                    outage.state(),
                    outage.detectedAt(),
                    outage.estimatedRestorationAt(),
                    outage.requests());
        }
    }

    @PostMapping(
            path = "/api/v1/place-status",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    PlaceStatus placeStatus(@RequestBody(required = false) byte[] body) {
        StrictJson json = StrictJson.object(body, Set.of("billId"));
        String typed = json.text("billId");
        FieldChecks checks = new FieldChecks(json.errors());
        if (typed == null) {
            checks.add("billId", "required");
        }
        BillId billId = checks.billId("billId", typed);
        checks.throwIfAny();
        return guessing.ofBill(() -> placeStatus(billId));
    }

    private PlaceStatus placeStatus(BillId billId) {
        Instant now = clock.instant();
        PlannedOutageCheck.Outlook outlook = check.outlook(billId, now, now.plus(LOOK_AHEAD));
        if (outlook.windows().isEmpty() && outlook.reason().equals(Optional.of(UnknownReason.PLACE_NOT_IN_NETWORK))) {
            throw new UnknownServicePoint();
        }
        PlannedOutageCheck.Answer answer = check.check(billId, now);
        return new PlaceStatus(
                new Plan(
                        answer.knowledge(),
                        answer.reason().orElse(null),
                        answer.interruption().map(PlannedInterruption::endsAt).orElse(null),
                        answer.interruption().map(PlannedInterruption::probable).orElse(null),
                        outlook.windows().stream().map(PlannedOutageView::of).toList()),
                attachment
                        .wouldJoin(billId)
                        .map(views::outage)
                        .map(KnownOutage::of)
                        .orElse(null),
                outlook.coveredUntil().orElse(null),
                answer.asOf().orElse(null));
    }
}
