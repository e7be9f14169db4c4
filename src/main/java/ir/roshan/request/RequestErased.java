package ir.roshan.request;

import ir.roshan.text.MobileNumber;

/**
 * A request bears no personal data any more; whoever keeps some about it erases theirs. Told in the same transaction.
 *
 * @param mobile the number that it bore
 */
public record RequestErased(RequestId id, MobileNumber mobile) {}
