package ir.roshan.outage;

import java.time.Duration;
import java.time.Instant;

/**
 * A restored outage, as the ledger learns from it.
 *
 * @param servicePoints that were without supply
 */
record PastRepair(RepairTraits traits, Instant detectedAt, Instant restoredAt, int servicePoints) {
    /** Natural logarithm of the minutes from sending the crew to supply; a minute at least. */
    double logMinutes() {
        return Math.log(Math.max(1, Duration.between(traits.at(), restoredAt).toSeconds() / 60.0));
    }

    double servicePointMinutes() {
        return servicePoints * (Duration.between(detectedAt, restoredAt).toSeconds() / 60.0);
    }

    PastRepair alongside(int repairs) {
        RepairTraits t = traits;
        return new PastRepair(
                new RepairTraits(
                        t.district(),
                        t.kind(),
                        t.place(),
                        t.feeder(),
                        t.hazard(),
                        t.crew(),
                        t.cause(),
                        t.at(),
                        repairs),
                detectedAt,
                restoredAt,
                servicePoints);
    }
}
