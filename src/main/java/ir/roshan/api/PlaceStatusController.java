package ir.roshan.api;

import ir.roshan.outage.OpenOutages;
import ir.roshan.outage.Outage;
import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedPlaceCheck;
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
    private static final int LONGEST_PLACE = 200;

    private final PlannedOutageCheck check;
    private final PlannedPlaceCheck places;
    private final OpenOutages open;
    private final CodeGuessing guessing;
    private final Views views;
    private final Clock clock;

    PlaceStatusController(
            PlannedOutageCheck check,
            PlannedPlaceCheck places,
            OpenOutages open,
            CodeGuessing guessing,
            Views views,
            Clock clock) {
        this.check = check;
        this.places = places;
        this.open = open;
        this.guessing = guessing;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param outage that a report from there would join; null where none is open, or it is off on plan
     * @param coveredUntil how far the plan is known; null where it is not known even now
     * @param asOf when an announcement that speaks for the place last arrived; null if never
     * @param places of the plan that have the words that were asked for; null where a bill id was
     */
    record PlaceStatus(Plan plan, KnownOutage outage, Instant coveredUntil, Instant asOf, List<String> places) {}

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
        StrictJson json = StrictJson.object(body, Set.of("billId", "place"));
        String typed = json.text("billId");
        String place = json.text("place");
        FieldChecks checks = new FieldChecks(json.errors());
        if (typed == null && place == null) {
            checks.add("billId", "required");
        }
        if (typed != null && place != null) {
            checks.add("place", "not-together");
        }
        BillId billId = checks.billId("billId", typed);
        String words = words(checks, place);
        checks.throwIfAny();
        return place == null ? guessing.ofBill(() -> placeStatus(billId)) : placeStatus(words);
    }

    /** Words that name a place; null where none were typed, or no word is among them. */
    static String words(FieldChecks checks, String place) {
        if (place != null && place.isBlank()) {
            checks.add("place", "required");
            return null;
        }
        String words = checks.text("place", place, 1, LONGEST_PLACE, false);
        if (words != null && !PlannedPlaceCheck.hasWords(words)) {
            checks.add("place", "format");
        }
        return words;
    }

    private PlaceStatus placeStatus(BillId billId) {
        Instant now = clock.instant();
        PlannedOutageCheck.Outlook outlook = check.outlook(billId, now, now.plus(LOOK_AHEAD));
        UnknownServicePoint.throwIf(outlook);
        PlannedOutageCheck.Answer answer = check.check(billId, now);
        return status(
                answer,
                outlook,
                outlook.windows().stream().map(PlannedOutageView::of).toList(),
                open.wouldJoin(billId, answer.knowledge()),
                null);
    }

    private PlaceStatus placeStatus(String words) {
        Instant now = clock.instant();
        PlannedPlaceCheck.Answer answer = places.check(words, now);
        PlannedPlaceCheck.Outlook named = places.outlook(words, now, now.plus(LOOK_AHEAD));
        return status(
                answer.answer(),
                named.outlook(),
                named.windows().stream().map(PlannedOutageView::of).toList(),
                open.wouldJoin(answer.paths(), answer.answer().knowledge()),
                named.places());
    }

    private PlaceStatus status(
            PlannedOutageCheck.Answer answer,
            PlannedOutageCheck.Outlook outlook,
            List<PlannedOutageView> next,
            Optional<Outage> outage,
            List<String> places) {
        return new PlaceStatus(
                new Plan(
                        answer.knowledge(),
                        answer.reason().orElse(null),
                        answer.interruption().map(PlannedInterruption::endsAt).orElse(null),
                        answer.interruption().map(PlannedInterruption::probable).orElse(null),
                        next),
                outage.map(views::outage).map(KnownOutage::of).orElse(null),
                outlook.coveredUntil().orElse(null),
                answer.asOf().orElse(null),
                places);
    }
}
