package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import java.time.Instant;

/** What several resources take in their query. */
final class Parameters {
    private static final String UP_TO_SIX_DIGITS = "[0-9]{1,6}";

    private Parameters() {}

    /** @return null if it is missing or faulty */
    static Instant moment(FieldChecks checks, String field, String typed) {
        // A plus sign that was not percent-encoded arrives as a blank.
        return typed == null ? null : checks.moment(field, typed.replace(' ', '+'));
    }

    /** How many of a list to leave out. @return 0 if it is missing or faulty */
    static int offset(FieldChecks checks, String typed) {
        if (typed == null) {
            return 0;
        }
        if (!typed.matches(UP_TO_SIX_DIGITS)) {
            checks.add("offset", "range");
            return 0;
        }
        return Integer.parseInt(typed);
    }
}
