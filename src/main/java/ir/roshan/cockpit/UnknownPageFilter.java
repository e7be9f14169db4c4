package ir.roshan.cockpit;

import ir.roshan.security.AskedPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.web.filter.OncePerRequestFilter;

/** A page of a web app that does not exist, or of an engine that does not, is not found; Camunda looks for its engine and fails. */
final class UnknownPageFilter extends OncePerRequestFilter {
    private static final Set<String> APPS = Set.of("welcome", "tasklist", "cockpit", "admin");

    /** As Camunda reads it: an app, an engine or the page itself, and no file behind it. */
    private static final Pattern PAGE =
            Pattern.compile("/camunda/app/([^/]+)/(?:(index\\.html|[\\w-]+)/?(?:setup/)?)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher page = PAGE.matcher(AskedPath.of(request));
        if (page.matches() && !exists(page.group(1), page.group(2))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean exists(String app, String engine) {
        return APPS.contains(app)
                && (engine == null || engine.equals(ProcessEngines.NAME_DEFAULT) || engine.equals("index.html"));
    }
}
