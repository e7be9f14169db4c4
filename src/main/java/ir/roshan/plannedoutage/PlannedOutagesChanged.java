package ir.roshan.plannedoutage;

import java.util.Set;

/**
 * Known outages got another start or end, were cancelled, were put back on, or turned out to be unplanned. Published in
 * the transaction that changes them, so that who waits for one follows it or neither happens.
 *
 * @param ids of {@link PlannedOutage}
 */
public record PlannedOutagesChanged(Set<Long> ids) {
    public PlannedOutagesChanged {
        ids = Set.copyOf(ids);
    }
}
