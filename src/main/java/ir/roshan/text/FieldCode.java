package ir.roshan.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every reason for which a field is refused, as it stands on the wire; in people's words under {@code refusal} of {@link Words}. */
public enum FieldCode {
    REQUIRED,
    FORMAT,
    TYPE,
    RANGE,
    CHARACTERS,
    TOO_SHORT,
    TOO_LONG,
    UNKNOWN_VALUE,
    UNKNOWN_MEMBER,
    NOT_TOGETHER,
    // bill ids
    CHECK_DIGIT,
    SERVICE_TYPE,
    // moments
    DATE,
    IMPOSSIBLE_DAY,
    TIME,
    OFFSET,
    ORDER,
    EMPTY_INTERVAL,
    END_BEFORE_START,
    IN_FUTURE,
    IN_PAST,
    TOO_OLD,
    BEFORE_OUTAGE,
    // places
    UNKNOWN_ELEMENT,
    OTHER_DISTRICT,
    ELEMENT_HAS_OUTAGE,
    SAME_ELEMENT,
    NOT_BELOW,
    ALREADY_RESTORED,
    // requests and outages
    UNKNOWN_REQUEST,
    UNKNOWN_OUTAGE,
    OTHER_OUTAGE,
    WHOLE_OUTAGE,
    // announcements
    WINDOWS_NAMED;

    private static final Map<String, FieldCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(FieldCode::code, Function.identity()));

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such code; a defect of ours */
    public static String known(String code) {
        if (!BY_CODE.containsKey(code)) throw new IllegalArgumentException("no such code of a field: " + code);
        return code;
    }
}
