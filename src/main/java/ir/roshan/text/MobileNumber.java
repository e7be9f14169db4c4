package ir.roshan.text;

/** An Iranian mobile number in its one spelling, {@code 09xxxxxxxxx}. It is personal data: as text it is masked. */
public record MobileNumber(String value) {
    /** Stands where a number was erased; nobody has it. */
    public static final MobileNumber NOBODY = new MobileNumber("09000000000");

    /** @throws MalformedMobileNumber if {@code value} is not {@code 09} and nine more ASCII digits */
    public MobileNumber {
        if (value == null || !value.matches("09[0-9]{9}")) throw new MalformedMobileNumber();
    }

    /**
     * Reads what a person typed: digits of three scripts; +98, 0098 or 98 for the country, with or without the zero after
     * it; blanks and hyphens.
     *
     * @throws MalformedMobileNumber if no mobile number comes out
     */
    public static MobileNumber parse(String typed) {
        String digits = typed == null ? "" : TypedText.compact(typed);
        for (String country : new String[] {"+98", "0098", "98"}) {
            if (digits.startsWith(country)) {
                String national = digits.substring(country.length());
                return new MobileNumber(national.startsWith("0") ? national : "0" + national);
            }
        }
        return new MobileNumber(digits);
    }

    /** What a subscriber gives together with a tracking code to change something. */
    public String last4() {
        return value.substring(7);
    }

    /** Enough to recognise one's own number by, too little to call it: {@code 0912***4567}. */
    public String masked() {
        return value.substring(0, 4) + "***" + last4();
    }

    /** Masked, since whatever is concatenated ends in a log one day. */
    @Override
    public String toString() {
        return masked();
    }
}
