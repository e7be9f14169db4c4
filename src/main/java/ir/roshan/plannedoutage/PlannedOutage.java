package ir.roshan.plannedoutage;

import ir.roshan.network.District;
import ir.roshan.network.NetworkElement;
import java.time.Instant;

/**
 * One announced switch-off of one place, over the half-open interval {@code [startsAt, endsAt)}: at {@code endsAt}
 * supply is expected back. Both are UTC instants, in whole seconds.
 *
 * @param id ours; stays when the outage is moved or cancelled
 * @param number the announcer's, not unique; one of our own making where a list has none
 * @param endsAt null where the end is not known, which is so for text-only and unplanned ones alone
 * @param reason never null, maybe empty
 * @param area in words; never null, maybe empty
 * @param element null where only the text says where it is; such an outage matches no location by itself
 * @param planned false for what a list of planned outages itself calls unplanned: a possible reason, never an answer
 * @param district in which a place lies that only the text names; null where that is not known, and where there is an
 *     element
 * @param probable announced as likely, and not as certain
 * @param placeId of the place in words; null where there is none
 * @param changedAt when its start, end or cancelling last changed; null where it is as it was announced first
 */
public record PlannedOutage(
        long id,
        String number,
        Instant startsAt,
        Instant endsAt,
        String reason,
        String area,
        NetworkElement element,
        boolean cancelled,
        boolean planned,
        District district,
        WindowKind kind,
        boolean probable,
        Long placeId,
        Instant changedAt) {
    /** @throws IllegalArgumentException if {@code startsAt} is not before {@code endsAt} */
    public PlannedOutage {
        if (endsAt != null && !startsAt.isBefore(endsAt))
            throw new IllegalArgumentException("a planned outage ends after its start");
        if (element != null && district != null)
            throw new IllegalArgumentException("whose place an element is, is the network's to say");
    }

    /** Whether it is history at that moment. */
    boolean endedBefore(Instant moment) {
        return endsAt != null && endsAt.isBefore(moment);
    }
}
