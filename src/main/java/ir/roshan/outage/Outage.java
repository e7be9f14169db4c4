package ir.roshan.outage;

import ir.roshan.agreement.Priority;
import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.Hazard;
import java.time.Instant;

/**
 * One fault, suspected or known, as it is stored. Moments are UTC instants; those that have not come are null.
 *
 * @param number what people call it: Solar Hijri year and a running number, {@code 1405-000017}
 * @param workflowId the workflow that carries it, as the workflow itself named it
 * @param element where it stands in the network; null where only an address is known
 * @param area coarse words for the public; null where there are none
 * @param hazard the first one that any of its requests has reported, also if that request was withdrawn
 * @param verifyBy until when a dispatcher should have verified it (A2.1)
 * @param restoreBy the earliest deadline of its requests (A2.1)
 * @param estimateNo how many estimates have been given
 * @param plannedUntil where it was found to be on plan, when supply is expected back
 * @param feeRials by the tariff, where a fee was determined (A5.1)
 * @param placedByHand whether a dispatcher has said where it is; the rules of grouping then leave it alone
 * @param absorbedInto the outage that took its requests in; null if none did
 * @param follows the restored outage after which its requests were still out; null if they came from nowhere
 */
public record Outage(
        OutageId id,
        String number,
        String workflowId,
        NetworkElement element,
        District district,
        String area,
        OutageState state,
        Priority priority,
        Hazard hazard,
        Finding finding,
        Cause cause,
        String crew,
        Instant detectedAt,
        Instant verifyBy,
        Instant restoreBy,
        Instant verifiedAt,
        Instant dispatchedAt,
        Instant estimatedRestorationAt,
        int estimateNo,
        Instant restoredAt,
        Instant closedAt,
        Long plannedOutageId,
        Instant plannedUntil,
        Long feeRials,
        Instant breachedAt,
        boolean placedByHand,
        OutageId absorbedInto,
        OutageId follows) {

    /** Whether it stands at one service point, or at an address alone, as far as anybody knows. */
    public boolean isOnePlace() {
        return element == null || element.kind() == ElementKind.SERVICE_POINT;
    }

    public boolean isOpen() {
        return state.isOpen();
    }
}
