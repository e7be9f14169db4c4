package ir.roshan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session before anything is done in it: some hours after it began, however busy it is kept, since a page left open
 * on a shared desk asks again each day; and at once where what it rests on is no more ({@link Standing}).
 */
final class SessionEndFilter extends OncePerRequestFilter {
    private static final String WHY = "roshan-ended";
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SessionAccounts sessions;
    private final SessionAge age;

    SessionEndFilter(SessionAccounts sessions, SessionAge age) {
        this.sessions = sessions;
        this.age = age;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && age.isOver(session)) {
            end(session, "age", request, response);
        } else if (session != null && !sessions.isSound(session)) {
            end(session, "changed", request, response);
        }
        chain.doFilter(request, response);
    }

    /** @param why for the login page ({@code web/dress/login.js}), which tells it to whoever sits there */
    private void end(HttpSession session, String why, HttpServletRequest request, HttpServletResponse response) {
        boolean wasSomebodys = sessions.isSomebodys(request);
        sessions.end(session);
        if (wasSomebodys) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(WHY, why)
                            .path(request.getContextPath() + "/camunda")
                            .maxAge(REMEMBERED)
                            .sameSite("Strict")
                            .secure(request.isSecure())
                            .build()
                            .toString());
        }
    }
}
