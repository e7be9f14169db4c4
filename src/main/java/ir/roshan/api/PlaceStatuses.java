package ir.roshan.api;

import ir.roshan.outage.OpenOutages;
import ir.roshan.outage.Outage;
import ir.roshan.plannedoutage.PlannedInterruption;
import ir.roshan.plannedoutage.PlannedOutageCheck;
import ir.roshan.plannedoutage.PlannedPlaceCheck;
import ir.roshan.text.BillId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts together what is known of a place: the same for whoever asks, on the page, at 121 or at a counter. */
@Component
class PlaceStatuses {
    private static final Duration LOOK_AHEAD = Duration.ofDays(7);

    private final PlannedOutageCheck check;
    private final PlannedPlaceCheck places;
    private final OpenOutages open;
    private final Views views;
    private final Clock clock;

    PlaceStatuses(PlannedOutageCheck check, PlannedPlaceCheck places, OpenOutages open, Views views, Clock clock) {
        this.check = check;
        this.places = places;
        this.open = open;
        this.views = views;
        this.clock = clock;
    }

    /**
     * What the same answer rests on, for whoever is shown more of it.
     *
     * @param status null where the network does not have the bill id, and nothing is announced of it
     * @param outage that a report from there would join
     */
    record Ground(PlaceStatus status, PlannedOutageCheck.Answer answer, Optional<Outage> outage) {}

    /** @return empty where the network does not have the bill id, and nothing is announced of it */
    Optional<PlaceStatus> find(BillId billId) {
        return Optional.ofNullable(ground(billId).status());
    }

    Ground ground(BillId billId) {
        Instant now = clock.instant();
        PlannedOutageCheck.Outlook outlook = check.outlook(billId, now, now.plus(LOOK_AHEAD));
        PlannedOutageCheck.Answer answer = check.check(billId, now);
        Optional<Outage> outage = open.wouldJoin(billId, answer.knowledge());
        PlaceStatus status = UnknownServicePoint.isUnknown(outlook)
                ? null
                : status(
                        answer,
                        outlook,
                        outlook.windows().stream().map(PlannedOutageView::of).toList(),
                        outage,
                        null);
        return new Ground(status, answer, outage);
    }

    /** @param words that name a place of the plan */
    PlaceStatus named(String words) {
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
                new PlaceStatus.Plan(
                        answer.knowledge(),
                        answer.reason().orElse(null),
                        answer.interruption().map(PlannedInterruption::endsAt).orElse(null),
                        answer.interruption().map(PlannedInterruption::probable).orElse(null),
                        next),
                outage.map(views::outage).map(PlaceStatus.KnownOutage::of).orElse(null),
                outlook.coveredUntil().orElse(null),
                answer.asOf().orElse(null),
                places);
    }
}
