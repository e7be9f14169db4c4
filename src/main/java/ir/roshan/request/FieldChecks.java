package ir.roshan.request;

import ir.roshan.calendar.IsoMoment;
import ir.roshan.network.District;
import ir.roshan.network.Network;
import ir.roshan.network.ServicePoint;
import ir.roshan.notification.Language;
import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.MalformedMobileNumber;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.TypedText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the fields of one message, one after another, and keeps what is wrong with each, so that a person learns of all
 * faulty fields at once. A field that is already known to be faulty is not judged again, and reads as missing.
 */
public final class FieldChecks {
    /** Nobody mends more at once, and an answer is not to be longer than what it answers. */
    public static final int MOST = 100;

    private static final Duration OLDEST_OUTAGE = Duration.ofDays(7);
    /** A caller's clock may run a little ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** A year of the Solar Hijri calendar, or one that no database can hold, is a slip of the pen. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    private final List<FieldError> errors;

    /** @param already what reading the message has found: wrong types, unknown members */
    public FieldChecks(List<FieldError> already) {
        this.errors = new ArrayList<>(already);
    }

    public void add(String field, String code) {
        if (errors.size() < MOST && errors.stream().noneMatch(e -> e.field().equals(field))) {
            errors.add(new FieldError(field, code));
        }
    }

    /** @throws InvalidRequest if anything was found */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    /**
     * Free text, normalised; an empty one counts as missing.
     *
     * @param minLength,maxLength in code points, of the normalised text
     * @param severalLines whether line breaks and tabs are allowed
     * @return null if missing or faulty
     */
    public String text(String field, String typed, int minLength, int maxLength, boolean severalLines) {
        if (typed == null) {
            return null;
        }
        Optional<String> problem = TypedText.problemOf(typed, severalLines);
        if (problem.isPresent()) {
            add(field, problem.get());
            return null;
        }
        String text = TypedText.normalise(typed);
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            add(field, "too-long");
            return null;
        }
        if (length < minLength) {
            add(field, "too-short");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    public BillId billId(String field, String typed) {
        if (typed == null) {
            return null;
        }
        try {
            return BillId.parse(typed);
        } catch (MalformedBillId e) {
            add(field, e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            return null;
        }
    }

    public MobileNumber mobile(String field, String typed) {
        if (typed == null) {
            add(field, "required");
            return null;
        }
        try {
            return MobileNumber.parse(typed);
        } catch (MalformedMobileNumber e) {
            add(field, "format");
            return null;
        }
    }

    public District district(String field, Integer number) {
        if (number == null) {
            return null;
        }
        if (number < 1 || number > 99) {
            add(field, "range");
            return null;
        }
        return new District(number);
    }

    /** One of the enum's names, in exactly its spelling; the default where the field is missing. */
    public <E extends Enum<E>> E oneOf(String field, String name, E otherwise) {
        if (name == null) {
            return otherwise;
        }
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        add(field, "unknown-value");
        return otherwise;
    }

    public Language language(String field, String code) {
        if (code == null || code.equals("fa")) {
            return Language.FA;
        }
        if (code.equals("en")) {
            return Language.EN;
        }
        add(field, "unknown-value");
        return Language.FA;
    }

    /** Degrees within Iran, WGS 84; null if missing or faulty. */
    public Network.Position position(String south, Double latitude, String west, Double longitude) {
        if (latitude == null && longitude == null) {
            return null;
        }
        within(south, latitude, ServicePoint.SOUTH, ServicePoint.NORTH);
        within(west, longitude, ServicePoint.WEST, ServicePoint.EAST);
        return latitude == null || longitude == null ? null : new Network.Position(latitude, longitude);
    }

    private void within(String field, Double degrees, double from, double to) {
        if (degrees == null) {
            add(field, "required");
        } else if (!(degrees >= from && degrees <= to)) {
            add(field, "range");
        }
    }

    /** A moment in ISO 8601 with an offset, in the years 1900 to 2199; null if missing or faulty. */
    public Instant moment(String field, String typed) {
        if (typed == null) {
            return null;
        }
        try {
            OffsetDateTime moment = IsoMoment.parse(TypedText.normalise(typed));
            if (moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR) {
                add(field, "range");
                return null;
            }
            return moment.toInstant();
        } catch (DateTimeParseException e) {
            add(field, "format");
            return null;
        }
    }

    /** Since when the supply is off: not in the future, and not more than seven days ago. */
    public Instant outSince(String field, String typed, Instant now) {
        Instant moment = moment(field, typed);
        if (moment == null) {
            return null;
        }
        if (moment.isAfter(now.plus(CLOCK_SKEW))) {
            add(field, "in-future");
        } else if (moment.isBefore(now.minus(OLDEST_OUTAGE))) {
            add(field, "too-old");
        }
        return moment.isAfter(now) ? now : moment;
    }
}
