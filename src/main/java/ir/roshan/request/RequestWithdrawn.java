package ir.roshan.request;

/** A request was withdrawn, in the transaction that records it. */
public record RequestWithdrawn(RequestId id) {}
