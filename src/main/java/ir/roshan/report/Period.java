package ir.roshan.report;

import java.time.Instant;

/**
 * Of what a report is made.
 *
 * @param from first moment
 * @param to first moment after it
 * @param district null for all
 */
public record Period(Instant from, Instant to, Integer district) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the period ends before it begins");
        }
    }
}
