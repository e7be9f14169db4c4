package ir.roshan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever logs out is out for good. Camunda takes the account out of the session, and a call under way in the same session
 * may put it back: it looks the account up anew every few seconds.
 */
final class LeavingFilter extends OncePerRequestFilter {
    private final SessionAccounts sessions;

    LeavingFilter(SessionAccounts sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            HttpSession session = request.getSession(false);
            if (session != null) {
                sessions.end(session);
            }
        }
    }
}
