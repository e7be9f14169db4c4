package ir.roshan.report;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The reliability indices of IEEE 1366-2012. Null where there is nothing to divide by: all three where nobody is served,
 * {@code caidi} also where nobody was interrupted.
 *
 * @param saidi minutes without supply, for each service point served
 * @param saifi interruptions, for each service point served
 * @param caidi minutes, for each interruption
 */
public record Indices(Double saidi, Double saifi, Double caidi) {
    private static final BigDecimal SECONDS_A_MINUTE = BigDecimal.valueOf(60);

    /**
     * Sums are exact and rounded once, at the end, so that both databases and any other calculation agree to the last digit.
     *
     * @param interrupted how many interruptions of service points
     * @param lostSeconds how long these lasted together
     * @param served how many service points are served
     */
    static Indices of(long interrupted, BigDecimal lostSeconds, long served) {
        return served == 0
                ? new Indices(null, null, null)
                : new Indices(
                        minutesEach(lostSeconds, served),
                        (double) interrupted / served,
                        interrupted == 0 ? null : minutesEach(lostSeconds, interrupted));
    }

    static double minutesEach(BigDecimal seconds, long many) {
        return seconds.divide(SECONDS_A_MINUTE.multiply(BigDecimal.valueOf(many)), MathContext.DECIMAL128)
                .doubleValue();
    }
}
