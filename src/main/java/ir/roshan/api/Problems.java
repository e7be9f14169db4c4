package ir.roshan.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.crew.CrewExists;
import ir.roshan.crew.UnknownCrew;
import ir.roshan.network.MapNotDrawnYet;
import ir.roshan.outage.CrewNotSent;
import ir.roshan.outage.ImpossibleValue;
import ir.roshan.outage.NothingToUndo;
import ir.roshan.outage.OtherDistrictsOutage;
import ir.roshan.outage.OutageClosed;
import ir.roshan.outage.OutageNotVerified;
import ir.roshan.outage.StandsInNoOutage;
import ir.roshan.outage.UnknownOutage;
import ir.roshan.plannedoutage.AnnouncementConfirmed;
import ir.roshan.plannedoutage.AnnouncementNotRead;
import ir.roshan.plannedoutage.ImpossibleConfirmation;
import ir.roshan.plannedoutage.NationalServiceRefused;
import ir.roshan.plannedoutage.OtherDistrictsPlace;
import ir.roshan.plannedoutage.UnknownAnnouncement;
import ir.roshan.plannedoutage.UnknownPlannedPlace;
import ir.roshan.plannedoutage.UnreadableAnnouncement;
import ir.roshan.request.FieldError;
import ir.roshan.request.IdempotencyKeyReused;
import ir.roshan.request.InvalidRequest;
import ir.roshan.request.MalformedTrackingCode;
import ir.roshan.request.NoDangerInPlan;
import ir.roshan.request.NotAnnouncedYet;
import ir.roshan.request.PlannedOutageNotOver;
import ir.roshan.request.ProofMismatch;
import ir.roshan.request.RequestClosed;
import ir.roshan.request.RequestStillOpen;
import ir.roshan.request.ResultAlreadyAnnounced;
import ir.roshan.request.TooManyRemarks;
import ir.roshan.request.UnknownRequest;
import ir.roshan.security.Refusals;
import ir.roshan.security.TooManyAttempts;
import ir.roshan.snippet.SnippetExists;
import ir.roshan.snippet.UnknownSnippet;
import ir.roshan.subscriber.CodesHeldUp;
import ir.roshan.subscription.TooManySubscriptions;
import ir.roshan.subscription.UnknownSubscription;
import ir.roshan.text.UnreadableTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Every problem of the API, one line each, and those of the filters and the container before it in the same form. A JDK exception is a bug and stays a 500; a database that is gone is a 503.
 *
 * <p>Long because it is one list of what can be refused, a few lines each.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler implements Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    /** That any resource may have; others are refused before it is known which resource is called. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Tomcat's words for a transfer coding, or a version of HTTP, that nobody here understands: what was sent is at fault. */
    private static final Set<Integer> OF_THE_CALLER =
            Set.of(HttpStatus.NOT_IMPLEMENTED.value(), HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value());

    private static final Map<HttpStatus, ProblemType> BY_STATUS = Map.of(
            HttpStatus.UNAUTHORIZED, ProblemType.ACCOUNT_NEEDED,
            HttpStatus.FORBIDDEN, ProblemType.NOT_ALLOWED,
            HttpStatus.NOT_FOUND, ProblemType.NOT_FOUND,
            HttpStatus.METHOD_NOT_ALLOWED, ProblemType.METHOD_NOT_ALLOWED,
            HttpStatus.NOT_ACCEPTABLE, ProblemType.NOT_ACCEPTABLE,
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_MEDIA_TYPE,
            HttpStatus.PAYLOAD_TOO_LARGE, ProblemType.BODY_TOO_LARGE,
            HttpStatus.TOO_MANY_REQUESTS, ProblemType.TOO_MANY_REQUESTS);

    private final ProblemTexts texts;
    private final ProblemWriter writer;

    Problems(ProblemTexts texts, ProblemPage page, ObjectMapper json) {
        this.texts = texts;
        this.writer = new ProblemWriter(page, json);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidRequest e, HttpServletRequest request) {
        return answer(texts.invalid(e.errors(), Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ImpossibleValue e, HttpServletRequest request) {
        return answer(texts.invalid(List.of(new FieldError(e.field(), e.code())), Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OutageClosed e, HttpServletRequest request) {
        return answer(ProblemType.OUTAGE_CLOSED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OutageNotVerified e, HttpServletRequest request) {
        return answer(ProblemType.OUTAGE_NOT_VERIFIED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CrewNotSent e, HttpServletRequest request) {
        return answer(ProblemType.CREW_NOT_SENT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NothingToUndo e, HttpServletRequest request) {
        return answer(ProblemType.NOTHING_TO_UNDO, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(StandsInNoOutage e, HttpServletRequest request) {
        return answer(ProblemType.STANDS_IN_NO_OUTAGE, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CrewExists e, HttpServletRequest request) {
        return answer(ProblemType.CREW_EXISTS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownCrew e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_CREW, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownSnippet e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_SNIPPET, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SnippetExists e, HttpServletRequest request) {
        return answer(ProblemType.SNIPPET_EXISTS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MalformedJson e, HttpServletRequest request) {
        return answer(ProblemType.MALFORMED_JSON, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MalformedTrackingCode e, HttpServletRequest request) {
        return answer(ProblemType.MALFORMED_TRACKING_CODE, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnreadableTable e, HttpServletRequest request) {
        return answer(texts.unreadable(e, Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NationalServiceRefused e, HttpServletRequest request) {
        return answer(ProblemType.NATIONAL_SERVICE_REFUSED, request, e.status());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnreadableAnnouncement e, HttpServletRequest request) {
        return answer(texts.unreadable(e, Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AnnouncementNotRead e, HttpServletRequest request) {
        return answer(texts.notRead(e, Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AnnouncementConfirmed e, HttpServletRequest request) {
        return answer(ProblemType.ANNOUNCEMENT_CONFIRMED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownAnnouncement e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_ANNOUNCEMENT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownCalendar e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_CALENDAR, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownSubscription e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_SUBSCRIPTION, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownStop e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_SUBSCRIPTION, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManySubscriptions e, HttpServletRequest request) {
        return answer(ProblemType.TOO_MANY_SUBSCRIPTIONS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownPlannedPlace e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_PLANNED_PLACE, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OtherDistrictsPlace e, HttpServletRequest request) {
        return answer(ProblemType.OTHER_DISTRICT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ImpossibleConfirmation e, HttpServletRequest request) {
        return answer(texts.invalid(List.of(new FieldError(e.field(), e.code())), Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownRequest e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_REQUEST, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownOutage e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_OUTAGE, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownMessage e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_MESSAGE, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UnknownServicePoint e, HttpServletRequest request) {
        return answer(ProblemType.UNKNOWN_SERVICE_POINT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ProofMismatch e, HttpServletRequest request) {
        return answer(ProblemType.PROOF_MISMATCH, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NotSignedIn e, HttpServletRequest request) {
        return answer(ProblemType.CODE_NEEDED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(WrongMobileCode e, HttpServletRequest request) {
        return answer(ProblemType.CODE_MISMATCH, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyAttempts e, HttpServletRequest request) {
        return later(ProblemType.TOO_MANY_REQUESTS, Long.toString(e.retryAfterSeconds()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CodesHeldUp e, HttpServletRequest request) {
        return later(ProblemType.TEMPORARILY_UNAVAILABLE, Long.toString(e.retryAfterSeconds()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OtherDistrict e, HttpServletRequest request) {
        return answer(ProblemType.OTHER_DISTRICT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OtherDistrictsOutage e, HttpServletRequest request) {
        return answer(ProblemType.OTHER_DISTRICT, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestClosed e, HttpServletRequest request) {
        return answer(ProblemType.REQUEST_CLOSED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestStillOpen e, HttpServletRequest request) {
        return answer(ProblemType.REQUEST_STILL_OPEN, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NoDangerInPlan e, HttpServletRequest request) {
        return answer(ProblemType.NO_DANGER_IN_PLAN, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyRemarks e, HttpServletRequest request) {
        return answer(ProblemType.TOO_MANY_REMARKS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ResultAlreadyAnnounced e, HttpServletRequest request) {
        return answer(ProblemType.RESULT_ALREADY_ANNOUNCED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NotAnnouncedYet e, HttpServletRequest request) {
        return answer(ProblemType.NOT_ANNOUNCED_YET, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PlannedOutageNotOver e, HttpServletRequest request) {
        return answer(ProblemType.PLANNED_OUTAGE_NOT_OVER, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IdempotencyKeyReused e, HttpServletRequest request) {
        return answer(ProblemType.IDEMPOTENCY_KEY_REUSED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(BodyTooLarge e, HttpServletRequest request) {
        return answer(ProblemType.BODY_TOO_LARGE, request, e.limit());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(BodyTooSlow e, HttpServletRequest request) {
        return ResponseEntity.status(ProblemType.BODY_TOO_SLOW.status())
                .header(HttpHeaders.CONNECTION, "close")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(texts.problem(ProblemType.BODY_TOO_SLOW, Languages.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyImports e, HttpServletRequest request) {
        return later(ProblemType.TOO_MANY_REQUESTS, RETRY_AFTER_SECONDS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MapNotDrawnYet e, HttpServletRequest request) {
        return later(ProblemType.TEMPORARILY_UNAVAILABLE, RETRY_AFTER_SECONDS, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AccessDeniedException e, HttpServletRequest request) {
        boolean nobody = SecurityContextHolder.getContext().getAuthentication() instanceof AnonymousAuthenticationToken;
        return answer(nobody ? ProblemType.ACCOUNT_NEEDED : ProblemType.NOT_ALLOWED, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("Nobody is there any more who asked for {} {}", request.getMethod(), mapping(request), e);
            return null;
        }
        if (PassingFailure.is(e)) {
            PassingFailure.log(LOG, e);
            return later(ProblemType.TEMPORARILY_UNAVAILABLE, RETRY_AFTER_SECONDS, request);
        }
        LOG.error("Unexpected failure at {} {}", request.getMethod(), mapping(request), e);
        return answer(ProblemType.INTERNAL_ERROR, request);
    }

    /** What Spring itself refuses: unknown paths, methods, media types, unreadable parameters. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = BY_STATUS.getOrDefault(HttpStatus.resolve(status.value()), ProblemType.BAD_REQUEST);
        Locale language = Languages.of(((ServletWebRequest) request).getRequest());
        if (status.is5xxServerError()) {
            LOG.error("Unexpected failure", e);
            type = ProblemType.INTERNAL_ERROR;
        }
        HttpHeaders ours = new HttpHeaders(); // Spring's may be an empty one that takes nothing
        ours.putAll(headers);
        ours.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(texts.problem(type, language), ours, type.status());
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e.getCause() instanceof TooManyAttempts tooMany) {
            handle(request, response, tooMany);
            return;
        }
        // A page says itself where to log in; with this header the browser would ask for a password instead.
        if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With")) && !ProblemPage.prefersHtml(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Roshan\", charset=\"UTF-8\"");
        }
        writer.write(texts.problem(ProblemType.ACCOUNT_NEEDED, Languages.of(request)), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        writer.write(texts.problem(ProblemType.NOT_ALLOWED, Languages.of(request)), request, response);
    }

    @Override
    public void nothingHere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(texts.problem(ProblemType.NOT_FOUND, Languages.of(request)), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, TooManyAttempts e) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
        writer.write(texts.problem(ProblemType.TOO_MANY_REQUESTS, Languages.of(request)), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        boolean isMethod = !METHODS.contains(request.getMethod());
        if (isMethod) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
        }
        ProblemType type = isMethod ? ProblemType.METHOD_NOT_ALLOWED : ProblemType.BAD_REQUEST;
        writer.write(texts.problem(type, Languages.of(request)), request, response);
    }

    /**
     * What a filter or the container has refused: all that is left of it is a status, and of a failure the exception.
     *
     * @param failure null where nothing was thrown
     */
    void write(int status, Throwable failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemType type = status >= HttpStatus.INTERNAL_SERVER_ERROR.value() && !OF_THE_CALLER.contains(status)
                ? ProblemType.INTERNAL_ERROR
                : BY_STATUS.getOrDefault(HttpStatus.resolve(status), ProblemType.BAD_REQUEST);
        if (failure != null && PassingFailure.is(failure)) {
            PassingFailure.log(LOG, failure);
            type = ProblemType.TEMPORARILY_UNAVAILABLE;
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        writer.write(texts.problem(type, Languages.of(request)), request, response);
    }

    /** For filters, which stand before all handlers. */
    void write(ProblemType type, HttpServletRequest request, HttpServletResponse response, Object... arguments)
            throws IOException {
        writer.write(texts.problem(type, Languages.of(request), arguments), request, response);
    }

    private ResponseEntity<ProblemDetail> later(ProblemType type, String seconds, HttpServletRequest request) {
        return ResponseEntity.status(type.status())
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(texts.problem(type, Languages.of(request)));
    }

    private ResponseEntity<ProblemDetail> answer(ProblemType type, HttpServletRequest request, Object... arguments) {
        return answer(texts.problem(type, Languages.of(request), arguments));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The path as it is mapped, never as it was called: it may hold what somebody typed. */
    private static Object mapping(HttpServletRequest request) {
        return request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
    }
}
