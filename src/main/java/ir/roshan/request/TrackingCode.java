package ir.roshan.request;

import ir.roshan.text.TypedText;
import java.security.SecureRandom;

/**
 * The code a subscriber keeps to follow a request (کد رهگیری, A3.2): twelve ASCII digits, ten drawn at random and two
 * check digits (ISO 7064 MOD 97-10: the number is 1 modulo 97), so a mistyped code is refused before the database is asked.
 */
public record TrackingCode(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long BODIES = 10_000_000_000L;
    /** Twelve digits with whatever a paste has put between them. */
    private static final int LONGEST_TYPED = 256;

    /** @throws MalformedTrackingCode if {@code value} is not twelve ASCII digits that are 1 modulo 97 */
    public TrackingCode {
        if (value == null || !value.matches("[0-9]{12}") || Long.parseLong(value) % 97 != 1) {
            throw new MalformedTrackingCode();
        }
    }

    /** A new code from a secure source: one code gives away nothing of the next. */
    public static TrackingCode draw() {
        return of(RANDOM.nextLong(BODIES));
    }

    /** @param body 0 to 9 999 999 999 */
    public static TrackingCode of(long body) {
        if (body < 0 || body >= BODIES) {
            throw new IllegalArgumentException("the body of a tracking code has ten digits");
        }
        long check = (98 - body * 100 % 97) % 97;
        return new TrackingCode("%010d%02d".formatted(body, check));
    }

    /** Reads what a person typed: Persian and Arabic digits count as digits, blanks, hyphens and invisible marks are dropped. */
    public static TrackingCode parse(String typed) {
        if (typed == null || typed.length() > LONGEST_TYPED) {
            throw new MalformedTrackingCode();
        }
        return new TrackingCode(TypedText.compact(typed));
    }

    /** As it is shown and read out: {@code dddd-dddd-dddd}. */
    public String shown() {
        return value.substring(0, 4) + "-" + value.substring(4, 8) + "-" + value.substring(8);
    }
}
