package ir.roshan.report;

import java.util.List;

/**
 * Service points of which each was without supply once, from one moment to another, all on plan or all not.
 *
 * @param first with what it began
 * @param losses all that took part in it, from the earliest on
 * @param after the planned outage at whose end it began, since supply did not come back then; null for all others
 * @param began microseconds since 1970
 */
record Interruption(
        SupplyLoss first, List<SupplyLoss> losses, SupplyLoss after, long began, long ended, long servicePoints) {
    boolean planned() {
        return first.planned();
    }
}
