package ir.roshan.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many SMS leave for one subscriber's number, whatever is reported in its name (docs/adr/0011). A quarter of each is kept for
 * results, so that whoever has reported once or twice hears what came of it.
 *
 * @param messagesPerNumberHour within any hour
 * @param messagesPerNumberDay within any 24 hours
 * @param aheadPerNumberHour the same of what tells of the plan ahead, which is counted apart: it must not take the place of what a
 *     report is answered with, and whoever has subscribed has shown that the number is theirs
 * @param aheadPerNumberDay within any 24 hours
 * @param answersPerNumberHour the same of answers to SMS, counted apart as well: whoever writes in a stranger's name must not use up
 *     what tells the stranger
 * @param answersPerNumberDay within any 24 hours
 */
@ConfigurationProperties("roshan.limits")
record NumberLimits(
        @DefaultValue("4") int messagesPerNumberHour,
        @DefaultValue("12") int messagesPerNumberDay,
        @DefaultValue("5") int aheadPerNumberHour,
        @DefaultValue("12") int aheadPerNumberDay,
        @DefaultValue("4") int answersPerNumberHour,
        @DefaultValue("12") int answersPerNumberDay) {
    private static final int KEPT_FOR_RESULTS = 4;

    NumberLimits {
        if (messagesPerNumberHour < 1 || messagesPerNumberDay < 1)
            throw new IllegalArgumentException(
                    "roshan.limits.messages-per-number-hour and messages-per-number-day must be at least 1");
        if (aheadPerNumberHour < 1 || aheadPerNumberDay < 1)
            throw new IllegalArgumentException(
                    "roshan.limits.ahead-per-number-hour and ahead-per-number-day must be at least 1");
        if (answersPerNumberHour < 1 || answersPerNumberDay < 1)
            throw new IllegalArgumentException(
                    "roshan.limits.answers-per-number-hour and answers-per-number-day must be at least 1");
    }

    /** How many may leave within the hour before one of that kind does not leave any more. */
    int ofHour(MessageKind kind) {
        return switch (kind.lot()) {
            case AHEAD -> aheadPerNumberHour;
            case ANSWERS -> answersPerNumberHour;
            case REPORTS -> of(kind, messagesPerNumberHour);
        };
    }

    int ofDay(MessageKind kind) {
        return switch (kind.lot()) {
            case AHEAD -> aheadPerNumberDay;
            case ANSWERS -> answersPerNumberDay;
            case REPORTS -> of(kind, messagesPerNumberDay);
        };
    }

    private static int of(MessageKind kind, int all) {
        return kind == MessageKind.RESULT ? all : all - all / KEPT_FOR_RESULTS;
    }
}
