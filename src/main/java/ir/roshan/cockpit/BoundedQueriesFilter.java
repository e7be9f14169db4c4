package ir.roshan.cockpit;

import static ir.roshan.security.AskedPath.path;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Cockpit asks for all versions of a definition without saying how many rows it wants, which the engine refuses since its
 * queries are bounded: the version in the view of a process would stay empty. Here such a question gets the engine's bound.
 */
final class BoundedQueriesFilter extends OncePerRequestFilter {
    private static final RequestMatcher DEFINITIONS = new OrRequestMatcher(
            path("/camunda/api/engine/engine/{engine}/{definitions:process-definition|decision-definition}"),
            path("/camunda/api/engine/engine/{engine}/{definitions:process-definition|decision-definition}/"));

    private final int most;

    /** @param most rows that the engine answers at once */
    BoundedQueriesFilter(int most) {
        this.most = most;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String query = request.getQueryString();
        return !request.getMethod().equals("GET")
                || !DEFINITIONS.matches(request)
                || (query != null && query.matches("(.*&)?maxResults=.*"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getQueryString() {
                        String asked = super.getQueryString();
                        return (asked == null || asked.isEmpty() ? "" : asked + "&") + "maxResults=" + most;
                    }
                },
                response);
    }
}
