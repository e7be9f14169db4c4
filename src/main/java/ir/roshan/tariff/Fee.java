package ir.roshan.tariff;

/**
 * What a subscriber is charged for the restoration, by the tariff in force (A5.1).
 *
 * @param rials 0 or more
 * @throws IllegalArgumentException if {@code rials} is negative: the company's table is wrong, an incident for the operator
 */
public record Fee(long rials) {
    public Fee {
        if (rials < 0) {
            throw new IllegalArgumentException("a fee is 0 rials or more");
        }
    }
}
