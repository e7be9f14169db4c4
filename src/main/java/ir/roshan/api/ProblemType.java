package ir.roshan.api;

import org.springframework.http.HttpStatus;

/** Every kind of refusal and its status. Titles and details are in {@code problems_fa.properties} and {@code problems_en.properties}, by {@link #key}. */
enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST),
    MALFORMED_TRACKING_CODE(HttpStatus.BAD_REQUEST),
    UNREADABLE_TABLE(HttpStatus.BAD_REQUEST),
    NATIONAL_SERVICE_REFUSED(HttpStatus.BAD_REQUEST),
    BAD_REQUEST(HttpStatus.BAD_REQUEST),
    ACCOUNT_NEEDED(HttpStatus.UNAUTHORIZED),
    CODE_NEEDED(HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED(HttpStatus.FORBIDDEN),
    PROOF_MISMATCH(HttpStatus.FORBIDDEN),
    CODE_MISMATCH(HttpStatus.FORBIDDEN),
    OTHER_DISTRICT(HttpStatus.FORBIDDEN),
    UNKNOWN_REQUEST(HttpStatus.NOT_FOUND),
    UNKNOWN_OUTAGE(HttpStatus.NOT_FOUND),
    UNKNOWN_MESSAGE(HttpStatus.NOT_FOUND),
    UNKNOWN_CREW(HttpStatus.NOT_FOUND),
    UNKNOWN_SNIPPET(HttpStatus.NOT_FOUND),
    UNKNOWN_SERVICE_POINT(HttpStatus.NOT_FOUND),
    UNKNOWN_ANNOUNCEMENT(HttpStatus.NOT_FOUND),
    UNKNOWN_PLANNED_PLACE(HttpStatus.NOT_FOUND),
    UNKNOWN_CALENDAR(HttpStatus.NOT_FOUND),
    UNKNOWN_SUBSCRIPTION(HttpStatus.NOT_FOUND),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
    REQUEST_CLOSED(HttpStatus.CONFLICT),
    REQUEST_STILL_OPEN(HttpStatus.CONFLICT),
    RESULT_ALREADY_ANNOUNCED(HttpStatus.CONFLICT),
    TOO_MANY_REMARKS(HttpStatus.CONFLICT),
    NOT_ANNOUNCED_YET(HttpStatus.CONFLICT),
    PLANNED_OUTAGE_NOT_OVER(HttpStatus.CONFLICT),
    OUTAGE_CLOSED(HttpStatus.CONFLICT),
    OUTAGE_NOT_VERIFIED(HttpStatus.CONFLICT),
    CREW_NOT_SENT(HttpStatus.CONFLICT),
    NOTHING_TO_UNDO(HttpStatus.CONFLICT),
    STANDS_IN_NO_OUTAGE(HttpStatus.CONFLICT),
    NO_DANGER_IN_PLAN(HttpStatus.CONFLICT),
    CREW_EXISTS(HttpStatus.CONFLICT),
    TOO_MANY_SUBSCRIPTIONS(HttpStatus.CONFLICT),
    SNIPPET_EXISTS(HttpStatus.CONFLICT),
    ANNOUNCEMENT_NOT_READ(HttpStatus.CONFLICT),
    ANNOUNCEMENT_CONFIRMED(HttpStatus.CONFLICT),
    BODY_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    UNREADABLE_ANNOUNCEMENT(HttpStatus.UNPROCESSABLE_ENTITY),
    WEEKDAY_CONTRADICTS_DATE(HttpStatus.UNPROCESSABLE_ENTITY),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
    TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    /** {@code invalid-request}: the end of the problem's type, and what its texts are found by. */
    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
