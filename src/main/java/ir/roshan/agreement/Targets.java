package ir.roshan.agreement;

import java.time.Duration;

/** By when a dispatcher verifies and the supply is back, per priority, counted from the registration of the request (A2.1). */
public record Targets(Target normal, Target high, Target emergency) {

    /**
     * @param verifyWithin longer than zero
     * @param restoreWithin longer than zero
     * @throws IllegalArgumentException if one is not; the application then does not start
     */
    public record Target(Duration verifyWithin, Duration restoreWithin) {
        public Target {
            if (!isPositive(verifyWithin) || !isPositive(restoreWithin)) {
                throw new IllegalArgumentException("a target of roshan.agreement.targets must be longer than zero");
            }
        }

        private static boolean isPositive(Duration duration) {
            return !duration.isNegative() && !duration.isZero();
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
