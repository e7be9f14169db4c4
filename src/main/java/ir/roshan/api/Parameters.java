package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import java.time.Duration;
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

    /**
     * The end of a time that is asked for.
     *
     * @param begin null where it is faulty itself
     * @param otherwise how long the time is where no end was typed
     * @return null if it is faulty: before the beginning ({@code order}), or too far from it ({@code range})
     */
    static Instant end(
            FieldChecks checks, String field, String typed, Instant begin, Duration otherwise, Duration longest) {
        Instant end = moment(checks, field, typed);
        if (begin == null) return null;
        if (typed == null) return begin.plus(otherwise);
        if (end == null) return null;
        if (end.isBefore(begin)) checks.add(field, "order");
        else if (end.isAfter(begin.plus(longest))) checks.add(field, "range");
        return end;
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
