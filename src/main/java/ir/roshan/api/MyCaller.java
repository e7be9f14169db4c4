package ir.roshan.api;

import ir.roshan.subscriber.SubscriberSessions;
import ir.roshan.subscriber.SubscriberSessions.Held;
import ir.roshan.text.MobileNumber;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The subscriber who calls, by the cookie of their session. It is one of ours alone, and of no account. */
@Component
class MyCaller {
    private static final String COOKIE = "roshan-my";
    private static final String PATH = "/api/v1/my";
    private static final String TOKEN = "[A-Za-z0-9_-]{32}";

    private final SubscriberSessions sessions;
    private final boolean onTlsAlone;

    /** As the web apps' session is: where that one goes over plain HTTP, ours does. */
    MyCaller(
            SubscriberSessions sessions,
            @Value("${camunda.bpm.webapp.session-cookie.enable-secure-cookie}") boolean onTlsAlone) {
        this.sessions = sessions;
        this.onTlsAlone = onTlsAlone;
    }

    /** @throws NotSignedIn if there is no session, or it has ended */
    MobileNumber mobile(HttpServletRequest request) {
        return held(request).mobile();
    }

    /** @throws NotSignedIn if there is no session, or it has ended */
    Held held(HttpServletRequest request) {
        return token(request).flatMap(sessions::held).orElseThrow(NotSignedIn::new);
    }

    /**
     * The token of the session.
     *
     * @throws NotSignedIn if the call bears none
     */
    String session(HttpServletRequest request) {
        return token(request).orElseThrow(NotSignedIn::new);
    }

    void leave(HttpServletRequest request) {
        tokens(request).forEach(sessions::end);
    }

    /** Until the browser is closed, if the session has not ended before. */
    ResponseCookie cookie(String token) {
        return written(token).build();
    }

    ResponseCookie noCookie() {
        return written("").maxAge(0).build();
    }

    private ResponseCookie.ResponseCookieBuilder written(String value) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(onTlsAlone)
                .sameSite("Strict")
                .path(PATH);
    }

    /** Of two one was put there by another site of our domain, and nothing says which: neither is believed. */
    private static Optional<String> token(HttpServletRequest request) {
        List<String> all = tokens(request);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static List<String> tokens(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies())
                .map(Arrays::stream)
                .orElseGet(Stream::empty)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> value.matches(TOKEN))
                .distinct()
                .toList();
    }
}
