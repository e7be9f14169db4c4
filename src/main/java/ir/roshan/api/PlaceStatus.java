package ir.roshan.api;

import ir.roshan.plannedoutage.Knowledge;
import ir.roshan.plannedoutage.UnknownReason;
import java.time.Instant;
import java.util.List;

/**
 * {@code PlaceStatus} of the contract: what is known of a place, without anybody's data.
 *
 * @param outage that a report from there would join; null where none is open, or it is off on plan
 * @param coveredUntil how far the plan is known; null where it is not known even now
 * @param asOf when an announcement that speaks for the place last arrived; null if never
 * @param places of the plan that have the words that were asked for; null where a bill id was
 */
record PlaceStatus(Plan plan, KnownOutage outage, Instant coveredUntil, Instant asOf, List<String> places) {

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
}
