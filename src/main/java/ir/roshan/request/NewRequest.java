package ir.roshan.request;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.notification.Language;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Instant;

/**
 * A report of an outage that has passed every check and can be registered.
 *
 * @param billId null where the caller knows none; then {@code address} is not null
 * @param district as the caller names it; the network data wins where it knows the bill id; may be null
 * @param description may be null
 * @param outSince may be null
 * @param position where the caller's telephone is, who was asked and has let it; may be null
 * @param registeredBy the account that sent it; null for the company's own page
 */
public record NewRequest(
        BillId billId,
        String address,
        District district,
        MobileNumber mobile,
        SubscriberType subscriberType,
        String description,
        Hazard hazard,
        boolean lifeSupport,
        NeighboursOut neighboursOut,
        Instant outSince,
        Language language,
        Network.Position position,
        Channel channel,
        String registeredBy) {

    /** @throws IllegalArgumentException if the place is missing */
    public NewRequest {
        if (billId == null && address == null) {
            throw new IllegalArgumentException("a request names its place: a bill id or an address");
        }
    }
}
