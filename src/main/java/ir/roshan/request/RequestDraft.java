package ir.roshan.request;

import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.notification.Language;
import ir.roshan.text.BillId;
import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.util.List;

/** A report as it arrives from outside, each field as typed and possibly missing. Both doors, REST and Tasklist, come through here. */
public record RequestDraft(
        String billId,
        String address,
        Integer district,
        String mobile,
        String subscriberType,
        String description,
        String hazard,
        Boolean lifeSupport,
        String neighboursOut,
        String outSince,
        String language,
        Double latitude,
        Double longitude) {

    /**
     * @param registeredBy the account that sent it; null for the company's own page
     * @param already errors that reading the message has found
     * @throws InvalidRequest naming every faulty field
     */
    public NewRequest toNewRequest(Channel channel, String registeredBy, Instant now, List<FieldError> already) {
        FieldChecks checks = new FieldChecks(already);
        if (billId == null && address == null) {
            checks.add("billId", "required");
            checks.add("address", "required");
        }
        BillId checkedBillId = checks.billId("billId", billId);
        String checkedAddress = checks.text("address", address, 5, 500, false);
        District checkedDistrict = checks.district("district", district);
        MobileNumber checkedMobile = checks.mobile("mobile", mobile);
        SubscriberType checkedType = checks.oneOf("subscriberType", subscriberType, SubscriberType.NATURAL_PERSON);
        String checkedDescription = checks.text("description", description, 0, 1000, true);
        Hazard checkedHazard = checks.oneOf("hazard", hazard, Hazard.NONE);
        NeighboursOut checkedNeighbours = checks.oneOf("neighboursOut", neighboursOut, NeighboursOut.UNKNOWN);
        Instant checkedOutSince = checks.outSince("outSince", outSince, now);
        Language checkedLanguage = checks.language("language", language);
        Network.Position checkedPosition = checks.position("latitude", latitude, "longitude", longitude);
        checks.throwIfAny();
        return new NewRequest(
                checkedBillId,
                checkedAddress,
                checkedDistrict,
                checkedMobile,
                checkedType,
                checkedDescription,
                checkedHazard,
                Boolean.TRUE.equals(lifeSupport),
                checkedNeighbours,
                checkedOutSince,
                checkedLanguage,
                checkedPosition,
                channel,
                registeredBy);
    }
}
