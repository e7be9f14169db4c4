package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Which path a call asks for, read as the dispatcher reads it that finds the handler: {@code /%72equests} is {@code /requests}.
 * The doors and every guard ask here, since an address that a guard reads in another way than the dispatcher goes past it.
 */
public final class AskedPath {
    private AskedPath() {}

    /** @param pattern as Spring's mappings have it */
    public static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    /** The whole path as the container has parsed it: decoded, without parameters, and in its shortest form. */
    public static String of(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Whoever may read a page may also ask for its head alone. */
    public static RequestMatcher path(HttpMethod method, String pattern) {
        PathPatternRequestMatcher.Builder matchers = PathPatternRequestMatcher.withDefaults();
        return method == HttpMethod.GET
                ? new OrRequestMatcher(
                        matchers.matcher(HttpMethod.GET, pattern), matchers.matcher(HttpMethod.HEAD, pattern))
                : matchers.matcher(method, pattern);
    }
}
