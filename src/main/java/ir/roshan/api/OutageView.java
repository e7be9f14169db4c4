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
}
