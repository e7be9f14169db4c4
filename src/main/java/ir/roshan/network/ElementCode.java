package ir.roshan.network;

import ir.roshan.text.TypedText;

/** The company's code of a transformer, feeder or substation; unique among all three. */
public record ElementCode(String value) {
    public static final int LONGEST = 64;

    /** @throws MalformedElementCode if it is empty, not normalised, longer than 64, or holds control characters */
    public ElementCode {
        if (value == null
                || value.isEmpty()
                || value.length() > LONGEST
                || !TypedText.normalise(value).equals(value)
                || TypedText.problemOf(value, false).isPresent()) throw new MalformedElementCode();
    }

    /** @throws MalformedElementCode if nothing that could be a code is left after normalising */
    public static ElementCode parse(String typed) {
        return new ElementCode(typed == null ? "" : TypedText.code(typed));
    }
}
