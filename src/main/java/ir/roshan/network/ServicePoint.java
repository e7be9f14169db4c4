package ir.roshan.network;

import ir.roshan.text.BillId;
import java.util.List;

/**
 * Where a subscriber is supplied (محل اشتراک), and what feeds it.
 *
 * @param substation code of the substation (پست فوق توزیع)
 * @param feeder code of the feeder, below the substation
 * @param transformer code of the transformer (پست توزیع), below the feeder
 * @param address personal data; null where the company's file has none
 * @param latitude degrees, WGS 84; null together with {@code longitude}
 * @param critical null where nothing special depends on the supply
 */
public record ServicePoint(
        BillId billId,
        District district,
        String substation,
        String feeder,
        String transformer,
        String address,
        Double latitude,
        Double longitude,
        Critical critical) {
    /** Degrees that Iran lies within. No latitude of it is a longitude of it, so that swapped columns are noticed. */
    public static final double SOUTH = 24;

    public static final double NORTH = 41;
    public static final double WEST = 43;
    public static final double EAST = 65;

    /** Itself and all that feeds it, from narrow to wide. */
    public List<NetworkElement> path() {
        return List.of(
                NetworkElement.of(billId),
                new NetworkElement(ElementKind.TRANSFORMER, transformer),
                new NetworkElement(ElementKind.FEEDER, feeder),
                new NetworkElement(ElementKind.SUBSTATION, substation));
    }

    /** Without the address: whatever is concatenated ends in a log one day. */
    @Override
    public String toString() {
        return "ServicePoint[" + billId.value() + " at " + transformer + ", district " + district.number() + "]";
    }
}
