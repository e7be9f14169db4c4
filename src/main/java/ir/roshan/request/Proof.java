package ir.roshan.request;

import ir.roshan.text.MobileNumber;
import ir.roshan.text.TypedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * By what somebody may change a request: they know the last four digits of the mobile number that it bears, or have shown that the
 * whole number is theirs.
 *
 * @param last4 the digits
 * @param shown the number that was shown by a code to be the caller's; null where only the digits are known
 * @param desk the account of the company's that does it for the subscriber, who has told it the digits; null where they do it themselves
 */
public record Proof(String last4, MobileNumber shown, String desk) {
    /** Four digits with whatever a paste has put between them. */
    private static final int LONGEST_TYPED = 64;

    /** @throws IllegalArgumentException if these are not four digits; ask {@link #isWellFormed} first */
    public Proof {
        if (!last4.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("four digits");
        }
    }

    public Proof(String last4) {
        this(last4, null, null);
    }

    public static boolean isWellFormed(String typed) {
        return typed != null
                && typed.length() <= LONGEST_TYPED
                && TypedText.normalise(typed).matches("[0-9]{4}");
    }

    public static Proof parse(String typed) {
        return new Proof(TypedText.normalise(typed));
    }

    /** Of a subscriber to whose telephone a code was sent, and who has brought it back. */
    public static Proof shown(MobileNumber mobile) {
        return new Proof(mobile.last4(), mobile, null);
    }

    /** @param account null where the subscriber changes the request themselves */
    public Proof broughtBy(String account) {
        return new Proof(last4, shown, account);
    }

    /** Four digits are soon guessed; of a number that was shown there is nothing to guess. */
    boolean couldBeGuessed() {
        return shown == null;
    }

    boolean fits(RestorationRequest request) {
        if (request.mobile().equals(MobileNumber.NOBODY)) return false;
        return shown != null
                ? shown.equals(request.mobile())
                : MessageDigest.isEqual(
                        last4.getBytes(StandardCharsets.US_ASCII),
                        request.mobile().last4().getBytes(StandardCharsets.US_ASCII));
    }
}
