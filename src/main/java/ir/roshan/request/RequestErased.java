package ir.roshan.request;

/** A request bears no personal data any more; whoever keeps some about it erases theirs. Told in the same transaction. */
public record RequestErased(RequestId id) {}
