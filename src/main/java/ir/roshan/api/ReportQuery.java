package ir.roshan.api;

import ir.roshan.calendar.MalformedSolarHijri;
import ir.roshan.calendar.SolarHijriMonth;
import ir.roshan.network.District;
import ir.roshan.report.Period;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.TypedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what a report is asked for, and names every parameter that is wrong. */
final class ReportQuery {
    static final int PAGE = 50;
    private static final int LONGEST_PAGE = 1_000;

    private final FieldChecks checks = new FieldChecks(List.of());

    FieldChecks checks() {
        return checks;
    }

    /** Both ends are needed. */
    Period period(String from, String to, String district) {
        Instant begin = required("from", from);
        Instant end = required("to", to);
        Integer number = district(district);
        if (begin != null && end != null && end.isBefore(begin)) {
            checks.add("to", "order");
        }
        checks.throwIfAny();
        return new Period(begin, end, number);
    }

    /** What is missing is chosen here. @param usual how long it is where its beginning is missing @param longest that is answered at once */
    Period period(String from, String to, String district, Instant now, Duration usual, Duration longest) {
        Instant end = to == null ? now : moment("to", to);
        Instant begin = from == null && end != null ? end.minus(usual) : moment("from", from);
        Integer number = district(district);
        if (begin != null && end != null) {
            if (end.isBefore(begin)) {
                checks.add("to", "order");
            } else if (Duration.between(begin, end).compareTo(longest) > 0) {
                checks.add("from", "range");
            }
        }
        checks.throwIfAny();
        return new Period(begin, end, number);
    }

    /** Solar Hijri, as {@code 1405-08}; null if faulty. */
    SolarHijriMonth month(String field, String typed) {
        try {
            return SolarHijriMonth.parse(TypedText.normalise(typed));
        } catch (MalformedSolarHijri e) {
            checks.add(field, "format");
            return null;
        }
    }

    boolean flag(String field, String typed) {
        if (typed != null && !typed.equals("true") && !typed.equals("false")) {
            checks.add(field, "unknown-value");
        }
        return "true".equals(typed);
    }

    int offset(String typed) {
        return whole("offset", typed, 0, 0, 99_999_999);
    }

    int limit(String typed) {
        return whole("limit", typed, PAGE, 1, LONGEST_PAGE);
    }

    int whole(String field, String typed, int otherwise, int lowest, int highest) {
        if (typed == null) {
            return otherwise;
        }
        if (!typed.matches("[0-9]{1,8}")) {
            checks.add(field, "range");
            return otherwise;
        }
        int number = Integer.parseInt(typed);
        if (number < lowest || number > highest) {
            checks.add(field, "range");
        }
        return number;
    }

    private Integer district(String typed) {
        if (typed == null) {
            return null;
        }
        District district = checks.district("district", whole("district", typed, 1, 1, 99));
        return district == null ? null : district.number();
    }

    private Instant required(String field, String typed) {
        if (typed == null) {
            checks.add(field, "required");
        }
        return moment(field, typed);
    }

    private Instant moment(String field, String typed) {
        // A plus sign that was not percent-encoded arrives as a blank.
        return typed == null ? null : checks.moment(field, typed.replace(' ', '+'));
    }
}
