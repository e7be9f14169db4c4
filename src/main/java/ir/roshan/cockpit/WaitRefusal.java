package ir.roshan.cockpit;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.security.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;

/**
 * A password that was not looked at, at the login of the web apps or wherever one is asked for again. Camunda's own resources
 * know right and wrong; the pages show the sentence that comes with any refusal.
 */
public final class WaitRefusal implements ExceptionMapper<TooManyAttempts> {
    private static final long SECONDS_OF_A_MINUTE = 60;

    private final HttpServletRequest request;

    public WaitRefusal(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(TooManyAttempts e) {
        return Response.status(Response.Status.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", TooManyAttempts.class.getSimpleName(), "message", sentence(e)))
                .build();
    }

    private String sentence(TooManyAttempts e) {
        long minutes = (e.retryAfterSeconds() + SECONDS_OF_A_MINUTE - 1) / SECONDS_OF_A_MINUTE;
        return WebAppLanguage.of(request)
                .choose(
                        SolarHijri.persianDigits(
                                "گذرواژهٔ نادرست بیش از اندازه وارد شده است. %d دقیقهٔ دیگر دوباره تلاش کنید."
                                        .formatted(minutes)),
                        "There were too many wrong passwords. Try again in %d min.".formatted(minutes));
    }
}
