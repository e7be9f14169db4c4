package ir.roshan.network;

/**
 * One of the managements (مدیریت) that a company is divided into.
 *
 * @param number 1 to 99
 */
public record District(int number) {
    public static final int FIRST = 1;
    public static final int LAST = 99;

    /** @throws IllegalArgumentException if {@code number} is not 1 to 99 */
    public District {
        if (number < FIRST || number > LAST) throw new IllegalArgumentException("no district has the number " + number);
    }
}
