package ir.roshan.cockpit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A dispatcher who opens Cockpit in the browser in which Tasklist is open has a session, and no way in: Camunda refuses the
 * page itself, as it does a manager who opens Admin. A person is told so in a sentence with the way back, where a program
 * gets the problem as JSON.
 */
final class ClosedAppFilter extends OncePerRequestFilter {
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final WebAppFile page = WebAppFile.of(new ClassPathResource("web/dress/closed.html"));

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return !request.getMethod().equals("GET") || accepted == null || !accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendError(int status) throws IOException {
                sendError(status, null);
            }

            @Override
            public void sendError(int status, String message) throws IOException {
                if (status != SC_FORBIDDEN) {
                    super.sendError(status, message);
                    return;
                }
                setStatus(status);
                setContentType(page.type().toString());
                setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                // The refusal comes before Camunda's own headers.
                setHeader("Content-Security-Policy", POLICY);
                setHeader("X-Content-Type-Options", "nosniff");
                getOutputStream().write(page.content());
            }
        });
    }
}
