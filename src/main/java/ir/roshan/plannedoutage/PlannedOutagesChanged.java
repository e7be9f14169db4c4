package ir.roshan.plannedoutage;

import ir.roshan.network.NetworkElement;
import java.util.Set;

/**
 * The plan has changed: known outages got another start or end, were cancelled, were put back on, or turned out to be
 * unplanned; or new ones became known. Published in the transaction that changes it, so that who waits for one follows it or
 * neither happens.
 *
 * @param ids of {@link PlannedOutage}, of those that were known before
 * @param places at which, or below which, the plan is another now
 * @param placeIds of places in words at which it is, whether they are tied to elements or not
 * @param underWay those of the elements at which something is off on plan at this moment: reports from there may be about that
 */
public record PlannedOutagesChanged(
        Set<Long> ids, Set<NetworkElement> places, Set<Long> placeIds, Set<NetworkElement> underWay) {
    public PlannedOutagesChanged {
        ids = Set.copyOf(ids);
        places = Set.copyOf(places);
        placeIds = Set.copyOf(placeIds);
        underWay = Set.copyOf(underWay);
    }
}
