package ir.roshan.api;

import java.time.Instant;
import java.util.List;

/** {@code Outage} of the contract: coarse enough that nobody's address shows. @param places null where nothing may be named */
record OutageView(
        String number,
        State state,
        int district,
        String area,
        List<String> places,
        Instant detectedAt,
        Instant estimatedRestorationAt,
        Integer requests,
        Integer servicePointsAffected) {

    enum State {
        SUSPECTED,
        CONFIRMED,
        CREW_DISPATCHED,
        RESTORED
    }

    /** As it is for those who have their supply again while others of the outage still wait. */
    OutageView restoredHere() {
        return new OutageView(
                number, State.RESTORED, district, area, null, detectedAt, null, requests, servicePointsAffected);
    }
}
