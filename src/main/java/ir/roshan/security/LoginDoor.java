package ir.roshan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The login of the web apps: it is written down, and whoever was wrong too often is told how long to wait. Camunda's own
 * resource knows a wrong password only, and says 401.
 */
final class LoginDoor extends OncePerRequestFilter {
    private final AuditLog audit;

    LoginDoor(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {
                super.setStatus(told(status));
            }

            @Override
            public void sendError(int status) throws IOException {
                super.sendError(told(status));
            }

            @Override
            public void sendError(int status, String message) throws IOException {
                super.sendError(told(status), message);
            }

            private int told(int status) {
                if (status == HttpStatus.UNAUTHORIZED.value()
                        && request.getAttribute(Logins.CLOSED) instanceof TooManyAttempts closed) {
                    setHeader(HttpHeaders.RETRY_AFTER, Long.toString(closed.retryAfterSeconds()));
                    return HttpStatus.TOO_MANY_REQUESTS.value();
                }
                return status;
            }
        });
        if (response.getStatus() == HttpStatus.OK.value()
                && request.getAttribute(Logins.LOGGED_IN) instanceof String account) {
            audit.append(account, AuditLog.Deed.LOGGED_IN, CallerAddress.of(request), null);
        }
    }
}
