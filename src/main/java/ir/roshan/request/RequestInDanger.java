package ir.roshan.request;

/** An open request names a danger that it had not named before, in the transaction that records it. */
public record RequestInDanger(RequestId id) {}
