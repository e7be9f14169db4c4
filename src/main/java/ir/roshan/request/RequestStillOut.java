package ir.roshan.request;

/** A subscriber objected to an announced result, or to a planned outage that should be over; in the transaction that records it. */
public record RequestStillOut(RequestId id) {}
