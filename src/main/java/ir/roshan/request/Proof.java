package ir.roshan.request;

import ir.roshan.text.TypedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The last four digits of the mobile number that a request bears: whoever changes the request knows them.
 *
 * @param desk the account of the company's that does it for the subscriber, who has told it the digits; null where they do it themselves
 */
public record Proof(String last4, String desk) {
    /** Four digits with whatever a paste has put between them. */
    private static final int LONGEST_TYPED = 64;

    /** @throws IllegalArgumentException if these are not four digits; ask {@link #isWellFormed} first */
    public Proof {
        if (!last4.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("four digits");
        }
    }

    public Proof(String last4) {
        this(last4, null);
    }

    public static boolean isWellFormed(String typed) {
        return typed != null
                && typed.length() <= LONGEST_TYPED
                && TypedText.normalise(typed).matches("[0-9]{4}");
    }

    public static Proof parse(String typed) {
        return new Proof(TypedText.normalise(typed));
    }

    /** @param account null where the subscriber changes the request themselves */
    public Proof broughtBy(String account) {
        return new Proof(last4, account);
    }

    boolean fits(RestorationRequest request) {
        return !request.mobile().equals(Erasure.NOBODY)
                && MessageDigest.isEqual(
                        last4.getBytes(StandardCharsets.US_ASCII),
                        request.mobile().last4().getBytes(StandardCharsets.US_ASCII));
    }
}
