package ir.roshan.agreement;

import java.time.Duration;

/** By when a dispatcher verifies and the supply is back, per priority, counted from the registration of the request (A2.1). */
public record Targets(Target normal, Target high, Target emergency) {

    /**
     * @param verifyWithin longer than zero
     * @param restoreWithin not shorter than {@code verifyWithin}
     * @throws IllegalArgumentException if either bound is broken; the application then does not start
     */
    public record Target(Duration verifyWithin, Duration restoreWithin) {
        public Target {
            if (verifyWithin.isNegative() || verifyWithin.isZero() || restoreWithin.compareTo(verifyWithin) < 0) {
                throw new IllegalArgumentException(
                        "a target's verify-within must be positive and not longer than its restore-within");
            }
        }
    }

    public Target of(Priority priority) {
        return switch (priority) {
            case NORMAL -> normal;
            case HIGH -> high;
            case EMERGENCY -> emergency;
        };
    }
}
