package ir.roshan.network;

import ir.roshan.text.BillId;

/**
 * A place in the network at which an outage can stand.
 *
 * @param code of a service point its bill id, of anything else an {@link ElementCode}
 */
public record NetworkElement(ElementKind kind, String code) {
    /**
     * @throws ir.roshan.text.MalformedBillId if a service point's code is no bill id
     * @throws MalformedElementCode if another's is no code
     */
    public NetworkElement {
        if (kind == ElementKind.SERVICE_POINT) new BillId(code);
        else new ElementCode(code);
    }

    public static NetworkElement of(BillId billId) {
        return new NetworkElement(ElementKind.SERVICE_POINT, billId.value());
    }
}
