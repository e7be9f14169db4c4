package ir.roshan.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number on a subscriber's bill (شناسه قبض) that names a service point: file number, company (3 digits), service
 * type (1), check digit (1). Held without leading zeros, so that one service point has one spelling.
 */
public record BillId(String value) {
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 13;
    private static final char ELECTRICITY = '2';
    private static final Pattern DIGITS =
            Pattern.compile("[1-9][0-9]{" + (FEWEST_DIGITS - 1) + "," + (MOST_DIGITS - 1) + "}");

    /** @throws MalformedBillId if {@code value} is not the canonical spelling of an electricity bill id */
    public BillId {
        if (value == null || !DIGITS.matcher(value).matches()) throw new MalformedBillId(MalformedBillId.Reason.FORMAT);
        if (checkDigitOf(value) != value.charAt(value.length() - 1))
            throw new MalformedBillId(MalformedBillId.Reason.CHECK_DIGIT);
        if (value.charAt(value.length() - 2) != ELECTRICITY)
            throw new MalformedBillId(MalformedBillId.Reason.SERVICE_TYPE);
    }

    /**
     * Reads what a person typed: digits of three scripts, blanks, hyphens and leading zeros are all welcome.
     *
     * @throws MalformedBillId if it is not 6 to 13 digits, its check digit is wrong, or it is not electricity's
     */
    public static BillId parse(String typed) {
        String digits = typed == null ? "" : TypedText.compact(typed);
        if (digits.length() > MOST_DIGITS) throw new MalformedBillId(MalformedBillId.Reason.FORMAT);
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') zeros++;
        return new BillId(digits.substring(zeros));
    }

    /**
     * The electricity bill id of a file number, its check digit worked out.
     *
     * @param fileNumber 1 to 99 999 999
     * @param companyCode 0 to 999
     */
    public static BillId of(int fileNumber, int companyCode) {
        String unchecked = String.format(Locale.ROOT, "%d%03d%c0", fileNumber, companyCode, ELECTRICITY);
        return new BillId(unchecked.substring(0, unchecked.length() - 1) + checkDigitOf(unchecked));
    }

    /** The distribution company that issued it, 0 to 999; Qom's is 44. */
    public int companyCode() {
        return Integer.parseInt(value.substring(value.length() - 5, value.length() - 2));
    }

    /** Weights 2 to 7, repeating, leftwards from the digit beside the check digit; the sum modulo 11 decides. */
    private static char checkDigitOf(String digits) {
        int sum = 0;
        int weight = 2;
        for (int i = digits.length() - 2; i >= 0; i--) {
            sum += (digits.charAt(i) - '0') * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        int remainder = sum % 11;
        return (char) ('0' + (remainder < 2 ? 0 : 11 - remainder));
    }
}
