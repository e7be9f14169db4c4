package ir.roshan.api;

import java.time.Instant;

/** {@code Outage} of the contract: coarse enough that nobody's address shows. */
record OutageView(
        String number,
        State state,
        int district,
        String area,
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
                number, State.RESTORED, district, area, detectedAt, null, requests, servicePointsAffected);
    }
}
